import datetime
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.base.settings import MachineSettings
from organizer.base.steps import ActionKind, FinishedStep, Step
from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page, Room
from organizer.widgets.messages import Manner, Messages
from organizer.widgets.tasks import Tasks

TAGGED = ActionKind("test.tagged", "Made {count} tag", "Made {count} tags")
BOOKED = ActionKind("test.booked", "Booked", taken_back="reversal")

Run = Callable[[Any], Any]


def make_tags(step: Step, *names: str) -> int:
    step.begins(TAGGED, count=len(names))
    return step.insert_many("tag", ["name"], [[name] for name in names])


def book(step: Step) -> None:
    step.begins(BOOKED)
    step.insert("tag", name="booked")


def rename(step: Step, old: str, new: str) -> None:
    step.begins(TAGGED, count=1)
    step.update("tag", step.value("SELECT id FROM tag WHERE name = ?", (old,)), name=new)


def refuse(step: Step) -> None:
    step.begins(TAGGED, count=0)
    raise UserError("test.no", N_("No."))


def names(db: Database) -> list[str]:
    return db.column("SELECT name FROM tag ORDER BY name")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.date(2026, 11, 22))


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[RegisterThread]:
    Register.create(tmp_path / "test.db", clock=clock).close()
    made = RegisterThread(lambda: Register.open(tmp_path / "test.db", clock=clock))
    yield made
    made.close()


@pytest.fixture
def desk(
    messages: Messages, tasks: Tasks, clock: FixedClock, register: RegisterThread
) -> Iterator[Desk]:
    made = Desk(messages, tasks, clock, MachineSettings(None))
    made.use_register(register)
    yield made
    made.use_register(None)


def test_an_action_is_said_with_its_title_and_undone_from_there(
    desk: Desk, messages: Messages, run: Run, qtbot: QtBot
) -> None:
    done = run(desk.do(make_tags, "a", "b"))
    assert done.result == 2
    assert done.step.action == "test.tagged"
    assert messages.recorded[0].text == "Made 2 tags"
    assert messages.recorded[0].action is not None
    messages.recorded[0].action()
    qtbot.waitUntil(lambda: len(messages.recorded) == 2)
    assert run(desk.read(names)) == []
    messages.recorded[0].action()
    qtbot.waitUntil(lambda: len(messages.recorded) == 3)
    assert run(desk.read(names)) == []
    assert messages.recorded[1].text != messages.recorded[2].text


def test_what_was_changed_since_stays_and_is_said(desk: Desk, messages: Messages, run: Run) -> None:
    done = run(desk.do(make_tags, "a", "b"))
    run(desk.save(rename, "a", "z"))
    run(desk.take_back(done.step.id))
    assert run(desk.read(names)) == ["z"]
    assert "1" in messages.recorded[-1].text


def test_one_s_own_sentence_is_said_instead(desk: Desk, messages: Messages, run: Run) -> None:
    run(desk.do_saying("已加标签", make_tags, "a"))
    assert messages.recorded[0].text == "已加标签"


def test_what_is_taken_back_otherwise_offers_no_undo(
    desk: Desk, messages: Messages, run: Run
) -> None:
    run(desk.do(book))
    assert messages.recorded[0].text == "Booked"
    assert messages.recorded[0].action is None


def test_a_refusal_is_said_calmly(desk: Desk, messages: Messages, run: Run) -> None:
    assert run(desk.do(refuse)) is None
    assert messages.recorded[0].manner is Manner.REFUSED
    assert messages.recorded[0].code == "test.no"


def test_a_field_gets_the_refusal_itself(desk: Desk, messages: Messages, run: Run) -> None:
    with pytest.raises(UserError):
        run(desk.save(refuse))
    assert messages.recorded == []


def test_nothing_changed_says_nothing(desk: Desk, messages: Messages, run: Run) -> None:
    run(desk.save(make_tags, "a"))
    done = run(desk.do(rename, "a", "a"))
    assert done.step is None
    assert messages.recorded == []


