"""Qt for the tests of windows: a dressed application and asyncio joined to its loop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from organizer.widgets.messages import Messages
from organizer.widgets.record_table import RecordTable
from organizer.widgets.tasks import Tasks
from organizer.widgets.theme import Mode, theme
from tests.widgets.record_source import MakeTable, Source, columns


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.start(qapp, Mode.LIGHT, 100)
    yield
    theme.set_mode(Mode.LIGHT)
    theme.set_text_percent(100)


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio running inside Qt's loop, as in the window."""
    made = qasync.QEventLoop(qapp, already_running=True)
    yield made
    for task in asyncio.all_tasks(made):
        task.cancel()
    for _turn in range(3):
        qapp.processEvents()
    # Not stop(): it tells Qt to quit, and every later loop of this process would end at once.
    made._QEventLoop__is_running = False
    qapp.aboutToQuit.disconnect(made._after_run_forever)
    made._after_run_forever()
    asyncio.events._set_running_loop(None)
    made.close()


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop, qtbot: QtBot) -> Run:
    """Run a coroutine to its end while Qt's events are handled; gives its result or raises."""

    def run_to_end(work: Coroutine[Any, Any, Any]) -> Any:
        task = loop.create_task(work)
        qtbot.waitUntil(task.done, timeout=5000)
        return task.result()

    return run_to_end


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window, shown."""
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def messages(window: QWidget) -> Messages:
    """The messages of that window."""
    return Messages(window)


@pytest.fixture
def crashes() -> list[BaseException]:
    """Bugs the tasks reported."""
    return []


@pytest.fixture
def tasks(
    messages: Messages,
    crashes: list[BaseException],
    loop: asyncio.AbstractEventLoop,
) -> Iterator[Tasks]:
    """The tasks of that window."""
    made = Tasks(messages, crashes.append)
    yield made
    made.cancel_all()


@pytest.fixture
def make_table(qtbot: QtBot) -> MakeTable:
    """Makes a table of a source, shown and listed."""

    def make(
        source: Source, committed: list[tuple[str, str]] | None = None, *, ask: bool = True
    ) -> RecordTable:
        table = RecordTable(columns(committed), source)
        qtbot.addWidget(table)
        table.resize(900, 500)
        table.show()
        qtbot.waitExposed(table)
        if ask:
            table.ask({})
        return table

    return make
