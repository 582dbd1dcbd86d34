"""What is done with many is done once, and in the register it was asked for."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from tests.screens.members.acting import Read, Settle, everybody, sheet, table


def test_two_enters_in_a_sheet_for_many_do_it_once(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    table(page).select(table(page).shown_ids()[:3])
    before = read(lambda db: db.value("SELECT count(*) FROM step"))
    page.bulk.run("appoint")
    opened = sheet(desk.messages, qtbot)
    opened.form.fields()[0].combo.setCurrentIndex(0)  # type: ignore[attr-defined]
    for _time in range(2):
        QTest.keyClick(opened.act_button, Qt.Key.Key_Return)
    settle()
    assert desk.messages.dialog is None
    assert read(lambda db: db.value("SELECT count(*) FROM step")) == before + 1


def test_a_sheet_for_tags_says_that_none_is_chosen(
    page: MembersPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    table(page).select(table(page).shown_ids()[:3])
    page.bulk.run("tag")
    opened = sheet(desk.messages, qtbot)
    opened.act_button.click()
    settle()
    assert opened.isVisible()
    assert opened.problem.text() == "请选择标签。"
    opened.reject()
    settle()


def test_nobody_is_archived_in_a_register_opened_while_the_backup_was_made(
    page: MembersPage, desk: Desk, register: RegisterThread, read: Read, settle: Settle
) -> None:
    table(page).select(table(page).shown_ids()[:3])
    before = len(read(everybody))
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    page.bulk.run("archive")
    QTest.qWait(1)  # the backup is asked for
    desk.use_register(None)
    free.set()
    settle()
    assert desk.messages.recorded == []
    assert len(read(everybody)) == before
