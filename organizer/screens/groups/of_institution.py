"""The groups of an institution, as a tab of its page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.groups.records import kind_words
from organizer.domain.groups.store_of_institution import GroupOfInstitution, groups_of_institution
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database


class GroupsOfInstitution(ListTab):
    """Groups run for an institution, and groups its people are in."""

    tables = frozenset({"chat_group", "membership", "account", "member", "institution"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        source = WholeList[GroupOfInstitution](
            desk, _read, lambda one: one.group.group.id, lambda one: one.group.group.name, _ORDERS
        )
        self.lay_out(_COLUMNS, source, "messages-square")
        self.table.activated.connect(lambda group_id: desk.open_record("group", group_id))
        self.retranslate()

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
