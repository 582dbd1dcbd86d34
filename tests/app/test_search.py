"""The line above every page: pages and commands by characters, pinyin and initials."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.app.search import GlobalSearch
from organizer.base.clock import SystemClock
from organizer.base.settings import MachineSettings
from organizer.widgets.desk import Command, Desk, Page, Room
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks

done: list[str] = []
IMPORT = Command(
    "import", "Import a list…", "import", "Ctrl+I", lambda _desk: done.append("import")
)
SHOW = Command("show", "Members", "users", "", lambda _desk: done.append("show"))
MEMBERS = Room("members", "Members", "users", make_page=Page, position=30)


@pytest.fixture
def search(qtbot: QtBot, tasks: Tasks, window: QWidget, messages: Messages) -> GlobalSearch:
    done.clear()
    desk = Desk(messages, tasks, SystemClock(), MachineSettings(None))
    line = GlobalSearch(desk, [MEMBERS], lambda: [IMPORT, SHOW], window)
    line.show()
    return line


def offered(search: GlobalSearch, qtbot: QtBot, text: str) -> list[str]:
    search.setFocus()
    search.setText(text)
    search.textEdited.emit(text)  # QTest types Latin letters only
    qtbot.waitUntil(search.suggestions.popup.isVisible, timeout=3000)
    return [choice.id for choice in search.suggestions.model.choices()]


@pytest.mark.parametrize("text", ["成员", "chengyuan", "chengy", "cy", "members"])
def test_a_page_is_found_as_people_type_it(search: GlobalSearch, qtbot: QtBot, text: str) -> None:
    assert offered(search, qtbot, text) == ["page\tmembers"]


def test_a_command_runs_on_enter(search: GlobalSearch, qtbot: QtBot) -> None:
    assert offered(search, qtbot, "import") == ["command\timport"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert done == ["import"]
    assert search.text() == ""


def test_that_nothing_fits_is_said(search: GlobalSearch, qtbot: QtBot) -> None:
    assert offered(search, qtbot, "qqqq") == ["nothing"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
