"""What is said is written down by keyboard as it comes, corrected in place, worked off, copied."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import store, store_said
from organizer.domain.events.said import Note
from organizer.domain.tasks import store as tasks
from organizer.domain.tasks.records import Task
from organizer.screens.events.notes_tab import EventNotes
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.board_story import Board, make_board
from tests.screens.events.sign_up_story import Read, Settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(register: RegisterThread) -> Board:
    return make_board(register)


@pytest.fixture
def tab(desk: Desk, window: QWidget, qtbot: QtBot, board: Board, settle: Settle) -> EventNotes:
    made = EventNotes(desk)
    made.setParent(window)
    window.resize(700, 900)
    made.resize(window.size())
    made.show_record(board.first)
    made.show()
    qtbot.waitExposed(made)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()
    return made


def typed(line: QLineEdit, text: str) -> None:
    """Type as an input method does: key clicks know no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def write(tab: EventNotes, kind: int, words: str, settle: Settle) -> None:
    QTest.keyClick(tab.writing.line, Qt.Key(Qt.Key.Key_0 + kind), CONTROL)
    typed(tab.writing.line, words)
    QTest.keyClick(tab.writing.line, Qt.Key.Key_Return)
    settle()


def choose(tab: EventNotes, name: str, qtbot: QtBot) -> None:
    """Type who it is and take the first that fits; the keyboard is in the words again."""
    tab.writing.who.setFocus()
    typed(tab.writing.who.line, name)
    QTest.keyClick(tab.writing.who.line, Qt.Key.Key_Return)
    qtbot.waitUntil(tab.writing.line.hasFocus)
    assert tab.writing.who.line.text() == name


def notes(read: Read, board: Board, kind: str) -> list[Note]:
    found: list[Note] = read(lambda db: store_said.notes(db, board.first, kind))
    return found


def promises(read: Read, board: Board) -> list[Task]:
    found: list[Task] = read(lambda db: tasks.of_subject(db, "event", board.first, "promise"))
    return found


