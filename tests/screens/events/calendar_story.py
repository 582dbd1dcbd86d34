"""The calendar page over a typical month: fixtures and small helpers of its tests."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import store
from organizer.domain.events.records import SessionTime
from organizer.screens.events.page import CalendarPage
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.desk import Desk
from tests.screens.conftest import TODAY, MakePage
from tests.screens.events.planned import plan

Settle = Callable[[], None]


@pytest.fixture
def planned(register: RegisterThread) -> dict[str, str]:
    """A typical month; the ids by a short name."""
    return plan(register, TODAY)


@pytest.fixture
def page(planned: dict[str, str], make_page: MakePage, settle: Settle) -> CalendarPage:
    """The calendar page over that month."""
    made = make_page("events")
    assert isinstance(made, CalendarPage)
    settle()
    return made


def on(page: CalendarPage, record: str) -> list[CalendarEntry]:
    """The entries shown of an event, also of the days of a repetition."""
    return [one for one in page.view.entries if one.record.partition("@")[0] == record]


def times(register: RegisterThread, key: str) -> list[SessionTime]:
    """The sessions of an event."""
    event = register.ask(lambda db: store.event(db, key)).result()
    return [] if event is None else [one.time for one in event.sessions]


def sheet_of(desk: Desk, kind: type[Any], qtbot: QtBot) -> Any:
    """The sheet that is open."""
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, kind), timeout=3000)
    return desk.messages.dialog
