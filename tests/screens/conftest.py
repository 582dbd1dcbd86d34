"""Screens over a real register of made-up people, told once and copied for every test."""

import asyncio
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer import domain
from organizer.app.register_files import RegisterFiles
from organizer.app.rooms import all_rooms
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.base.settings import MachineSettings
from organizer.domain.demo.story import make_demo
from organizer.widgets.desk import Desk, Page
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks
from tests.widgets.conftest import (  # noqa: F401 - fixtures of every window
    _dressed,
    crashes,
    loop,
    messages,
    run,
    tasks,
    window,
)

P = TypeVar("P", bound=Page)
R = TypeVar("R")
#: A Monday; the made-up months end on it.
TODAY = dt.date(2026, 3, 9)
PEOPLE = 80

MakePage = Callable[[str], Page]
Read = Callable[[Callable[[Database], R]], R]


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of made-up people, to be copied and never opened."""
    path = tmp_path_factory.mktemp("demo") / "演示.db"
    domain.load()
    with Register.create(path, clock=FixedClock(TODAY)) as register:
        make_demo(register, PEOPLE, TODAY, season=False)
    return path


@pytest.fixture
def register(demo_file: Path, tmp_path: Path) -> Iterator[RegisterThread]:
    """The made-up register, open in its own thread."""
    path = tmp_path / "名册.db"
    shutil.copy(demo_file, path)
    thread = RegisterThread(lambda: Register.open(path, clock=FixedClock(TODAY)))
    yield thread
    thread.close()


@pytest.fixture
def desk(
    messages: Messages,  # noqa: F811
    tasks: Tasks,  # noqa: F811
    register: RegisterThread,
    crashes: list[BaseException],  # noqa: F811
) -> Iterator[Desk]:
    """A desk with the register and the tabs of all rooms; a bug in a task fails the test."""
    made = Desk(messages, tasks, FixedClock(TODAY), MachineSettings(None))
    made.offer_tabs(tab for room in all_rooms() for tab in room.tabs)
    made.files = RegisterFiles(made)
    made.use_register(register)
    yield made
    made.use_register(None)
    assert crashes == []


@pytest.fixture
def make_page(desk: Desk, window: QWidget, qtbot: QtBot) -> MakePage:  # noqa: F811
    """Builds the page of a room in the window and shows it."""

    def make(key: str) -> Page:
        room = next(room for room in all_rooms() if room.key == key)
        assert room.make_page is not None
        page = room.make_page(desk)
        page.setParent(window)
        window.resize(1240, 700)
        page.resize(window.size())
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def read(register: RegisterThread) -> "Callable[[Callable[[Database], R]], R]":
    """Read from the register, for checking what it holds."""

    def ask(function: Callable[[Database], R]) -> R:
        return register.ask(function).result()

    return ask


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot, register: RegisterThread) -> Callable[[], None]:
    """Let everything under way come to its end, but for the task that waits for an open sheet."""

    def at_rest() -> bool:
        return len(desk.tasks.running) <= (desk.messages.dialog is not None)

    def wait() -> None:
        for _turn in range(3):
            register.ask(lambda _db: None).result()
            qtbot.wait(1)
            qtbot.waitUntil(at_rest, timeout=5000)
            register.ask(lambda _db: None, background=True).result()
            qtbot.wait(5)

    return wait


@pytest.fixture(autouse=True)
def _asyncio(loop: asyncio.AbstractEventLoop) -> None:  # noqa: F811
    """Every page may start tasks."""
