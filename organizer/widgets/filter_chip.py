"""An active filter: press it to change it, its cross to take it away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.filter_kinds import FilterKind, describe
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import plain_tip

LONGEST = 36
"""Characters a chip shows; the tool tip has the rest."""


class FilterChip(QFrame):
    """Shows one filter's value in words."""

    pressed = Signal()
    removed = Signal()

    def __init__(self, kind: FilterKind, value: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.value = value
        self.titles: dict[str, str] = {}
        self.setProperty("chip", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 2, 1)
        row.setSpacing(0)
        self.words = QToolButton()
        self.words.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.words.clicked.connect(self.pressed)
        self.cross = QToolButton()
        set_icon(self.cross, "x", Tone.ACCENT)
        self.cross.clicked.connect(self.removed)
        row.addWidget(self.words)
        row.addWidget(self.cross)
        self.say()

    def show_value(self, value: object) -> None:
        """Say another value."""
        self.value = value
        self.say()

    def say(self) -> None:
        """Set the words in the language spoken."""
        # A half-made filter has no value yet: only its title is said.
        text = (
            _(self.kind.title)
            if self.value is None
            else describe(self.kind, self.value, self.titles)
        )
        short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        self.words.setText(short.replace("&", "&&"))
        self.words.setAccessibleName(text)
        self.words.setToolTip(plain_tip(text) if short != text else "")
        self.cross.setAccessibleName(_("Remove filter: {filter}").format(filter=text))
        self.cross.setToolTip(_("Remove filter"))
        self.updateGeometry()  # the line of chips is laid out anew

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
