"""The window's register: lanes, replaced questions, cancelled work, answers in order."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.steps import ActionKind, CancelledError, FinishedStep, Step

ADD = ActionKind("test.add_tag", "Added a tag")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[RegisterThread]:
    path = tmp_path / "r.db"
    Register.create(path).close()
    made = RegisterThread(lambda: Register.open(path))
    yield made
    made.close()


def add_tag(step: Step, name: str) -> str:
    step.begins(ADD)
    return step.insert("tag", name=name)


def tags(db: Database) -> list[str]:
    return db.column("SELECT name FROM tag ORDER BY id")


def hold(register: RegisterThread) -> threading.Event:
    """Keep the thread busy until the event is set."""
    going, started = threading.Event(), threading.Event()

    def wait(_register: Register) -> None:
        started.set()
        going.wait(5)

    register.with_register(wait)
    assert started.wait(5)
    return going


def test_what_opening_refuses_reaches_whoever_opens(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        RegisterThread(lambda: Register.open(tmp_path / "missing.db"))
    assert refusal.value.code == "register.missing"


def test_actions_and_readings_from_coroutines(register: RegisterThread) -> None:
    heard: list[FinishedStep] = []
    register.listeners.append(heard.append)

    async def work() -> list[str]:
        await asyncio.gather(*(register.do(add_tag, f"标签{n}") for n in range(5)))
        await register.undo()
        await register.redo()
        assert await register.snapshot(tags) == await register.read(tags)
        return await register.read(tags)

    assert asyncio.run(work()) == [f"标签{n}" for n in range(5)]
    assert len(heard) == 7
    assert {step.action for step in heard} == {"test.add_tag", "history.undo", "history.redo"}


def test_large_undos_are_backed_up_first(register: RegisterThread) -> None:
    def add_many(step: Step, count: int) -> None:
        step.begins(ADD)
        step.insert_many("tag", ["name"], [[f"{count}-{n}"] for n in range(count)])

    async def work() -> list[int]:
        found = []
        for count in (500, 501):
            await register.do(add_many, count)
            await register.undo()
            found.append(len(register.register.backups()))
        return found

    assert asyncio.run(work()) == [0, 1]


def test_a_failed_action_is_raised_and_the_thread_goes_on(register: RegisterThread) -> None:
    def fail(step: Step) -> None:
        add_tag(step, "半截")
        raise UserError("test.no", "No")

    with pytest.raises(UserError):
        asyncio.run(register.do(fail))
    assert register.post(tags).result() == []


def test_visible_screens_go_before_background_work(register: RegisterThread) -> None:
    order: list[str] = []
    going = hold(register)
    late = register.ask(lambda _db: order.append("background"), background=True)
    soon = register.ask(lambda _db: order.append("screen"))
    going.set()
    late.result()
    soon.result()
    assert order == ["screen", "background"]


def test_a_newer_question_replaces_a_waiting_one(register: RegisterThread) -> None:
    going = hold(register)
    asker = object()
    older = register.ask(tags, asker=asker)
    other = register.ask(tags)
    newer = register.ask(tags, asker=asker)
    going.set()
    with pytest.raises(CancelledError):
        older.result()
    assert newer.result() == other.result() == []


def test_a_newer_question_interrupts_a_running_one(register: RegisterThread) -> None:
    asker, started = object(), threading.Event()

    def endless(db: Database) -> int:
        started.set()
        return int(db.value(ENDLESS))

    older = register.ask(endless, asker=asker)
    assert started.wait(5)
    assert register.ask(tags, asker=asker).result() == []
    with pytest.raises(CancelledError):
        older.result()


def test_a_cancelled_coroutine_gives_its_question_up(register: RegisterThread) -> None:
    async def work() -> None:
        task = asyncio.create_task(awaited(register.ask(lambda db: db.value(ENDLESS))))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await register.read(tags) == []

    asyncio.run(asyncio.wait_for(work(), 10))


def test_a_cancelled_action_leaves_nothing(register: RegisterThread) -> None:
    reached = threading.Event()

    def slow(step: Step) -> None:
        add_tag(step, "半截")
        reached.set()
        while True:
            step.report(1, 2)

    ticket = register.act(slow)
    assert reached.wait(5)
    ticket.cancel()
    with pytest.raises(CancelledError):
        ticket.result()
    assert register.post(tags).result() == []


def test_callbacks_come_on_the_registers_thread_or_at_once(register: RegisterThread) -> None:
    threads: list[str] = []
    going = hold(register)
    ticket = register.post(tags)
    ticket.add_done_callback(lambda _t: threads.append(threading.current_thread().name))
    assert not ticket.wait(0.01)
    going.set()
    ticket.result()
    ticket.add_done_callback(lambda _t: threads.append(threading.current_thread().name))
    register.post(tags).result()
    assert threads == ["register", "MainThread"]


def test_after_closing_questions_are_cancelled(register: RegisterThread) -> None:
    register.close()
    with pytest.raises(CancelledError):
        register.post(tags).result()
