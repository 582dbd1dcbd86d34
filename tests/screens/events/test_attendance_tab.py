"""Ticking from the paper sheet: sixty people by keyboard, all at once, taken back, refused."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import (
    actions_attendance,
    actions_participants,
    store,
    store_participants,
)
from organizer.screens.events.attendance_menu import fill_menu
from organizer.screens.events.attendance_tab import EventAttendance
from organizer.screens.events.sign_up_sheets import WhoSheet
from organizer.screens.events.tick_sheet import TickSheet
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Manner, Messages
from organizer.widgets.theme import Mode, theme
from tests.screens.events.attendance_story import (
    AFTERNOON,
    MORNING,
    Read,
    Settle,
    plan_day,
    states,
)
from tests.screens.pictures import problems

Open = Callable[[str], EventAttendance]


@pytest.fixture
def open_tab(desk: Desk, window: QWidget, qtbot: QtBot, settle: Settle) -> Open:
    """Opens the tab of an event in a window of the size a small laptop has."""

    def make(key: str) -> EventAttendance:
        window.resize(560, 640)
        tab = EventAttendance(desk)
        tab.setParent(window)
        tab.resize(window.size())
        tab.show_record(key)
        tab.show()
        qtbot.waitExposed(tab)
        settle()
        tab.table.setFocus()
        return tab

    return make


def press(tab: EventAttendance, keys: str) -> None:
    for key in keys:
        QTest.keyClick(tab.table.view, Qt.Key(ord(key)))


def shown(tab: EventAttendance) -> list[str]:
    return [tab.noting.of(line.person).state for line in tab.rows.lines.values()]


def current(tab: EventAttendance) -> int:
    return tab.table.view.currentIndex().row() + 1


def test_sixty_people_are_ticked_by_keyboard_in_a_moment(
    desk: Desk, register: RegisterThread, open_tab: Open, settle: Settle, read: Read
) -> None:
    key, _names = plan_day(register, 60)
    tab = open_tab(key)
    pressed = "".join(" " * 9 + state for state in "230123")
    began = time.monotonic()
    press(tab, pressed)
    assert time.monotonic() - began < 5, "keys wait for the disk"
    expected = {" ": "present", "1": "present", "2": "absent", "3": "excused", "0": "unknown"}
    wanted = [expected[one] for one in pressed]
    assert shown(tab) == wanted  # before anything was written
    settle()
    assert shown(tab) == wanted
    in_order = [line.person.name for line in tab.rows.lines.values()]
    held = states(read, key)
    assert [held[name] for name in in_order] == wanted
    assert "55" in tab.counter.text()
    assert "60" not in tab.counter.text()
    assert current(tab) == 60


def test_each_key_is_one_step_that_undo_takes_back(
    desk: Desk, register: RegisterThread, open_tab: Open, settle: Settle
) -> None:
    key, _names = plan_day(register, 4)
    tab = open_tab(key)
    press(tab, " 2")
    settle()
    assert shown(tab) == ["present", "absent", "unknown", "unknown"]
    desk.start(register.undo())
    settle()
    assert shown(tab) == ["present", "unknown", "unknown", "unknown"]
    desk.start(register.undo())
    settle()
    assert shown(tab) == ["unknown"] * 4


def test_late_and_left_early_are_noted_and_taken_back(
    register: RegisterThread, open_tab: Open, settle: Settle, read: Read
) -> None:
    key, _names = plan_day(register, 3)
    tab = open_tab(key)
    press(tab, "L")
    assert current(tab) == 2
    settle()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Up)
    press(tab, "E")
    settle()
    assert current(tab) == 1  # it was noted already: the cursor stays
    first = next(iter(tab.rows.lines.values())).person
    noted = tab.noting.of(first)
    assert (noted.state, noted.is_late, noted.left_early) == ("present", True, True)
    press(tab, "L")
    settle()
    noted = tab.noting.of(first)
    assert (noted.is_late, noted.left_early) == (False, True)


def test_a_row_number_of_the_paper_leads_to_its_row(
    register: RegisterThread, open_tab: Open, settle: Settle
) -> None:
    key, _names = plan_day(register, 30)
    tab = open_tab(key)
    press(tab, "N")
    assert tab.number.hasFocus()
    QTest.keyClicks(tab.number, "27")
    QTest.keyClick(tab.number, Qt.Key.Key_Return)
    assert current(tab) == 27
    press(tab, "2")
    settle()
    assert shown(tab).index("absent") == 26


def test_a_list_opens_at_the_first_row_nothing_is_noted_of(
    register: RegisterThread, open_tab: Open, settle: Settle
) -> None:
    key, _names = plan_day(register, 6)
    tab = open_tab(key)
    press(tab, "   ")
    settle()
    tab.show_record(None)
    tab.show_record(key)
    settle()
    assert current(tab) == 4


def test_all_are_there_and_then_the_absent_are_taken_out(
    messages: Messages,
    register: RegisterThread,
    open_tab: Open,
    settle: Settle,
    read: Read,
) -> None:
    key, _names = plan_day(register, 20)
    tab = open_tab(key)
    press(tab, "22")
    settle()
    assert "18" in tab.all_button.text()
    tab.all_button.click()
    settle()
    assert shown(tab) == ["absent"] * 2 + ["present"] * 18
    assert sorted(states(read, key).values()) == ["absent"] * 2 + ["present"] * 18
    said = messages.recorded[-1]
    assert "18" in said.text
    assert said.action is not None
    said.action()
    settle()
    assert shown(tab) == ["absent"] * 2 + ["unknown"] * 18


def test_several_selected_rows_are_noted_in_one_step(
    register: RegisterThread, open_tab: Open, settle: Settle
) -> None:
    key, _names = plan_day(register, 5)
    tab = open_tab(key)
    tab.table.select([line.person.id for line in list(tab.rows.lines.values())[1:4]])
    assert "3" in tab.all_button.text()
    press(tab, "3")
    settle()
    assert shown(tab) == ["unknown", *["excused"] * 3, "unknown"]


def test_what_is_refused_comes_back_and_is_said(
    messages: Messages, register: RegisterThread, open_tab: Open, settle: Settle, read: Read
) -> None:
    """Another window removed somebody meanwhile: the row is put right, the others stay."""
    key, _names = plan_day(register, 3)
    tab = open_tab(key)
    gone = next(iter(tab.rows.lines))
    register.listeners.clear()  # this window does not hear of it
    register.act(lambda step: actions_participants.remove(step, [gone])).result()
    failed: list[BaseException] = []
    tab.desk.tasks._crash = failed.append
    press(tab, "  ")
    settle()
    assert failed  # nobody is told calmly of a row that can't be there: it is no user's mistake
    assert shown(tab)[:2] == ["unknown", "present"]


def test_payments_are_ticked_where_something_is_to_be_paid(
    register: RegisterThread, open_tab: Open, settle: Settle, read: Read
) -> None:
    key, _names = plan_day(register, 3, cost_fen=3_000)
    tab = open_tab(key)
    assert tab.table.columns.is_visible("payment")
    press(tab, "P")
    settle()
    people = read(lambda db: store_participants.participants(db, key))
    assert sorted(one.payment for one in people) == ["open", "open", "paid"]
    press(tab, "P")
    settle()
    people = read(lambda db: store_participants.participants(db, key))
    assert {one.payment for one in people} == {"open"}


def test_a_click_on_a_payment_ticks_that_row_and_two_open_nothing(
    register: RegisterThread, open_tab: Open, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    key, _names = plan_day(register, 3, cost_fen=3_000)
    tab = open_tab(key)
    view, column = tab.table.view, [one.key for one in tab.table.model.columns].index("payment")
    spot = view.visualRect(tab.table.model.index(2, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()
    payments = [tab.noting.of(one.person).payment for one in tab.rows.lines.values()]
    assert payments == ["open", "open", "paid"]
    with qtbot.assertNotEmitted(tab.desk.record_wanted):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle()


def test_each_session_has_its_own_list(
    register: RegisterThread, open_tab: Open, settle: Settle, read: Read
) -> None:
    key, _names = plan_day(register, 3, MORNING, AFTERNOON)
    tab = open_tab(key)
    assert tab.session.isVisible()
    press(tab, " ")
    settle()
    afternoon = read(lambda db: store.sessions_of(db, key)[1].id)
    tab.session.combo.setCurrentIndex(tab.session.combo.findData(afternoon))
    tab.session.combo.from_list = True
    tab.session.combo.activated.emit(1)
    settle()
    assert shown(tab) == ["unknown"] * 3
    press(tab, "2")
    settle()
    assert sorted(states(read, key).values()) == ["present", "unknown", "unknown"]
    assert sorted(states(read, key, 1).values()) == ["absent", "unknown", "unknown"]


def test_a_walk_in_from_the_paper_stands_at_the_end_and_has_no_time(
    register: RegisterThread, open_tab: Open, settle: Settle, qtbot: QtBot
) -> None:
    key, _names = plan_day(register, 2)
    tab = open_tab(key)
    press(tab, "W")
    assert tab.add_line.hasFocus()
    QTest.keyClicks(tab.add_line, "Abudu")
    qtbot.waitUntil(tab.add_line.suggestions.popup.isVisible)
    QTest.keyClick(tab.add_line, Qt.Key.Key_Return)
    settle()
    last = list(tab.rows.lines.values())[-1].person
    assert (last.name, last.came_by) == ("Abudu", "walk_in")
    noted = tab.noting.of(last)
    assert (noted.state, noted.checked_in_at) == ("present", None)


def test_a_walk_in_without_a_name_is_refused(register: RegisterThread) -> None:
    key, _names = plan_day(register, 1)
    with pytest.raises(UserError) as refused:
        register.act(lambda step: actions_attendance.walk_in(step, key, "", name=" ")).result()
    assert refused.value.code == "events.nobody"


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
def test_nothing_is_cut_in_any_language_or_size(
    register: RegisterThread,
    open_tab: Open,
    settle: Settle,
    messages: Messages,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    key, _names = plan_day(register, 30, MORNING, AFTERNOON, cost_fen=3_000)
    tab = open_tab(key)
    press(tab, "   23L")
    settle()
    assert problems(tab) == []
    assert not [one for one in messages.recorded if one.manner is Manner.REFUSED]


def test_the_list_over_the_whole_window_takes_keys_and_their_undo(
    desk: Desk,
    messages: Messages,
    register: RegisterThread,
    window: QWidget,
    settle: Settle,
    read: Read,
    open_tab: Open,
) -> None:
    key, _names = plan_day(register, 40)
    tab = open_tab(key)
    window.resize(1240, 700)
    tab.tick_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, TickSheet)
    assert sheet.list.table.view.visible_rows().stop >= 12
    QTest.keyClick(sheet.list.table.view, Qt.Key.Key_Space)
    QTest.keyClick(sheet.list.table.view, Qt.Key.Key_2)
    settle()
    assert shown(tab)[:3] == ["present", "absent", "unknown"]  # the tab behind it follows
    QTest.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shown(sheet.list)[:3] == ["present", "unknown", "unknown"]
    QTest.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert set(states(read, key).values()) == {"unknown"}
    QTest.keyClick(sheet.list.table.view, Qt.Key.Key_Escape)
    QTest.keyClick(sheet.list.table.view, Qt.Key.Key_Escape)
    settle()
    assert messages.dialog is None


def test_the_menu_notes_all_chosen_rows_and_removes_walk_ins_only(
    register: RegisterThread, open_tab: Open, settle: Settle
) -> None:
    key, _names = plan_day(register, 3)
    tab = open_tab(key)
    ids = list(tab.rows.lines)[:2]
    tab.table.select(ids)
    menu = QMenu(tab)
    fill_menu(tab, menu, ids)
    texts = [one.text() for one in menu.actions() if one.text()]
    assert _("Entered by mistake") not in texts
    absent = next(one for one in menu.actions() if one.text() == _("Absent"))
    absent.trigger()
    settle()
    assert shown(tab) == ["absent", "absent", "unknown"]
    late = next(one for one in menu.actions() if one.text() == _("Late"))
    late.trigger()
    settle()
    assert shown(tab) == ["present", "present", "unknown"]


def test_a_walk_in_becomes_a_member_later(
    register: RegisterThread, open_tab: Open, settle: Settle, messages: Messages
) -> None:
    key, _names = plan_day(register, 1)
    register.act(lambda step: actions_attendance.walk_in(step, key, "", name="阿不都")).result()
    tab = open_tab(key)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Down)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, WhoSheet)
    assert sheet.person.line.text() == "阿不都"
    sheet.reject()
    settle()
