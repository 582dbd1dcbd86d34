"""The main window as an owner meets it: first run, files, keys, undo, language, closing."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from organizer.app.drops import dropped_file
from organizer.app.main_window import MainWindow
from organizer.app.wanted import Wanted
from organizer.base.database import Database
from organizer.base.register import Register
from organizer.base.settings import MachineSettings, data_folder
from organizer.domain.members import actions, store
from organizer.screens.start.page import StartPage
from organizer.widgets.messages import Manner
from organizer.widgets.record_table import RecordTable
from tests.app.conftest import OpenWindow, at_rest, leave


def start_page(window: MainWindow) -> StartPage:
    """The first page, which must be shown."""
    page = window.page()
    assert isinstance(page, StartPage)
    assert window.current == "start"
    return page


def count(path: Path) -> int:
    """People in a register that nobody has open."""
    with Register.open(path) as register, register.reading() as db:
        return store.member_count(db)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press keys in the window."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, modifier)


def test_the_first_run_offers_three_ways(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(Wanted())
    page = start_page(window)
    assert page.demo.isVisible()
    assert page.list_in.isVisible()
    assert page.empty.isVisible()
    assert not page.recent_rows()
    assert window.desk.register is None
    assert not window.sidebar._buttons["members"].isEnabled()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.register is not None)
    at_rest(qtbot, window)
    assert window.current != "start"
    leave(qtbot, window)
    assert [path.name for path in data_folder().glob("*.organizer")] == ["我的社群.organizer"]


def test_import_is_one_click_from_the_first_page(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(Wanted())
    qtbot.mouseClick(start_page(window).list_in.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current == "rosters", timeout=10_000)
    assert window.desk.register is not None
    at_rest(qtbot, window)


def test_import_is_two_keys_from_any_page(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    for key in ("members", "groups", "institutions", "history", "settings", "help"):
        window.open_page(key)
        press(qtbot, window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert window.current == "rosters", key
    at_rest(qtbot, window)


def test_the_last_register_opens_again(open_window: OpenWindow, qtbot: QtBot, file: Path) -> None:
    window = open_window(Wanted(file))
    window.open_page("institutions")
    at_rest(qtbot, window)
    leave(qtbot, window)
    again = open_window(Wanted())
    assert again.desk.register is not None
    assert again.desk.register.register.path == file
    assert again.current == "institutions"
    at_rest(qtbot, again)


@pytest.mark.parametrize("content", [b"", b"no register at all, just words", None])
def test_a_wrong_file_is_said_on_the_first_page(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "旧名册.organizer"
    if content is not None:
        path.write_bytes(content)
    window = open_window(Wanted(path))
    qtbot.waitUntil(lambda: window.current == "start")
    page = start_page(window)
    qtbot.waitUntil(page.banner.isVisible)
    assert "旧名册" in page.banner.label.text()
    assert window.desk.register is None
    assert content is None or path.read_bytes() == content


def test_a_damaged_register_offers_its_backups(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    with Register.open(file) as register:
        register.back_up()
    before = count(file)
    content = bytearray(file.read_bytes())
    content[:100] = bytes(100)
    file.write_bytes(content)
    window = open_window(Wanted(file))
    qtbot.waitUntil(lambda: window.current == "start")
    page = start_page(window)
    qtbot.mouseClick(page.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.messages.dialog is not None)
    sheet = window.desk.messages.dialog
    qtbot.mouseClick(sheet.list.buttons[0], Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.desk.register is not None, timeout=10_000)
    at_rest(qtbot, window)
    leave(qtbot, window)
    assert count(file) == before


def test_a_register_open_elsewhere_says_who_has_it(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from organizer.base.register import Register;"
        "r = Register.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline()
        window = open_window(Wanted(file))
        qtbot.waitUntil(lambda: window.current == "start", timeout=10_000)
        assert str(other.pid) in start_page(window).banner.label.text()
    finally:
        other.communicate()


def test_undo_and_redo_by_the_keyboard(open_window: OpenWindow, qtbot: QtBot, file: Path) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    register = window.desk.opened()
    before = register.post(store.member_count).result()
    window.desk.start(window.desk.do(actions.add, name="新来的"))
    at_rest(qtbot, window)
    assert register.post(store.member_count).result() == before + 1
    assert window.top_bar.undo.isEnabled()
    assert window.top_bar.undo.text()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, window)
    assert register.post(store.member_count).result() == before
    assert not window.top_bar.undo.isEnabled()
    assert window.top_bar.redo.isEnabled()
    press(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, window)
    assert register.post(store.member_count).result() == before + 1


def test_what_undo_would_do_follows_the_width_of_the_window(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.width() == 1366)
    button = window.top_bar.undo
    narrowest = window.minimumSizeHint().width()
    window.top_bar.set_history("改了“" + "很长的名字" * 20 + "”", "")
    cut = len(button.text())
    window.resize(2400, 768)
    qtbot.waitUntil(lambda: len(button.text()) > cut)
    assert window.minimumSizeHint().width() < narrowest + 200, "a title does not hold it wide"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: len(button.text()) == cut)


def test_rooms_are_reached_by_number(open_window: OpenWindow, qtbot: QtBot, file: Path) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    for place, room in enumerate(window.subjects[:9]):
        press(
            qtbot, window, Qt.Key(Qt.Key.Key_1.value + place), Qt.KeyboardModifier.ControlModifier
        )
        assert window.current == room.key
    at_rest(qtbot, window)


def test_help_of_the_screen_opens_with_f1(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    window.open_page("history")
    press(qtbot, window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert window.current == "help"
    assert window.page().shown_key() == "history"  # type: ignore[attr-defined]
    at_rest(qtbot, window)


def test_the_window_is_called_by_what_a_page_does(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    window.desk.open_page("rosters", what="export")
    assert window.windowTitle().startswith("导出花名册")
    window.desk.open_page("rosters", what="import")
    assert window.windowTitle().startswith("导入名单")
    at_rest(qtbot, window)


def test_language_and_look_change_while_open(
    open_window: OpenWindow, qtbot: QtBot, file: Path, settings: MachineSettings
) -> None:
    window = open_window(Wanted(file))
    for key in ("members", "history", "settings", "help", "start"):
        window.open_page(key)
    at_rest(qtbot, window)
    assert window.sidebar._buttons["members"].text().strip() == "成员"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    settings.set("language", "en")
    at_rest(qtbot, window)
    assert window.sidebar._buttons["members"].text().strip() == "Members"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    window.open_page("settings")
    assert window.windowTitle().startswith("Settings")
    height = window.page().heading.fontMetrics().height()  # type: ignore[attr-defined]
    settings.set("text_percent", 150)
    settings.set("theme", "dark")
    assert window.page().heading.fontMetrics().height() > height  # type: ignore[attr-defined]
    at_rest(qtbot, window)


def _somebody_with_a_job(db: Database) -> str:
    return next(row.id for row in store.member_rows(db, store.member_ids(db)) if row.position)


def test_closing_saves_what_is_typed_and_backs_up(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    register = window.desk.opened()
    member = register.post(_somebody_with_a_job).result()
    window.open_page("members")
    table = window.page().findChild(RecordTable)
    assert table is not None
    qtbot.waitUntil(lambda: table.model.rowCount() > 0)
    window.desk.open_record("member", member)
    at_rest(qtbot, window)
    found = register.post(store.get, member).result()
    assert found is not None
    assert found.position
    qtbot.waitUntil(lambda: _line(window, found.position) is not None)
    line = _line(window, found.position)
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Dean")
    leave(qtbot, window)
    with Register.open(file) as again, again.reading() as db:
        after = store.get(db, member)
        assert after is not None
        assert after.position == "Dean"
        assert "closing" in [one.reason for one in again.backups()]


def _line(window: MainWindow, text: str) -> QLineEdit | None:
    lines = window.page().findChildren(QLineEdit)
    return next((line for line in lines if line.text() == text and line.isVisible()), None)


def test_closing_without_a_change_makes_no_second_backup(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    for _turn in range(2):
        window = open_window(Wanted(file))
        at_rest(qtbot, window)
        leave(qtbot, window)
    with Register.open(file) as register:
        assert len(register.backups()) == 1


def test_made_up_data_leaves_no_trace(
    open_window: OpenWindow, qtbot: QtBot, settings: MachineSettings
) -> None:
    window = open_window(Wanted(demo=True))
    qtbot.waitUntil(lambda: window.desk.register is not None, timeout=30_000)
    at_rest(qtbot, window)
    leave(qtbot, window)
    assert not settings.state("recent_registers")
    assert not data_folder().exists()


def test_a_list_dropped_anywhere_is_imported(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,手机\n张三,13812345678\n", encoding="utf-8-sig")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    found = dropped_file(data)
    assert found == path
    window = open_window(Wanted())
    window.take_file(found)
    qtbot.waitUntil(lambda: window.current == "rosters", timeout=10_000)
    assert window.desk.register is not None
    at_rest(qtbot, window)
    refused = [m.text for m in window.desk.messages.recorded if m.manner is Manner.REFUSED]
    assert refused == []


def test_what_is_no_list_is_not_taken(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "photo.jpg"))])
    assert dropped_file(data) is None
    data.setUrls([QUrl("https://example.org/list.csv")])
    assert dropped_file(data) is None


def test_the_search_finds_pages_and_commands(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "lishi")  # QTest types Latin letters only
    choices = window.search.suggestions.model.choices
    qtbot.waitUntil(lambda: bool(choices()) and choices()[0].title == "历史", timeout=5_000)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.current == "history"
    at_rest(qtbot, window)


def test_the_status_line_says_what_is_open(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    people = count(file)
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    qtbot.waitUntil(lambda: "今天" in window.status._line.texts()[1], timeout=10_000)
    left, _right = window.status._line.texts()
    assert left == f"校长群 · {people} 人"


def test_after_a_restart_undo_says_where_older_steps_are(
    open_window: OpenWindow, qtbot: QtBot, file: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    assert not window.top_bar.undo.isEnabled()
    assert "历史" in window.top_bar.undo.toolTip()
    window.undo_walk.undo()  # as Ctrl+Z does
    at_rest(qtbot, window)
    said = window.desk.messages.recorded[-1]
    assert said.action_text == "打开历史"
    assert said.action is not None
    said.action()
    assert window.current == "history"
