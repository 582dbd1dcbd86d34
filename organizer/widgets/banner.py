"""A strip above a page's content that says what should be known, with one thing to do about it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Space, theme

ICONS = {Tone.ACCENT: "info", Tone.WARNING: "triangle-alert", Tone.DANGER: "circle-alert"}


class Banner(QWidget):
    """Information (ACCENT), a warning or an error; hidden until `tell` is called."""

    acted = Signal()
    """The button was pressed."""
    closed = Signal()
    """The user closed the strip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.ACCENT
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        self._icon = IconLabel("info", Tone.ACCENT)
        row.addWidget(self._icon)
        self.label = PlainLabel("", self, wrap=True)
        row.addWidget(self.label, 1)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.acted)
        row.addWidget(self.button)
        self.closer = QToolButton(self)
        set_icon(self.closer, "x")
        self.closer.clicked.connect(self._close)
        row.addWidget(self.closer)
        theme.changed.connect(self._redraw)
        self.retranslate()
        self.hide()

    def tell(
        self, text: str, tone: Tone = Tone.ACCENT, action_text: str = "", *, closable: bool = True
    ) -> None:
        """Show the strip with this text (translated) and, if given, a button."""
        self._tone = tone
        self._icon.show_icon(ICONS.get(tone, "info"), tone)
        self.label.setText(text)
        self.button.setText(action_text)
        self.button.setVisible(bool(action_text))
        self.closer.setVisible(closable)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        """Set the texts of the strip's own controls again."""
        self.closer.setAccessibleName(_("Close message"))
        self.closer.setToolTip(_("Close message"))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot()
    def _redraw(self) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.colours.line))
        painter.setBrush(QColor(theme.colours.soft(self._tone)))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
