"""The duplicates page as an owner uses it: looked at, merged, told apart, taken back."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.fields import actions_own
from organizer.domain.joining import store as joining
from organizer.domain.members import store as members
from organizer.domain.members.records import NewAccount
from organizer.screens.joining.different import DifferentPeople
from organizer.screens.joining.page import DuplicatesPage
from organizer.screens.joining.pairs import pair_id
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.theme import Mode, theme
from tests.factories import make_member
from tests.screens.conftest import MakePage

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def twins(register: RegisterThread) -> tuple[str, str]:
    """One person entered twice: with the phone of the first, the position of the second."""

    def add(step: Any) -> tuple[str, str]:
        first = make_member(
            step,
            "顾清扬",
            phones=["13900001111"],
            source="朋友介绍",
            accounts=[NewAccount("wechat", "gqy_1")],
        )
        second = make_member(
            step,
            "顾清杨",
            phones=["13900001111", "13900002222"],
            position="教务主任",
            notes="爱下棋",
        )
        field_id = actions_own.define(step, "member", "特长", "text")
        actions_own.set_values(step, field_id, [(first, "书法"), (second, "围棋")])
        return first, second

    return register.act(add).result()[0]


@pytest.fixture
def page(make_page: MakePage, settle: Settle, twins: tuple[str, str]) -> DuplicatesPage:
    made = cast("DuplicatesPage", make_page("joining"))
    settle()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def show(page: DuplicatesPage, twins: tuple[str, str], settle: Settle) -> None:
    page.table.select([pair_id(*twins)])
    settle()
    assert page.pane.pair is not None
    assert page.pane.pair.id == pair_id(*twins)


def test_every_proposed_pair_is_listed(page: DuplicatesPage, read: Read) -> None:
    proposed = [pair_id(one.first_id, one.second_id) for one in read(joining.duplicates)]
    assert page.table.shown_ids() == proposed
    assert str(len(proposed)) in page.count.text()


def test_two_become_one_with_the_values_chosen(
    page: DuplicatesPage,
    twins: tuple[str, str],
    read: Read,
    settle: Settle,
    messages: Messages,
) -> None:
    show(page, twins, settle)
    pane = page.pane
    assert pane.choices()["position"] == "lost"
    assert pane.choices()["name"] == "kept"
    pane.choose("name", "lost")
    own = next(key for key in pane.choices() if key.startswith("field:"))
    pane.choose(own, "lost")
    click(pane.merge)
    settle()
    whole = read(lambda db: members.get(db, twins[0]))
    assert (whole.name, whole.position, whole.source) == ("顾清杨", "教务主任", "朋友介绍")
    assert {phone.number for phone in whole.phones} == {"13900001111", "13900002222"}
    assert read(lambda db: members.get(db, twins[1])) is None
    assert pair_id(*twins) not in page.table.shown_ids()
    said = messages.recorded[-1]
    assert said.action_text == "撤销"
    assert said.action is not None
    said.action()
    settle()
    assert read(lambda db: members.get(db, twins[1])).notes == "爱下棋"
    assert pair_id(*twins) in page.table.shown_ids()


def test_a_pair_looked_at_while_the_backup_is_made_does_not_decide_for_the_one_merged(
    page: DuplicatesPage, twins: tuple[str, str], register: RegisterThread, read: Read,
    settle: Settle, qtbot: QtBot,
) -> None:  # fmt: skip
    show(page, twins, settle)
    chosen = {"notes": "lost", "position": "lost", "source": "kept"}
    for key in page.pane.choices():
        page.pane.choose(key, cast("Any", chosen.get(key, "kept")))
    pair = page.pane.pair
    comparison = page.pane.comparison
    assert pair is not None
    assert comparison is not None
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    click(page.pane.merge)
    page.pane.show_pair(pair, comparison)  # as another pair would: its own values stand there
    for key in page.pane.choices():
        page.pane.choose(key, "kept")
    free.set()
    settle()
    kept = read(lambda db: members.get(db, twins[0]))
    assert (kept.notes, kept.position, kept.source) == ("爱下棋", "教务主任", "朋友介绍")


def test_the_keyboard_is_enough(
    page: DuplicatesPage, twins: tuple[str, str], read: Read, settle: Settle
) -> None:
    show(page, twins, settle)
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert read(lambda db: members.get(db, twins[1])) is None


def test_different_people_are_proposed_no_more(
    page: DuplicatesPage, twins: tuple[str, str], read: Read, settle: Settle
) -> None:
    before = len(page.table.shown_ids())
    show(page, twins, settle)
    click(page.pane.different)
    settle()
    assert len(page.table.shown_ids()) == before - 1
    assert read(lambda db: members.get(db, twins[1])) is not None
    assert pair_id(*twins) not in page.table.shown_ids()


def test_different_people_are_taken_back_from_their_list(
    page: DuplicatesPage, twins: tuple[str, str], settle: Settle, messages: Messages
) -> None:
    assert page.told_apart.isHidden()
    show(page, twins, settle)
    click(page.pane.different)
    settle()
    assert "1" in page.told_apart.text()
    click(page.told_apart)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, DifferentPeople)
    click(sheet.buttons[twins])
    settle()
    assert messages.dialog is None, "nobody is left in the list"
    assert page.told_apart.isHidden()
    assert pair_id(*twins) in page.table.shown_ids()


def test_later_goes_round(page: DuplicatesPage, twins: tuple[str, str], settle: Settle) -> None:
    ids = page.table.shown_ids()
    page.table.select([ids[-1]])
    settle()
    click(page.pane.next)
    settle()
    assert page.table.current_id() == ids[0]


def test_two_the_owner_chose_are_compared(page: DuplicatesPage, read: Read, settle: Settle) -> None:
    proposed = set(page.table.shown_ids())
    ids = sorted(read(members.member_ids))
    pair = next((a, b) for a in ids for b in ids if a < b and pair_id(a, b) not in proposed)
    page.open_with(ids=list(reversed(pair)))
    settle()
    assert page.pane.pair is not None
    assert page.pane.pair.id == pair_id(*pair)
    assert page.pane.why.text() == "你自己选的"


def test_a_click_on_the_text_chooses(
    page: DuplicatesPage, twins: tuple[str, str], settle: Settle, qtbot: QtBot
) -> None:
    show(page, twins, settle)
    _group, _first, second = page.pane._groups["name"]
    click(second)
    assert page.pane.choices()["name"] == "lost"


def test_nobody_twice(
    make_page: MakePage, settle: Settle, register: RegisterThread, desk: Desk, read: Read
) -> None:
    from organizer.domain.joining import actions

    def apart(step: Any) -> None:
        for one in joining.duplicates(step):
            actions.mark_different(step, one.first_id, one.second_id)

    register.act(apart).result()
    page = cast("DuplicatesPage", make_page("joining"))
    settle()
    assert page.stack.currentWidget() is page.empty
    assert page.empty.sentence.text()


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(
    ("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 100), (Mode.LIGHT, 150)]
)
def test_pictures(
    page: DuplicatesPage,
    twins: tuple[str, str],
    qtbot: QtBot,
    settle: Settle,
    tmp_path_factory: pytest.TempPathFactory,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    page.window().resize(1366 - 170, 768 - 80)
    page.resize(page.window().size())
    page.retranslate()
    show(page, twins, settle)
    qtbot.wait(30)
    folder = Path(os.environ.get("ORGANIZER_PICTURES") or tmp_path_factory.mktemp("pictures"))
    page.grab().save(str(folder / f"joining-{language}-{mode.value}-{percent}.png"))
    assert page.pane.choices()
