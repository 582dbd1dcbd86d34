"""Everything a room names is there: a page, tab or search that is imported when first opened."""

import inspect

import pytest

from organizer.app.rooms import all_rooms
from organizer.widgets.desk import DetailTab, Page
from organizer.widgets.later import Later
from organizer.widgets.room import Room


@pytest.mark.parametrize("room", all_rooms(), ids=lambda room: room.key)
def test_what_a_room_offers_is_imported_by_its_name(room: Room) -> None:
    assert isinstance(room.make_page, Later)
    page = room.make_page.load()
    assert isinstance(page, type)
    assert issubclass(page, Page)
    for tab in room.tabs:
        assert isinstance(tab.make, Later)
        made = tab.make.load()
        gives = made if isinstance(made, type) else inspect.get_annotations(made)["return"]
        assert issubclass(gives, DetailTab), tab.title
    for finder in room.finders:
        assert isinstance(finder.find, Later)
        assert inspect.iscoroutinefunction(finder.find.load()), finder.kind


def test_a_page_with_tabs_of_others_is_searched_under_the_same_name() -> None:
    """A tab names the noun it is shown with: a slip of the pen would hide it without a word."""
    nouns = {finder.kind for room in all_rooms() for finder in room.finders} | {"appointment"}
    assert {tab.noun for room in all_rooms() for tab in room.tabs} == nouns
