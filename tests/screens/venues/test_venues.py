"""The page of venues: adding one with rooms, renaming, what takes place there."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions as events
from organizer.domain.events.records import SessionTime
from organizer.domain.venues import actions, store
from organizer.domain.venues.records import Venue
from organizer.screens.venues.page import NewVenue, VenuesPage
from organizer.screens.venues.profile import VenueProfile
from organizer.widgets.desk import Desk, Page
from organizer.widgets.fields import LineField

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def hall(register: RegisterThread) -> str:
    """A venue with two rooms."""

    def make(step: Any) -> str:
        venue_id = actions.add(step, "启明校区", address="人民路 1 号")
        actions.set_rooms(step, venue_id, [(None, "报告厅", 80), (None, "茶室", None)])
        return venue_id

    return str(register.act(make).result()[0])


@pytest.fixture
def page(make_page: Callable[[str], Page], hall: str, settle: Settle) -> VenuesPage:
    """The page with the venue chosen."""
    made = make_page("venues")
    assert isinstance(made, VenuesPage)
    made.show_record(hall)
    settle()
    return made


def one(read: Read, venue_id: str) -> Venue:
    found: Venue = read(lambda db: store.venue(db, venue_id))
    return found


def type_into(qtbot: QtBot, field: LineField[Any], text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    field.line.insert(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_rooms_are_named_and_sized_in_place(
    page: VenuesPage, hall: str, read: Read, qtbot: QtBot, settle: Settle
) -> None:
    tab = page.pane.tab("Profile")
    assert isinstance(tab, VenueProfile)
    rooms = tab.rooms
    assert [field.line.text() for field in rooms.names] == ["报告厅", "茶室"]
    type_into(qtbot, rooms.names[1], "大茶室")
    settle()
    type_into(qtbot, rooms.capacities[1], "12")
    settle()
    type_into(qtbot, rooms.new_name, "舞蹈房")
    settle()
    found = one(read, hall).rooms
    assert [(room.name, room.capacity) for room in found] == [
        ("报告厅", 80),
        ("大茶室", 12),
        ("舞蹈房", None),
    ]
    assert rooms.new_name.line.text() == ""
    type_into(qtbot, rooms.names[2], "报告厅")
    settle()
    assert rooms.names[2].problem
    qtbot.mouseClick(rooms.removers[2], Qt.MouseButton.LeftButton)
    settle()
    assert len(one(read, hall).rooms) == 2
    assert rooms.names[2].isHidden()


def test_a_room_with_events_is_kept(
    page: VenuesPage, hall: str, desk: Desk, register: RegisterThread, read: Read, qtbot: QtBot,
    settle: Settle,
) -> None:  # fmt: skip
    room = one(read, hall).rooms[0].id
    time = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
    register.act(
        lambda step: events.add(step, "沟通日", "meet_up", [time], venue_id=hall, room_id=room)
    ).result()
    tab = page.pane.tab("Profile")
    assert isinstance(tab, VenueProfile)
    qtbot.mouseClick(tab.rooms.removers[0], Qt.MouseButton.LeftButton)
    settle()
    assert len(one(read, hall).rooms) == 2
    assert desk.messages.recorded
    page.pane.open_tab("Events")
    settle()
    listed = page.pane.tab("Events")
    assert listed is not None
    assert len(listed.table.shown_ids()) == 1  # type: ignore[attr-defined]


def test_a_new_venue_needs_a_name_of_its_own(
    page: VenuesPage, hall: str, desk: Desk, read: Read, qtbot: QtBot, settle: Settle
) -> None:
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewVenue))
    sheet = desk.messages.dialog
    assert isinstance(sheet, NewVenue)
    sheet.name.line.setText("启明校区")
    sheet.press()
    settle()
    assert sheet.name.problem
    sheet.name.line.setText("云上茶室")
    sheet.address.line.setText("湖滨路 8 号")
    sheet.press()
    settle()
    assert {found.name for found in read(store.venues)} == {"启明校区", "云上茶室"}
    assert page.pane.title.text() == "云上茶室"
