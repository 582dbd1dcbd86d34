"""Planning in the calendar: new events, moving, calling off, removing, repetitions, clashes."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, store
from organizer.domain.events.records import EventFilter, SessionTime
from organizer.screens.events.new_event import NewEvent
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.scope_sheet import ScopeSheet
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Manner
from organizer.widgets.picker import Choice
from tests.screens.conftest import TODAY
from tests.screens.events.calendar_story import (
    Settle,
    on,
    page,
    planned,
    sheet_of,
    times,
)

ALT = Qt.KeyboardModifier.AltModifier
__all__ = ["page", "planned"]


def test_a_new_event_is_planned_with_keys_alone(
    page: CalendarPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    sheet = sheet_of(desk, NewEvent, qtbot)
    assert sheet.day.day == dt.date(2026, 3, 10)
    sheet.name.line.setText("校长读书会")
    QTest.keyClick(sheet.name.line, Qt.Key.Key_Return)
    settle()
    made = [one for one in page.view.entries if one.title == "校长读书会"]
    assert [(one.day.day, one.starts_at, one.minutes) for one in made] == [(10, "14:00", 150)]
    assert page.view.chosen == made[0].record
    assert page.pane.title.text() == "校长读书会"


def test_an_end_before_the_start_goes_over_midnight_and_nonsense_is_refused(
    page: CalendarPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.new_record()
    sheet = sheet_of(desk, NewEvent, qtbot)
    sheet.name.set_value("夜谈")
    sheet.times.starts.set_value("23:00")
    sheet.times.ends.set_value("25:00")
    sheet.act_button.click()
    settle()
    dialog: Any = desk.messages.dialog
    assert dialog is sheet
    assert sheet.name.problem
    sheet.times.ends.set_value("1:00")
    sheet.act_button.click()
    settle()
    made = next(one for one in page.view.entries if one.title == "夜谈")
    assert made.minutes == 120


def test_a_new_event_says_what_it_would_clash_with(
    page: CalendarPage,
    planned: dict[str, str],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    event = register.ask(lambda db: store.event(db, planned["meet_up"])).result()
    assert event is not None
    assert event.host_id is not None
    page._new(dt.date(2026, 3, 14), "15:00", 60)
    sheet = sheet_of(desk, NewEvent, qtbot)
    sheet.host.set_value(Choice(event.host_id, event.host_name))
    qtbot.waitUntil(lambda: "线下沟通日 · 三月场" in sheet.warning.text(), timeout=3000)
    sheet.reject()
    settle()


def test_a_moved_event_says_so_and_is_taken_back(
    page: CalendarPage,
    planned: dict[str, str],
    register: RegisterThread,
    desk: Desk,
    settle: Settle,
) -> None:
    entry = on(page, planned["visit"])[0]
    page.view.take(entry)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Right, ALT)
    settle()
    assert times(register, planned["visit"]) == [SessionTime(dt.date(2026, 3, 12), "10:00", 90)]
    assert page.view.day == dt.date(2026, 3, 12)
    assert page.view.chosen == planned["visit"]
    said = desk.messages.recorded[-1]
    assert said.action is not None
    said.action()
    settle()
    assert times(register, planned["visit"])[0].day == dt.date(2026, 3, 11)


def test_one_session_of_several_moves_alone(
    page: CalendarPage, planned: dict[str, str], register: RegisterThread, settle: Settle
) -> None:
    morning, afternoon = on(page, planned["lecture"])
    page.view.entry_moved.emit(afternoon, afternoon._replace(day=dt.date(2026, 3, 28)))
    settle()
    assert times(register, planned["lecture"]) == [
        SessionTime(morning.day, "09:00", 180, "上午"),
        SessionTime(dt.date(2026, 3, 28), "14:00", 180, "下午"),
    ]


@pytest.mark.parametrize(
    ("scope", "days"),
    [
        ("this", [4, 12, 18, 25, 1]),
        ("following", [4, 12, 19, 26, 2]),
        ("all", [5, 12, 19, 26, 2]),
    ],
)
def test_a_repetition_asks_how_far_a_move_reaches(
    scope: Any,
    days: list[int],
    page: CalendarPage,
    planned: dict[str, str],
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    entry = on(page, planned["weekly"])[1]
    page.view.entry_moved.emit(entry, entry._replace(day=dt.date(2026, 3, 12)))
    sheet = sheet_of(desk, ScopeSheet, qtbot)
    sheet.choose(scope)
    sheet.act_button.click()
    settle()
    found = [one.day.day for one in page.view.entries if one.title == "周三答疑"]
    assert found == days


def test_whoever_closes_the_question_changes_nothing(
    page: CalendarPage,
    planned: dict[str, str],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    entry = on(page, planned["weekly"])[1]
    page.view.take(entry)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    sheet = sheet_of(desk, ScopeSheet, qtbot)
    assert sheet.scope == "this"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert len(on(page, planned["weekly"])) == 5


def test_one_day_of_a_repetition_is_left_out(
    page: CalendarPage, planned: dict[str, str], desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.view.take(on(page, planned["weekly"])[1])
    settle()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    sheet = sheet_of(desk, ScopeSheet, qtbot)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    settle()
    assert [one.day.day for one in on(page, planned["weekly"])] == [4, 18, 25, 1]
    assert page.pane.isHidden(), "what is gone is not shown any longer"


def test_a_day_called_off_gets_a_row_and_stays_chosen(
    page: CalendarPage, planned: dict[str, str], desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.view.take(on(page, planned["weekly"])[2])
    settle()
    page.pane._verbs["cancel"].click()
    QTest.keyClick(sheet_of(desk, ScopeSheet, qtbot), Qt.Key.Key_Return)
    settle()
    entry = page.view.chosen_entry()
    assert entry is not None
    assert entry.struck
    assert entry.record.partition("@")[0] != planned["weekly"]
    page.pane._verbs["resume"].click()
    QTest.keyClick(sheet_of(desk, ScopeSheet, qtbot), Qt.Key.Key_Return)
    settle()
    entry = page.view.chosen_entry()
    assert entry is not None
    assert not entry.struck


def test_what_a_move_clashes_with_is_said(
    page: CalendarPage,
    planned: dict[str, str],
    register: RegisterThread,
    desk: Desk,
    settle: Settle,
) -> None:
    event = register.ask(lambda db: store.event(db, planned["meet_up"])).result()
    assert event is not None
    day = dt.date(2026, 3, 28)
    other = register.act(
        lambda step: actions.add(
            step, "家长会", "visit", [SessionTime(day, "15:00", 60)], host_id=event.host_id
        )
    ).result()[0]
    settle()
    entry = on(page, other)[0]
    page.view.entry_moved.emit(entry, entry._replace(day=dt.date(2026, 3, 14)))
    settle()
    warned = [one for one in desk.messages.recorded if one.manner is Manner.WARNED]
    assert "线下沟通日" in warned[-1].text


def test_a_make_up_workday_is_pointed_out(
    page: CalendarPage, planned: dict[str, str], desk: Desk, settle: Settle
) -> None:
    entry = on(page, planned["meet_up"])[0]
    page.view.entry_moved.emit(entry, entry._replace(day=dt.date(2026, 2, 28)))
    settle()
    warned = [one.text for one in desk.messages.recorded if one.manner is Manner.WARNED]
    assert len(warned) == 1
    assert "调休上班" in warned[0]


def test_removing_an_event_puts_it_away_with_undo(
    page: CalendarPage,
    planned: dict[str, str],
    register: RegisterThread,
    desk: Desk,
    settle: Settle,
) -> None:
    page.view.take(on(page, planned["visit"])[0])
    settle()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    settle()
    assert on(page, planned["visit"]) == []
    first, last = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
    found = register.ask(lambda db: store.entries(db, first, last, EventFilter())).result()
    assert planned["visit"] not in {one.key for one in found}
    action = desk.messages.recorded[-1].action
    assert action is not None
    action()
    settle()
    assert on(page, planned["visit"]) != []


def test_a_step_elsewhere_shows_at_once(
    page: CalendarPage, register: RegisterThread, settle: Settle
) -> None:
    register.act(
        lambda step: actions.add(step, "临时碰头", "visit", [SessionTime(TODAY, "18:00", 30)])
    ).result()
    settle()
    assert "临时碰头" in [one.title for one in page.view.entries]
