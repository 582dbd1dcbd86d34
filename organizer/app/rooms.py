"""All rooms of the house, in one list: a new screen is added here and nowhere else."""

import importlib
from typing import cast

from organizer.widgets.room import Room

#: Subjects whose `screens/<subject>/__init__.py` holds a ROOM.
SUBJECTS = (
    "history",
    "help",
    "settings",
    "start",
    "members",
    "fields",
    "rosters",
    "joining",
    "groups",
    "institutions",
    "roles",
    "branches",
    "events",
    "venues",
    "special_days",
    "texts",
)


def all_rooms() -> tuple[Room, ...]:
    """Every room, in the order of the sidebar; rooms without a place in it come last."""
    rooms = [
        cast("Room", importlib.import_module(f"organizer.screens.{subject}").ROOM)
        for subject in SUBJECTS
    ]
    rooms.sort(key=lambda room: (room.position is None, room.position or 0))
    return tuple(rooms)
