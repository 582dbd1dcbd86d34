"""The profile of a branch, edited in place."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.base.districts import parse_district, short_district_name
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.branches import actions, store
from organizer.domain.branches.records import Branch
from organizer.domain.groups import store as groups
from organizer.domain.groups.records import GroupInList
from organizer.domain.members import store_offers
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField, TextField
from organizer.widgets.fields_tab import FieldsTab, id_of
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField

if TYPE_CHECKING:
    from organizer.base.database import Database


@dataclass(frozen=True)
class _Facts:
    branch: Branch
    groups: tuple[GroupInList, ...]


class BranchProfile(FieldsTab):
    """Name, region, head, notes; the groups it looks after."""

    tables = frozenset({"branch", "chat_group", "membership", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tasks = desk.tasks
        self.name = TextField(tasks, required=True)
        self.region = TextField(tasks)
        self.head = PickerField(tasks, self._find)
        self.notes = MultiLineField(tasks)
        self.groups = PlainLabel("", self, wrap=True, selectable=True)
        self.bind(N_("Branch name"), self.name, lambda r: r.branch.name, self._saves("name"))
        self.bind(N_("Region"), self.region, _region, self._saves("region", _stored_region))
        self.bind(N_("Head"), self.head, _head, self._saves("head_id", id_of))
        self.form.add(N_("Groups"), self.groups)
        self.bind(N_("Notes"), self.notes, lambda r: r.branch.notes, self._saves("notes"))

    async def _find(self, words: str) -> list[Choice]:
        found = await self.desk.read(store_offers.offered, words)
        return [Choice(one.id, one.name, one.detail) for one in found]

    @override
    def read(self, db: "Database", record_id: str) -> _Facts | None:
        branch = store.branch(db, record_id)
        if branch is None:
            return None
        return _Facts(branch, tuple(groups.groups_of_branch(db, record_id)))

    @override
    def said(self, record: _Facts) -> None:
        lines = [
            ngettext("{name}: {count} person", "{name}: {count} people", one.people).format(
                name=one.group.name, count=one.people
            )
            for one in record.groups
        ]
        self.groups.setText("\n".join(lines) or _("Set the branch on a group’s profile."))

    def _saves(
        self, column: str, stored: Callable[[Any], object] | None = None
    ) -> Callable[[str, Any], Awaitable[object]]:
        return self.changes(actions.change, column, stored)


def _head(record: _Facts) -> Choice | None:
    branch = record.branch
    return None if branch.head_id is None else Choice(branch.head_id, branch.head_name)


def _region(record: _Facts) -> str:
    """The region as it is said; a district is stored by its code."""
    return short_district_name(record.branch.region)


def _stored_region(text: str) -> str:
    """The code of a district, else what was typed."""
    return parse_district(text) or text
