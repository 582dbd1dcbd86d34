import asyncio

import pytest
from pytestqt.qtbot import QtBot

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.widgets.messages import Manner, Messages
from organizer.widgets.tasks import Progress, Task, Tasks


async def _wait() -> None:
    await asyncio.Event().wait()


async def _refuse() -> None:
    raise UserError("test.refused", N_("Not today: {why}"), why="rain")


async def _break() -> None:
    raise ZeroDivisionError


def test_a_refusal_is_said(tasks: Tasks, messages: Messages, qtbot: QtBot) -> None:
    task = tasks.start(_refuse())
    with qtbot.waitSignal(messages.said) as heard:
        pass
    assert heard.args is not None
    assert heard.args[0].manner is Manner.REFUSED
    assert heard.args[0].code == "test.refused"
    assert heard.args[0].text.endswith("rain")
    assert isinstance(task.error, UserError)
    assert tasks.running == ()


def test_a_bug_goes_to_the_crash_handler(
    tasks: Tasks, messages: Messages, crashes: list[BaseException], qtbot: QtBot
) -> None:
    tasks.start(_break())
    qtbot.waitUntil(lambda: bool(crashes))
    assert isinstance(crashes[0], ZeroDivisionError)
    assert messages.recorded == []


def test_only_a_long_task_with_a_title_is_shown(tasks: Tasks, qtbot: QtBot) -> None:
    async def short() -> None:
        await asyncio.sleep(0)

    shown: list[Task] = []
    tasks.shown.connect(shown.append)
    tasks.start(short(), "short")
    tasks.start(_wait())
    with qtbot.waitSignal(tasks.shown) as heard:
        long = tasks.start(_wait(), "long")
    assert heard.args == [long]
    assert shown == [long]


def test_cancel_ends_a_task_without_a_word(
    tasks: Tasks, messages: Messages, crashes: list[BaseException], qtbot: QtBot
) -> None:
    task = tasks.start(_wait(), "long")
    with qtbot.waitSignal(tasks.ended) as heard, qtbot.waitSignal(task.finished):
        task.cancel()
    assert heard.args == [task]
    assert task.progress.cancelled
    assert (messages.recorded, crashes, tasks.running) == ([], [], ())


def test_what_is_started_before_the_loop_waits_for_it(
    messages: Messages, crashes: list[BaseException]
) -> None:
    tasks = Tasks(messages, crashes.append)
    done: list[bool] = []

    async def work() -> None:
        done.append(True)

    task = tasks.start(work())
    assert (tasks.running, done) == ((task,), [])
    task.cancel()
    assert tasks.running == ()


def test_begin_starts_what_waited(
    messages: Messages,
    crashes: list[BaseException],
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> None:
    tasks = Tasks(messages, crashes.append)
    done: list[bool] = []

    async def work() -> None:
        done.append(True)

    tasks.start(work())
    request.getfixturevalue("loop")
    tasks.begin()
    qtbot.waitUntil(lambda: done == [True])


def test_the_window_closes_every_task(tasks: Tasks, loop: asyncio.AbstractEventLoop) -> None:
    put_away: list[str] = []

    async def careful() -> None:
        try:
            await _wait()
        finally:
            await asyncio.sleep(0)
            put_away.append("done")

    async def close() -> None:
        await asyncio.sleep(0)
        await tasks.close()

    from PySide6.QtWidgets import QApplication

    tasks.start(careful(), "one")
    closing = loop.create_task(close())
    while not closing.done():
        QApplication.processEvents()
    assert put_away == ["done"]
    late = tasks.start(_wait())
    assert not late.running
    assert tasks.running == ()


def test_progress_is_heard_from_any_thread(tasks: Tasks, qtbot: QtBot) -> None:
    progress = Progress()

    async def work() -> None:
        await asyncio.to_thread(progress.tell, 3, 10)

    with qtbot.waitSignal(progress.changed) as heard:
        tasks.start(work(), "counting", progress)
    assert heard.args == [3, 10]
    progress.tell(4)
    assert (progress.done, progress.total) == (4, 10)
