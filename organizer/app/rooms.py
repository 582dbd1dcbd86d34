"""All rooms of the house, in one list: a new screen is added here and nowhere else."""

import importlib
from collections.abc import Iterator
from typing import cast

from organizer.widgets.desk import Room, TabOffer

#: Subjects whose `screens/<subject>/__init__.py` holds a ROOM.
SUBJECTS = ("start",)


def all_rooms() -> tuple[Room, ...]:
    """Every room, in the order of the sidebar; rooms without a place in it come last."""
    rooms = [
        cast("Room", importlib.import_module(f"organizer.screens.{subject}").ROOM)
        for subject in SUBJECTS
    ]
    rooms.sort(key=lambda room: (room.position is None, room.position or 0))
    return tuple(rooms)


def tabs_for(rooms: tuple[Room, ...], noun: str) -> Iterator[TabOffer]:
    """The tabs that rooms add to the detail of a noun, in their order."""
    offers = [tab for room in rooms for tab in room.tabs if tab.noun == noun]
    yield from sorted(offers, key=lambda tab: tab.position)
