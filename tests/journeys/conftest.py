"""The program started for a journey; a bug it met on the way fails the test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from organizer.app import register_files
from organizer.base.clock import FixedClock
from organizer.base.settings import MachineSettings, config_file
from tests.journeys.program import DAY, Loop, Program, Start
from tests.widgets.conftest import _dressed, loop  # noqa: F401 - fixtures of every window


@pytest.fixture
def clock() -> FixedClock:
    """The day it is for the program."""
    return FixedClock(DAY)


@pytest.fixture
def start(
    qtbot: QtBot,
    loop: Loop,  # noqa: F811 - everything runs in it
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """Starts the program; several times in one test is closing and starting again."""
    MachineSettings(config_file()).set("language", "zh_Hans")
    monkeypatch.setattr(register_files, "_demo_folder", None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    log = tmp_path / "crashes.log"
    started: list[Program] = []

    def begin(*arguments: str) -> Program:
        program = Program(qtbot, clock, log)
        program.start(arguments)
        started.append(program)
        return program

    yield begin
    for program in started:
        leaving = program.window.leaving
        if leaving is None or not leaving.done:
            program.close()
    if register_files._demo_folder is not None:
        register_files._demo_folder.cleanup()
    assert not log.exists(), log.read_text()
