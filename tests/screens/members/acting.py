"""What the tests of the members page do and look at again and again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.domain.members import store
from organizer.domain.members.records import Member, MemberRow
from organizer.domain.rosters.listing import roster_ids
from organizer.screens.members.bulk_sheets import ManySheet
from organizer.screens.members.page import MembersPage
from organizer.screens.members.profile import ProfileTab
from organizer.widgets.messages import Messages
from organizer.widgets.record_table import RecordTable
from tests.screens.conftest import TODAY

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


def table(page: MembersPage) -> RecordTable:
    assert page.table is not None
    return page.table


def everybody(db: Database) -> list[MemberRow]:
    return store.member_rows(db, store.member_ids(db))


def member(read: Read, member_id: str) -> Member:
    found = read(lambda db: store.get(db, member_id))
    assert isinstance(found, Member)
    return found


def profile(page: MembersPage) -> ProfileTab:
    tab = page.detail.pane.tab("Profile")
    assert isinstance(tab, ProfileTab)
    return tab


def found_by_sql(read: Read, state: dict[str, Any], *order: Any) -> list[str]:
    ids: list[str] = read(lambda db: roster_ids(db, state, *order, today=TODAY))
    return ids


def texts_of(page: MembersPage, number: int) -> dict[str, str]:
    line = table(page).model.row(number)
    assert line is not None
    texts: dict[str, str] = line.texts
    return texts


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, text)


def sheet(messages: Messages, qtbot: QtBot) -> ManySheet:
    """The sheet over the window for what is done with many, once it is there."""
    qtbot.waitUntil(lambda: isinstance(messages.dialog, ManySheet))
    assert isinstance(messages.dialog, ManySheet)
    return messages.dialog
