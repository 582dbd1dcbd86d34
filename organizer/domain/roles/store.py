"""Reading appointments: who holds what now and before, terms, people who hold nothing.

Positions in archived groups and branches are no longer held: current lists leave them out.
"""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database, Parameters
from organizer.domain.members.conditions import Condition
from organizer.domain.roles.records import Appointment, Place

_APPOINTMENT = """
    SELECT t.id, t.member_id, m.name AS member_name, t.group_id, t.branch_id,
        coalesce(g.name, b.name, '') AS place_name, t.title, t.starts_on, t.term_ends_on,
        t.ended_on, t.duty, t.returns
    FROM appointment t
    JOIN member m ON m.id = t.member_id
    LEFT JOIN chat_group g ON g.id = t.group_id
    LEFT JOIN branch b ON b.id = t.branch_id
"""
_HELD = "t.ended_on IS NULL AND g.archived_at IS NULL AND b.archived_at IS NULL"
# built-in titles in their own order, then the owner's own
_RANK = (
    "CASE t.title WHEN 'lead' THEN 0 WHEN 'owner' THEN 1 WHEN 'branch_head' THEN 1"
    " WHEN 'secretary' THEN 2 WHEN 'admin' THEN 2 WHEN 'assistant' THEN 3 WHEN 'kol' THEN 4"
    " WHEN 'sharer' THEN 5 ELSE 6 END"
)
_IN_ORDER = f"ORDER BY t.ended_on IS NOT NULL, {_RANK}, t.title, m.sort_key, t.id"


def appointment(db: Database, appointment_id: str) -> Appointment | None:
    """One appointment."""
    return next(iter(_appointments(db, "WHERE t.id = ?", (appointment_id,))), None)


def held_in(
    db: Database, place: Place, place_id: str | None = None, *, past: bool = False
) -> list[Appointment]:
    """Who holds what in a group, a branch or the alliance, the leading titles first.

    With `past` those who held something before follow.
    """
    where, parameters = _where(place, place_id)
    now = "" if past else " AND t.ended_on IS NULL"
    return _appointments(db, f"WHERE {where}{now} {_IN_ORDER}", parameters)


def all_held(db: Database) -> list[Appointment]:
    """Every position held today, place by place."""
    return _appointments(
        db,
        f"WHERE {_HELD} ORDER BY t.group_id IS NOT NULL, t.branch_id IS NOT NULL,"
        f" coalesce(g.sort_key, b.sort_key, ''), {_RANK}, t.title, m.sort_key, t.id",
    )


def ended(db: Database) -> list[Appointment]:
    """Every position that has ended, the latest end first."""
    return _appointments(
        db, "WHERE t.ended_on IS NOT NULL ORDER BY t.ended_on DESC, m.sort_key, t.id"
    )


def of_person(db: Database, member_id: str) -> list[Appointment]:
    """What a person holds, then what they held, the latest first."""
    return _appointments(
        db,
        "WHERE t.member_id = ? ORDER BY t.ended_on IS NOT NULL, t.starts_on DESC, t.id DESC",
        (member_id,),
    )


def ending_terms(db: Database, today: dt.date, days: int = 30) -> list[Appointment]:
    """Positions whose term is over, or will be within so many days, the first to end first."""
    return _appointments(
        db,
        f"WHERE {_HELD} AND t.term_ends_on <= ? ORDER BY t.term_ends_on, m.sort_key, t.id",
        ((today + dt.timedelta(days=days)).isoformat(),),
    )


def without_return(db: Database) -> list[Appointment]:
    """Positions that return nothing to those who hold them, the longest held first."""
    return _appointments(
        db, f"WHERE {_HELD} AND t.returns = '' ORDER BY t.starts_on, m.sort_key, t.id"
    )


def people_without_role(db: Database, group_id: str) -> list[tuple[str, str]]:
    """Id and name of the people in a group who hold nothing there, by name."""
    return [
        (row[0], row[1])
        for row in db.bulk(
            "SELECT DISTINCT m.id, m.name, m.sort_key FROM membership s"
            " JOIN account a ON a.id = s.account_id JOIN member m ON m.id = a.member_id"
            " WHERE s.group_id = :group AND s.left_on IS NULL AND a.kind = 'ordinary'"
            " AND NOT EXISTS (SELECT 1 FROM appointment t WHERE t.member_id = m.id"
            " AND t.group_id = :group AND t.ended_on IS NULL) ORDER BY +m.sort_key, m.id",
            {"group": group_id},
        )
    ]


