"""What a venue is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """A room of a venue; `capacity` in people, None when unknown."""

    id: str
    name: str
    capacity: int | None


@dataclass(frozen=True)
class Venue:
    """A place for events, perhaps the campus of an institution."""

    id: str
    name: str
    address: str
    institution_id: str | None
    institution_name: str
    notes: str
    archived: bool
    rooms: tuple[Room, ...]
