"""Events in the detail of a group, a person and an institution."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, actions_participants, store, store_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.members import store_offers
from organizer.domain.venues import actions as venues
from organizer.screens.events.of_others import (
    EventsOf,
    EventsOfGroup,
    EventsOfInstitution,
    EventsOfMember,
    EventsOfVenue,
)
from organizer.widgets.desk import Desk
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan

Settle = Callable[[], None]


@pytest.fixture
def planned(register: RegisterThread) -> dict[str, str]:
    """A typical month; the ids by a short name."""
    return plan(register, TODAY)


@pytest.fixture
def show(
    desk: Desk, window: QWidget, qtbot: QtBot, settle: Settle
) -> Callable[[type[EventsOf], str], EventsOf]:
    """Shows a tab for a record."""

    def make(kind: type[EventsOf], record: str) -> EventsOf:
        tab = kind(desk)
        tab.setParent(window)
        tab.resize(500, 400)
        tab.show()
        tab.show_record(record)
        settle()
        return tab

    return make


def lines(tab: EventsOf) -> list[tuple[str, int]]:
    """The titles listed with their days of the month."""
    model = tab.table.model
    rows: list[Any] = [model.row(at) for at in range(model.rowCount())]
    return [(row.entry.title, row.entry.time.day.day) for row in rows]


def test_a_group_lists_what_it_is_invited_to_and_the_next_of_a_repetition(
    planned: dict[str, str], register: RegisterThread, show: Any
) -> None:
    event = register.ask(lambda db: store.event(db, planned["weekly"])).result()
    assert event is not None
    tab = show(EventsOfGroup, event.groups[0][0])
    assert lines(tab) == [
        ("线下沟通日 · 三月场", 14),
        ("周三答疑", 11),
        ("周三答疑", 4),
    ]


def test_an_institution_lists_what_it_hosts(
    planned: dict[str, str], register: RegisterThread, show: Any
) -> None:
    event = register.ask(lambda db: store.event(db, planned["meet_up"])).result()
    assert event is not None
    tab = show(EventsOfInstitution, event.host_id)
    assert lines(tab) == [("线下沟通日 · 三月场", 14)]


def test_a_venue_lists_its_bookings(register: RegisterThread, show: Any) -> None:
    def act(step: Any) -> str:
        venue = venues.add(step, "青年路活动中心")
        actions.add(step, "沙龙", "salon", [SessionTime(TODAY, "19:00", 90)], venue_id=venue)
        return venue

    venue_id, _step = register.act(act).result()
    assert lines(show(EventsOfVenue, venue_id)) == [("沙龙", TODAY.day)]


def test_a_person_lists_what_they_signed_up_for_came_to_and_lead(
    planned: dict[str, str], register: RegisterThread, show: Any, settle: Settle
) -> None:
    one = register.ask(lambda db: store_offers.offered(db, "王")).result()[0]
    day = TODAY - dt.timedelta(days=9)

    def act(step: Any) -> None:
        actions_participants.sign_up_members(step, planned["meet_up"], [one.id])
        actions.set_people(step, planned["board"], "presenter", [one.id])
        past = actions.add(step, "二月场", "meet_up", [SessionTime(day, "14:00", 120)])
        actions_participants.sign_up_members(step, past, [one.id])
        session = store.event(step, past)
        assert session is not None
        people = store_participants.of_members(step, past, [one.id])
        actions_participants.mark(step, session.sessions[0].id, people.values(), "present")

    register.act(act).result()
    tab = show(EventsOfMember, one.id)
    assert [title for title, _day in lines(tab)] == [
        "私董会：寒假招生难题",
        "线下沟通日 · 三月场",
        "二月场",
    ]
    rows: list[Any] = [tab.table.model.row(at) for at in range(3)]
    assert [row.taking.parts for row in rows] == [("presenter",), (), ()]
    assert [row.taking.listed for row in rows] == ["", "signed_up", "signed_up"]
    assert [row.taking.attended for row in rows] == [None, None, True]


def test_enter_opens_the_event_in_the_calendar(
    planned: dict[str, str], register: RegisterThread, desk: Desk, show: Any, qtbot: QtBot
) -> None:
    event = register.ask(lambda db: store.event(db, planned["meet_up"])).result()
    assert event is not None
    tab = show(EventsOfInstitution, event.host_id)
    with qtbot.waitSignal(desk.record_wanted) as told:
        tab.table.activated.emit(tab.table.model.id(0))
    assert told.args == ["event", planned["meet_up"]]
