"""The groups of a person, as a tab of the member's page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.groups import store
from organizer.domain.roles import store as roles
from organizer.screens.groups.member_columns import Line, of_member_columns
from organizer.screens.groups.membership_sheets import JoinSheet
from organizer.screens.groups.memberships_table import MembershipsTable
from organizer.widgets.desk import Desk
from organizer.widgets.record_columns import Column, Edit, RowSource
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database


class MembershipsOfMember(MembershipsTable):
    """Which groups somebody is in, and was in; all with what is noted of them there."""

    icon = "messages-square"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.with_left.setChecked(True)
        self.with_left.hide()
        self.go_button = self.add_tool("external-link", self._go)
        self.table.selection_changed.connect(self._can_go)
        self.retranslate()
        self._can_go()

    @override
    def make_list(self, alias: Edit, joined: Edit) -> tuple[Sequence[Column], RowSource]:
        return of_member_columns(alias, joined), WholeList[Line](
            self.desk,
            _read,
            lambda line: line.membership.id,
            lambda line: line.membership.group_name,
            {
                "alias": lambda line: line.membership.alias or None,
                "joined_on": lambda line: line.membership.joined_on,
                "left_on": lambda line: line.membership.left_on,
                "came_by": lambda line: line.membership.came_by or None,
                "invited_by": lambda line: line.membership.invited_by_name or None,
                "paid_until": lambda line: line.membership.paid_until,
            },
        )

    @override
    def join(self) -> None:
        if self.record_id is not None:
            sheet = JoinSheet(self.desk, member_id=self.record_id)
            self.desk.start(self.desk.messages.open(sheet))

    def _go(self) -> None:
        ids = self.table.selected_ids()
        row = self.table.model.row(list(self.table.model.ids()).index(ids[0])) if ids else None
        if row is not None:
            self.desk.open_record("group", row.membership.group_id)

    def _can_go(self) -> None:
        self.go_button.setEnabled(self.table.selected_count() == 1)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.table.setAccessibleName(_("Groups of this person"))
        self.join_button.setText(_("Join a group…"))
        if hasattr(self, "go_button"):
            self.go_button.setText(_("Open the group"))
        self.empty.tell(_("Not in any group yet."), _("Join a group…"))


def _read(db: "Database", asked: Mapping[str, Any]) -> list[Line]:
    member_id = str(asked.get("record"))
    held: dict[str, list[str]] = {}
    for one in roles.titles_of_people(db, [member_id]).get(member_id, []):
        if one.group_id is not None:
            held.setdefault(one.group_id, []).append(one.title)
    return [
        Line(row, tuple(held.get(row.group_id, ())) if row.left_on is None and row.counts else ())
        for row in store.memberships_of_person(db, member_id)
    ]
