"""The sign-up tab and its sheets in both languages, light and dark, and with large letters.

Fails on cut texts and words in the other language; ORGANIZER_PICTURES keeps the pictures.
"""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions_participants, actions_sign_up, store_participants
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.groups import store as groups
from organizer.domain.members import actions as members
from organizer.screens.events.invitation_sheet import InvitationSheet, open_invitation
from organizer.screens.events.paste_anywhere import open_paste_anywhere
from organizer.screens.events.paste_sheet import PasteSheet, open_paste
from organizer.screens.events.sign_up_sheets import WhoSheet, open_group
from organizer.screens.events.sign_up_tab import EventSignUp
from organizer.screens.events.unanswered_sheet import open_unanswered
from organizer.screens.events.unpaid_sheet import open_unpaid
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.theme import theme
from tests.screens.events.sign_up_story import INVITED, Settle, chain, make_salon
from tests.screens.pictures import problems
from tests.screens.test_pictures import LOOKS, keep


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def look(request: pytest.FixtureRequest, window: QWidget) -> str:
    language, mode, percent = request.param
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    window.resize(1366, 768)
    QGuiApplication.clipboard().setText("")
    return f"{language}-{mode}-{percent}"


async def open_who(desk: Desk, event_id: str) -> None:
    people = await desk.read(store_participants.participants, event_id)
    await desk.messages.open(WhoSheet(desk, people[0]))


def own_words(register: RegisterThread) -> set[str]:
    """What the owner may call as the program calls something."""
    return {name for _id, name in register.ask(groups.choices).result()} | {"名册", *INVITED}


def busy_salon(register: RegisterThread) -> str:
    """Four come, two of them paid, one waits, one withdrew; it costs 30 and has five seats."""
    event_id = make_salon(
        register, cost_fen=3000, capacity=5, materials="招生方案", place="晨光教育三楼"
    )

    def fill(step: Any) -> None:
        named = [Comer(name=f"路人{sign}", institution="小荷美术") for sign in "甲乙丙丁戊己"]
        actions_sign_up.add(step, event_id, named)
        ids = list(step.column("SELECT id FROM participant ORDER BY position"))
        actions_participants.set_paid(step, ids[:2])
        actions_participants.withdraw(step, ids[2:3])

    register.act(fill).result()
    return event_id


def test_the_tab_is_whole_and_in_one_language(
    look: str, desk: Desk, window: QWidget, settle: Settle, qtbot: QtBot, register: RegisterThread
) -> None:
    tab = EventSignUp(desk)
    tab.setParent(window)
    tab.resize(560, 640)
    tab.show()
    qtbot.waitExposed(tab)
    tab.show_record(busy_salon(register))
    settle()
    assert tab.table.model.rowCount() == 5
    keep(tab, f"sign-up-{look}")
    assert problems(tab, own_words(register)) == []
    tab.hide()


@pytest.mark.parametrize(
    "sheet", ["paste", "unanswered", "unpaid", "invitation", "template", "group", "who", "which"]
)
def test_a_sheet_is_whole_and_in_one_language(
    sheet: str,
    look: str,
    desk: Desk,
    messages: Messages,
    window: QWidget,
    settle: Settle,
    register: RegisterThread,
) -> None:
    window.show()
    event_id = busy_salon(register)
    for _number in range(2):
        register.act(lambda step: members.add(step, "淳于意")).result()
    opening = {
        "paste": open_paste,
        "unanswered": open_unanswered,
        "unpaid": open_unpaid,
        "invitation": open_invitation,
        "template": open_invitation,
        "group": open_group,
        "who": open_who,
        "which": lambda desk, _key: open_paste_anywhere(desk),
    }[sheet]
    desk.start(opening(desk, event_id))
    settle()
    opened = messages.dialog
    assert opened is not None
    if isinstance(opened, PasteSheet):
        opened.paste(
            chain(INVITED[0], "淳于意", "李雷带两位朋友", f"{INVITED[1]}+2") + "\n\n辛苦大家"
        )
        settle()
    if isinstance(opened, InvitationSheet) and sheet == "template":
        opened.change_button.click()
        opened.text.view.setPlainText("来{{ 天气 }}")
        settle()
        assert opened.problem.isVisible()
    found = problems(opened, own_words(register))
    keep(opened, f"sheet-{sheet}-{look}")
    opened.reject()
    settle()
    assert found == []
