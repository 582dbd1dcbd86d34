"""A round of visits: people proposed, chosen, given days and visitors; written down afterwards."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import (
    actions,
    actions_participants,
    actions_visits,
    store,
    store_visits,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.events.visits import PlannedVisit, Visit
from organizer.domain.tasks import store as tasks
from organizer.screens.events.visit_made import VisitMadeSheet
from organizer.screens.events.visits_proposed import next_workday
from organizer.screens.events.visits_sheet import PROPOSED, ROUND, VisitsSheet, open_visits
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.screens.events.board_story import Board, at, make_board
from tests.screens.events.sign_up_story import Read, Settle


@pytest.fixture
def board(register: RegisterThread) -> Board:
    """Two boards have taken place; four came to both, the others to none."""
    made = make_board(register)

    def come(step: Any) -> None:
        third = actions.add(step, "三月私董会", "private_board", [at(3, 4)], group_ids=[made.group])
        actions_participants.sign_up_members(step, third, made.people)
        for event_id in (made.first, third):
            session = step.value("SELECT id FROM session WHERE event_id = ?", (event_id,))
            there = step.column(
                "SELECT id FROM participant WHERE event_id = ? ORDER BY position LIMIT 4",
                (event_id,),
            )
            actions_participants.mark(step, session, there, "present")

    register.act(come).result()
    return made


def opened(desk: Desk, messages: Messages, settle: Settle, event_id: str) -> VisitsSheet:
    desk.start(open_visits(desk, event_id))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, VisitsSheet)
    return sheet


def visits_of(read: Read, event_id: str) -> list[Visit]:
    found: list[Visit] = read(lambda db: store_visits.round_of(db, event_id))
    return found


def test_people_are_proposed_chosen_and_planned_in_one_step(
    desk: Desk, messages: Messages, settle: Settle, read: Read, board: Board
) -> None:
    sheet = opened(desk, messages, settle, board.second)
    assert sheet.bar.currentIndex() == PROPOSED
    proposed = sheet.proposed
    ids = proposed.table.shown_ids()
    assert set(ids) == set(board.people[4:]), "who was invited twice and never came"
    proposed.table.select(ids[:2])
    proposed.table.view.setFocus()
    QTest.keyClick(proposed.table.view, Qt.Key.Key_Space)
    proposed.visitors._take(Choice(board.people[0], board.names[0]))
    settle()
    proposed.first.set_day(dt.date(2026, 4, 9))
    proposed._retimed()
    proposed._set_day(ids[1], "2026-04-20")
    proposed.plan_button.click()
    settle()
    found = visits_of(read, board.second)
    assert [(one.time.day, one.visited[0][0]) for one in found] == [
        (dt.date(2026, 4, 9), ids[0]),
        (dt.date(2026, 4, 20), ids[1]),
    ]
    assert [one.visitors for one in found] == [((board.people[0], board.names[0]),)] * 2
    assert sheet.bar.currentIndex() == ROUND
    assert set(proposed.table.shown_ids()) == set(ids[2:]), "who is visited is not proposed again"
    assert messages.recorded[-1].action is not None
    messages.recorded[-1].action()
    settle()
    assert visits_of(read, board.second) == [], "one step, one undo"


def test_chosen_days_follow_one_another_and_somebody_else_may_go_to_one(
    desk: Desk, messages: Messages, settle: Settle, board: Board
) -> None:
    sheet = opened(desk, messages, settle, board.second)
    plan = sheet.proposed.round
    ids = sheet.proposed.table.shown_ids()[:3]
    for one in ids:
        plan.toggle(one)
    sheet.proposed.every.set_value(7)
    sheet.proposed._retimed()
    first = plan.first
    assert [plan.day_of(one) for one in ids] == [first + dt.timedelta(days=7 * n) for n in range(3)]
    plan.toggle(ids[0])
    assert plan.day_of(ids[1]) == first
    assert plan.day_of(ids[0]) is None
    plan.visitors = (Choice(ids[1], "自己"), Choice(board.people[0], "别人"))
    assert [one.title for one in plan.visitors_of(ids[1])] == ["别人"], "nobody visits themselves"


def test_a_time_that_is_none_is_said_at_its_field(
    desk: Desk, messages: Messages, settle: Settle, read: Read, board: Board
) -> None:
    sheet = opened(desk, messages, settle, board.second)
    sheet.proposed.table.select(sheet.proposed.table.shown_ids()[:1])
    sheet.proposed.toggle()
    sheet.proposed.time.line.setText("morgens")
    sheet.proposed.plan()
    settle()
    assert sheet.proposed.time.problem
    assert visits_of(read, board.second) == []


def test_a_visit_is_written_down_with_a_next_step(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    read: Read,
    register: RegisterThread,
    board: Board,
    qtbot: QtBot,
) -> None:
    day = SessionTime(dt.date(2026, 3, 6), "10:00", 60)
    (event_id,), _step = register.act(
        lambda step: actions_visits.plan(
            step, board.second, [PlannedVisit(board.people[5], day, (board.people[0],))]
        )
    ).result()
    sheet = opened(desk, messages, settle, board.second)
    assert sheet.bar.currentIndex() == ROUND
    sheet.table.select([event_id])
    sheet.write_button.click()
    qtbot.waitUntil(lambda: isinstance(messages.dialog, VisitMadeSheet))
    form = messages.dialog
    assert isinstance(form, VisitMadeSheet)
    form.press()
    qtbot.waitUntil(lambda: bool(form.problem.text()))  # something is said on every visit
    form.said.text.setPlainText("最近忙着搬校区")
    form.step.line.setText("五月再约")
    form.day.line.setText("2026-05-06")
    form.press()
    qtbot.waitUntil(lambda: messages.dialog is sheet)
    settle()
    (visit,) = visits_of(read, board.second)
    assert visit.is_made
    assert visit.said == "最近忙着搬校区"
    (step,) = visit.next_steps
    assert (step.words, step.due_on, step.member_id) == (
        "五月再约",
        dt.date(2026, 5, 6),
        board.people[0],
    )
    assert read(lambda db: tasks.of_member(db, board.people[0])) == [step]
    assert read(lambda db: store.event(db, event_id)).minutes == "最近忙着搬校区"


def test_a_round_may_be_closed_at_once_after_a_visit_was_written_down(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    read: Read,
    register: RegisterThread,
    board: Board,
    qtbot: QtBot,
) -> None:
    day = SessionTime(dt.date(2026, 3, 6), "10:00", 60)
    visit = PlannedVisit(board.people[5], day, ())
    register.act(lambda step: actions_visits.plan(step, board.second, [visit])).result()
    sheet = opened(desk, messages, settle, board.second)
    sheet.table.select(sheet.table.shown_ids()[:1])
    sheet.write_button.click()
    qtbot.waitUntil(lambda: isinstance(messages.dialog, VisitMadeSheet))
    form = messages.dialog
    assert isinstance(form, VisitMadeSheet)
    form.said.text.setPlainText("最近忙着搬校区")
    form.finished.connect(sheet.accept)  # Esc, pressed quicker than the round is read again
    form.press()
    settle()
    (made,) = visits_of(read, board.second)
    assert made.is_made


def test_the_first_day_proposed_is_a_workday() -> None:
    assert next_workday(dt.date(2026, 3, 6)) == dt.date(2026, 3, 9)
    assert next_workday(dt.date(2026, 3, 9)) == dt.date(2026, 3, 10)
