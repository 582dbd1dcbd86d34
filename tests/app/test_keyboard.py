"""Where the keyboard is when a page comes, and keys that work wherever it is."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.wanted import Wanted
from organizer.base.overriding import override
from organizer.screens.members.page import MembersPage
from organizer.widgets.messages import Manner
from tests.app.conftest import OpenWindow, at_rest


class Greedy(QLineEdit):
    """Takes every key for itself, as fields do with many on Linux."""

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def active(qtbot: QtBot, open_window: OpenWindow, file: Path) -> MainWindow:
    window = open_window(Wanted(file))
    at_rest(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_keys_of_the_window_work_from_a_field_that_would_take_them(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = active(qtbot, open_window, file)
    window.open_page("members")
    at_rest(qtbot, window)
    field = Greedy(window.page())
    field.show()
    field.setFocus()
    field.insert("typed")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not any(one.manner is Manner.SAID for one in window.desk.messages.recorded)
    assert field.text() == "", "taking back what was typed stays the field's"
    QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, window)
    assert window.current == "rosters"


def test_ctrl_p_means_the_page_shown_after_others_had_it_too(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = active(qtbot, open_window, file)
    for page in ("groups", "members"):
        window.open_page(page)
        at_rest(qtbot, window)
    members = window.page()
    assert isinstance(members, MembersPage)
    assert members.table is not None
    chosen = members.table.shown_ids()[:2]
    members.table.select(chosen)
    wanted: list[dict[str, object]] = []
    window.desk.page_wanted.connect(lambda _key, arguments: wanted.append(arguments))
    QTest.keyClick(members.table.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [{"what": "print", "ids": chosen}]
    at_rest(qtbot, window)


def test_a_page_takes_the_keyboard_but_not_from_who_walks_through_the_rooms(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = active(qtbot, open_window, file)
    assert not window.sidebar.isAncestorOf(window.focusWidget())
    for key in ("members", "help", "joining", "rosters", "settings"):
        window.open_page(key)
        at_rest(qtbot, window)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused is window.page() or window.page().isAncestorOf(focused), key
    room = window.sidebar._buttons["groups"]
    room.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(room, Qt.Key.Key_Space)
    at_rest(qtbot, window)
    assert window.current == "groups"
    assert room.hasFocus()


def test_what_was_done_with_one_person_names_them(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = active(qtbot, open_window, file)
    window.open_page("members")
    at_rest(qtbot, window)
    members = window.page()
    assert isinstance(members, MembersPage)
    assert members.table is not None
    members.table.select(members.table.shown_ids()[:1])
    at_rest(qtbot, window)
    member = members.detail.member
    assert member is not None
    members.detail.archive_button.click()
    at_rest(qtbot, window)
    assert member.name in window.desk.messages.recorded[-1].text
