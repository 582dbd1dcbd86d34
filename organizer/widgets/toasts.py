"""Lines that come up at the foot of the window, say what was done, and go by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind, theme

SHORT, LONG = 5_000, 10_000
"""Milliseconds a line stays: without and with something to do or to read closely."""
MOST = 3


class Toast(QWidget):
    """One line; stays while the pointer or the keyboard is on it."""

    gone = Signal()
    acted = Signal()

    def __init__(
        self,
        text: str,
        tone: Tone,
        milliseconds: int,
        action_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        names = {Tone.GOOD: "circle-check", Tone.DANGER: "circle-alert"}
        row.addWidget(IconLabel(names.get(tone, "info"), tone))
        self.label = PlainLabel(text, self, wrap=True)
        self.label.setMinimumWidth(min(self.label.fontMetrics().horizontalAdvance(text) + 4, 480))
        row.addWidget(self.label, 1)
        self.button: QPushButton | None = None
        if action_text:
            self.button = QPushButton(action_text, self)
            set_kind(self.button, Kind.QUIET)
            self.button.setProperty("tone", Tone.ACCENT.value)
            self.button.clicked.connect(self._act)
            row.addWidget(self.button)
        self.closer = QToolButton(self)
        set_icon(self.closer, "x", Tone.MUTED)
        self.closer.setAccessibleName(_("Close message"))
        self.closer.setToolTip(_("Close message"))
        self.closer.clicked.connect(self.go)
        row.addWidget(self.closer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.go)
        self._timer.start()

    def go(self) -> None:
        """Take the line away."""
        self._timer.stop()
        self.gone.emit()

    def _act(self) -> None:
        self.acted.emit()
        self.go()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.colours.outline))
        painter.setBrush(QColor(theme.colours.raised))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class ToastStack(QWidget):
    """The newest lines above one another, low in the middle of the window they belong to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.S)
        self.hide()
        window.installEventFilter(self)

    def toasts(self) -> list[Toast]:
        """The lines shown, oldest first."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Toast)]

    def add(
        self,
        text: str,
        tone: Tone,
        action_text: str = "",
        action: Callable[[], object] | None = None,
    ) -> Toast:
        """Show a line; the oldest one makes room."""
        long = action is not None or tone is Tone.DANGER
        toast = Toast(text, tone, LONG if long else SHORT, action_text if action else "", self)
        if action is not None:
            toast.acted.connect(action)
        toast.gone.connect(lambda: self._remove(toast))
        self._rows.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        for old in self.toasts()[:-MOST]:
            self._remove(old)
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def _remove(self, toast: Toast) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and toast.isAncestorOf(focus)
        self._rows.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        if had_focus and (window := self.parentWidget()) is not None:
            window.setFocus()
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        if not self.toasts():
            self.hide()
            return
        self._rows.activate()
        width = min(self.sizeHint().width(), window.width() - 2 * Space.XL)
        height = self._rows.heightForWidth(width) if self._rows.hasHeightForWidth() else -1
        height = max(height, self.sizeHint().height())
        self.setGeometry(
            (window.width() - width) // 2, window.height() - height - Space.XXL, width, height
        )
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
