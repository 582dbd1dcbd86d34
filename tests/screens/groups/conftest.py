"""The page of groups, and what its tests read from it and the register."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from organizer.base.database import Database
from organizer.domain.groups import store
from organizer.domain.groups.records import GroupInList, Membership
from organizer.screens.groups.page import GroupsPage
from organizer.widgets.fields import LineField
from tests.screens.conftest import MakePage

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> GroupsPage:
    made = cast("GroupsPage", make_page("groups"))
    settle()
    return made


def group(read: Read, group_id: str) -> GroupInList:
    found = read(lambda db: store.group_in_list(db, group_id))
    assert isinstance(found, GroupInList)
    return found


def membership(read: Read, membership_id: str) -> Membership:
    found = read(lambda db: store.membership(db, membership_id))
    assert isinstance(found, Membership)
    return found


def largest(read: Read) -> GroupInList:
    found: list[GroupInList] = read(store.groups)
    return max(found, key=lambda one: one.people)


def column(page: GroupsPage, key: str) -> list[str]:
    model = page.table.model
    shown = next(one for one in model.columns if one.key == key)
    return [shown.show(model.row(at)) for at in range(model.rowCount())]


def opened(page: GroupsPage, tab: str, settle: Settle) -> Any:
    page.pane.open_tab(tab)
    settle()
    found = page.pane.tab(tab)
    assert found is not None
    return found


def type_into(field: LineField[Any], text: str) -> None:
    """Type as an input method does: key clicks know no Chinese."""
    field.line.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field.line, event)
