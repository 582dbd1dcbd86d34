"""Made-up data says what it is on every page, and nobody's own list ends up in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.app.drops import take
from organizer.app.main_window import MainWindow
from organizer.app.register_files import is_demo
from organizer.app.wanted import Wanted
from organizer.base.settings import MachineSettings, data_folder
from organizer.screens.rosters.import_view import ImportView
from organizer.screens.rosters.page import RostersPage
from organizer.screens.start.page import StartPage
from tests.app.conftest import OpenWindow, at_rest


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window with made-up data open."""
    opened = open_window(Wanted(demo=True))
    qtbot.waitUntil(lambda: opened.desk.register is not None, timeout=30_000)
    at_rest(qtbot, opened)
    return opened


def opened_path(window: MainWindow) -> Path:
    """The register that is open."""
    return window.desk.opened().register.path


def test_a_strip_says_so_on_every_page(window: MainWindow) -> None:
    strip = window.demo_strip.banner
    assert strip is not None
    for key in ("members", "groups", "settings", "help"):
        window.open_page(key)
        assert strip.isVisible(), key
    assert strip.label.text() == "这是示例，关掉就没了。"
    assert strip.button.text() == "开始用自己的名册"
    assert not strip.closer.isVisible()
    left, right = window.status._line.texts()
    assert left.startswith("示例")
    assert right == "示例，不会保存"


def test_from_the_strip_to_a_register_of_ones_own(window: MainWindow, qtbot: QtBot) -> None:
    strip = window.demo_strip.banner
    assert strip is not None
    qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.desk.register is not None and not is_demo(opened_path(window)),
        timeout=10_000,
    )
    at_rest(qtbot, window)
    assert opened_path(window) == data_folder() / "我的社群.organizer"
    assert not strip.isVisible()
    assert window.status._line.texts()[1] != "示例，不会保存"


def test_a_second_click_makes_no_second_register(window: MainWindow, qtbot: QtBot) -> None:
    files = window.files
    window.desk.start(files.use_own())
    qtbot.waitUntil(lambda: files.proposed().stem != "我的社群", timeout=10_000)
    window.desk.start(files.use_own())  # its file lies there, but it is not on the desk yet
    at_rest(qtbot, window)
    assert [one.name for one in data_folder().glob("*.organizer")] == ["我的社群.organizer"]
    assert opened_path(window) == data_folder() / "我的社群.organizer"


def test_the_strip_leads_back_to_the_register_opened_last(
    window: MainWindow, qtbot: QtBot, file: Path, settings: MachineSettings
) -> None:
    settings.remember("recent_registers", [str(file)])
    strip = window.demo_strip.banner
    assert strip is not None
    qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.desk.register is not None and opened_path(window) == file, timeout=10_000
    )
    at_rest(qtbot, window)
    assert not data_folder().exists()


def test_a_list_from_the_first_page_goes_into_ones_own(window: MainWindow, qtbot: QtBot) -> None:
    page = window.open_page("start")
    assert isinstance(page, StartPage)
    qtbot.mouseClick(page.list_in.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current == "rosters", timeout=10_000)
    at_rest(qtbot, window)
    assert not is_demo(opened_path(window))


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    """A list to be dropped onto the window."""
    path = tmp_path / "名单.csv"
    path.write_text("姓名,手机\n曾大海,13912340001\n", encoding="utf-8")
    return path


def importing(window: MainWindow) -> ImportView:
    page = window.pages["rosters"]
    assert isinstance(page, RostersPage)
    return page.importing


def test_a_list_dropped_onto_made_up_data_asks_where_it_should_go(
    window: MainWindow, qtbot: QtBot, dropped: Path
) -> None:
    take(window.desk, window.files, dropped)
    qtbot.waitUntil(lambda: window.current == "rosters", timeout=10_000)
    at_rest(qtbot, window)
    view = importing(window)
    ask = view.choose.sample
    assert ask.isVisible()
    assert "“名单.csv”" in ask.question.text()
    assert window.focusWidget() is ask.own
    assert view.draft is None  # nothing of it was read yet
    qtbot.mouseClick(ask.own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.stack.currentIndex() == 1, timeout=20_000)
    at_rest(qtbot, window)
    assert not is_demo(opened_path(window))
    assert window.current == "rosters"
    assert view.draft is not None
    assert view.draft.source.path == str(dropped)
    view.start_over()
    assert ask.isHidden()  # one's own register is open now


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_where_a_list_goes_is_answered_with_one_key(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    window.desk.open_page("rosters", what="import")
    view = importing(window)
    assert window.focusWidget() is view.choose.sample.own
    qtbot.keyClick(view.choose.sample.own, key)
    qtbot.waitUntil(view.choose.sample.isHidden, timeout=10_000)
    at_rest(qtbot, window)
    assert not is_demo(opened_path(window))
    assert window.current == "rosters"
    assert window.focusWidget() is view.choose.button, "the keyboard goes on to choosing"


def test_a_list_may_go_into_made_up_data_all_the_same(
    window: MainWindow, qtbot: QtBot, dropped: Path
) -> None:
    window.desk.open_page("rosters", what="import")
    view = importing(window)
    ask = view.choose.sample
    assert ask.isVisible()
    qtbot.mouseClick(ask.sample, Qt.MouseButton.LeftButton)
    assert ask.isHidden()
    view.read_file(dropped)
    qtbot.waitUntil(lambda: view.stack.currentIndex() == 1, timeout=20_000)
    at_rest(qtbot, window)
    assert is_demo(opened_path(window))


def test_the_menu_below_leads_back_to_the_first_page(window: MainWindow) -> None:
    menu = window.register_menu
    menu.fill()
    entries = {entry.text(): entry for entry in menu.menu().actions() if entry.text()}
    assert list(entries) == ["新建名册…", "打开名册…", "另存名册副本…", "回到开始"]
    assert all(entry.isEnabled() for entry in entries.values())
    entries["回到开始"].trigger()
    assert window.current == "start"
