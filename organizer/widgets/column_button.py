"""The button that opens the chooser of a table's columns, which is loaded when it is pressed."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Space


def column_button(table: RecordTable, parent: QWidget | None = None) -> QToolButton:
    """A button that opens the chooser of a table under itself."""
    button = _ColumnButton(parent)
    set_icon(button, "columns-3")

    def choose() -> None:
        from organizer.widgets.column_chooser import ColumnChooser

        below = button.mapToGlobal(QPoint(0, button.height() + Space.XS))
        ColumnChooser(table).open_at(below)

    button.clicked.connect(choose)
    return button


class _ColumnButton(QToolButton):
    """Named in the language spoken, also after that changes."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._say()

    def _say(self) -> None:
        self.setToolTip(_("Columns"))
        self.setAccessibleName(_("Columns"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
