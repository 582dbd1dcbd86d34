"""The check-in at the door: typed, Enter, there; undone, walked in, paid."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import actions, actions_participants, store_participants
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Key
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.screens.events.check_in import CheckIn, open_check_in, open_check_in_now
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.theme import Mode, theme
from tests import factories
from tests.screens.events.attendance_story import AFTERNOON, DAY, MORNING, Read, Settle
from tests.screens.pictures import problems

NAMES = ("欧阳修文", "司马相宜", "慕容云舒", "东方既白")
Door = Callable[[str], CheckIn]


@pytest.fixture
def door(desk: Desk, messages: Messages, window: QWidget, settle: Settle) -> Door:
    """Opens the check-in of an event over a window of the size a small laptop has."""

    def make(key: str) -> CheckIn:
        window.resize(1024, 640)
        desk.start(open_check_in(desk, key, ""))
        settle()
        sheet = messages.dialog
        assert isinstance(sheet, CheckIn)
        return sheet

    return make


def plan(register: RegisterThread, **fields: Any) -> str:
    """A meet-up day with the four of `NAMES`; the last four digits of the nth are n."""

    def make(step: Any) -> str:
        ids = factories.make_members(step, NAMES)
        key = actions.add(step, "三月沟通日", "meet_up", [MORNING], **fields)
        actions_participants.sign_up_members(step, key, ids)
        return key

    key, _step = register.act(make).result()
    return str(key)


def enter(sheet: CheckIn, typed: str = "") -> None:
    """Type and press Enter."""
    if typed:
        sheet.line.line.insert(typed)
    QTest.keyClick(sheet.line.line, Qt.Key.Key_Return)


def on_list(read: Read, key: str) -> dict[str, Participant]:
    found: list[Participant] = read(lambda db: store_participants.participants(db, key))
    return {one.name: one for one in found}


@pytest.mark.parametrize("typed", ["欧阳修文", "ouyangxiu", "oyxw", "0000"])
def test_name_pinyin_initials_or_last_digits_and_enter(
    typed: str, register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register)
    sheet = door(key)
    enter(sheet, typed)
    assert sheet.line.line.text() == ""  # ready for the next at once
    settle()
    person = on_list(read, key)["欧阳修文"]
    assert person.was_there
    assert person.attendance[0].checked_in_at is not None
    assert sheet.said.text() == "欧阳修文"
    assert "09:00" in sheet.more.text()
    assert "1" in sheet.counter.text()


def test_thirty_people_are_checked_in_by_typing_their_initials(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    def make(step: Any) -> str:
        ids = factories.make_many(step, 30)
        key = actions.add(step, "三月沟通日", "meet_up", [MORNING])
        actions_participants.sign_up_members(step, key, ids)
        return key

    key, _step = register.act(make).result()
    sheet = door(key)
    for number in range(30):
        enter(sheet, factories.phone(number)[-4:])
    settle()
    assert all(one.was_there for one in on_list(read, key).values())
    assert "30" in sheet.counter.text()
    assert len(sheet.arrivals) == 30


def test_who_is_here_already_is_said_and_stays_as_noted(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register)
    sheet = door(key)
    enter(sheet, "oyxw")
    settle()
    first = on_list(read, key)["欧阳修文"].attendance
    enter(sheet, "oyxw")
    settle()
    assert "09:00" in sheet.more.text()
    assert on_list(read, key)["欧阳修文"].attendance == first
    assert len(sheet.arrivals) == 1


def test_the_last_check_ins_are_taken_back_one_after_another(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register)
    sheet = door(key)
    for typed in ("oyxw", "smxy"):
        enter(sheet, typed)
        settle()
    for left in (["欧阳修文"], []):
        QTest.keyClick(sheet.line.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
        here = [one.name for one in on_list(read, key).values() if one.was_there]
        assert here == left
    assert not sheet.undo_button.isVisible()


def test_ctrl_z_in_a_typed_text_is_the_fields_own(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register)
    sheet = door(key)
    enter(sheet, "oyxw")
    settle()
    QTest.keyClicks(sheet.line.line, "x")
    QTest.keyClick(sheet.line.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert on_list(read, key)["欧阳修文"].was_there


def test_a_stranger_is_a_walk_in_with_two_enters(
    register: RegisterThread, door: Door, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    key = plan(register)
    sheet = door(key)
    enter(sheet, "阿依古丽")  # pressed before the register has answered: it only marks
    qtbot.waitUntil(lambda: sheet.line.marked() == 0)
    assert "阿依古丽" in sheet.line.offers()[0].title
    assert "阿依古丽" not in on_list(read, key)
    enter(sheet)
    settle()
    person = on_list(read, key)["阿依古丽"]
    assert (person.came_by, person.was_there, person.member_id) == ("walk_in", True, None)
    assert sheet.said.text() == "阿依古丽"
    QTest.keyClick(sheet.line.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "阿依古丽" not in on_list(read, key)


def test_a_member_who_is_not_on_the_list_is_offered_before_the_name_alone(
    register: RegisterThread, door: Door, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    key = plan(register)
    member, _step = register.act(lambda step: factories.make_member(step, "诸葛明亮")).result()
    sheet = door(key)
    enter(sheet, "zgml")
    qtbot.waitUntil(lambda: len(sheet.line.offers()) == 2)
    assert [one.kind for one in sheet.line.offers()] == ["member", "name"]
    enter(sheet)
    settle()
    assert on_list(read, key)["诸葛明亮"].member_id == member


def test_who_waited_or_withdrew_is_found_and_comes_in_all_the_same(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register)
    waits, leaves = (on_list(read, key)[name].id for name in NAMES[:2])
    register.act(lambda step: actions_participants.put_on_waiting_list(step, [waits])).result()
    register.act(lambda step: actions_participants.withdraw(step, [leaves])).result()
    sheet = door(key)
    for typed, words_ in (("oyxw", _("on the waiting list")), ("smxy", _("withdrew"))):
        sheet.line.line.insert(typed)
        assert words_ in sheet.line.offers()[0].detail
        enter(sheet)
        settle()
    assert [on_list(read, key)[name].was_there for name in NAMES] == [True, True, False, False]
    assert len(on_list(read, key)) == 4  # nobody stands on it twice


def test_a_payment_is_ticked_at_the_door(
    register: RegisterThread, door: Door, settle: Settle, read: Read
) -> None:
    key = plan(register, cost_fen=3_000)
    sheet = door(key)
    enter(sheet, "oyxw")
    settle()
    assert "¥30" in sheet.pay_button.text()
    QTest.keyClick(sheet.line.line, Qt.Key.Key_F4)
    settle()
    assert on_list(read, key)["欧阳修文"].payment == "paid"
    QTest.keyClick(sheet.line.line, Qt.Key.Key_F4)
    settle()
    assert on_list(read, key)["欧阳修文"].payment == "open"


def test_somebody_walks_into_a_day_of_a_repetition_nothing_was_said_about(
    register: RegisterThread, door: Door, settle: Settle, read: Read, qtbot: QtBot
) -> None:
    weekly = Repetition("WEEKLY", weekdays=(NthWeekday(0, 0),))
    pattern, _step = register.act(
        lambda step: actions.add(step, "周一茶座", "salon", [MORNING], repetition=weekly)
    ).result()
    sheet = door(str(Key(pattern, DAY)))
    for name in ("阿依古丽", "阿不都"):
        enter(sheet, name)
        qtbot.waitUntil(lambda: sheet.line.marked() == 0)
        enter(sheet)
        settle()
    assert sheet.roll is not None
    people = on_list(read, sheet.roll.event.id)
    assert [one.was_there for one in people.values()] == [True, True]
    assert sheet.roll.event.id != pattern


def test_the_session_of_now_is_found_from_anywhere(
    desk: Desk, register: RegisterThread, settle: Settle, messages: Messages, window: QWidget
) -> None:
    desk.start(open_check_in_now(desk))
    settle()
    assert messages.dialog is None
    assert len(messages.recorded) == 1  # there is none today
    key = plan(register)
    later = AFTERNOON._replace(starts_at="18:00")
    register.act(lambda step: actions.add(step, "晚间沙龙", "salon", [later])).result()
    desk.start(open_check_in_now(desk))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, CheckIn)
    assert sheet.roll is not None
    assert sheet.roll.event.id == key
    sheet.reject()
    settle()


def test_esc_empties_the_field_and_then_leaves(
    register: RegisterThread, door: Door, settle: Settle, messages: Messages
) -> None:
    sheet = door(plan(register))
    QTest.keyClicks(sheet.line.line, "ou")
    QTest.keyClick(sheet.line.line, Qt.Key.Key_Escape)
    assert sheet.line.line.text() == ""
    assert messages.dialog is sheet
    QTest.keyClick(sheet.line.line, Qt.Key.Key_Escape)
    settle()
    assert messages.dialog is None


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
def test_nothing_is_cut_in_any_language_or_size(
    register: RegisterThread,
    door: Door,
    settle: Settle,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    sheet = door(plan(register, cost_fen=3_000))
    enter(sheet, "oyxw")
    settle()
    sheet.line.line.insert("0")
    settle()
    assert problems(sheet) == []
