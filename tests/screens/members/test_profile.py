"""One person: changed in place, taken back, told in the history."""

import threading
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.members import actions
from organizer.screens.members.accounts_field import AccountSheet
from organizer.screens.members.page import MembersPage
from organizer.screens.members.past import PastTab
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from tests.screens.members.acting import (
    Read,
    Settle,
    member,
    profile,
    table,
    type_into,
)


def test_a_field_is_saved_in_place_and_undone(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[3]
    table(page).select([chosen])
    settle()
    field = profile(page).address
    type_into(field.line, "Lao Wang")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()
    assert member(read, chosen).form_of_address == "Lao Wang"
    assert "Lao Wang" in page.detail.pane.subtitle.text()
    register.with_register(lambda opened: opened.undo()).result()
    settle()
    assert member(read, chosen).form_of_address == ""
    assert field.line.text() == ""


def test_escape_takes_back_and_a_refusal_stays_beside_the_field(
    page: MembersPage, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[3]
    before = member(read, chosen)
    table(page).select([chosen])
    settle()
    field = profile(page).name
    type_into(field.line, "xx")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == before.name
    field.line.setFocus()
    QTest.keySequence(field.line, "Ctrl+A")
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()
    assert field.problem
    assert member(read, chosen).name == before.name


def test_phone_wechat_institution_and_subjects(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen, _step = register.act(lambda step: actions.add(step, "阿新")).result()
    settle()
    page.show_record(chosen)
    settle()
    tab = profile(page)
    for line, text in (
        (tab.phone.line, "139 1234 5678"),
        (tab.wechat.line, "axin_2026"),
        (tab.subjects.line, "math, art"),
    ):
        tab.form.unfold(open_it=True)
        type_into(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        settle()
    now = member(read, chosen)
    assert [phone.number for phone in now.phones] == ["13912345678"]
    assert [(a.platform, a.handle) for a in now.accounts] == [("wechat", "axin_2026")]
    assert now.subjects == ("math", "art")
    assert tab.phone.masked or tab.phone.line.hasFocus()


def test_further_phones_come_and_go(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen, _step = register.act(
        lambda step: actions.add(step, "阿新", phones=["13912345678"])
    ).result()
    settle()
    page.show_record(chosen)
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    tab.phones.more.click()
    line = tab.phones.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, "13800002222")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [phone.number for phone in member(read, chosen).phones] == [
        "13912345678", "13800002222",
    ]  # fmt: skip
    (shown,) = [one for one in tab.phones.findChildren(QLineEdit) if one.isVisible()]
    assert shown.text() == "138 **** 2222"
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    QTest.keySequence(shown, "Ctrl+A")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    settle()
    assert [phone.number for phone in member(read, chosen).phones] == ["13912345678"]
    assert tab.phones.is_empty()


def test_an_interactive_account_with_its_operator(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    chosen, operator = table(page).shown_ids()[:2]
    table(page).select([chosen])
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    before = len(member(read, chosen).accounts)
    tab.accounts.more.click()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, AccountSheet))
    opened = cast("AccountSheet", desk.messages.dialog)
    opened.platform.load("qq")
    opened.kind.load("interactive")
    opened.operator.load(Choice(operator, "操作人"))
    QTest.keyClicks(opened.handle.line, "12")
    opened.act_button.click()
    settle()
    assert opened.handle.problem, "12 is no QQ number"
    opened.handle.line.clear()
    QTest.keyClicks(opened.handle.line, "123456")
    opened.act_button.click()
    settle()
    assert desk.messages.dialog is None
    accounts = member(read, chosen).accounts
    assert len(accounts) == before + 1
    made = accounts[-1]
    assert (made.platform, made.kind, made.handle) == ("qq", "interactive", "123456")
    assert made.operator_id == operator


def test_moving_on_saves_what_was_being_typed_for_the_one_left(
    page: MembersPage, read: Read, settle: Settle
) -> None:
    first, second = table(page).shown_ids()[:2]
    table(page).select([first])
    settle()
    type_into(profile(page).welcome.line, "zhao sheng")
    table(page).select([second])
    settle()
    assert member(read, first).welcome_title == "zhao sheng"
    assert member(read, second).welcome_title != "zhao sheng"
    assert profile(page).welcome.line.text() == member(read, second).welcome_title


def test_history_says_what_it_was_and_takes_it_back(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[0]
    before = member(read, chosen).position
    register.act(lambda step: actions.change(step, chosen, position="督导")).result()
    register.act(lambda step: actions.add_phones(step, chosen, ["13911112222"])).result()
    number = member(read, chosen).phones[-1].id
    register.act(lambda step: actions.change_phone(step, number, "")).result()
    table(page).select([chosen])
    settle()
    page.detail.pane.open_tab("History")
    settle()
    tab = page.detail.pane.tab("History")
    assert isinstance(tab, PastTab)
    assert tab._past is not None
    texts = [
        label.text() for entry in tab._entries[:3] for label in entry.findChildren(QWidget)
        if hasattr(label, "text")
    ]  # fmt: skip
    assert any("督导" in text for text in texts)
    assert sum("139 **** 2222" in text for text in texts) == 2, "came and went, masked"
    undo = tab._entries[2].undo  # type: ignore[attr-defined]
    assert isinstance(undo, QPushButton)
    undo.click()
    settle()
    assert member(read, chosen).position == before


def test_a_picture_goes_to_the_one_it_was_chosen_for(
    page: MembersPage, desk: Desk, register: RegisterThread, read: Read, settle: Settle,
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    path = tmp_path / "face.png"
    face = QImage(20, 20, QImage.Format.Format_RGB32)
    face.fill(Qt.GlobalColor.red)
    assert face.save(str(path))
    first, second = table(page).shown_ids()[:2]
    table(page).select([first])
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    tab.photo.choose.click()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, QFileDialog))
    dialog = cast("QFileDialog", desk.messages.dialog)
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.messages.dialog is None)
    tab.photo.show_photo(second, None)  # moved on while the picture is kept
    free.set()
    settle()
    assert member(read, first).photo_id is not None
    assert member(read, second).photo_id is None


def test_a_number_still_on_its_way_when_another_person_is_shown_is_kept(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    first, second = table(page).shown_ids()[:2]
    table(page).select([first])
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    tab.phones.more.click()
    line = tab.phones.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, "13800002222")
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    QTest.keyClick(line, Qt.Key.Key_Return)
    tab.phones.show_phones(second, [])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    free.set()
    settle()
    assert "13800002222" in [phone.number for phone in member(read, first).phones]
