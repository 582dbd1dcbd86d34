"""What the events hold of people who are to be erased."""

import json
from collections.abc import Collection

from organizer.base.database import Database

_AMONG = "IN (SELECT value FROM json_each(?))"


def seats(db: Database, people: Collection[str], names: Collection[str]) -> dict[str, str]:
    """The participants who are one of some people, with their event; a name alone counts too."""
    return dict(
        db.rows(
            f"SELECT id, event_id FROM participant WHERE member_id {_AMONG}"
            f" OR (member_id IS NULL AND name {_AMONG}) ORDER BY id",
            (_json(people), _json(names)),
        )
    )


def words_of(
    db: Database, table: str, column: str, people: Collection[str], names: Collection[str]
) -> list[str]:
    """The rows of a table that people said, known by id or (in `column`) by name alone."""
    return db.column(
        f"SELECT id FROM {table} WHERE member_id {_AMONG}"
        f" OR (member_id IS NULL AND {column} {_AMONG}) ORDER BY id",
        (_json(people), _json(names)),
    )


def rows_of(db: Database, table: str, people: Collection[str]) -> list[str]:
    """The rows of a table that name one of the people as theirs."""
    sql = f"SELECT id FROM {table} WHERE member_id {_AMONG} ORDER BY id"
    return db.column(sql, (_json(people),))


def visits(db: Database, people: Collection[str]) -> list[str]:
    """Visits to these people and nobody else."""
    return db.column(
        "SELECT e.id FROM event e WHERE e.kind = 'visit'"
        " AND EXISTS (SELECT 1 FROM event_person p WHERE p.event_id = e.id AND p.part = 'visited')"
        " AND NOT EXISTS (SELECT 1 FROM event_person p WHERE p.event_id = e.id"
        f"  AND p.part = 'visited' AND p.member_id NOT {_AMONG}) ORDER BY e.id",
        (_json(people),),
    )


def still_to_come(db: Database, event_ids: Collection[str], today: str) -> set[str]:
    """Which of some events have a session today or later."""
    return set(
        db.column(
            f"SELECT DISTINCT event_id FROM session WHERE event_id {_AMONG} AND held_on >= ?",
            (_json(event_ids), today),
        )
    )


def attendance_of(db: Database, participant_ids: Collection[str]) -> list[str]:
    """What is noted of the presence of participants."""
    sql = f"SELECT id FROM attendance WHERE participant_id {_AMONG} ORDER BY id"
    return db.column(sql, (_json(participant_ids),))


def _json(values: Collection[str]) -> str:
    return json.dumps(sorted(values))
