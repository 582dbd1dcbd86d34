"""What a person promised, on their page: ticked off, dropped, put off."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.tasks import store as tasks
from organizer.domain.tasks.records import Task
from organizer.screens.events.outcome_sheet import DaySheet, OutcomeSheet
from organizer.screens.events.promises_of_member import PromisesOfMember
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.board_story import Board, make_board
from tests.screens.events.sign_up_story import Read, Settle


@pytest.fixture
def board(register: RegisterThread) -> Board:
    return make_board(register)


@pytest.fixture
def tab(
    desk: Desk, window: QWidget, qtbot: QtBot, board: Board, settle: Settle
) -> PromisesOfMember:
    made = PromisesOfMember(desk)
    made.setParent(window)
    made.resize(800, 500)
    made.show_record(board.people[1])
    made.show()
    qtbot.waitExposed(made)
    settle()
    made.table.view.selectAll()
    return made


def promise(read: Read, board: Board) -> Task:
    (found,) = read(lambda db: tasks.of_member(db, board.people[1]))
    assert isinstance(found, Task)
    return found


def test_space_ticks_off_and_opens_again(
    tab: PromisesOfMember, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert promise(read, board).done_on is not None
    assert messages.recorded[-1].action is not None, "it can be undone where it is said"
    assert not tab.kept_button.isEnabled()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert promise(read, board).is_open


def test_it_is_dropped_with_a_word(
    tab: PromisesOfMember, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    tab.drop_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, OutcomeSheet)
    sheet.word.text.setPlainText("老师都走了")
    sheet.press()
    settle()
    found = promise(read, board)
    assert (found.dropped_on, found.outcome) == (dt.date(2026, 3, 9), "老师都走了")
    tab.open_button.click()
    settle()
    assert promise(read, board).is_open


def test_its_day_is_changed_and_never_before_the_event(
    tab: PromisesOfMember, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    tab.day_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, DaySheet)
    sheet.day.line.setText("2026-04-20")
    sheet.press()
    settle()
    assert promise(read, board).due_on == dt.date(2026, 4, 20)
    tab._set_day(promise(read, board).id, "2026-02-01")
    settle()
    assert messages.recorded[-1].code == "events.promise_too_early"
    tab._set_day(promise(read, board).id, "")
    settle()
    assert messages.recorded[-1].code == "events.promise_no_day"
    assert promise(read, board).due_on == dt.date(2026, 4, 20)


def test_enter_opens_the_event_it_was_given_at(
    tab: PromisesOfMember, board: Board, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.record_wanted) as wanted:
        tab.table.activated.emit(tab.table.shown_ids()[0])
    assert wanted.args == ["event", board.first]
