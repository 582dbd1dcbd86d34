"""Pasting a chain from anywhere: the event its header names, or the one that is chosen."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, store
from organizer.screens.events.paste_anywhere import WhichEvent, named_in, open_paste_anywhere
from organizer.screens.events.paste_sheet import PasteSheet
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.conftest import TODAY
from tests.screens.events.sign_up_story import INVITED, SATURDAY, Read, Settle, chain, make_salon


@pytest.fixture(autouse=True)
def _window(window: QWidget) -> None:
    window.show()
    QGuiApplication.clipboard().setText("")


def make_other(register: RegisterThread, title: str) -> str:
    event_id, _step = register.act(
        lambda step: actions.add(step, title, "salon", [SATURDAY])
    ).result()
    return str(event_id)


def test_the_chain_says_for_which_event_it_is(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    make_other(register, "周五沙龙")
    event_id = make_salon(register)
    shown: list[tuple[str, str]] = []
    desk.record_wanted.connect(lambda kind, record_id: shown.append((kind, record_id)))
    QGuiApplication.clipboard().setText(chain(*INVITED[:2]))
    desk.start(open_paste_anywhere(desk))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteSheet)
    assert sheet.key == event_id
    sheet.take_over()
    settle()
    assert shown == [("event", event_id)], "who signed up is shown"


def test_without_a_name_in_it_the_event_is_asked_for(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    event_id = make_salon(register)
    QGuiApplication.clipboard().setText("#接龙\n报名\n\n1. " + INVITED[0])
    desk.start(open_paste_anywhere(desk))
    settle()
    asking = messages.dialog
    assert isinstance(asking, WhichEvent)
    assert asking.which.value is not None
    asking.press()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteSheet)
    assert sheet.key == event_id
    assert INVITED[0] in sheet.box.toPlainText()
    sheet.reject()
    settle()


def test_no_event_no_sheet(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread
) -> None:
    desk.start(open_paste_anywhere(desk))
    settle()
    asking = messages.dialog
    assert isinstance(asking, WhichEvent)
    asking.which.set_value(None)
    asking.press()
    settle()
    assert asking.problem.text()
    asking.reject()
    settle()
    assert messages.dialog is None


def test_of_titles_within_one_another_the_longest_counts(
    read: Read, register: RegisterThread
) -> None:
    make_salon(register)
    make_other(register, "沙龙")
    make_other(register, "私董会")

    def titles(text: str) -> list[str]:
        found = read(lambda db: store.entries(db, TODAY, SATURDAY.day))
        return sorted(one.title for one in named_in(text, found))

    assert titles(chain("王芳")) == ["周六沙龙"]
    assert titles("#接龙\n 周六 沙龙\n\n1. 王芳") == ["周六沙龙"]
    assert titles("#接龙\n沙龙和私董会\n\n1. 王芳") == ["沙龙", "私董会"]
