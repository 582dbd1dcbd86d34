"""Lines that come up at the foot of the window, say what was done, and go by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
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
WIDEST = 640


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
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        names = {Tone.GOOD: "circle-check", Tone.DANGER: "circle-alert"}
        row.addWidget(IconLabel(names.get(tone, "info"), tone))
        self.label = PlainLabel(text, self, wrap=True)
        row.addWidget(self.label, 1)
        self.button: QPushButton | None = None
        if action_text:
            self.button = QPushButton(action_text, self)
            set_kind(self.button, Kind.QUIET)
            accent = theme.colours.accent
            self.button.setStyleSheet(f"color: {accent}; font-weight: 600;")
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

    def size_within(self, most: int) -> QSize:
        """The size this line wants when it may be at most so wide (pixels)."""
        layout = self._row
        width = min(layout.sizeHint().width() + self._text_missing(), most)
        return QSize(width, max(layout.heightForWidth(width), layout.minimumSize().height()))

    def _text_missing(self) -> int:
        """How much wider the text on one line is than what a wrapping label asks for."""
        wanted = self.label.fontMetrics().horizontalAdvance(self.label.text()) + Space.S
        return max(0, wanted - self.label.sizeHint().width())

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
        self._toasts: list[Toast] = []
        self.hide()
        window.installEventFilter(self)

    def toasts(self) -> list[Toast]:
        """The lines shown, oldest first."""
        return list(self._toasts)

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
        self._toasts.append(toast)
        for old in self._toasts[:-MOST]:
            self._remove(old)
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def _remove(self, toast: Toast) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and toast.isAncestorOf(focus)
        if toast not in self._toasts:
            return
        self._toasts.remove(toast)
        toast.hide()
        toast.deleteLater()
        if had_focus and (window := self.parentWidget()) is not None:
            window.setFocus()
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        if not self._toasts:
            self.hide()
            return
        most = min(window.width() - 2 * Space.XL, WIDEST * theme.text_percent // 100)
        sizes = [toast.size_within(most) for toast in self._toasts]
        room = window.height() - Space.XXL - Space.XL
        if len(sizes) > 1 and sum(size.height() + Space.S for size in sizes) > room:
            self._remove(self._toasts[0])  # comes back here
            return
        width = max(size.width() for size in sizes)
        seen = QRegion()  # beside a short line the page below stays within reach of the pointer
        top = 0
        for toast, size in zip(self._toasts, sizes, strict=True):
            place = QRect(QPoint((width - size.width()) // 2, top), size)
            toast.setGeometry(place)
            toast.show()
            seen = seen.united(place)
            top = place.bottom() + 1 + Space.S
        height = top - Space.S
        self.setGeometry(
            (window.width() - width) // 2, window.height() - height - Space.XXL, width, height
        )
        self.setMask(seen)
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
