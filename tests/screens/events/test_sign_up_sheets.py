"""The sheets around a sign-up: not answered, not paid, the invitation, further ways onto it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions_participants, actions_sign_up
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.sign_up_lists import chain_of_file
from organizer.domain.groups import store_lists
from organizer.domain.texts import store as texts
from organizer.screens.events.invitation_sheet import InvitationSheet, open_invitation
from organizer.screens.events.paste_sheet import PasteSheet
from organizer.screens.events.sign_up_sheets import GroupSheet, WhoSheet, open_group
from organizer.screens.events.unanswered_sheet import UnansweredSheet, open_unanswered
from organizer.screens.events.unpaid_sheet import UnpaidSheet, open_unpaid
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.sign_up_story import INVITED, Read, Settle, make_salon, on_list

S = TypeVar("S", bound=QWidget)
Open = Callable[[Any, str, type[S]], S]


@pytest.fixture
def opened(desk: Desk, messages: Messages, settle: Settle, window: QWidget) -> "Open[Any]":
    """Opens a sheet for an event."""
    window.show()
    QGuiApplication.clipboard().setText("")

    def open_it(opening: Any, event_id: str, kind: type[S]) -> S:
        desk.start(opening(desk, event_id))
        settle()
        assert isinstance(messages.dialog, kind)
        return messages.dialog

    return open_it


def clipboard() -> str:
    return str(QGuiApplication.clipboard().text())


def add(register: RegisterThread, event_id: str, *names: str, **more: Any) -> None:
    comers = [Comer(name=name, **more) for name in names]
    register.act(lambda step: actions_sign_up.add(step, event_id, comers)).result()


# --- who has not answered -------------------------------------------------------------------------


def test_a_reminder_to_all_is_one_key_away(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register)
    sheet = opened(open_unanswered, event_id, UnansweredSheet)
    assert sorted(one.name for one in sheet.chosen()) == sorted(INVITED)
    assert sheet.preview.copier.hasFocus()
    QTest.keyClick(sheet.preview.copier, Qt.Key.Key_Space)
    for name in INVITED:
        assert f"@{name}" in clipboard()
    sheet.copy_list()
    assert clipboard().count("\n") >= len(INVITED)
    assert INVITED[0] in clipboard()
    sheet.accept()
    settle()


def test_they_are_asked_one_after_another(
    opened: "Open[Any]", settle: Settle, register: RegisterThread
) -> None:
    sheet = opened(open_unanswered, make_salon(register), UnansweredSheet)
    asked = []
    for _number in INVITED:
        sheet.next_button.click()
        settle()
        (one,) = sheet.chosen()
        assert one.form_of_address in clipboard()
        assert sheet.preview.text() == clipboard()
        asked.append(one.name)
    assert sorted(asked) == sorted(INVITED), "everybody once"
    sheet.accept()
    settle()


def test_when_all_have_answered_nothing_is_to_be_copied(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register)

    def answer(step: Any) -> None:
        group_id = step.value("SELECT group_id FROM event_group WHERE event_id = ?", (event_id,))
        rows = store_lists.membership_rows(step, store_lists.membership_ids(step, group_id))
        actions_participants.sign_up_members(step, event_id, [one.member_id for one in rows])

    register.act(answer).result()
    sheet = opened(open_unanswered, event_id, UnansweredSheet)
    assert sheet.chosen() == []
    assert not sheet.preview.isVisible()
    sheet.accept()
    settle()


# --- who has not paid -----------------------------------------------------------------------------


def test_who_has_not_paid_is_asked_and_ticked(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲", "乙", seats=2)
    sheet = opened(open_unpaid, event_id, UnpaidSheet)
    assert "甲 ¥60" in sheet.preview.text()
    assert "乙 ¥60" in sheet.preview.text()
    assert not sheet.paid_button.isEnabled()
    sheet.table.select([on_list(read, event_id)["甲"].id])
    sheet.paid_button.click()
    settle()
    assert on_list(read, event_id)["甲"].payment == "paid"
    assert "甲" not in sheet.preview.text()
    assert "¥60" in sheet.told.text()
    assert "¥120" in sheet.told.text()
    sheet.accept()
    settle()


def test_the_sheet_may_be_closed_at_once_after_a_payment_was_ticked(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲", "乙")
    sheet = opened(open_unpaid, event_id, UnpaidSheet)
    sheet.table.select([on_list(read, event_id)["甲"].id])
    sheet.paid_button.click()
    sheet.accept()  # Esc, pressed quicker than the list is read again
    settle()
    assert on_list(read, event_id)["甲"].payment == "paid"


# --- the invitation -------------------------------------------------------------------------------


def test_words_and_picture_are_copied_in_one_click(
    opened: "Open[Any]", settle: Settle, register: RegisterThread
) -> None:
    event_id = make_salon(register, place="晨光教育三楼", cost_fen=3000)
    sheet = opened(open_invitation, event_id, InvitationSheet)
    sheet.text.copier.click()
    assert clipboard() == sheet.text.text()
    assert "晨光教育三楼" in clipboard()
    assert {"周六沙龙", "晨光教育三楼"} <= set(sheet.pages.shown())
    sheet.copy_button.click()
    image = QGuiApplication.clipboard().image()
    assert image.width() == 1500
    assert image.height() > 900
    sheet.accept()
    settle()


def test_what_is_typed_counts_for_this_time_only(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register)
    sheet = opened(open_invitation, event_id, InvitationSheet)
    sheet.text.view.setPlainText("只有今天这样说")
    sheet.text.copier.click()
    assert clipboard() == "只有今天这样说"
    sheet.accept()
    settle()
    sheet = opened(open_invitation, event_id, InvitationSheet)
    assert "只有今天这样说" not in sheet.text.text()
    sheet.accept()
    settle()


def test_a_template_of_ones_own_is_kept_and_given_up(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register)
    sheet = opened(open_invitation, event_id, InvitationSheet)
    sheet.change_button.click()
    assert "{{" in sheet.text.text()
    sheet.text.view.setPlainText("来{{ 天气 }}")
    settle()
    assert sheet.problem.text()
    sheet.keep_button.click()
    settle()
    kept = read(lambda db: texts.chat_text(db, "event_invitation", words.language()))
    assert not kept.is_own, "what can't be filled in is not kept"
    sheet.text.view.setPlainText("来")
    sheet.insert("标题")
    settle()
    assert sheet.problem.text() == ""
    sheet.keep_button.click()
    settle()
    sheet.change_button.click()
    settle()
    assert sheet.text.text() == "周六沙龙来"
    sheet.accept()
    settle()
    sheet = opened(open_invitation, event_id, InvitationSheet)
    assert sheet.text.text() == "周六沙龙来"
    sheet.change_button.click()
    sheet.back_button.click()
    settle()
    sheet.change_button.click()
    settle()
    assert "接龙" in sheet.text.text()
    sheet.accept()
    settle()


def test_esc_leaves_the_template_first(
    opened: "Open[Any]", messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    sheet = opened(open_invitation, make_salon(register), InvitationSheet)
    sheet.change_button.click()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.editing
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert messages.dialog is None


# --- further ways onto the list -------------------------------------------------------------------


def test_people_of_a_group_are_chosen_and_signed_up(
    opened: "Open[Any]", settle: Settle, register: RegisterThread, read: Read
) -> None:
    event_id = make_salon(register)
    sheet = opened(open_group, event_id, GroupSheet)
    assert sheet.table.model.rowCount() == len(INVITED), "the group invited comes first"
    sheet.search.setText("上官")
    settle()
    assert sheet.table.model.rowCount() == 1
    assert not sheet.act_button.isEnabled()
    sheet.table.view.selectAll()
    sheet.act_button.click()
    settle()
    found = on_list(read, event_id)
    assert list(found) == [INVITED[1]]
    assert found[INVITED[1]].came_by == "group"
    sheet = opened(open_group, event_id, GroupSheet)
    assert sheet.table.model.rowCount() == len(INVITED) - 1, "who is on the list is not offered"
    sheet.table.view.selectAll()
    sheet.invite_button.click()
    settle()
    found = on_list(read, event_id)
    assert [one.name for one in found.values() if one.signed_up_at] == [INVITED[1]]
    assert len([one for one in found.values() if one.invited_at]) == len(INVITED) - 1


def test_a_table_is_looked_at_before_it_is_taken_over(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    register: RegisterThread,
    read: Read,
    tmp_path: Path,
    window: QWidget,
) -> None:
    window.show()
    event_id = make_salon(register)
    add(register, event_id, "路人甲")
    path = tmp_path / "报名表.csv"
    path.write_text(f"姓名,人数\n{INVITED[0]},2\n路人乙,\n", "utf-8")
    sheet = PasteSheet(desk, event_id, "周六沙龙", chain_of_file(path))
    desk.start(messages.open(sheet))
    settle()
    assert not sheet.box.isVisible()
    assert sheet.table.model.rowCount() == 2
    sheet.act_button.click()
    settle()
    found = on_list(read, event_id)
    assert {one.name: one.seats for one in found.values() if one.is_expected} == {
        "路人甲": 1,
        INVITED[0]: 2,
        "路人乙": 1,
    }


def test_a_name_becomes_a_member(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread, read: Read,
    window: QWidget,
) -> None:  # fmt: skip
    window.show()
    event_id = make_salon(register)
    add(register, event_id, "路人甲")
    sheet = WhoSheet(desk, on_list(read, event_id)["路人甲"])
    desk.start(messages.open(sheet))
    settle()
    sheet.press()
    settle()
    assert sheet.isVisible(), "a name that is nobody's is not taken"
    sheet.person.line.setText(INVITED[2])
    sheet.person.line.textEdited.emit(INVITED[2])
    settle()
    QTest.keyClick(sheet.person.line, Qt.Key.Key_Return)
    settle()
    sheet.press()
    settle()
    found = on_list(read, event_id)
    assert list(found) == [INVITED[2]]
    assert found[INVITED[2]].member_id is not None
