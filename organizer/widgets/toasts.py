"""Lines that say what was done and go by themselves, in a place where nothing can be pressed.

The window keeps room for them beside what its lowest line says, so a line that comes covers no
button, and one that goes leaves nothing under the pointer. Without such a place, as in a window
that is just being built, a line floats over the foot of the window.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind, theme

SHORT, LONG = 5_000, 10_000
"""Milliseconds a line stays: without and with something to do or to read closely."""
WIDEST = 640
TURNING = 700
"""Milliseconds: a line said so shortly before another page is opened belongs to that page."""


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
        self.age = QElapsedTimer()
        self.age.start()
        self.as_of = 0
        self.setAccessibleName(text)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.XS, 0)
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
            self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard be
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
        self._timer.timeout.connect(self._time_is_up)
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

    def _time_is_up(self) -> None:
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            self._timer.start()
        else:
            self.go()

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
    """Where lines are said: one at a time, the newest instead of the one before.

    With a `window` it floats over its foot; without one it is put into a layout.
    """

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._toast: Toast | None = None
        self._before: QWidget | None = None
        """Where the keyboard was before it came to the line."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        if window is not None:
            window.installEventFilter(self)

    def toasts(self) -> list[Toast]:
        """The line shown, if any."""
        return [] if self._toast is None else [self._toast]

    def add(
        self,
        text: str,
        tone: Tone,
        action_text: str = "",
        action: Callable[[], object] | None = None,
        as_of: int = 0,
    ) -> Toast:
        """Say a line; `as_of` is the number of the step that was the last one then."""
        long = action is not None or tone is Tone.DANGER
        toast = Toast(text, tone, LONG if long else SHORT, action_text if action else "", self)
        toast.as_of = as_of
        if action is not None:
            toast.acted.connect(action)
        toast.gone.connect(lambda: self._remove(toast))
        self.clear()
        self._toast = toast
        self._column.addWidget(toast)
        toast.show()
        self.show()
        self._place()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 2 ms of enums

        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def clear(self) -> None:
        """Take the line away."""
        if self._toast is not None:
            self._remove(self._toast)

    def page_turned(self) -> None:
        """Another page is shown: what was said on the one before goes."""
        if self._toast is not None and self._toast.age.hasExpired(TURNING):
            self.clear()

    def step_finished(self, number: int) -> None:
        """A newer step makes what could be done about an older one stale."""
        toast = self._toast
        if toast is not None and toast.button is not None and toast.as_of < number:
            self.clear()

    def _remove(self, toast: Toast) -> None:
        if toast is not self._toast:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and toast.isAncestorOf(focus)
        self._toast = None
        toast.hide()
        self._column.removeWidget(toast)
        toast.deleteLater()
        self.hide()
        if had_focus:
            before = self._before
            gone = before is None or not isValid(before) or not before.isVisible()
            (self.window() if gone or before is None else before).setFocus()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        came = new is not None and isValid(self) and self.isAncestorOf(new)
        if came and old is not None and isValid(old) and not self.isAncestorOf(old):
            self._before = old

    def _place(self) -> None:
        window, toast = self._window, self._toast
        if window is None or toast is None:
            return
        most = min(window.width() - 2 * Space.XL, WIDEST * theme.text_percent // 100)
        size = toast.size_within(most)
        self.setGeometry(
            (window.width() - size.width()) // 2,
            window.height() - size.height() - Space.XXL,
            size.width(),
            size.height(),
        )
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
