"""The page of branches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.base.districts import parse_district, short_district_name
from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.branches import actions, store
from organizer.domain.branches.records import Branch
from organizer.domain.groups import store as groups
from organizer.domain.roles import store as roles
from organizer.widgets.archive_actions import archive_actions, archived_filter
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Done
from organizer.widgets.detail_pane import Badge
from organizer.widgets.fields import TextField
from organizer.widgets.form_sheet import NewRecordSheet
from organizer.widgets.list_page import ARCHIVED, ListPage, ListWords
from organizer.widgets.record_columns import Column, Edit
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database


@dataclass(frozen=True)
class BranchLine:
    """A branch with how many serve in it, and how many groups and people it looks after."""

    branch: Branch
    team: int
    groups: int
    people: int


class BranchesPage(ListPage):
    """The regional service teams."""

    words = ListWords(
        N_("Branches"),
        N_("Name, pinyin, region"),
        N_("New branch"),
        "plus",
        N_("No branches yet."),
        N_("A branch is a regional team with a head, helpers and groups of its own."),
        N_("Select a branch in the list."),
    )
    icon = "network"
    help_page = "roles"
    sizes = (660, 480)
    tables = frozenset({"branch", "appointment", "chat_group", "membership", "member"})

    def __init__(self, desk: Desk) -> None:
        source = WholeList[BranchLine](
            desk,
            _read,
            lambda one: one.branch.id,
            lambda one: (
                f"{one.branch.name}\n{short_district_name(one.branch.region)}\n{one.branch.head_name}"
            ),
            _ORDERS,
        )
        super().__init__(
            desk,
            _columns(Edit(self._rename)),
            source,
            desk.tabs("branch"),
            [archived_filter()],
            archive_actions(desk, actions.archive, actions.restore, _is_archived),
        )

    @override
    def read_record(self, db: "Database", record_id: str) -> BranchLine | None:
        branch = store.branch(db, record_id)
        return None if branch is None else _line(db, branch)

    @override
    def show_header(self, record: BranchLine) -> None:
        branch = record.branch
        badges = [Badge(_(ARCHIVED), Tone.WARNING)] if branch.archived else []
        team = ngettext("team of {count}", "team of {count}", record.team).format(count=record.team)
        looked_after = ngettext("{count} group", "{count} groups", record.groups).format(
            count=record.groups
        )
        facts = (short_district_name(branch.region), branch.head_name, team, looked_after)
        self.pane.set_header(branch.name, " · ".join(filter(None, facts)), badges)

    def _rename(self, branch_id: str, name: str) -> None:
        self.desk.start(self.desk.do(actions.change, branch_id, name=name))

    @override
    def remove(self, ids: list[str]) -> None:
        self.desk.start(self.desk.do(actions.archive, ids))

    @override
    def new_record(self) -> None:
        self.desk.start(NewBranch(self.desk).add_to(self))


class NewBranch(NewRecordSheet):
    """Name and region of a new branch; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("New branch"), N_("Branch name"), "new_branch", 420)
        self.region = TextField()
        self.form.add(N_("Region"), self.region)

    @override
    async def make(self) -> Done[str]:
        region = parse_district(self.region.value) or self.region.value
        return await self.desk.save(actions.add, self.name.value, region=region)


def _line(db: "Database", branch: Branch) -> BranchLine:
    looked_after = groups.groups_of_branch(db, branch.id)
    team = {held.member_id for held in roles.team_of_branch(db, branch.id)}
    return BranchLine(branch, len(team), len(looked_after), sum(one.people for one in looked_after))


def _read(db: "Database", asked: Mapping[str, Any]) -> list[BranchLine]:
    archived = bool((asked.get("filters") or {}).get("archived"))
    found = store.branches(db, archived=archived)
    return [_line(db, one) for one in found if one.archived == archived]


def _columns(rename: Edit) -> tuple[Column, ...]:
    def number(key: str, title: str) -> Column:
        return Column(
            key,
            title,
            lambda one: format_number(getattr(one, key)),
            right=True,
            width=8,
            descending_first=True,
        )

    return (
        Column(
            "name",
            N_("Branch name"),
            lambda one: one.branch.name,
            width=14,
            strong=True,
            edit=rename,
        ),
        Column(
            "region", N_("Region"), lambda one: short_district_name(one.branch.region), width=11
        ),
        Column("head", N_("Head"), lambda one: one.branch.head_name, width=11),
        number("team", N_("Team")),
        number("groups", N_("Groups")),
        number("people", N_("People")),
    )


_ORDERS = {
    "region": lambda one: one.branch.region or None,
    "head": lambda one: one.branch.head_name or None,
    "team": lambda one: one.team,
    "groups": lambda one: one.groups,
    "people": lambda one: one.people,
}


def _is_archived(record: BranchLine) -> bool:
    return record.branch.archived
