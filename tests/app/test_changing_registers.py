"""What is under way when another register comes to the desk, or the window closes."""

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.wanted import Wanted
from organizer.base.register import Register
from organizer.base.settings import MachineSettings
from organizer.domain.fields import store as fields
from organizer.domain.groups import store
from tests.app.conftest import OpenWindow, at_rest, leave

if TYPE_CHECKING:
    from organizer.screens.groups.page import GroupsPage
    from organizer.screens.groups.profile import GroupProfile
    from organizer.screens.settings.controls import NumberControl
    from organizer.screens.settings.page import SettingsPage


@pytest.fixture
def other(file: Path, tmp_path: Path) -> Path:
    """A copy of the register: the same groups with the same ids."""
    return Path(shutil.copy(file, tmp_path / "副本.organizer"))


def first_group(qtbot: QtBot, window: MainWindow) -> "GroupProfile":
    """The fields of the first group of the list."""
    page = cast("GroupsPage", window.open_page("groups"))
    at_rest(qtbot, window)
    page.show_record(page.table.shown_ids()[0])
    page.pane.open_tab("Profile")
    at_rest(qtbot, window)
    return cast("GroupProfile", page.pane.tab("Profile"))


def until_open(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    def is_open() -> bool:
        thread = window.desk.register
        return thread is not None and thread.register.path == path

    qtbot.waitUntil(is_open, timeout=10_000)
    at_rest(qtbot, window)


def positionings(path: Path) -> set[str]:
    with Register.open(path) as register, register.reading() as db:
        return {one.group.positioning for one in store.groups(db)}


def test_what_is_typed_is_saved_into_the_register_it_was_typed_for(
    open_window: OpenWindow, qtbot: QtBot, file: Path, other: Path
) -> None:
    window = open_window(Wanted(file))
    tab = first_group(qtbot, window)
    tab.positioning.line.setFocus()
    tab.positioning.line.selectAll()
    QTest.keyClicks(tab.positioning.line, "typed here")
    window.desk.start(window.files.open(other))
    until_open(qtbot, window, other)
    leave(qtbot, window)
    assert "typed here" in positionings(file)
    assert "typed here" not in positionings(other)


def test_a_number_typed_among_the_settings_is_kept_when_the_window_closes(
    open_window: OpenWindow, qtbot: QtBot, file: Path, settings: MachineSettings
) -> None:
    window = open_window(Wanted(file))
    page = cast("SettingsPage", window.open_page("settings"))
    at_rest(qtbot, window)
    of_register = cast("NumberControl", page.controls["ending_terms_days"]).box
    of_machine = cast("NumberControl", page.controls["text_percent"]).box
    for box, number in ((of_machine, "125"), (of_register, "47")):
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, number)
    leave(qtbot, window)
    assert settings.get("text_percent") == 125
    with Register.open(file) as register, register.reading() as db:
        assert fields.setting(db, "ending_terms_days") == 47


def test_what_was_refused_does_not_follow_into_the_next_register(
    open_window: OpenWindow, qtbot: QtBot, file: Path, other: Path
) -> None:
    window = open_window(Wanted(file))
    tab = first_group(qtbot, window)
    page = cast("GroupsPage", window.page())
    row = page.table.model.row(1)
    assert row is not None
    tab.name.line.setText(row.group.name)
    tab.name.line.textEdited.emit(row.group.name)
    tab.name.commit()
    at_rest(qtbot, window)
    assert tab.name.problem
    window.desk.start(window.files.open(other))
    until_open(qtbot, window, other)
    assert not tab.name.problem
    assert not [m for m in window.desk.messages.recorded if m.code == "groups.name_taken"]


