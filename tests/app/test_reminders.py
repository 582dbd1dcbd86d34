"""Reminders in the window: each once, also after a restart; a sleep is summed up."""

import asyncio
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.app.reminders import Reminders
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.base.settings import MachineSettings
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.tasks import actions as tasks_actions
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks

MONDAY = dt.date(2026, 3, 9)
Look = Callable[[], list[str]]


class Story:
    """A register with one event on Tuesday at 14:00, a clock, and what was said so far."""

    def __init__(self, desk: Desk, clock: FixedClock, key: str, messages: Messages) -> None:
        self.desk, self.clock, self.key, self.messages = desk, clock, key, messages

    def to(self, day: int, hour: int) -> None:
        """Let the clock show a local hour of a day of March."""
        wanted = dt.datetime(2026, 3, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        self.clock.move(wanted - self.clock.now())


@pytest.fixture
def path(file: Path, tmp_path: Path) -> Path:
    """A register of one's own; the made-up one is never reminded of."""
    copied = tmp_path / "own" / "名册.organizer"
    copied.parent.mkdir()
    shutil.copy(file, copied)
    return copied


@pytest.fixture
def story(
    path: Path,
    settings: MachineSettings,
    messages: Messages,
    tasks: Tasks,
    loop: asyncio.AbstractEventLoop,
    crashes: list[BaseException],
) -> Iterator[Story]:
    clock = FixedClock(MONDAY)
    thread = RegisterThread(lambda: Register.open(path, clock=clock))

    def plan(step: Step) -> str:
        time = SessionTime(dt.date(2026, 3, 10), "14:00", 90)
        key = actions.add(step, "三月沟通日", "meet_up", [time])
        actions_participants.sign_up(step, key, name="安琪")
        return key

    key, _step = thread.act(plan).result()
    desk = Desk(messages, tasks, clock, settings)
    desk.use_register(thread)
    yield Story(desk, clock, key, messages)
    desk.use_register(None)
    thread.close()
    assert crashes == []


@pytest.fixture
def look(story: Story, window: QWidget, qtbot: QtBot) -> Look:
    """Looks once, and gives what was said in doing so."""
    reminders = Reminders(story.desk, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def once() -> list[str]:
        before = len(story.messages.recorded)
        reminders.look()
        story.desk.opened().ask(lambda _db: None, background=True).result()
        qtbot.wait(10)
        return [one.text for one in story.messages.recorded[before:]]

    return once


def test_a_day_before_and_two_hours_before_and_then_who_came(story: Story, look: Look) -> None:
    story.to(9, 13)
    assert look() == []
    story.to(9, 14)
    (said,) = look()
    assert "三月沟通日" in said
    assert "14:00" in said
    assert look() == []
    story.to(10, 12)
    assert len(look()) == 1
    story.to(10, 15)
    assert look() == []
    story.to(10, 16)
    assert len(look()) == 1
    assert look() == []


def test_nothing_is_said_to_an_empty_chair(
    story: Story, look: Look, window: QWidget, qtbot: QtBot
) -> None:
    """A line in the window goes by itself: it waits until the window is looked at."""
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    story.to(9, 14)
    assert look() == []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert len(look()) == 1


def test_what_was_said_is_not_said_again_after_a_restart(
    story: Story, look: Look, window: QWidget, qtbot: QtBot, settings: MachineSettings
) -> None:
    story.to(9, 15)
    assert len(look()) == 1
    assert settings._path is not None
    story.desk.machine_settings = MachineSettings(settings._path)
    again = Reminders(story.desk, window)
    before = len(story.messages.recorded)
    again.look()
    story.desk.opened().ask(lambda _db: None, background=True).result()
    qtbot.wait(10)
    assert len(story.messages.recorded) == before


def test_after_a_sleep_everything_is_one_line_that_leads_to_the_overview(
    story: Story, look: Look, qtbot: QtBot
) -> None:
    def promise_much(step: Step) -> None:
        for number in range(5):
            words = f"第 {number} 件事"
            tasks_actions.add(
                step, "promise", words, kind="event", subject_id=story.key, due_on=MONDAY
            )

    story.desk.opened().act(promise_much).result()
    story.to(10, 17)
    (said,) = look()
    assert len(said.split("\n")) == 4  # three in words, the others counted
    assert "3" in said.split("\n")[-1]
    message = story.messages.recorded[-1]
    assert message.action is not None
    with qtbot.waitSignal(story.desk.page_wanted) as opened:
        message.action()
    assert opened.args is not None
    assert opened.args[0] == "start"


def test_one_reminder_leads_to_its_event(story: Story, look: Look, qtbot: QtBot) -> None:
    story.to(9, 15)
    look()
    message = story.messages.recorded[-1]
    assert message.action is not None
    with qtbot.waitSignal(story.desk.record_wanted) as opened:
        message.action()
    assert opened.args == ["event", story.key]


def test_what_is_switched_off_is_not_said(story: Story, look: Look) -> None:
    settings = story.desk.machine_settings
    settings.set("remind_days", 0)
    settings.set("remind_hours", 0)
    settings.set("remind_attendance", False)
    for day, hour in ((9, 15), (10, 13), (10, 17)):
        story.to(day, hour)
        assert look() == []
    settings.set("remind_attendance", True)
    assert len(look()) == 1


def test_a_disk_that_refuses_to_remember_makes_no_reminder_come_twice(
    story: Story, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str, _state: object) -> None:
        raise UserError("settings.unkept", "The disk is full.")

    monkeypatch.setattr(story.desk.machine_settings, "remember", refuse)
    story.to(9, 15)
    assert len(look()) == 1
    assert look() == []
