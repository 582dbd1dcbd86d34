"""Pasting a sign-up chain: looked at, decided about, taken over with one key, pasted again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.members import actions as members
from organizer.screens.events.paste_rows import PlanRow, how_of, rows_of
from organizer.screens.events.paste_sheet import PasteSheet, open_paste
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.sign_up_story import (
    INVITED,
    Read,
    Settle,
    chain,
    make_salon,
    on_list,
)


@pytest.fixture(autouse=True)
def _empty_clipboard(window: QWidget) -> None:
    QGuiApplication.clipboard().setText("")


def opened(desk: Desk, messages: Messages, settle: Settle, event_id: str) -> PasteSheet:
    desk.start(open_paste(desk, event_id))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteSheet)
    return sheet


def press_take_over(sheet: PasteSheet, settle: Settle) -> None:
    QTest.keyClick(sheet.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def states(sheet: PasteSheet) -> list[str]:
    assert sheet.plan is not None
    return [state_code(row) for row in rows_of(sheet.plan, {})]


def state_code(row: PlanRow) -> str:
    if row.line is None:
        return "gone" if row.gone is not None else "unread"
    return "waits" if row.line.acts and row.line.waits else row.line.state


def edit_cell(sheet: PasteSheet, settle: Settle, row: int, column: str, text: str) -> None:
    """Type into a cell as the user does: F2, the text, Enter."""
    keys = [one.key for one in sheet.table.model.columns]
    index = sheet.table.model.index(row, keys.index(column))
    sheet.table.view.setCurrentIndex(index)
    sheet.table.view.edit(index)
    editor = sheet.table.view.indexWidget(index)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))
        sheet.table.view.commitData(editor)
        sheet.table.view.closeEditor(editor, sheet.table.view.itemDelegate().EndEditHint.NoHint)
        return
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()


def test_a_chain_on_the_clipboard_is_there_and_one_key_takes_it_over(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    QGuiApplication.clipboard().setText(chain(INVITED[0], f"{INVITED[1]}+2", "路人甲"))
    sheet = opened(desk, messages, settle, event_id)
    assert states(sheet) == ["new", "new", "new"]
    assert "3" in sheet.act_button.text()
    press_take_over(sheet, settle)
    assert messages.dialog is None
    found = on_list(read, event_id)
    assert {name: one.seats for name, one in found.items()} == {
        INVITED[0]: 1,
        INVITED[1]: 3,
        "路人甲": 1,
    }
    assert found[INVITED[0]].member_id is not None
    assert found["路人甲"].member_id is None
    assert messages.recorded[-1].action is not None, "it can be undone where it is said"
    messages.recorded[-1].action()
    settle()
    assert on_list(read, event_id) == {}


def test_what_is_no_chain_stays_on_the_clipboard(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    QGuiApplication.clipboard().setText("明天 14:00 见，1. 带电脑")
    sheet = opened(desk, messages, settle, make_salon(register))
    assert sheet.box.toPlainText() == ""
    assert not sheet.act_button.isEnabled()


def test_a_grown_chain_changes_only_what_changed(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(*INVITED[:3]))
    settle()
    press_take_over(sheet, settle)
    before = on_list(read, event_id)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(INVITED[0], f"{INVITED[2]}+1", INVITED[3]))
    settle()
    assert states(sheet) == ["same", "changed", "new", "gone"]
    press_take_over(sheet, settle)
    after = on_list(read, event_id)
    assert after[INVITED[0]] == before[INVITED[0]]
    assert after[INVITED[2]].seats == 2
    assert after[INVITED[1]].withdrawn_at is not None
    assert after[INVITED[3]].is_expected
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(INVITED[0], f"{INVITED[2]}+1", INVITED[3]))
    settle()
    assert not sheet.act_button.isEnabled(), "the same chain again has nothing to do"


def test_who_may_be_several_waits_and_is_chosen_in_the_cell(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    for _number in range(2):
        register.act(lambda step: members.add(step, "淳于意")).result()
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(INVITED[0], "淳于意"))
    settle()
    assert sheet.table.current_id() == "line:1", "the question is where the keyboard is"
    press_take_over(sheet, settle)
    assert sheet.isVisible()
    assert sheet.problem.text()
    assert on_list(read, event_id) == {}
    row = rows_of(sheet.plan, {})[1]  # type: ignore[arg-type]
    chosen = row.line.candidates[1]  # type: ignore[union-attr]
    sheet.strip.person.set_value(None)
    sheet._decide(chosen.member_id, row.key)
    press_take_over(sheet, settle)
    assert on_list(read, event_id)["淳于意"].member_id == chosen.member_id


def test_a_click_on_the_question_opens_its_answers_in_place(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    for _number in range(2):
        register.act(lambda step: members.add(step, "淳于意")).result()
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(INVITED[0], "淳于意"))
    settle()
    keys = [one.key for one in sheet.table.model.columns]
    index = sheet.table.model.index(1, keys.index("who"))
    place = sheet.table.view.visualRect(index).center()
    QTest.mouseClick(sheet.table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = sheet.table.view.indexWidget(index)
    assert isinstance(box, QComboBox)
    assert box.count() == 6, "the question, both of them, name only, new member, leave out"
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    settle()
    assert states(sheet) == ["new", "new"], "taken at once"
    sheet.act_button.click()
    settle()
    assert on_list(read, event_id)["淳于意"].member_id is not None


def test_who_is_meant_has_a_button_of_their_own(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain("司马相怡"))
    settle()
    assert states(sheet) == ["undecided"], "it only sounds alike"
    button = sheet.strip.candidates[0]
    assert INVITED[0] in button.text()
    button.click()
    press_take_over(sheet, settle)
    assert on_list(read, event_id)[INVITED[0]].member_id is not None


def test_name_and_seats_are_corrected_in_place(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain("司马相怡", "路人甲"))
    settle()
    edit_cell(sheet, settle, 0, "name", INVITED[0])
    settle()
    assert how_of(rows_of(sheet.plan, {})[0]) == _("chosen by you")  # type: ignore[arg-type]
    edit_cell(sheet, settle, 1, "seats", "0")
    assert sheet.problem.text()
    edit_cell(sheet, settle, 1, "seats", "4")
    edit_cell(sheet, settle, 1, "who", _("New member"))
    press_take_over(sheet, settle)
    found = on_list(read, event_id)
    assert found[INVITED[0]].member_id is not None
    assert found["路人甲"].seats == 4
    assert found["路人甲"].member_id is not None, "entered into the register"


def test_half_a_list_takes_nobody_off_unless_told(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(*INVITED))
    settle()
    press_take_over(sheet, settle)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste("3. 东方既白\n4. 慕容云舒")
    settle()
    assert sheet.partial.isVisible()
    assert not sheet.withdraws.isChecked()
    assert not sheet.act_button.isEnabled()
    sheet.withdraws.click()
    assert sheet.act_button.isEnabled()
    sheet.table.select([one for one in sheet.table.shown_ids() if one.startswith("gone:")][:1])
    sheet.strip.stay_button.click()
    press_take_over(sheet, settle)
    gone = [one.name for one in on_list(read, event_id).values() if one.withdrawn_at]
    assert gone == [INVITED[1]]


def test_lines_that_are_not_understood_are_listed(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    sheet = opened(desk, messages, settle, make_salon(register))
    sheet.paste(f"{chain(INVITED[0])}\n\n群主：辛苦大家")
    settle()
    assert states(sheet) == ["new", "unread"]
    sheet.paste("大家好，明天见")
    settle()
    assert sheet.problem.text()
    assert sheet.plan is None


def test_a_full_event_puts_them_on_the_waiting_list(
    desk: Desk, messages: Messages, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register, capacity=2)
    sheet = opened(desk, messages, settle, event_id)
    sheet.paste(chain(*INVITED[:3]))
    settle()
    assert states(sheet) == ["new", "new", "waits"]
    press_take_over(sheet, settle)
    assert on_list(read, event_id)[INVITED[2]].is_waiting
