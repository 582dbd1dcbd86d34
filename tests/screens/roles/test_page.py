"""The page of positions as an owner uses it, and the tabs it adds to other pages."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.domain.groups import store as groups
from organizer.domain.groups.actions import archive
from organizer.domain.roles import actions, store
from organizer.domain.roles.records import Appointment
from organizer.screens.roles.appoint import AppointSheet
from organizer.screens.roles.end import DaySheet
from organizer.screens.roles.page import RolesPage
from organizer.screens.roles.positions_tab import PositionsTab
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.screens.conftest import TODAY, MakePage

if TYPE_CHECKING:
    from organizer.screens.roles.profile import AppointmentProfile
    from organizer.widgets.list_page import ListPage

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> RolesPage:
    made = cast("RolesPage", make_page("roles"))
    settle()
    return made


def held(read: Read) -> list[Appointment]:
    return cast("list[Appointment]", read(store.all_held))


def appointment(read: Read, row_id: str) -> Appointment:
    found = read(lambda db: store.appointment(db, row_id))
    assert isinstance(found, Appointment)
    return found


def test_every_view_lists_what_the_register_knows(
    page: RolesPage, read: Read, settle: Settle, desk: Desk
) -> None:
    first, second = held(read)[:2]
    desk.start(desk.save(actions.change, [first.id], term_ends_on=TODAY + dt.timedelta(days=20)))
    desk.start(desk.save(actions.end, [second.id]))
    settle()
    assert page.table.shown_ids() == [one.id for one in held(read)]
    for view, wanted in (
        ("ending", lambda db: store.ending_terms(db, TODAY, 30)),
        ("no_return", store.without_return),
        ("before", store.ended),
    ):
        page.show_view(view)
        settle()
        found = [one.id for one in read(cast("Any", wanted))]
        assert found, view
        assert page.table.shown_ids() == found, view


def test_the_setting_says_when_a_term_comes_up(
    page: RolesPage, read: Read, settle: Settle, desk: Desk
) -> None:
    from organizer.domain.fields import actions_presets

    one = held(read)[0]
    desk.start(desk.save(actions.change, [one.id], term_ends_on=TODAY + dt.timedelta(days=80)))
    page.show_view("ending")
    settle()
    assert one.id not in page.table.shown_ids()
    desk.start(desk.save(actions_presets.set_setting, "ending_terms_days", 90))
    settle()
    assert one.id in page.table.shown_ids()


def test_people_who_hold_nothing_are_appointed_together(
    page: RolesPage, read: Read, settle: Settle, messages: Messages
) -> None:
    page.show_view("nothing")
    group_id = next(one.group.id for one in read(groups.groups) if one.group.name == "核心群")
    page.bar.set_state({"words": "", "filters": {"place": [group_id]}})
    settle()
    ids = page.table.shown_ids()[:2]
    people = [one.partition("/")[2] for one in ids]
    page.table.select(ids)
    settle()
    page.pane.empty.button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, AppointSheet)
    assert [one.id for one in sheet.people.value] == people
    sheet.job.combo.setEditText("资料组长")
    sheet.returns.line.setText("每月一次免费听课")
    sheet.act_button.click()
    settle()
    made = [one for one in held(read) if one.member_id in people and one.group_id == group_id]
    assert [(one.title, one.returns, one.starts_on) for one in made] == [
        ("资料组长", "每月一次免费听课", TODAY)
    ] * 2
    assert not set(ids) & set(page.table.shown_ids())


def test_an_appointment_needs_people_a_title_and_a_place(
    page: RolesPage, read: Read, settle: Settle, messages: Messages
) -> None:
    before = held(read)
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, AppointSheet)
    sheet.act_button.click()
    settle()
    assert "人" in sheet.problem.text()
    assert sheet.height() >= sheet.wanted_height(), "the sheet grows with what it says"
    assert sheet.branch.isHidden(), "a group is asked for, no branch"
    sheet.people.load([Choice(before[0].member_id, before[0].member_name)])
    sheet.act_button.click()
    settle()
    assert sheet.isVisible(), "a group is missing"
    sheet.place.combo.setCurrentIndex(2)
    sheet.place.combo.activated.emit(2)
    assert sheet.group.isHidden()
    sheet.job.combo.setEditText("")
    sheet.act_button.click()
    settle()
    assert sheet.isVisible(), "a title is missing"
    sheet.job.combo.setEditText("秘书")
    sheet.act_button.click()
    settle()
    assert len(held(read)) == len(before) + (
        not any(
            one.member_id == before[0].member_id
            and one.title == "secretary"
            and one.place == "alliance"
            for one in before
        )
    )


def test_what_was_agreed_is_edited_in_place(page: RolesPage, read: Read, settle: Settle) -> None:
    row_id = page.table.selected_ids()[0]
    page.pane.open_tab("Profile")
    settle()
    tab = cast("AppointmentProfile", page.pane.tab("Profile"))
    tab.duty.text.setPlainText("每周整理一次资料")
    tab.duty.commit()
    tab.term_ends_on.line.setText("2026-12-31")
    tab.term_ends_on.line.textEdited.emit("2026-12-31")
    tab.term_ends_on.commit()
    settle()
    found = appointment(read, row_id)
    assert found.duty == "每周整理一次资料"
    assert found.term_ends_on == dt.date(2026, 12, 31)


def test_del_ends_on_a_day_and_undo_takes_it_up_again(
    page: RolesPage, read: Read, settle: Settle, messages: Messages, desk: Desk
) -> None:
    row_id = page.table.selected_ids()[0]
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, DaySheet)
    QTest.keyClick(sheet.day.line, Qt.Key.Key_Return)
    settle()
    assert appointment(read, row_id).ended_on == TODAY
    assert row_id not in page.table.shown_ids()
    desk.start(desk.opened().undo())
    settle()
    assert appointment(read, row_id).ended_on is None
    assert row_id in page.table.shown_ids()


def test_a_day_before_it_began_is_refused_in_the_sheet(
    page: RolesPage, read: Read, settle: Settle, messages: Messages
) -> None:
    row_id = page.table.selected_ids()[0]
    page.remove([row_id])
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, DaySheet)
    sheet.day.line.setText("2001-01-01")
    sheet.act_button.click()
    settle()
    assert sheet.isVisible()
    assert "2001-01-01" in sheet.problem.text()
    assert appointment(read, row_id).ended_on is None
    sheet.reject()
    settle()


@pytest.mark.parametrize("noun", ["member", "group", "branch"])
def test_the_tab_of_a_noun_lists_and_appoints(
    noun: Any,
    desk: Desk,
    window: QWidget,
    qtbot: QtBot,
    read: Read,
    settle: Settle,
    messages: Messages,
) -> None:
    every = held(read)
    one = next(
        row
        for row in every
        if {"member": True, "group": row.group_id, "branch": row.branch_id}[noun]
    )
    record_id = {"member": one.member_id, "group": one.group_id, "branch": one.branch_id}[noun]
    assert record_id is not None
    tab = PositionsTab(desk, noun)
    tab.setParent(window)
    tab.resize(700, 500)
    tab.show()
    qtbot.waitExposed(tab)
    tab.show_record(record_id)
    settle()
    reading: Callable[[Database], list[Appointment]] = (
        (lambda db: store.of_person(db, record_id))
        if noun == "member"
        else (lambda db: store.held_in(db, noun, record_id, past=True))
    )
    assert tab.table.shown_ids() == [row.id for row in read(reading)]
    tab.appoint_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, AppointSheet)
    if noun == "member":
        assert [choice.id for choice in sheet.people.value] == [record_id]
    else:
        field = sheet.group if noun == "group" else sheet.branch
        assert field.value is not None
        assert field.value.id == record_id
    sheet.reject()
    settle()
    tab.table.select([one.id])
    tab.end_button.click()
    settle()
    ending = messages.dialog
    assert isinstance(ending, DaySheet)
    ending.act_button.click()
    settle()
    assert appointment(read, one.id).ended_on == TODAY
    assert one.id in tab.table.shown_ids(), "who held it before is still listed"


def test_columns_that_say_nothing_of_people_without_a_position_are_folded_away(
    page: RolesPage, settle: Settle
) -> None:
    def visible() -> list[str]:
        return [column.key for column in page.table.visible_columns()]

    before, kept = visible(), page.state()["table"]
    assert {"title", "starts_on"} <= set(before)
    page.show_view("nothing")
    settle()
    assert visible() == ["name", "place"]
    assert page.state()["table"] == kept, "the next start shows the columns chosen"
    page.restore(page.state())
    assert visible() == ["name", "place"]
    page.show_view("held")
    settle()
    assert visible() == before


def test_an_ended_position_is_shown_among_those_before(
    page: RolesPage, desk: Desk, read: Read, settle: Settle
) -> None:
    one = held(read)[0]
    desk.start(desk.do(actions.end, [one.id]))
    settle()
    page.open_with(appointment=one.id)
    settle()
    assert page.view == "before"
    assert page.table.selected_ids() == [one.id]
    page.open_with(appointment=held(read)[0].id)
    settle()
    assert page.view == "held"


def test_the_tab_says_that_a_term_ends_as_soon_as_the_owner_wants_to_know(
    make_page: MakePage, desk: Desk, read: Read, settle: Settle
) -> None:
    from organizer.domain.fields import actions_presets

    one = next(one for one in held(read) if one.group_id)
    until = TODAY + dt.timedelta(days=200)
    desk.start(desk.do(actions.extend, [one.id], until))
    desk.start(desk.do(actions_presets.set_setting, "ending_terms_days", 250))
    settle()
    groups = cast("ListPage", make_page("groups"))
    settle()
    groups.show_record(str(one.group_id))
    groups.pane.open_tab("Positions")
    settle()
    tab = cast("PositionsTab", groups.pane.tab("Positions"))
    row = tab.table.model.ids().index(one.id)
    state = next(one for one in tab.table.columns.visible() if one.key == "state")
    assert "即将到期" in state.show(tab.table.model.row(row))


def test_the_only_group_is_filled_in(
    page: RolesPage, read: Read, settle: Settle, messages: Messages, desk: Desk
) -> None:
    first, *others = [one.group.id for one in read(groups.groups)]
    desk.start(desk.save(archive, others))
    settle()
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, AppointSheet)
    assert sheet.group.value is not None
    assert sheet.group.value.id == first
