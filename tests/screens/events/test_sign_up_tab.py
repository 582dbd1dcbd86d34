"""The list of who comes: counted, added to, waiting, withdrawn, paid; all on one tab."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import (
    actions,
    actions_expenses,
    actions_series,
    actions_sign_up,
)
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.screens.events.paste_sheet import PasteSheet
from organizer.screens.events.sign_up_tab import EventSignUp
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.sign_up_story import (
    INVITED,
    SATURDAY,
    Read,
    Settle,
    chain,
    make_salon,
    on_list,
)


@pytest.fixture
def tab(desk: Desk, window: QWidget, qtbot: QtBot) -> Iterator[EventSignUp]:
    made = EventSignUp(desk)
    made.setParent(window)
    window.resize(700, 700)
    made.resize(window.size())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def show(tab: EventSignUp, event_id: str, settle: Settle) -> None:
    tab.show_record(event_id)
    settle()


def add(register: RegisterThread, event_id: str, *names: str, **more: Any) -> None:
    comers = [Comer(name=name, **more) for name in names]
    register.act(lambda step: actions_sign_up.add(step, event_id, comers)).result()


def names(tab: EventSignUp) -> list[str]:
    rows = (tab.table.model.row(at) for at in range(tab.table.model.rowCount()))
    return [row.name for row in rows if row is not None]


def select(tab: EventSignUp, read: Read, event_id: str, *chosen: str) -> None:
    tab.table.select([on_list(read, event_id)[name].id for name in chosen])


def type_name(tab: EventSignUp, settle: Settle, text: str) -> None:
    tab.add_line.setFocus()
    tab.add_line.setText(text)  # the test keyboard has no 汉字
    tab.add_line.textEdited.emit(text)
    settle()
    QTest.keyClick(tab.add_line, Qt.Key.Key_Return)
    settle()


def test_people_are_added_by_name_one_after_another(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    show(tab, event_id, settle)
    assert tab.empty.isVisible()
    type_name(tab, settle, f"{INVITED[0]}+2")
    type_name(tab, settle, "完全陌生的名字")
    found = on_list(read, event_id)
    assert found[INVITED[0]].seats == 3
    assert found[INVITED[0]].member_id is not None
    assert found["完全陌生的名字"].member_id is None
    assert names(tab) == [INVITED[0], "完全陌生的名字"]
    assert tab.numbers.told() == {_("invited"): "4", _("signed up"): "2", _("seats"): "4"}
    assert tab.add_line.text() == "", "ready for the next"


def test_when_full_they_wait_and_move_up_in_order(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register, capacity=2)
    add(register, event_id, "甲", "乙", "丙", "丁")
    show(tab, event_id, settle)
    assert names(tab) == ["甲", "乙", "丙", "丁"]
    assert not tab.next_banner.isVisible()
    select(tab, read, event_id, "甲")
    QTest.keyClick(tab.table.view, Qt.Key.Key_Delete)
    settle()
    assert names(tab) == ["乙", "丙", "丁"]
    assert tab.next_banner.isVisible()
    assert "丙" in tab.next_banner.label.text()
    assert "丁" not in tab.next_banner.label.text()
    tab.next_banner.button.click()
    settle()
    assert on_list(read, event_id)["丙"].is_expected
    assert on_list(read, event_id)["丁"].is_waiting
    assert not tab.next_banner.isVisible()
    tab.with_withdrawn.click()
    settle()
    assert names(tab) == ["乙", "丙", "丁", "甲"]


def test_payments_are_ticked_in_the_list(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲", "乙", seats=2)
    show(tab, event_id, settle)
    assert tab.action_row.offers(tab.pay_button)
    assert tab.numbers.told()[_("collected")] == "¥0 / ¥120"
    column = [one.key for one in tab.table.model.columns].index("payment")
    index = tab.table.model.index(0, column)
    QTest.mouseClick(
        tab.table.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=tab.table.view.visualRect(index).center(),
    )
    settle()
    assert on_list(read, event_id)["甲"].payment == "paid"
    select(tab, read, event_id, "甲", "乙")
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert [one.payment for one in on_list(read, event_id).values()] == ["paid", "paid"]
    assert tab.numbers.told()[_("collected")] == "¥120 / ¥120"
    assert not tab.action_row.offers(tab.pay_button)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    settle()
    assert [one.payment for one in on_list(read, event_id).values()] == ["open", "open"]


def test_enter_opens_the_person_and_two_clicks_on_the_tick_open_nothing(
    tab: EventSignUp,
    desk: Desk,
    settle: Settle,
    read: Read,
    register: RegisterThread,
    qtbot: QtBot,
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    show(tab, event_id, settle)
    type_name(tab, settle, INVITED[0])
    wanted: list[tuple[str, str]] = []
    desk.record_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    view = tab.table.view
    column = [one.key for one in tab.table.model.columns].index("payment")
    place = view.visualRect(tab.table.model.index(0, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()  # the list was read again between the clicks
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert wanted == []
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval())
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert wanted == [("member", on_list(read, event_id)[INVITED[0]].member_id)]


def test_a_click_ticks_one_whoever_else_is_selected(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲", "乙")
    show(tab, event_id, settle)
    select(tab, read, event_id, "甲")
    column = [one.key for one in tab.table.model.columns].index("payment")
    place = tab.table.view.visualRect(tab.table.model.index(1, column)).center()
    QTest.mouseClick(
        tab.table.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        place,
    )
    settle()
    assert [one.payment for one in on_list(read, event_id).values()] == ["open", "paid"]


def test_who_paid_and_withdrew_gets_it_back(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲", "乙")
    show(tab, event_id, settle)
    select(tab, read, event_id, "甲")
    tab.tick()
    settle()
    tab.withdraw()
    settle()
    assert tab.numbers.told()[_("to give back")] == "¥30"
    tab.with_withdrawn.click()
    settle()
    select(tab, read, event_id, "甲")
    menu = QMenu()
    tab._fill_menu(menu, tab.table.selected_ids())
    next(one for one in menu.actions() if one.text() == _("Given back")).trigger()
    settle()
    assert _("to give back") not in tab.numbers.told()


def test_a_chain_is_pasted_into_the_list_itself(
    tab: EventSignUp, settle: Settle, messages: Messages, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    add(register, event_id, "甲")
    show(tab, event_id, settle)
    QGuiApplication.clipboard().setText(chain("甲", INVITED[0]))
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Insert)
    assert tab.add_line.hasFocus()
    tab.table.view.setFocus()
    QTest.keyClick(tab.table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteSheet)
    assert sheet.plan is not None
    assert [line.state for line in sheet.plan.lines] == ["changed", "new"]
    sheet.reject()
    settle()
    assert messages.dialog is None


def test_what_was_spent_stands_beside_what_was_collected(
    tab: EventSignUp, settle: Settle, register: RegisterThread
) -> None:
    event_id = make_salon(register, cost_fen=3000)
    add(register, event_id, "甲")
    register.act(lambda step: actions_expenses.add(step, event_id, "茶歇", 4550)).result()
    show(tab, event_id, settle)
    assert tab.numbers.told()[_("spent")] == "¥45.50"


def test_an_event_without_cost_shows_no_payments(
    tab: EventSignUp, settle: Settle, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    add(register, event_id, "甲")
    show(tab, event_id, settle)
    assert not tab.table.columns.is_visible("payment")
    assert not tab.action_row.offers(tab.pay_button)


def test_seats_are_changed_in_their_cell(
    tab: EventSignUp, settle: Settle, read: Read, messages: Messages, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    add(register, event_id, "甲")
    show(tab, event_id, settle)
    column = [one.key for one in tab.table.model.columns].index("seats")
    for text, seats in (("3", 3), ("0", 3), ("很多", 3)):
        index = tab.table.model.index(0, column)
        tab.table.view.edit(index)
        editor = tab.table.view.indexWidget(index)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        settle()
        assert on_list(read, event_id)["甲"].seats == seats
    assert [one.code for one in messages.recorded if one.code] == ["events.seats"] * 2


def test_a_repetition_as_a_whole_has_no_list_but_its_days_have(
    tab: EventSignUp, settle: Settle, read: Read, register: RegisterThread
) -> None:
    def make(step: Any) -> str:
        event_id = actions.add(step, "月会", "meet_up", [SATURDAY])
        actions_series.repeat(step, event_id, Repetition("MONTHLY", weekdays=(NthWeekday(2, 5),)))
        return event_id

    event_id, _step = register.act(make).result()
    show(tab, event_id, settle)
    assert tab.empty.isVisible()
    assert not tab.add_line.isVisible()
    show(tab, f"{event_id}@2026-04-11", settle)
    assert tab.add_line.isVisible()
    type_name(tab, settle, "完全陌生的名字")
    assert names(tab) == ["完全陌生的名字"], "the day has a row of its own now"
    show(tab, f"{event_id}@2026-05-09", settle)
    assert names(tab) == []


def test_a_mistake_is_removed_and_comes_back_with_undo(
    tab: EventSignUp, settle: Settle, read: Read, messages: Messages, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    add(register, event_id, "甲")
    show(tab, event_id, settle)
    select(tab, read, event_id, "甲")
    menu = QMenu()
    tab._fill_menu(menu, tab.table.selected_ids())
    action = next(one for one in menu.actions() if one.text() == _("Entered by mistake"))
    action.trigger()
    settle()
    assert on_list(read, event_id) == {}
    undo = messages.recorded[-1].action
    assert undo is not None
    undo()
    settle()
    assert names(tab) == ["甲"]
