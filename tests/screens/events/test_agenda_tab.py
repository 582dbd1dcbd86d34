"""The agenda of an event: made, added to, put in order, and what is left from last time."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.formats import format_date
from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import (
    actions_agenda,
    actions_said,
    store,
    store_agenda,
    store_said,
)
from organizer.domain.tasks import store as tasks
from organizer.screens.events.agenda_rows import read_line
from organizer.screens.events.agenda_tab import EventAgenda
from organizer.screens.events.outcome_sheet import OutcomeSheet
from organizer.screens.events.said_lines import Lines
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.board_story import Board, make_board, make_salons
from tests.screens.events.sign_up_story import Read, Settle, on_list


@pytest.fixture
def board(register: RegisterThread) -> Board:
    return make_board(register)


@pytest.fixture
def tab(desk: Desk, window: QWidget, qtbot: QtBot) -> EventAgenda:
    made = EventAgenda(desk)
    made.setParent(window)
    window.resize(700, 900)
    made.resize(window.size())
    made.show()
    qtbot.waitExposed(made)
    return made


def show(tab: EventAgenda, event_id: str, settle: Settle) -> None:
    tab.show_record(event_id)
    settle()


def kinds(read: Read, event_id: str) -> list[str]:
    return [one.kind or one.title for one in read(lambda db: store_agenda.items(db, event_id))]


def button(lines: Lines, text: str) -> QPushButton:
    return next(one for one in lines.buttons if one.text() == text)


def words_of(lines: Lines) -> list[str]:
    return [one.words for one in lines.lines]


def type_line(line: QLineEdit, text: str, settle: Settle) -> None:
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()


def test_the_usual_agenda_is_made_with_one_button(
    tab: EventAgenda, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    show(tab, board.second, settle)
    assert tab.empty.button.isVisible()
    tab.empty.button.click()
    settle()
    assert kinds(read, board.second)[0] == "follow_up"
    assert tab.found is not None
    assert [row.begins for row in tab.found.rows][:3] == ["14:00", "14:15", "14:30"]
    assert tab.length.text()
    assert messages.recorded[-1].action is not None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("茶歇 15", ("茶歇", 15)),
        ("茶歇１５分钟", ("茶歇", 15)),
        ("Tea break 15 min", ("Tea break", 15)),
        ("第3次茶歇", ("第3次茶歇", None)),
        ("2026", ("2026", None)),
    ],
)
def test_an_item_is_typed_with_its_minutes(typed: str, read: tuple[str, int | None]) -> None:
    assert read_line(typed) == read


def test_items_are_added_by_typing_and_a_refusal_keeps_what_was_typed(
    tab: EventAgenda, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    show(tab, board.second, settle)
    type_line(tab.add_line, "茶歇 15", settle)
    assert kinds(read, board.second) == ["茶歇"]
    assert tab.item_card.title.text() == "茶歇", "what was added is at hand"
    assert tab.add_line.text() == ""
    type_line(tab.add_line, f"{_('Advice')} 30", settle)
    assert kinds(read, board.second) == ["茶歇", "advice"], "a built-in item is known by its name"
    type_line(tab.add_line, "马拉松 9000", settle)
    assert tab.add_line.text() == "马拉松 9000"
    assert messages.recorded[-1].code == "events.agenda_minutes"


def test_the_order_is_changed_with_the_keyboard_and_by_dragging(
    tab: EventAgenda, board: Board, settle: Settle, read: Read
) -> None:
    show(tab, board.second, settle)
    for words in ("甲 10", "乙 10", "丙 10"):
        type_line(tab.add_line, words, settle)
    tab.table.select([tab.table.shown_ids()[2]])
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    assert kinds(read, board.second) == ["甲", "丙", "乙"]
    assert tab.table.selected_ids() == [tab.table.shown_ids()[1]]
    view, height = tab.table.view, tab.table.view.painter.row_height
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(40, height // 2))
    for y in (height, 2 * height, 3 * height - 4):
        QTest.mouseMove(port, QPoint(40, y))
        QApplication.processEvents()
    assert tab.order.dragging
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(40, 3 * height - 4))
    settle()
    assert kinds(read, board.second) == ["丙", "乙", "甲"]


def test_a_drag_that_is_given_up_changes_nothing(
    tab: EventAgenda, board: Board, settle: Settle, read: Read
) -> None:
    show(tab, board.second, settle)
    for words in ("甲 10", "乙 10"):
        type_line(tab.add_line, words, settle)
    view, height = tab.table.view, tab.table.view.painter.row_height
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, height // 2))
    QTest.mouseMove(view.viewport(), QPoint(40, 2 * height - 4))
    assert tab.order.dragging
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 2 * height))
    settle()
    assert kinds(read, board.second) == ["甲", "乙"]


def test_an_item_is_changed_in_place(
    tab: EventAgenda, board: Board, settle: Settle, read: Read
) -> None:
    show(tab, board.second, settle)
    type_line(tab.add_line, "茶歇 15", settle)
    (item_id,) = tab.table.shown_ids()
    tab.table.select([item_id])
    tab._set_minutes(item_id, "２０")
    tab._set_title(item_id, "茶点")
    settle()
    tab.item_card.notes.text.setPlainText("带水果")
    tab.item_card.notes.commit()
    settle()
    (item,) = read(lambda db: store_agenda.items(db, board.second))
    assert (item.title, item.minutes, item.notes) == ("茶点", 20, "带水果")
    tab.table.remove_requested.emit([item_id])
    settle()
    assert kinds(read, board.second) == []


def test_promises_of_last_time_are_kept_with_a_word(
    tab: EventAgenda, board: Board, settle: Settle, read: Read, messages: Messages
) -> None:
    show(tab, board.second, settle)
    (line,) = tab.around.promises.lines
    assert "和三位老师各谈一次" in line.words
    assert format_date(dt.date(2026, 3, 25)) in line.detail
    button(tab.around.promises, _("Kept…")).click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, OutcomeSheet)
    sheet.word.text.setPlainText("谈了，一位改做教研")
    sheet.press()
    settle()
    (task,) = read(lambda db: tasks.of_subject(db, "event", board.first, "promise"))
    assert task.done_on is not None
    assert task.outcome == "谈了，一位改做教研"
    assert tab.around.promises.lines[0].state == _("Kept")
    button(tab.around.promises, _("Open again")).click()
    settle()
    assert tab.around.promises.lines[0].state == _("Still open")


def test_a_private_board_says_what_it_lacks(tab: EventAgenda, board: Board, settle: Settle) -> None:
    show(tab, board.second, settle)
    assert tab.hints.isVisible()
    assert _("Nobody presents a problem yet.") in tab.hints.label.text()


def test_whose_topic_won_the_vote_presents_it(
    tab: EventAgenda, board: Board, register: RegisterThread, settle: Settle, read: Read
) -> None:
    def vote(step: Any) -> None:
        topics = [
            actions_said.write_down(step, board.second, "topic", words, member_id=who)
            for words, who in (("老师留不住", board.people[1]), ("要不要涨价", board.people[2]))
        ]
        actions_said.vote(step, [(topics[0], 6), (topics[1], 3)])

    show(tab, board.second, settle)
    assert tab.hints.button.isHidden(), "before the vote nobody is proposed"
    register.act(vote).result()
    settle()
    assert board.names[1] in tab.hints.button.text()
    tab.hints.button.click()
    settle()
    event = read(lambda db: store.event(db, board.second))
    assert event is not None
    assert [one.member_id for one in event.with_part("presenter")] == [board.people[1]]
    assert tab.hints.button.isHidden()


def test_a_salon_works_off_what_is_left_and_welcomes_who_is_new(
    tab: EventAgenda,
    register: RegisterThread,
    settle: Settle,
    read: Read,
    messages: Messages,
) -> None:
    story = make_salons(register)
    show(tab, story.second, settle)
    (left,) = tab.around.problems.lines
    assert left.words == "停车难"
    button(tab.around.problems, _("Worked off…")).click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, OutcomeSheet)
    sheet.word.text.setPlainText("借隔壁商场的车位")
    sheet.press()
    settle()
    (settled,) = read(lambda db: store_said.settled_at(db, story.second))
    assert settled.settlement == "借隔壁商场的车位"
    assert [one.words for one in tab.around.newcomers.lines] == [story.newcomer]
    tab.around.newcomers.buttons[-1].click()
    settle()
    assert set(on_list(read, story.second)) == {story.newcomer}
    assert tab.around.newcomers.lines[0].state == _("On the list")


def test_a_day_of_a_repetition_gets_its_own_agenda_and_the_place_stays_chosen(
    tab: EventAgenda, register: RegisterThread, settle: Settle, read: Read
) -> None:
    story = make_salons(register)

    def plan(step: Any) -> None:
        for title in ("甲", "乙"):
            actions_agenda.add(step, story.pattern, title=title, minutes=10)

    register.act(plan).result()
    key = f"{story.pattern}@{story.pattern_day}"
    show(tab, key, settle)
    tab.table.select([tab.table.shown_ids()[1]])
    tab.item_card.notes.text.setPlainText("只这一次")
    tab.item_card.notes.commit()
    settle()
    assert tab.found is not None
    assert not tab.found.event.is_virtual
    assert [one.notes for one in tab.found.items] == ["", "只这一次"]
    assert tab.table.current_id() == tab.found.items[1].id
    pattern = read(lambda db: [one.notes for one in store_agenda.items(db, story.pattern)])
    assert pattern == ["", ""]


def test_the_feedback_of_last_time_is_shown_when_planning(
    tab: EventAgenda, register: RegisterThread, settle: Settle
) -> None:
    story = make_salons(register)
    show(tab, story.second, settle)
    (line,) = tab.around.feedback.lines
    assert line.words == "有什么要改进？"
    assert "早点开始" in line.detail


def test_what_is_written_down_meanwhile_is_seen(
    tab: EventAgenda, register: RegisterThread, settle: Settle
) -> None:
    story = make_salons(register)
    show(tab, story.second, settle)
    assert not tab.around.stories.lines
    register.act(
        lambda step: actions_said.write_down(step, story.second, "story", "三个月翻一番")
    ).result()
    settle()
    assert "三个月翻一番" in words_of(tab.around.stories)
