"""A private board from the vote on topics to a promise kept by the next one, and its visits."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.base.words import _
from organizer.domain.events import actions as events
from organizer.domain.events import actions_participants, store, store_said, store_visits
from organizer.domain.events.records import SessionTime
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.tasks import store as tasks
from organizer.screens.events.agenda_tab import EventAgenda
from organizer.screens.events.notes_tab import EventNotes
from organizer.screens.events.outcome_sheet import OutcomeSheet
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.promises_of_member import PromisesOfMember
from organizer.screens.events.stage import StageWindow
from organizer.screens.events.visit_made import VisitMadeSheet
from organizer.screens.events.visits_sheet import PROPOSED, ROUND, VisitsSheet
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import DetailTab
from organizer.widgets.detail_pane import DetailPane
from tests import factories
from tests.journeys.program import DAY, Program, Start

NAMES = (
    *("曾国栋", "单雨桐", "仇晓燕", "解思齐", "欧阳雪"),
    *("王小明", "李雷", "韩梅梅", "上官婉清", "东方既白"),
)
NEXT = dt.date(2026, 4, 8)
TOPICS = (("老师留不住", 1, "6"), ("要不要开分校", 2, "3"))
"""The words of a topic, whose it is, and its votes."""
PROMISE, OUTCOME = "和三位老师各谈一次", "谈了，一位改做教研"
SAID_THERE, NEXT_STEP = "最近忙着搬校区", "五月再约"
T = TypeVar("T", bound=DetailTab)


class Boards(NamedTuple):
    """The board of today, the next one, and who takes part."""

    path: Path
    today: str
    following: str
    people: list[str]


def held(step: Step, month: int, group: str, people: list[str]) -> None:
    """A board of this year that everybody was invited to and the first four came to."""
    time = SessionTime(dt.date(2026, month, 4), "14:00", 180)
    event = events.add(step, f"{month}月私董会", "private_board", [time], group_ids=[group])
    ids = actions_participants.sign_up_members(step, event, people)
    session = store.sessions_of(step, event)[0].id
    actions_participants.mark(step, session, ids[:4], "present")


@pytest.fixture
def boards(tmp_path: Path) -> Boards:
    """Two boards are over that six of ten never came to; one is today, one in April."""
    path = tmp_path / "私董会.organizer"
    register = Register.create(path)
    with register.step() as step:
        people = factories.make_members(step, NAMES)
        group = groups.add(step, "校长私董会", platform="wechat")
        memberships.join_many(step, [JoinRow(group, one, dt.date(2025, 6, 1)) for one in people])
        for month in (1, 2):
            held(step, month, group, people)
        today, following = (
            events.add(
                step,
                title,
                "private_board",
                [SessionTime(day, "14:00", 180)],
                group_ids=[group],
                people={"host": [people[0]]},
            )
            for title, day in (("三月私董会", DAY), ("四月私董会", NEXT))
        )
        actions_participants.sign_up_members(step, today, people)
    register.close()
    return Boards(path, today, following, people)


def tab_of(program: Program, event_id: str, title: str, kind: type[T]) -> T:
    """The tab of this name of an event, in front."""
    program.window.desk.open_record("event", event_id)
    program.settle()
    pane = program.page(CalendarPage).pane
    pane.open_tab(title)
    program.settle()
    tab = pane.tab(title)
    assert isinstance(tab, kind)
    program.until(lambda: tab.record_id == event_id)
    return tab


def closed(program: Program) -> None:
    """Wait until no sheet is open any more and all is written."""
    program.until(lambda: program.window.desk.messages.dialog is None)
    program.settle()


def vote(program: Program, boards: Boards) -> None:
    """Topics are written down with whose they are, and counted; most votes presents."""
    notes = tab_of(program, boards.today, "Said", EventNotes)
    for words, whose, _votes in TOPICS:
        notes.writing.line.setFocus()
        program.press("Ctrl+1")
        program.type(words)
        program.pick(notes.writing.who.line, NAMES[whose])
        notes.writing.line.setFocus()
        program.press("Return")
    found = program.read(lambda db: store_said.notes(db, boards.today, "topic"))
    assert [(one.words, one.member_id) for one in found] == [
        (words, boards.people[whose]) for words, whose, _votes in TOPICS
    ]
    view, model = notes.table.view, notes.table.model
    column = [one.key for one in model.columns].index("number")
    for note, (_words, _whose, votes) in zip(reversed(found), reversed(TOPICS), strict=True):
        index = model.index(list(model.ids()).index(note.id), column)
        view.edit(index)
        editor = view.indexWidget(index)
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, votes)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        program.settle()
    agenda = tab_of(program, boards.today, "Agenda", EventAgenda)
    program.click(program.button(agenda.empty, _("Make the usual agenda")))
    program.click(program.button(agenda.hints, _("{name} presents").format(name=NAMES[1])))
    event = program.read(lambda db: store.event(db, boards.today))
    assert event is not None
    assert [one.name for one in event.with_part("presenter")] == [NAMES[1]]


def key(stage: StageWindow, pressed: Qt.Key) -> None:
    """Press a key where the keyboard is on the stage."""
    QTest.keyClick(QApplication.focusWidget() or stage, pressed)


def type_there(text: str) -> None:
    """Type as an input method does, where the keyboard is."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, event)


