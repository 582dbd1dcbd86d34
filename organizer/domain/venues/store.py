"""Reading venues."""

from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition
from organizer.domain.venues.records import Room, Venue

_VENUE = (
    "SELECT v.id, v.name, v.address, v.institution_id, ifnull(i.name, ''), v.notes,"
    " v.archived_at IS NOT NULL FROM venue v LEFT JOIN institution i ON i.id = v.institution_id"
)
_SEARCHED = SearchColumns(
    texts=("v.name", "v.address"), readings=("v.reading",), initials=("v.initials",)
)


def venue(db: Database, venue_id: str) -> Venue | None:
    """One venue, archived or not."""
    row = db.row(f"{_VENUE} WHERE v.id = ?", (venue_id,))
    return None if row is None else _venue(row, rooms_of(db, venue_id))


def venues(db: Database, words: str = "", *, archived: bool = False) -> list[Venue]:
    """The venues that match some words, in order of their names; archived ones when asked for."""
    condition, parameters = like_condition(words, _SEARCHED)
    put_away = "" if archived else " AND v.archived_at IS NULL"
    rows = db.rows(
        f"{_VENUE} WHERE {condition}{put_away} ORDER BY v.sort_key, v.id", tuple(parameters)
    )
    return [_venue(row, rooms_of(db, row[0])) for row in rows]


def of_institution(db: Database, institution_id: str) -> list[Venue]:
    """The campuses of an institution: the first is where it hosts by default."""
    rows = db.rows(
        f"{_VENUE} WHERE v.institution_id = ? AND v.archived_at IS NULL ORDER BY v.id",
        (institution_id,),
    )
    return [_venue(row, rooms_of(db, row[0])) for row in rows]


def named(db: Database, name: str) -> Venue | None:
    """The venue of exactly this name that is not archived."""
    row = db.row(f"{_VENUE} WHERE v.name = ? AND v.archived_at IS NULL", (name,))
    return None if row is None else _venue(row, rooms_of(db, row[0]))


def rooms_of(db: Database, venue_id: str) -> tuple[Room, ...]:
    """The rooms of a venue in their order."""
    rows = db.rows(
        "SELECT id, name, capacity FROM venue_room WHERE venue_id = ? ORDER BY position, id",
        (venue_id,),
    )
    return tuple(Room(*row) for row in rows)


def rooms_in_use(db: Database, room_ids: Sequence[str]) -> list[str]:
    """Which of the rooms events were planned in."""
    marks = ", ".join("?" * len(room_ids))
    return db.column(f"SELECT DISTINCT room_id FROM event WHERE room_id IN ({marks})", room_ids)


def _venue(row: Sequence[Any], rooms: tuple[Room, ...]) -> Venue:
    return Venue(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), rooms)
