"""Quick entry by keyboard: paste, look, one key."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from organizer.base.database import Database
from organizer.domain.groups import store
from organizer.domain.groups.records import GroupInList
from organizer.screens.groups.find import group_choice
from organizer.screens.groups.quick_entry import LAST_GROUP, QuickEntry, open_quick_entry
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.conftest import TODAY

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]
LINES = '"{0}"邀请"陈小丽"加入了群聊\n"赵大海"通过扫描"{0}"分享的二维码加入群聊\n晨星教育 孙晓 校长'


@pytest.fixture
def first_group(read: Read) -> GroupInList:
    found: list[GroupInList] = read(store.groups)
    return max(found, key=lambda one: one.people)


def inside(read: Read, one: GroupInList) -> dict[str, Any]:
    rows = read(lambda db: store.memberships_of_group(db, one.group.id))
    return {row.member_name: row for row in rows}


def opened(
    desk: Desk, messages: Messages, settle: Settle, group_id: str | None = None
) -> QuickEntry:
    desk.start(open_quick_entry(desk, group_id))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, QuickEntry)
    return sheet


@pytest.fixture(autouse=True)
def _empty_clipboard(window: QWidget) -> None:
    QGuiApplication.clipboard().setText("")


def test_three_newcomers_by_keyboard_alone_in_one_step(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    known = next(iter(inside(read, first_group)))
    sheet = opened(desk, messages, settle, first_group.group.id)
    QGuiApplication.clipboard().setText(LINES.format(known))
    sheet.box.setFocus()
    QTest.keyClick(sheet.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert messages.dialog is None, "the sheet closes when they are entered"
    after = inside(read, first_group)
    assert {"陈小丽", "赵大海", "孙晓"} <= after.keys()
    assert after["陈小丽"].invited_by_name == known
    assert after["赵大海"].came_by == "scanned"
    assert after["孙晓"].institution_name == "晨星教育"
    assert after["孙晓"].joined_on == TODAY
    said = messages.recorded[-1]
    assert "3" in said.text
    desk.start(desk.opened().undo())
    settle()
    assert not {"陈小丽", "赵大海", "孙晓"} & inside(read, first_group).keys()


def test_lines_of_the_app_on_the_clipboard_are_taken_over(
    desk: Desk, messages: Messages, settle: Settle, first_group: GroupInList
) -> None:
    QGuiApplication.clipboard().setText('你邀请"陈小丽"加入了群聊')
    sheet = opened(desk, messages, settle, first_group.group.id)
    assert sheet.plan is not None
    assert sheet.plan.joining == 1
    sheet.reject()
    settle()
    QGuiApplication.clipboard().setText("明天上午开会，请大家准时")
    sheet = opened(desk, messages, settle, first_group.group.id)
    assert sheet.box.toPlainText() == "", "what is no join line stays where it is"
    sheet.reject()
    settle()


def test_who_may_be_several_people_waits_for_a_word(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    from organizer.domain.members import actions

    desk.start(desk.save(actions.add, "陈小丽"))
    desk.start(desk.save(actions.add, "陈小丽"))
    settle()
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("陈小丽\n赵大海")
    settle()
    assert sheet.plan is not None
    assert [one.state for one in sheet.plan.people] == ["undecided", "new"]
    line = sheet._lines[0]
    assert line.choice.isVisible()
    sheet.press()
    settle()
    assert sheet.isVisible(), "nobody is passed over in silence"
    assert sheet.problem.text()
    assert line.choice.count() == 3, "both of them, and somebody new"
    line.choice.setCurrentIndex(1)
    line.choice.activated.emit(1)
    chosen = line.choice.itemData(1)
    sheet.press()
    settle()
    found = [row.member_id for row in inside(read, first_group).values()]
    assert chosen in found


def test_a_line_is_left_out_and_a_repeated_one_counts_once(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("陈小丽\n陈小丽\n赵大海")
    settle()
    assert sheet.plan is not None
    assert sheet.plan.joining == 2
    assert "2" in sheet.act_button.text()
    sheet._lines[2].closer.click()
    assert "1" in sheet.act_button.text()
    sheet.act_button.click()
    settle()
    after = inside(read, first_group)
    assert "陈小丽" in after
    assert "赵大海" not in after


def test_the_group_used_last_is_proposed_the_next_time(
    desk: Desk, messages: Messages, settle: Settle, first_group: GroupInList
) -> None:
    sheet = opened(desk, messages, settle)
    assert sheet.group.value is None
    assert not sheet.act_button.isEnabled()
    sheet.reject()
    settle()
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("陈小丽")
    settle()
    sheet.act_button.click()
    settle()
    assert desk.machine_settings.state(LAST_GROUP) == first_group.group.id
    sheet = opened(desk, messages, settle)
    assert sheet.group.value is not None
    assert sheet.group.value.id == first_group.group.id
    sheet.reject()
    settle()


def test_a_day_to_come_is_refused_and_nothing_is_lost(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("陈小丽")
    settle()
    sheet.day.line.setText("2027-01-01")
    sheet.act_button.click()
    settle()
    assert sheet.isVisible()
    assert "2027-01-01" in sheet.problem.text()
    assert "陈小丽" not in inside(read, first_group)
    sheet.reject()
    settle()


def test_the_sheet_says_why_nobody_can_be_entered(
    desk: Desk, messages: Messages, settle: Settle, first_group: GroupInList
) -> None:
    desk.machine_settings.remember(LAST_GROUP, None)
    sheet = opened(desk, messages, settle)
    assert sheet.hint.text() == "先选社群"
    sheet.paste("陈小丽")
    settle()
    assert not sheet.act_button.isEnabled()
    assert sheet.hint.text() == "先选社群"
    sheet.group.set_value(group_choice(first_group.group))
    sheet.box.clear()
    sheet._read()
    settle()
    assert sheet.hint.text() == "粘贴进群提示，或输入名字"
    sheet.paste("陈小丽")
    settle()
    assert sheet.act_button.isEnabled()
    assert sheet.hint.text() == "Ctrl+回车登记"
    sheet._leave_out(0)
    assert not sheet.act_button.isEnabled()
    assert sheet.hint.text() == "没有要登记的人"
    sheet.reject()


def test_two_enters_enter_once(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    steps = read(lambda db: db.value("SELECT count(*) FROM step"))
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("陈小丽\n赵大海")
    settle()
    for _time in range(2):
        QTest.keyClick(sheet.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet.box, Qt.Key.Key_Escape)
    assert sheet.isVisible(), "what has begun comes to its end"
    settle()
    assert messages.dialog is None
    assert read(lambda db: db.value("SELECT count(*) FROM step")) == steps + 1


def test_enter_before_a_group_is_chosen_is_not_kept_for_later(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    desk.machine_settings.remember(LAST_GROUP, None)
    sheet = opened(desk, messages, settle)
    sheet.box.setPlainText("陈小丽")
    QTest.keyClick(sheet.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet.group._take(group_choice(first_group.group))
    sheet._read()
    settle()
    assert sheet.isVisible(), "only looked at so far"
    assert sheet.plan is not None
    assert sheet.plan.joining == 1
    sheet.reject()
    settle()


def test_a_plan_of_a_text_that_is_gone_is_not_shown(
    desk: Desk, messages: Messages, settle: Settle, first_group: GroupInList
) -> None:
    import threading

    sheet = opened(desk, messages, settle, first_group.group.id)
    free = threading.Event()
    desk.opened().with_register(lambda _register: free.wait(10))
    sheet.paste("陈小丽")  # asked, not answered yet
    sheet.paste("")
    free.set()
    settle()
    assert sheet.plan is None
    assert not sheet.act_button.isEnabled()
    sheet.reject()
    settle()


def test_what_a_new_line_says_is_typed_over_where_it_stands(
    desk: Desk, messages: Messages, settle: Settle, read: Read, first_group: GroupInList
) -> None:
    known = next(iter(inside(read, first_group)))
    sheet = opened(desk, messages, settle, first_group.group.id)
    sheet.paste("周大海@蓝天教育\n孙小满")
    settle()
    line = sheet._lines[0]
    assert [field.text() for field in line.fields.values()] == ["周大海", "蓝天教育", ""]
    assert line.fields["name"].isVisible()
    line.fields["position"].setFocus()
    QTest.keyClicks(line.fields["position"], "Principal")
    other = sheet._lines[1]
    other.fields["name"].setText(known)  # as an input method gives it
    other.fields["name"].textEdited.emit(known)
    other.fields["name"].editingFinished.emit()
    settle()
    assert sheet.plan is not None
    assert sheet.plan.people[1].state != "new"  # somebody is called so
    assert not other.fields["name"].isVisible()
    other.closer.click()
    QTest.keyClick(line.fields["position"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    row = inside(read, first_group)["周大海"]
    from organizer.domain.members import store as members

    person = read(lambda db: members.get(db, row.member_id))
    assert (person.institution, person.position) == ("蓝天教育", "Principal")