def titles_in_group(db: Database, group_id: str) -> dict[str, list[str]]:
    """The titles each person holds in a group, by member id; show them with `title_words`."""
    found: dict[str, list[str]] = {}
    for member_id, title in db.rows(
        "SELECT t.member_id, t.title FROM appointment t WHERE t.group_id = ?"
        f" AND t.ended_on IS NULL ORDER BY {_RANK}, t.title, t.id",
        (group_id,),
    ):
        found.setdefault(member_id, []).append(title)
    return found


def titles_of_people(db: Database, member_ids: Sequence[str]) -> dict[str, list[Appointment]]:
    """What each of some people holds today."""
    found: dict[str, list[Appointment]] = {}
    for one in _appointments(
        db,
        f"WHERE t.member_id IN (SELECT value FROM json_each(:members)) AND {_HELD}"
        f" ORDER BY {_RANK}, t.title, t.id",
        {"members": json.dumps(list(member_ids))},
    ):
        found.setdefault(one.member_id, []).append(one)
    return found


def titles_in_use(db: Database) -> list[str]:
    """All titles that are or were held, the most used first; for pickers."""
    return db.column("SELECT title FROM appointment GROUP BY title ORDER BY count(*) DESC, title")


def team_of_branch(db: Database, branch_id: str) -> list[Appointment]:
    """The team of a branch: who holds something in it today."""
    return held_in(db, "branch", branch_id)


# --- conditions of a list of members -------------------------------------------------------------


def holds(title: str = "", group_id: str | None = None) -> Condition:
    """Members who hold a title (any when '') in a group (anywhere when None)."""
    sql, parameters = "h.ended_on IS NULL", []
    if title:
        sql += " AND h.title = ?"
        parameters.append(title)
    if group_id is not None:
        sql += " AND h.group_id = ?"
        parameters.append(group_id)
    return Condition(
        f"m.id IN (SELECT h.member_id FROM appointment h WHERE {sql})", tuple(parameters)
    )


def holds_nothing() -> Condition:
    """Members who hold no position anywhere."""
    return Condition(
        "NOT EXISTS (SELECT 1 FROM appointment h WHERE h.member_id = m.id AND h.ended_on IS NULL)"
    )


# --- for the actions -----------------------------------------------------------------------------


def open_of_people(
    db: Database, member_ids: Sequence[str], place: Place | None = None, place_id: str | None = None
) -> list[tuple[str, str, str, str]]:
    """Id, member, title and start of what people hold today, in one place or everywhere."""
    where, parameters = _where(place, place_id) if place else ("1", {})
    return [
        (row[0], row[1], row[2], row[3])
        for row in db.bulk(
            "SELECT t.id, t.member_id, t.title, t.starts_on FROM appointment t"
            " WHERE t.member_id IN (SELECT value FROM json_each(:members))"
            f" AND t.ended_on IS NULL AND {where}",
            {"members": json.dumps(list(member_ids)), **parameters},
        )
    ]


def open_of(db: Database, appointment_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Id and start of those of these appointments that have not ended."""
    return [
        (row[0], row[1])
        for row in db.bulk(
            "SELECT id, starts_on FROM appointment WHERE ended_on IS NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(appointment_ids)),),
        )
    ]


def _where(place: Place, place_id: str | None) -> tuple[str, dict[str, str | None]]:
    if place == "group":
        return "t.group_id = :place", {"place": place_id}
    if place == "branch":
        return "t.branch_id = :place", {"place": place_id}
    return "t.group_id IS NULL AND t.branch_id IS NULL", {}


def _appointments(db: Database, rest: str, parameters: Parameters = ()) -> list[Appointment]:
    return [_appointment(row) for row in db.bulk(f"{_APPOINTMENT} {rest}", parameters)]


def _appointment(row: Sequence[Any]) -> Appointment:
    return Appointment(
        id=row[0],
        member_id=row[1],
        member_name=row[2],
        group_id=row[3],
        branch_id=row[4],
        place_name=row[5],
        title=row[6],
        starts_on=dt.date.fromisoformat(row[7]),
        term_ends_on=dt.date.fromisoformat(row[8]) if row[8] else None,
        ended_on=dt.date.fromisoformat(row[9]) if row[9] else None,
        duty=row[10],
        returns=row[11],
    )
