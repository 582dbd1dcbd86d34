"""The button that opens the chooser of a table's columns, which is loaded when it is pressed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Space


def column_button(table: RecordTable, parent: QWidget | None = None) -> QToolButton:
    """A button that opens the chooser of a table under itself."""
    button = QToolButton(parent)
    set_icon(button, "columns-3")
    button.setToolTip(_("Columns"))
    button.setAccessibleName(_("Columns"))

    def choose() -> None:
        from organizer.widgets.column_chooser import ColumnChooser

        below = button.mapToGlobal(QPoint(0, button.height() + Space.XS))
        ColumnChooser(table).open_at(below)

    button.clicked.connect(choose)
    return button
