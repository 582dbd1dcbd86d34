"""The groups of a person: listed with what is noted, joined, left, corrected."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.domain.groups import store
from organizer.domain.groups.records import Membership
from organizer.domain.roles import store as roles
from organizer.screens.groups.membership_sheets import JoinSheet, LeaveSheet
from organizer.screens.groups.of_member import MembershipsOfMember
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.factories import people_of_group
from tests.screens.conftest import TODAY

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def member_id(read: Read) -> str:
    """Somebody who holds something in a group."""
    return str(next(one.member_id for one in read(roles.all_held) if one.group_id))


@pytest.fixture
def tab(
    desk: Desk, window: QWidget, qtbot: QtBot, member_id: str, settle: Settle
) -> MembershipsOfMember:
    made = MembershipsOfMember(desk)
    made.setParent(window)
    made.resize(800, 500)
    made.show()
    qtbot.waitExposed(made)
    made.show_record(member_id)
    settle()
    return made


def memberships(read: Read, member_id: str) -> list[Membership]:
    found = read(lambda db: store.memberships_of_person(db, member_id))
    assert isinstance(found, list)
    return found


def test_groups_of_today_come_first_with_the_titles_held_there(
    tab: MembershipsOfMember, member_id: str, read: Read
) -> None:
    found = memberships(read, member_id)
    assert tab.table.shown_ids() == [one.id for one in found]
    titled = [
        line
        for at in range(tab.table.model.rowCount())
        if (line := tab.table.model.row(at)) is not None and line.titles
    ]
    held = {
        one.group_id
        for one in read(lambda db: roles.of_person(db, member_id))
        if one.group_id and one.ended_on is None
    }
    assert {line.membership.group_id for line in titled} == held


def test_joining_another_group_on_a_day_with_who_invited(
    tab: MembershipsOfMember, member_id: str, read: Read, messages: Messages, settle: Settle
) -> None:
    inside = {one.group_id for one in memberships(read, member_id)}
    other = next(one.group for one in read(store.groups) if one.group.id not in inside)
    inviter = read(lambda db: people_of_group(db, other.id))[0]
    tab.join_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, JoinSheet)
    sheet.act_button.click()
    settle()
    assert sheet.isVisible()
    assert sheet.problem.text(), "a group is missing"
    sheet.group.set_value(Choice(other.id, other.name))
    sheet.invited_by.set_value(Choice(inviter, "somebody"))
    sheet.joined_on.line.setText("2026-03-02")
    sheet.act_button.click()
    settle()
    made = next(one for one in memberships(read, member_id) if one.group_id == other.id)
    assert made.joined_on == dt.date(2026, 3, 2)
    assert (made.invited_by_id, made.came_by) == (inviter, "invited")
    assert made.id in tab.table.shown_ids()


def test_leaving_ends_the_positions_held_there_too(
    tab: MembershipsOfMember, member_id: str, read: Read, messages: Messages, settle: Settle
) -> None:
    held = next(
        one
        for one in read(lambda db: roles.of_person(db, member_id))
        if one.group_id and one.ended_on is None
    )
    row = next(
        one
        for one in memberships(read, member_id)
        if one.group_id == held.group_id and one.left_on is None and one.counts
    )
    tab.table.select([row.id])
    QTest.keyClick(tab.table.view, Qt.Key.Key_Delete)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, LeaveSheet)
    sheet.act_button.click()
    settle()
    after = next(one for one in memberships(read, member_id) if one.id == row.id)
    assert after.left_on == TODAY
    assert read(lambda db: roles.appointment(db, held.id)).ended_on == TODAY
    assert row.id in tab.table.shown_ids(), "who was there is still told"


def test_a_day_that_cannot_be_is_refused_and_said(
    tab: MembershipsOfMember, member_id: str, read: Read, messages: Messages, settle: Settle
) -> None:
    before = memberships(read, member_id)
    section = [one.key for one in tab.table.model.columns].index("joined_on")
    for text in ("2031-01-01", "vorgestern"):
        tab.table.model.setData(tab.table.model.index(0, section), text)
        settle()
        assert messages.recorded[-1].code, text
        assert memberships(read, member_id) == before


def test_a_mistaken_entry_goes_and_comes_back_with_undo(
    tab: MembershipsOfMember, member_id: str, read: Read, desk: Desk, settle: Settle
) -> None:
    before = memberships(read, member_id)
    tab.table.select([before[-1].id])
    tab.remove_mistaken()
    settle()
    assert memberships(read, member_id) == before[:-1]
    desk.start(desk.opened().undo())
    settle()
    assert memberships(read, member_id) == before


def test_the_group_is_opened_from_here(
    tab: MembershipsOfMember, member_id: str, read: Read, desk: Desk
) -> None:
    wanted: list[tuple[str, str]] = []
    desk.record_wanted.connect(lambda kind, one: wanted.append((kind, one)))
    first = memberships(read, member_id)[0]
    assert not tab.go_button.isEnabled()
    tab.table.select([first.id])
    tab.go_button.click()
    assert wanted == [("group", first.group_id)]