def run_the_stages(program: Program, boards: Boards) -> None:
    """Full screen by keys alone: a question, a piece of advice, and a promise with its person."""
    agenda = tab_of(program, boards.today, "Agenda", EventAgenda)
    program.click(agenda.run_button)
    stage = agenda.stages[boards.today]
    program.until(stage.isActiveWindow)
    program.until(lambda: stage.run is not None)
    program.settle()
    key(stage, Qt.Key.Key_Space)
    assert stage.run is not None
    assert stage.run.is_running
    passed = [stage.title.text()]
    said = {"question": "走的都是哪几位？", "advice": "先长谈再改制度", "promise": PROMISE}
    while stage.run.following is not None:
        key(stage, Qt.Key.Key_Right)
        program.settle()
        passed.append(stage.title.text())
        words = said.get(stage.writing.kind, "")
        if not words or stage.run.current is None or not stage.run.current.item.written_down:
            continue
        del said[stage.writing.kind]
        key(stage, Qt.Key.Key_Return)
        type_there(f"{words} @" if words == PROMISE else words)
        if words == PROMISE:
            program.until(stage.writing.who.line.hasFocus)
            type_there(NAMES[1])
            program.until(stage.writing.who.suggestions.popup.isVisible)
            program.settle()
            key(stage, Qt.Key.Key_Return)
            program.until(stage.writing.line.hasFocus)
        key(stage, Qt.Key.Key_Return)
        program.settle()
        key(stage, Qt.Key.Key_Escape)
    assert said == {}, "everything was written down in its stage"
    assert len(passed) == len(set(passed)) == len(stage.run.stages)
    key(stage, Qt.Key.Key_Escape)
    program.until(lambda: not stage.isVisible())
    for kind, words in (("question", "走的都是哪几位？"), ("advice", "先长谈再改制度")):
        notes = program.read(partial(store_said.notes, event_id=boards.today, kind=kind))
        assert [one.words for one in notes] == [words]


def promises_in_the_page_of(program: Program, member_id: str) -> list[tuple[str, str, bool]]:
    """Words, outcome, and whether it is open, of everything promised in a person's page."""
    program.window.desk.open_record("member", member_id)
    program.settle()
    pane = program.page(MembersPage).findChild(DetailPane)
    assert isinstance(pane, DetailPane)
    pane.open_tab("Promises")
    program.settle()
    tab = pane.tab("Promises")
    assert isinstance(tab, PromisesOfMember)
    program.until(lambda: tab.record_id == member_id and tab.table.shown_ids())
    shown = [tab.table.model.row(at) for at in range(tab.table.model.rowCount())]
    return [(one.task.words, one.task.outcome, one.task.is_open) for one in shown if one]


