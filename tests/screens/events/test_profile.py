"""The profile of an event: fields saved in place, of a repetition as far as chosen."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions_hosts, store, store_expenses, store_files
from organizer.domain.events.records import Event
from organizer.domain.institutions import store as institutions
from organizer.domain.venues import actions as venue_actions
from organizer.screens.events import planning
from organizer.screens.events.event_pane import EventPane
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.profile import EventProfile
from organizer.screens.events.repeating_sheet import RepeatingSheet
from organizer.screens.events.scope_sheet import ScopeSheet
from organizer.screens.events.turn_sheet import TurnSheet
from organizer.widgets.desk import Desk, Page
from organizer.widgets.fields import LineField
from organizer.widgets.picker import Choice
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan

Settle = Callable[[], None]


@pytest.fixture
def made(register: RegisterThread) -> dict[str, str]:
    return plan(register, TODAY)


@pytest.fixture
def show(
    desk: Desk, make_page: Callable[[str], Page], settle: Settle
) -> Callable[[str], EventProfile]:
    """Shows the profile of an event on the calendar page."""
    pages: list[CalendarPage] = []

    def open_record(kind: str, key: str) -> None:
        if kind == "event":
            pages[0].show_record(key)

    desk.record_wanted.connect(open_record)

    def profile(key: str) -> EventProfile:
        if not pages:
            page = make_page("events")
            assert isinstance(page, CalendarPage)
            pages.append(page)
        pages[0].show_record(key)
        pages[0].pane.open_tab("Profile")
        settle()
        tab = pages[0].pane.tab("Profile")
        assert isinstance(tab, EventProfile)
        return tab

    return profile


def event_of(register: RegisterThread, key: str) -> Event:
    found = register.ask(lambda db: store.event(db, key)).result()
    assert found is not None
    return found


def type_into(qtbot: QtBot, field: LineField[Any], text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    field.line.insert(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_what_is_typed_is_saved_in_place(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    tab = show(made["meet_up"])
    assert tab.title.line.text() == "线下沟通日 · 三月场"
    type_into(qtbot, tab.title, "三月沟通日")
    type_into(qtbot, tab.cost, "30元")
    line = tab.sessions.lines[0]
    type_into(qtbot, line.starts, "1530")
    settle()
    type_into(qtbot, line.ends, "17:00")
    settle()
    event = event_of(register, made["meet_up"])
    assert (event.title, event.cost_fen) == ("三月沟通日", 3_000)
    assert event.sessions[0].time[1:3] == ("15:30", 90)
    assert tab.cost.line.text() == "¥30"
    type_into(qtbot, line.ends, "15:30")
    settle()
    assert line.ends.problem
    assert event_of(register, made["meet_up"]).sessions[0].time.minutes == 90


def test_a_start_moves_the_end_along_and_none_takes_the_day(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    tab = show(made["salon"])
    line = tab.sessions.lines[0]
    type_into(qtbot, line.starts, "23:00")
    settle()
    assert line.ends.line.text() == "01:00"
    assert line.note.text()
    line.starts.line.clear()
    type_into(qtbot, line.starts, " ")
    settle()
    assert event_of(register, made["salon"]).sessions[0].time[1:3] == ("", 1_440)
    qtbot.mouseClick(tab.sessions.add_button, Qt.MouseButton.LeftButton)
    settle()
    assert len(event_of(register, made["salon"]).sessions) == len(tab.sessions.lines) == 2
    qtbot.mouseClick(tab.sessions.lines[0].remove, Qt.MouseButton.LeftButton)
    settle()
    assert len(event_of(register, made["salon"]).sessions) == 1


def test_a_change_reaches_as_far_as_chosen(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    pattern = made["weekly"]
    first, second, third = (f"{pattern}@2026-03-{day}" for day in ("11", "18", "25"))
    tab = show(first)
    assert not tab.scope.isHidden()
    type_into(qtbot, tab.title, "只这一天")
    settle()
    assert event_of(register, first).title == "只这一天"
    assert event_of(register, second).title == "周三答疑"
    tab = show(second)
    assert tab.scope.scope == "this"
    tab.scope.choose("following")
    type_into(qtbot, tab.place, "线上")
    settle()
    assert event_of(register, first).place == ""
    assert tab.record_id is not None
    now = tab.record_id
    assert now != second
    assert now.endswith("@2026-03-18")
    assert event_of(register, now).place == "线上"
    later = now.replace("03-18", "04-01")
    assert event_of(register, later).place == "线上"
    assert register.ask(lambda db: store.event(db, third)).result() is None


def test_a_repetition_shows_its_days_and_what_they_run_into(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    tab = show(made["board"])
    tab.repetition.open_sheet()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, RepeatingSheet))
    sheet = desk.messages.dialog
    assert isinstance(sheet, RepeatingSheet)
    sheet.way.combo.setCurrentIndex(sheet.way.combo.findData("day"))
    sheet.month_day.line.setText("1")
    sheet.show_days()
    settle()
    assert "2026年5月1日" in sheet.days.text()
    assert sheet.days.property("tone") == "warning"
    sheet.until.line.setText("2026-01-01")
    sheet.show_days()
    assert sheet.days.property("tone") == "danger"
    sheet.press()
    settle()
    assert sheet.isVisible()
    assert sheet.problem.text()
    sheet.until.line.setText("2026-12-31")
    sheet.press()
    settle()
    assert tab.record_id is not None
    event = event_of(register, tab.record_id)
    assert event.repeats.startswith("FREQ=MONTHLY;BYMONTHDAY=1")
    assert event.sessions[0].time.day == dt.date(2026, 4, 1)
    assert not tab.repetition.warning.isHidden()


def test_whose_turn_it_is_to_host(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    first, other = (
        one.id for one in register.ask(lambda db: institutions.find(db, "")).result()[:2]
    )
    for one in (first, other):
        register.act(partial(actions_hosts.add, institution_id=one)).result()
    campus = register.act(
        lambda step: venue_actions.add(step, "轮值校区", institution_id=other)
    ).result()[0]
    tab = show(made["meet_up"])
    type_into(qtbot, tab.place, " ")
    tab.place.line.clear()
    type_into(qtbot, tab.place, "")
    desk.start(tab.open_turns())
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, TurnSheet))
    sheet = desk.messages.dialog
    assert isinstance(sheet, TurnSheet)
    settle()
    assert len(sheet.table.shown_ids()) == 2
    sheet.table.select([other])
    qtbot.mouseClick(sheet.act_button, Qt.MouseButton.LeftButton)
    settle()
    event = event_of(register, made["meet_up"])
    assert event.host_id == other
    assert event.venue_id in (campus, None)


def test_clashes_are_shown_and_forbid_nothing(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    settle: Settle,
) -> None:
    venue = register.act(lambda step: venue_actions.add(step, "报告厅")).result()[0]
    tab = show(made["meet_up"])
    assert tab.banner.isHidden()
    tab.venue.venue._take(Choice(venue, "报告厅"))
    settle()
    tab = show(made["board"])
    line = tab.sessions.lines[0]
    line.day.line.setText("2026-03-14")
    line.day._typed()
    line.day.commit()
    settle()
    line.starts.line.setText("15:00")
    line.starts._typed()
    line.starts.commit()
    settle()
    tab.venue.venue._take(Choice(venue, "报告厅"))
    settle()
    assert event_of(register, made["board"]).venue_id == venue
    assert not tab.banner.isHidden()
    assert "线下沟通日" in tab.banner.label.text()


def test_groups_people_money_and_files(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
    tmp_path: Path,
) -> None:
    key = made["visit"]
    tab = show(key)
    tab.groups.line.setFocus()
    qtbot.keyClick(tab.groups.line, Qt.Key.Key_Down)
    settle()
    qtbot.keyClick(tab.groups.line, Qt.Key.Key_Down)
    qtbot.keyClick(tab.groups.line, Qt.Key.Key_Return)
    settle()
    assert len(event_of(register, key).groups) == 1
    tab.groups.chips()[0].off.emit()
    settle()
    assert event_of(register, key).groups == ()
    tab.form.unfold(True)
    tab.expenses.new_purpose.line.insert("茶点")
    type_into(qtbot, tab.expenses.new_amount, "12.50")
    settle()
    assert register.ask(lambda db: store_expenses.money(db, key)).result().spent == 1_250
    assert tab.expenses.lines[0].amount.line.text() == "¥12.50"
    type_into(qtbot, tab.expenses.new_amount, "3")
    settle()
    assert tab.expenses.new_amount.problem
    notes = tmp_path / "纪要.txt"
    notes.write_text("纪要", encoding="utf-8")
    desk.start(tab.files.keep(key, [notes, tmp_path / "没有.txt"]))
    settle()
    found = register.ask(lambda db: store_files.files(db, key)).result()
    assert [one.file.name for one in found] == ["纪要.txt"]
    assert not tab.files.names[0].isHidden()


def test_tabs_that_stood_close_are_whole_again_in_a_wider_pane(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    qtbot: QtBot,
) -> None:
    tab = show(made["meet_up"])
    pane = tab.window().findChild(EventPane)
    assert isinstance(pane, EventPane)
    for width in (250, 560):
        pane.resize(width, pane.height())
        qtbot.wait(1)
    metrics = pane.bar.fontMetrics()
    for at in range(pane.bar.count()):
        if not pane.bar.isTabVisible(at):
            continue
        text = pane.bar.tabText(at)
        assert pane.bar.tabRect(at).width() >= metrics.horizontalAdvance(text) + 24, text


def test_calling_off_asks_how_far(
    made: dict[str, str],
    show: Callable[[str], EventProfile],
    register: RegisterThread,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    first, second = (f"{made['weekly']}@2026-03-{day}" for day in ("11", "18"))
    pane = show(first).window().findChild(EventPane)
    assert isinstance(pane, EventPane)
    desk.start(planning.call_off(desk, first, cancelled=True))
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, ScopeSheet))
    sheet = desk.messages.dialog
    assert isinstance(sheet, ScopeSheet)
    sheet.choose("following")
    sheet.accept()
    settle()
    assert register.ask(lambda db: store.event(db, second)).result() is None
    now = pane.record_id
    assert now is not None
    assert event_of(register, now).cancelled
    desk.start(planning.call_off(desk, made["salon"], cancelled=True))
    settle()
    assert event_of(register, made["salon"]).cancelled