def test_notes_are_written_one_after_another(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    write(tab, 2, "走的都是哪几位？", settle)
    assert tab.writing.line.text() == ""
    assert tab.writing.kind == "question"
    (question,) = notes(read, board, "question")
    assert tab.table.selected_ids() == [question.id], "what was written down is at hand"
    assert tab.writing.line.hasFocus()
    typed(tab.writing.line, "薪酬差多少？")
    QTest.keyClick(tab.writing.line, Qt.Key.Key_Return)
    write(tab, 3, "先和三位老师长谈", settle)
    assert [one.words for one in notes(read, board, "question")] == [
        "走的都是哪几位？",
        "薪酬差多少？",
    ]
    assert [one.words for one in notes(read, board, "advice")] == ["先和三位老师长谈"]


def test_the_person_is_chosen_after_an_at_sign(
    tab: EventNotes, board: Board, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    tab.writing.line.setFocus()
    typed(tab.writing.line, "先谈再改 @")
    qtbot.waitUntil(tab.writing.who.line.hasFocus)
    assert tab.writing.line.text() == "先谈再改"
    choose(tab, board.names[3], qtbot)
    write(tab, 3, "", settle)
    (note,) = notes(read, board, "advice")
    assert note.member_id == board.people[3]
    assert tab.writing.who.value is None, "the next one is said by somebody else"


def test_a_guest_is_kept_by_name(
    tab: EventNotes, board: Board, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    typed(tab.writing.line, "先长谈@")
    assert tab.writing.line.text() == "先长谈@", "an address is no person"
    tab.writing.line.clear()
    typed(tab.writing.line, "@")
    choose(tab, "无名来宾", qtbot)
    write(tab, 2, "有预算吗？", settle)
    (note,) = notes(read, board, "question")
    assert (note.member_id, note.speaker) == (None, "无名来宾")


def test_a_promise_needs_a_person_and_proposes_a_day(
    tab: EventNotes, board: Board, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    write(tab, 5, "每周听一节课", settle)
    assert tab.writing.problem.isVisible()
    assert tab.writing.line.text() == "每周听一节课"
    choose(tab, board.names[4], qtbot)
    assert tab.writing.day.day == dt.date(2026, 3, 11)
    QTest.keyClick(tab.writing.line, Qt.Key.Key_Return)
    settle()
    found = next(one for one in promises(read, board) if one.words == "每周听一节课")
    assert (found.member_id, found.due_on) == (board.people[4], dt.date(2026, 3, 11))


def test_a_day_before_the_event_is_refused_and_nothing_typed_is_lost(
    tab: EventNotes, board: Board, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    QTest.keyClick(tab.writing.line, Qt.Key.Key_5, CONTROL)
    choose(tab, board.names[4], qtbot)
    tab.writing.day.line.setText("2026-01-01")
    typed(tab.writing.line, "每周听一节课")
    QTest.keyClick(tab.writing.line, Qt.Key.Key_Return)
    settle()
    assert tab.writing.problem.isVisible()
    assert tab.writing.line.text() == "每周听一节课"
    assert tab.writing.who.value is not None
    assert len(promises(read, board)) == 1


def test_several_pasted_lines_are_several_notes(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    QTest.keyClick(tab.writing.line, Qt.Key.Key_2, CONTROL)
    QGuiApplication.clipboard().setText("第一个问题\n\n第二个问题\n")
    QTest.keyClick(tab.writing.line, Qt.Key.Key_V, CONTROL)
    settle()
    assert [one.words for one in notes(read, board, "question")] == ["第一个问题", "第二个问题"]


def test_votes_put_the_leading_topic_first(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    write(tab, 1, "老师留不住", settle)
    first, second = (one.id for one in notes(read, board, "topic"))
    tab.list._set_number(second, "６")
    settle()
    tab.list._set_number(first, "3")
    settle()
    assert tab.table.shown_ids()[:2] == [second, first]
    row = tab.list.row(second)
    assert row is not None
    assert row.leads
    tab.list._set_number(first, "viele")
    assert next(one.votes for one in notes(read, board, "topic") if one.id == first) == 3


def test_space_works_off_and_opens_again(
    tab: EventNotes, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    tab.table.view.setFocus()
    tab.table.view.selectAll()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert all(one.is_settled for one in notes(read, board, "topic"))
    assert all(one.done_on is not None for one in promises(read, board))
    assert messages.recorded[-1].action is not None
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert not any(one.is_settled for one in notes(read, board, "topic"))
    assert all(one.is_open for one in promises(read, board))


def test_a_line_is_corrected_in_the_card_and_removed_with_del(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    (topic,) = notes(read, board, "topic")
    tab.table.select([topic.id])
    assert tab.card.note_form.isVisible()
    tab.card.words[0].text.setPlainText("分校开在哪里")
    tab.card.outcome[0].text.setPlainText("明年再议")
    tab.finish_editing()
    settle()
    (topic,) = notes(read, board, "topic")
    assert (topic.words, topic.settlement, topic.is_settled) == ("分校开在哪里", "明年再议", True)
    tab.card.outcome[0].text.setPlainText("")
    tab.finish_editing()
    settle()
    assert not notes(read, board, "topic")[0].is_settled
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Delete)
    settle()
    assert notes(read, board, "topic") == []


def test_the_day_and_person_of_a_promise_are_corrected(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    (promise,) = promises(read, board)
    tab.table.select([promise.id])
    assert tab.card.promise_form.isVisible()
    tab.card.day.line.setText("")
    tab.card.day._typed()
    tab.card.day.commit()
    settle()
    assert tab.card.day.problem, "a promise has a day"
    tab.card.day.line.setText("2026-04-01")
    tab.card.day._typed()
    tab.card.day.commit()
    settle()
    assert promises(read, board)[0].due_on == dt.date(2026, 4, 1)


def test_minutes_are_saved_and_everything_is_copied_as_text(
    tab: EventNotes, board: Board, settle: Settle, read: Read
) -> None:
    tab.minutes.text.setPlainText("大家都到了。")
    tab.minutes.commit()
    settle()
    event = read(lambda db: store.event(db, board.first))
    assert event is not None
    assert event.minutes == "大家都到了。"
    tab.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "要不要开分校" in text
    assert "和三位老师各谈一次" in text
    assert text.endswith("大家都到了。")
    assert _("Promises") in text
