"""A line in which words are searched for: a glass before it, a cross behind it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from organizer.base.overriding import override
from organizer.widgets.icons import icon
from organizer.widgets.theme import theme


class SearchLine(QLineEdit):
    """Words to find; the glass follows the theme."""

    left_downwards = Signal()
    """The down arrow was pressed: the keyboard goes on in what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._dress)

    def begin(self) -> None:
        """Put the cursor here, whatever stands here marked to be replaced."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def set_label(self, placeholder: str, name: str = "") -> None:
        """Say what can be found here (translated); `name` for screen readers if it is another."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _dress(self) -> None:
        self._glass.setIcon(icon("search"))
