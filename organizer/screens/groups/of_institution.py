"""The groups of an institution, as a tab of its page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.groups.records import kind_words
from organizer.domain.groups.store_of_institution import GroupOfInstitution, groups_of_institution
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.tab_table import TabTable

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.steps import FinishedStep

TABLES = {"chat_group", "membership", "account", "member", "institution"}


class GroupsOfInstitution(DetailTab):
    """Groups run for an institution, and groups its people are in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        source = WholeList[GroupOfInstitution](
            desk, _read, lambda one: one.group.group.id, lambda one: one.group.group.name, _ORDERS
        )
        self.table = TabTable(_COLUMNS, source, self)
        self.empty = EmptyState("messages-square", self)
        self.table.set_empty_widget(self.empty)
        self.table.activated.connect(lambda group_id: desk.open_record("group", group_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.retranslate()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None or self.record_id is None:
            return
        if step is None or not TABLES.isdisjoint(step.tables):
            self.table.ask({"record": self.record_id})

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Groups of this institution"))
        self.empty.tell(_("None of its people is in a group, and none is run for it."))


def _read(db: "Database", asked: Mapping[str, Any]) -> list[GroupOfInstitution]:
    return groups_of_institution(db, str(asked.get("record")))


def _marks(one: GroupOfInstitution) -> tuple[Badge, ...]:
    return (Badge(_("Run for it"), Tone.ACCENT),) if one.run_for_it else ()


_COLUMNS = (
    Column("name", N_("Group"), lambda one: one.group.group.name, width=20, strong=True),
    Column(
        "run_for",
        N_("Run for it"),
        lambda one: _("Yes") if one.run_for_it else "",
        badges=_marks,
        width=12,
    ),
    Column(
        "its_people",
        N_("Its people in it"),
        lambda one: format_number(one.its_people),
        right=True,
        width=12,
        descending_first=True,
    ),
    Column("kind", N_("Kind"), lambda one: kind_words(one.group.group.kind), width=12),
)
_ORDERS = {
    "run_for": lambda one: not one.run_for_it,
    "its_people": lambda one: one.its_people,
    "kind": lambda one: one.group.group.kind,
}