def test_a_newer_question_of_the_same_asker_replaces_the_older(
    desk: Desk, tasks: Tasks, crashes: list[BaseException], run: Run, qtbot: QtBot
) -> None:
    run(desk.save(make_tags, "a"))
    asker = object()
    go = threading.Event()
    answers: list[object] = []

    def wait(db: Database) -> None:
        go.wait(5)

    async def ask(function: Callable[[Database], object]) -> None:
        answers.append(await desk.read_for(asker, function))

    first = tasks.start(desk.read(wait))
    tasks.start(ask(lambda _db: "old"))
    newer = tasks.start(ask(names))
    qtbot.waitUntil(lambda: all(task.handle is not None for task in (first, newer)))
    qtbot.wait(10)
    go.set()
    qtbot.waitUntil(lambda: not newer.running)
    assert answers == [["a"]]
    assert crashes == []


def test_long_reading_sees_a_copy(desk: Desk, run: Run) -> None:
    run(desk.save(make_tags, "a"))
    assert run(desk.read_long(names)) == ["a"]


def test_without_a_register_it_says_so(desk: Desk, messages: Messages, run: Run) -> None:
    desk.use_register(None)
    assert run(desk.do(make_tags, "a")) is None
    assert messages.recorded[0].code == "register.none_open"


def test_steps_are_told_on_the_window_s_thread(desk: Desk, run: Run, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    desk.changed.connect(lambda _step: threads.append(threading.current_thread()))
    with qtbot.waitSignal(desk.changed) as heard:
        run(desk.save(make_tags, "a"))
    assert heard.args is not None
    assert isinstance(heard.args[0], FinishedStep)
    assert desk.last_step is heard.args[0]
    assert threads == [threading.main_thread()]


def test_opening_and_closing_is_told(desk: Desk, register: RegisterThread, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.register_closed):
        desk.use_register(None)
    assert register.listeners == []
    with qtbot.waitSignal(desk.register_opened):
        desk.use_register(register)


def test_the_way_about_is_told_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page_wanted) as page:
        desk.open_page("members", group="g1")
    assert page.args == ["members", {"group": "g1"}]
    with qtbot.waitSignal(desk.record_wanted) as record:
        desk.open_record("member", "m1")
    assert record.args == ["member", "m1"]


class _Tab(DetailTab):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.heard: list[FinishedStep | None] = []
        self.spoken = 0

    @override
    def refresh(self, step: FinishedStep | None) -> None:
        self.heard.append(step)

    @override
    def retranslate(self) -> None:
        self.spoken += 1


class _Page(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.heard: list[FinishedStep | None] = []

    @override
    def refresh(self, step: FinishedStep | None) -> None:
        self.heard.append(step)


def test_a_page_reads_when_first_shown_then_hears_each_step(
    desk: Desk, run: Run, window: QWidget, qtbot: QtBot
) -> None:
    page = _Page(desk, window)
    assert page.heard == []
    page.show()
    assert page.heard == [None]
    with qtbot.waitSignal(desk.changed) as first:
        run(desk.save(make_tags, "a"))
    assert first.args is not None
    assert page.heard == [None, first.args[0]]
    page.hide()
    with qtbot.waitSignal(desk.changed):
        run(desk.save(make_tags, "b"))
    assert len(page.heard) == 2
    page.show()
    assert page.heard[2:] == [None]
    page.hide()
    page.show()
    assert len(page.heard) == 3


def test_a_page_starts_over_with_another_register(
    desk: Desk, register: RegisterThread, window: QWidget
) -> None:
    page = _Page(desk, window)
    page.show()
    desk.use_register(None)
    desk.use_register(register)
    assert page.heard == [None, None, None]


def test_a_tab_reads_only_for_a_record_and_when_seen(desk: Desk, window: QWidget) -> None:
    tab = _Tab(desk, window)
    tab.show()
    assert tab.heard == []
    tab.show_record("m1")
    assert tab.heard == [None]
    tab.hide()
    tab.show_record("m2")
    tab.show_record("m3")
    assert tab.heard == [None]
    tab.show()
    assert tab.heard == [None, None]


def test_language_and_theme_are_told(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    tab = _Tab(desk, window)
    with qtbot.waitSignal(desk.language_changed):
        desk.language_changed.emit()
    assert tab.spoken == 1
    with qtbot.waitSignal(desk.theme_changed):
        desk.theme_changed.emit()


def test_a_room_is_plain_data() -> None:
    ran: list[Desk] = []
    command = Command("members.new", N_("New member"), "user-plus", "Ctrl+N", ran.append)
    room = Room("members", N_("Members"), "users", position=3, commands=(command,))
    assert room.commands[0].shown_title()
    assert room.make_page is None
    assert hash(room) == hash(room)
