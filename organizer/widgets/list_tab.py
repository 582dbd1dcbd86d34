"""A tab of the detail that lists what belongs to the record shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.record_columns import Column, RowSource
from organizer.widgets.tab_table import TabTable
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep


class ListTab(DetailTab):
    """A list that is read again after steps that touch one of `tables`.

    A subclass calls `lay_out` once; its source is asked for what `asked` gives.
    """

    tables: frozenset[str] = frozenset()
    table: TabTable
    empty: EmptyState

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.S)

    def lay_out(self, columns: Sequence[Column], source: RowSource, icon: str) -> None:
        """Add the list; `empty`, under this icon, is what stands there while it has no rows."""
        self.table = TabTable(columns, source, self)
        self.empty = EmptyState(icon, self)
        self.table.set_empty_widget(self.empty)
        self.column.addWidget(self.table, 1)

    def asked(self) -> dict[str, Any]:
        """What the list is asked for."""
        return {"record": self.record_id}

    def ask(self) -> None:
        """List what belongs to the record shown."""
        if self.desk.register is not None and self.record_id is not None:
            self.table.ask(self.asked())

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if step is None or not self.tables.isdisjoint(step.tables):
            self.ask()
