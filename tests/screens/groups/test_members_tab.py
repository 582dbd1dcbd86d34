"""Who is in a group: the tab of its members."""

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.domain.groups import store, store_lists
from organizer.screens.groups.members_tab import GroupMembers
from organizer.screens.groups.membership_sheets import JoinSheet, LeaveSheet, MembershipSheet
from organizer.screens.groups.page import GroupsPage
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.factories import people_of_group
from tests.screens.conftest import TODAY
from tests.screens.groups.conftest import (
    Read,
    Settle,
    group,
    largest,
    membership,
    opened,
    type_into,
)


@pytest.fixture
def members_tab(page: GroupsPage, read: Read, settle: Settle) -> GroupMembers:
    page.show_record(largest(read).group.id)
    settle()
    return cast("GroupMembers", opened(page, "Members", settle))


def test_members_are_listed_and_those_who_left_on_demand(
    members_tab: GroupMembers, read: Read, settle: Settle
) -> None:
    group_id = str(members_tab.record_id)

    def of(who: str) -> list[str]:
        return cast("list[str]", read(lambda db: store_lists.membership_ids(db, group_id, who)))

    assert members_tab.table.shown_ids() == [*of("present"), *of("interactive")]
    members_tab.with_left.click()
    settle()
    assert of("left")
    assert members_tab.table.shown_ids() == [*of("present"), *of("interactive"), *of("left")]


def test_people_join_by_name_on_a_day(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    group_id = str(members_tab.record_id)
    there = set(read(lambda db: people_of_group(db, group_id)))
    from organizer.domain.members import store as members

    rows = read(lambda db: members.member_rows(db, members.member_ids(db)))
    outside = next(row for row in rows if row.id not in there)
    members_tab.join_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, JoinSheet)
    sheet.people.load([Choice(outside.id, outside.name)])
    sheet.joined_on.line.setText("2026-03-01")
    sheet.act_button.click()
    settle()
    found = read(lambda db: store.memberships_of_group(db, group_id))
    mine = next(one for one in found if one.member_id == outside.id)
    assert str(mine.joined_on) == "2026-03-01"
    assert mine.id in members_tab.table.shown_ids()


def test_leaving_ends_the_entry_on_the_day_given(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    ids = members_tab.table.shown_ids()[:2]
    members_tab.table.select(ids)
    QTest.keyClick(members_tab.table.view, Qt.Key.Key_Delete)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, LeaveSheet)
    QTest.keyClick(sheet.left_on.line, Qt.Key.Key_Return)
    settle()
    for one in ids:
        found = membership(read, one)
        assert found.left_on == TODAY
    assert not set(ids) & set(members_tab.table.shown_ids())


def test_a_bulk_change_leaves_alone_what_was_not_touched(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    ids = members_tab.table.shown_ids()[:3]
    before = [membership(read, one) for one in ids]
    members_tab.table.select(ids)
    members_tab.change_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, MembershipSheet)
    type_into(sheet.paid_until, "2026-12-31")
    sheet.act_button.click()
    settle()
    for old in before:
        new = membership(read, old.id)
        assert str(new.paid_until) == "2026-12-31"
        assert (new.joined_on, new.alias, new.came_by, new.invited_by_id, new.standing) == (
            old.joined_on,
            old.alias,
            old.came_by,
            old.invited_by_id,
            old.standing,
        )


def test_the_alias_is_edited_in_the_table(
    members_tab: GroupMembers, read: Read, settle: Settle
) -> None:
    row_id = members_tab.table.model.id(0)
    section = [one.key for one in members_tab.table.model.columns].index("alias")
    index = members_tab.table.model.index(0, section)
    assert members_tab.table.model.setData(index, "晨光-王芳")
    settle()
    assert membership(read, row_id).alias == "晨光-王芳"


def test_interactive_accounts_are_marked_with_their_operator_and_not_counted(
    page: GroupsPage, desk: Desk, read: Read, settle: Settle
) -> None:
    from organizer.domain.groups import actions_memberships
    from organizer.domain.groups.records import JoinRow
    from organizer.domain.members import actions as members
    from organizer.domain.members.records import NewAccount

    one = largest(read)
    inside = read(lambda db: store.memberships_of_group(db, one.group.id))[0]

    def add(step: Any) -> None:
        account = NewAccount(
            "wechat", nickname="小助手", kind="interactive", operator_id=inside.member_id
        )
        account_id = members.add_account(step, inside.member_id, account)
        actions_memberships.join_many(
            step, [JoinRow(one.group.id, inside.member_id, account_id=account_id)]
        )

    desk.start(desk.save(add))
    page.show_record(one.group.id)
    tab = cast("GroupMembers", opened(page, "Members", settle))
    marks = [
        badge.text
        for at in range(tab.table.model.rowCount())
        if (line := tab.table.model.row(at)) is not None and not line.membership.counts
        for column in tab.table.model.columns
        if column.badges is not None
        for badge in column.badges(line)
    ]
    assert any(inside.member_name in mark for mark in marks)
    interactive = read(lambda db: store.interactive_count(db, one.group.id))
    assert tab.told.text() == f"{one.people} 人 · {interactive} 个互动小号"
    assert group(read, one.group.id).people == one.people