def follow_up(program: Program, boards: Boards) -> None:
    """The next board begins with the promises of last time: this one was kept, with a word."""
    agenda = tab_of(program, boards.following, "Agenda", EventAgenda)
    program.click(program.button(agenda.empty, _("Make the usual agenda")))
    first = agenda.found.items[0] if agenda.found is not None else None
    assert first is not None
    assert first.kind == "follow_up"
    (line,) = agenda.around.promises.lines
    assert NAMES[1] in line.words
    assert PROMISE in line.words
    program.click(program.button(agenda.around.promises, _("Kept…")))
    sheet = program.open_sheet(OutcomeSheet)
    program.type(OUTCOME)
    sheet.press()
    closed(program)
    assert agenda.around.promises.lines[0].state == _("Kept")


def plan_visits(program: Program, boards: Boards) -> list[str]:
    """Two of those long unseen are visited by the host; gives the ids of the two."""
    agenda = tab_of(program, boards.following, "Agenda", EventAgenda)
    program.choose(agenda.action_row, agenda.visits_button.text())
    sheet = program.open_sheet(VisitsSheet)
    assert sheet.bar.currentIndex() == PROPOSED
    proposed = sheet.proposed
    ids = list(proposed.table.shown_ids())
    assert set(boards.people[4:]) <= set(ids), "who was invited and never came"
    chosen = [one for one in ids if one in boards.people[4:]][:2]
    proposed.table.select(chosen)
    proposed.table.view.setFocus()
    program.press("Space")
    program.pick(proposed.visitors.line, NAMES[0])
    program.click(proposed.plan_button)
    program.until(lambda: sheet.bar.currentIndex() == ROUND)
    program.click(sheet.closer)
    closed(program)
    return chosen


def write_a_visit_down(program: Program, boards: Boards) -> None:
    """What was said there and what comes next, from the round of the event."""
    agenda = tab_of(program, boards.following, "Agenda", EventAgenda)
    program.choose(agenda.action_row, agenda.visits_button.text())
    sheet = program.open_sheet(VisitsSheet)
    sheet.table.select([sheet.table.shown_ids()[0]])
    # the round stays open behind the form: two things run, which never settles
    QTest.mouseClick(sheet.write_button, Qt.MouseButton.LeftButton)
    form = program.open_sheet(VisitMadeSheet)
    form.said.setFocus()
    program.focused()
    type_there(SAID_THERE)
    form.step.line.setFocus()
    type_there(NEXT_STEP)
    form.press()
    program.until(lambda: program.window.desk.messages.dialog is sheet)
    program.settle()
    assert [one.is_made for one in sheet.source.rows_by_key.values()] == [True, False]
    program.click(sheet.closer)
    closed(program)


def test_a_private_board(start: Start, clock: FixedClock, boards: Boards) -> None:
    program = start(str(boards.path))
    program.until(lambda: program.window.desk.register is not None)
    vote(program, boards)
    run_the_stages(program, boards)
    presenter = boards.people[1]
    (promise,) = program.read(lambda db: tasks.of_subject(db, "event", boards.today, "promise"))
    assert (promise.member_id, promise.words) == (presenter, PROMISE)
    assert promise.due_on is not None
    assert DAY < promise.due_on <= NEXT
    assert promise in program.read(lambda db: tasks.due(db, NEXT)), "it is due by the next one"
    assert promises_in_the_page_of(program, presenter) == [(PROMISE, "", True)]

    clock.move(NEXT - DAY)
    follow_up(program, boards)
    assert promises_in_the_page_of(program, presenter) == [(PROMISE, OUTCOME, False)]

    visited = plan_visits(program, boards)
    clock.move(dt.timedelta(days=7))
    write_a_visit_down(program, boards)
    first, second = program.read(lambda db: store_visits.round_of(db, boards.following))
    assert [one.visited[0][0] for one in (first, second)] == visited
    assert [one.visitors for one in (first, second)] == [((boards.people[0], NAMES[0]),)] * 2
    assert (first.is_made, first.said, second.is_made) == (True, SAID_THERE, False)
    assert [(one.words, one.member_id) for one in first.next_steps] == [
        (NEXT_STEP, boards.people[0])
    ]
