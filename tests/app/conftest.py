"""The real main window over real registers, with settings of its own."""

import asyncio
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer import domain
from organizer.app.crashes import Crashes, CrashLog
from organizer.app.language import Language
from organizer.app.main_window import MainWindow
from organizer.app.start import furnish, make_window
from organizer.app.wanted import Wanted
from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.base.settings import MachineSettings
from organizer.domain.demo.story import make_demo
from tests.widgets.conftest import (  # noqa: F401 - fixtures of every window
    _dressed,
    crashes,
    loop,
    messages,
    run,
    tasks,
    window,
)

OpenWindow = Callable[[Wanted], MainWindow]


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of made-up people, to be copied and never opened."""
    path = tmp_path_factory.mktemp("made-up") / "made-up.organizer"
    domain.load()
    today = dt.date(2026, 3, 9)
    with Register.create(path, clock=FixedClock(today)) as register:
        make_demo(register, 60, today, season=False)
    return path


@pytest.fixture
def file(made_up: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    path = tmp_path / "校长群.organizer"
    shutil.copy(made_up, path)
    return path


@pytest.fixture
def settings(tmp_path: Path) -> MachineSettings:
    """Settings of a computer that was never used, in Chinese."""
    made = MachineSettings(tmp_path / "settings.json")
    made.set("language", "zh_Hans")
    return made


@pytest.fixture
def failures() -> list[BaseException]:
    """Bugs the windows reported."""
    return []


@pytest.fixture
def open_window(
    qapp: QApplication,
    qtbot: QtBot,
    loop: asyncio.AbstractEventLoop,  # noqa: F811
    settings: MachineSettings,
    tmp_path: Path,
    failures: list[BaseException],
) -> Iterator[OpenWindow]:
    """Opens main windows as the program does; closes those that are open at the end."""
    opened: list[MainWindow] = []
    languages: list[Language] = []

    def make(wanted: Wanted) -> MainWindow:
        window = make_window(qapp, settings)  # noqa: F811
        window.show()
        mistakes = Crashes(CrashLog(tmp_path / "organizer.log"))
        mistakes.happened = failures.append  # type: ignore[method-assign,assignment]
        language = Language(settings)
        furnish(qapp, window, settings, language, mistakes)
        languages.append(language)
        window.begin(wanted)
        window.settle()
        opened.append(window)
        return window

    yield make
    for each in opened:
        leave(qtbot, each)
        each.deleteLater()
    for language in languages:
        language.release()
    assert failures == []


def leave(qtbot: QtBot, window: MainWindow) -> None:  # noqa: F811
    """Close a window and wait until everything is put away."""
    leaving = window.leaving
    assert leaving is not None
    if not leaving.done:
        window.close()
        qtbot.waitUntil(lambda: leaving.done, timeout=10_000)


def at_rest(qtbot: QtBot, window: MainWindow) -> None:  # noqa: F811
    """Wait until nothing is under way."""
    for _turn in range(2):
        qtbot.wait(5)
        qtbot.waitUntil(lambda: not window.desk.tasks.running, timeout=10_000)