def test_opening_that_is_stopped_leaves_the_file_to_others(
    open_window: OpenWindow, qtbot: QtBot, file: Path, other: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    go_on, closed = threading.Event(), threading.Event()

    def slowly() -> Register:
        go_on.wait(10)
        register = Register.open(other)
        close = register.close

        def closing() -> None:
            close()
            closed.set()

        register.close = closing  # type: ignore[method-assign]
        return register

    task = window.desk.start(window.files._put_on_desk(slowly, other), "opening")
    qtbot.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: not task.running)
    go_on.set()
    qtbot.waitUntil(closed.is_set, timeout=10_000)
    assert window.desk.opened().register.path == file, "the one that was open stays"
    window.desk.start(window.files.open(other))
    until_open(qtbot, window, other)


def test_of_two_that_open_the_one_chosen_last_is_shown(
    open_window: OpenWindow, qtbot: QtBot, file: Path, other: Path
) -> None:
    window = open_window(Wanted())
    at_rest(qtbot, window)
    go_on = threading.Event()

    def slowly() -> Register:
        go_on.wait(10)
        return Register.open(other)

    slow = window.desk.start(window.files._put_on_desk(slowly, other))
    qtbot.wait(5)
    window.desk.start(window.files.open(file))
    qtbot.waitUntil(lambda: window.desk.register is not None, timeout=10_000)
    go_on.set()
    qtbot.waitUntil(lambda: not slow.running, timeout=10_000)
    at_rest(qtbot, window)
    assert window.desk.opened().register.path == file


@pytest.mark.parametrize("answer", ["close", "stay"])
def test_closing_asks_before_it_loses_what_was_refused(
    open_window: OpenWindow, qtbot: QtBot, file: Path, answer: str
) -> None:
    window = open_window(Wanted(file))
    tab = first_group(qtbot, window)
    tab.name.line.clear()
    tab.name.line.textEdited.emit("")
    window.open_page("history")
    window.close()
    qtbot.waitUntil(lambda: window.desk.messages.dialog is not None)
    sheet = window.desk.messages.dialog
    assert sheet is not None
    assert window.isVisible()
    words = {"close": "不保存", "stay": "返回"}[answer]
    qtbot.waitUntil(sheet.isVisible)
    button = next(b for b in sheet.findChildren(QPushButton) if b.text().startswith(words))
    button.click()
    assert window.leaving is not None
    if answer == "close":
        qtbot.waitUntil(lambda: window.leaving.done, timeout=10_000)  # type: ignore[union-attr]
        return
    at_rest(qtbot, window)
    assert not window.leaving.done
    assert window.current == "groups"
    assert tab.name.problem
    tab.name.take_back()


def test_a_backup_is_restored_into_the_register_it_was_listed_for(
    open_window: OpenWindow, qtbot: QtBot, file: Path, other: Path
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    window.desk.start(window.files.back_up())
    at_rest(qtbot, window)
    card = cast("SettingsPage", window.open_page("settings")).backups
    at_rest(qtbot, window)
    listed = card.backups[0]
    window.open_page("history")
    window.desk.start(window.files.open(other))
    until_open(qtbot, window, other)
    before = other.read_bytes()
    card.list.wanted.emit(listed)  # clicked before the list of the other one has come
    qtbot.waitUntil(lambda: window.desk.messages.dialog is not None)
    sheet = window.desk.messages.dialog
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    said = "".join(label.text() for label in sheet.findChildren(QLabel))
    assert "名册现在有" in said
    assert "备份里有" in said
    button = next(b for b in sheet.findChildren(QPushButton) if b.text().startswith("恢复"))
    assert not button.isDefault()
    assert not button.autoDefault()
    button.click()
    until_open(qtbot, window, file)
    assert other.read_bytes() == before


def test_a_page_that_fails_to_say_how_it_looks_does_not_hold_the_window(
    open_window: OpenWindow,
    qtbot: QtBot,
    file: Path,
    failures: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)

    def fails() -> dict[str, object]:
        raise ValueError

    monkeypatch.setattr(window.page(), "state", fails)
    leave(qtbot, window)
    assert [type(one) for one in failures] == [ValueError]
    failures.clear()
    with Register.open(file) as register:
        assert register.backups(), "it was put away: nobody else has it open"
