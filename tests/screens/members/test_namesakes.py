"""Somebody of the name typed for a new member is there already."""

from typing import cast

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.screens.members.new_member import NewMember
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from tests.screens.members.acting import Read, Settle, everybody


def test_a_namesake_is_told_while_the_name_is_typed(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    known = read(everybody)[0]
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewMember))
    opened = cast("NewMember", desk.messages.dialog)
    qtbot.waitUntil(opened.isVisible)
    QTest.keyClicks(opened.name.line, "Nobody Yet")
    qtbot.wait(300)
    settle()
    assert opened.namesake.isHidden()
    opened.name.line.clear()
    opened.name.line.insert(known.name)
    opened.name.edited.emit()
    qtbot.waitUntil(lambda: not opened.namesake.isHidden())
    assert known.name in opened.namesake.text()
    with qtbot.waitSignal(desk.record_wanted) as wanted:
        opened.opener.click()
    assert wanted.args[:2] == ["member", opened._namesake_id]
    settle()
    assert desk.messages.dialog is None
