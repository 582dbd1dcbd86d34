"""Agenda, what is said, stage and the sheets after an event, in every language, theme and size.

Fails on cut texts and words in the other language; ORGANIZER_PICTURES keeps the pictures.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_feedback,
    actions_participants,
    actions_said,
    actions_visits,
    store_agenda,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.events.visits import PlannedVisit
from organizer.domain.groups import store as groups
from organizer.screens.events.agenda_tab import EventAgenda
from organizer.screens.events.feedback_sheet import KEPT, FeedbackSheet, open_feedback
from organizer.screens.events.notes_tab import EventNotes
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.recap_sheet import open_recap
from organizer.screens.events.stage import StageWindow
from organizer.screens.events.visits_sheet import PROPOSED, VisitsSheet, open_visits
from organizer.widgets.desk import Desk
from organizer.widgets.theme import Mode, theme
from tests.screens.events.board_story import Board, at, make_board, make_salons
from tests.screens.pictures import problems
from tests.screens.test_pictures import LOOKS, keep

Settle = Callable[[], None]
LONG = "学期中途走了三位骨干教师，走的都是什么原因，留下的又在想什么？"


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def look(request: pytest.FixtureRequest) -> str:
    """The language, theme and text size of a picture; its name."""
    language, mode, percent = request.param
    words.set_language(language)
    theme.set_mode(Mode(mode))
    theme.set_text_percent(percent)
    return f"{language}-{mode}-{percent}"


@pytest.fixture
def board(register: RegisterThread) -> Board:
    """The second board is under way: an agenda, topics with votes, questions, promises, visits."""
    made = make_board(register)

    def fill(step: Any) -> None:
        third = actions.add(step, "三月私董会", "private_board", [at(3, 4)], group_ids=[made.group])
        actions_participants.sign_up_members(step, third, made.people)
        actions_participants.sign_up_members(step, made.second, made.people[:6])
        for event_id in (made.first, third):
            session = step.value("SELECT id FROM session WHERE event_id = ?", (event_id,))
            there = step.column(
                "SELECT id FROM participant WHERE event_id = ? LIMIT 4", (event_id,)
            )
            actions_participants.mark(step, session, there, "present")
        actions_said.promise(step, third, made.people[3], "带两位老师参加师训", dt.date(2026, 3, 8))
        actions_agenda.make_usual(step, made.second)
        items = store_agenda.items(step, made.second)
        actions_agenda.change(step, made.second, items[2].id, member_id=made.people[1])
        actions_agenda.change(step, made.second, items[3].id, notes="一人一问，不给建议")
        topics = [
            actions_said.write_down(step, made.second, "topic", text, member_id=who)
            for text, who in ((LONG, made.people[1]), ("要不要开分校", made.people[2]))
        ]
        actions_said.vote(step, [(topics[0], 6), (topics[1], 3)])
        for text in ("走的都是哪几位？", "薪酬和周边差多少？"):
            actions_said.write_down(step, made.second, "question", text, member_id=made.people[4])
        actions_said.write_down(step, made.second, "advice", "先和三位老师长谈", speaker="来宾")
        actions_said.settle(step, made.second, [topics[1]], "暂不开")
        actions_said.promise(
            step, made.second, made.people[1], "每周听一节课", dt.date(2026, 4, 20)
        )
        actions_visits.plan(
            step,
            made.second,
            [
                PlannedVisit(made.people[7], SessionTime(dt.date(2026, 3, 6), "10:00", 60)),
                PlannedVisit(
                    made.people[8], SessionTime(dt.date(2026, 4, 9), "10:00", 60), (made.people[0],)
                ),
            ],
        )

    register.act(fill).result()
    return made


@pytest.fixture
def main_window(look: str, desk: Desk, board: Board, qtbot: QtBot) -> MainWindow:
    made = MainWindow(desk.machine_settings, all_rooms())
    made.furnish(desk)
    desk.messages.use_window(made)
    qtbot.addWidget(made)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def look_at(
    look: str, register: RegisterThread, settle: Settle
) -> Callable[[str, QWidget], list[str]]:
    """Keep a picture, and say what is wrong in it."""

    def see(name: str, widget: QWidget) -> list[str]:
        settle()
        keep(widget, f"board-{name}-{look}")
        own = {one for _id, one in register.ask(groups.choices).result()} | {"名册"}
        return [f"{name}: {one}" for one in problems(widget, own)]

    return see


LookAt = Callable[[str, QWidget], list[str]]


def tab_of(window: MainWindow, event_id: str, title: str, settle: Settle) -> Any:
    page = window.open_page("events")
    assert isinstance(page, CalendarPage)
    page.pane.open_tab(title)
    page.show_record(event_id)
    settle()
    tab = page.pane.tab(title)
    assert tab is not None
    return tab


def test_the_tabs_are_whole(
    main_window: MainWindow,
    board: Board,
    register: RegisterThread,
    look_at: LookAt,
    settle: Settle,
) -> None:
    agenda = tab_of(main_window, board.second, "Agenda", settle)
    assert isinstance(agenda, EventAgenda)
    found = look_at("agenda", main_window)
    agenda.table.select(agenda.table.shown_ids()[3:4])
    found += look_at("agenda-whole", agenda)
    salons = make_salons(register)
    agenda = tab_of(main_window, salons.second, "Agenda", settle)
    found += look_at("salon", main_window)
    found += look_at("salon-whole", agenda)
    notes = tab_of(main_window, board.second, "Said", settle)
    assert isinstance(notes, EventNotes)
    found += look_at("said", main_window)
    notes.writing.choose("promise")
    notes.table.select(notes.table.shown_ids()[:1])
    found += look_at("said-whole", notes)
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_stage_is_whole(
    desk: Desk, board: Board, look: str, look_at: LookAt, qtbot: QtBot, settle: Settle
) -> None:
    stage = StageWindow(desk, board.second, lambda: 1_000.0)
    qtbot.addWidget(stage)
    stage.resize(1366, 768)
    stage.show()
    qtbot.waitExposed(stage)
    found = look_at("stage-follow-up", stage)
    stage.go(1)
    stage.toggle()
    found += look_at("stage-topics", stage)
    for _number in range(5):
        stage.go(1)
    stage.writing.refuse(words._("Say who promises it."))
    found += look_at("stage-promises", stage)
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_sheets_are_whole(
    desk: Desk,
    main_window: MainWindow,
    board: Board,
    register: RegisterThread,
    look_at: LookAt,
    settle: Settle,
) -> None:
    found: list[str] = []

    def opened(work: Any) -> Any:
        desk.start(work)
        settle()
        assert desk.messages.dialog is not None
        return desk.messages.dialog

    visits = opened(open_visits(desk, board.second))
    assert isinstance(visits, VisitsSheet)
    found += look_at("visits", visits)
    visits.bar.setCurrentIndex(PROPOSED)
    visits.proposed.table.view.selectAll()
    visits.proposed.toggle()
    found += look_at("visits-proposed", visits)
    visits.accept()
    settle()
    recap = opened(open_recap(desk, board.first))
    found += look_at("recap", recap)
    recap.accept()
    settle()
    salons = make_salons(register)
    register.act(
        lambda step: actions_feedback.ask(step, salons.first, ["有什么要改进？", "想听什么？"])
    ).result()
    feedback = opened(open_feedback(desk, salons.first))
    assert isinstance(feedback, FeedbackSheet)
    feedback.paste.paste("司马相宜：早点开始\n新来的李园长：①多留提问时间 ②怎么留住老师")
    found += look_at("feedback-paste", feedback)
    feedback.bar.setCurrentIndex(KEPT)
    found += look_at("feedback-kept", feedback)
    feedback.bar.setCurrentIndex(0)
    found += look_at("feedback-ask", feedback)
    feedback.accept()
    settle()
    assert not found, "\n".join(dict.fromkeys(found))
