"""Events as other nouns see them: those of a group, of a person, of an institution."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.events import store
from organizer.domain.events.records import Entry, EventFilter, Key

#: How far ahead days of repetitions are listed, and how far back.
AHEAD, BACK = dt.timedelta(days=186), dt.timedelta(days=3 * 366)


def hosts_in_use(db: Database) -> list[tuple[str, str]]:
    """The institutions that host or hosted an event: id and name, in order of the names."""
    return db.rows(
        "SELECT id, name FROM institution WHERE id IN"
        " (SELECT host_id FROM event WHERE host_id IS NOT NULL) ORDER BY sort_key, id"
    )


def events_around(db: Database, wanted: EventFilter, today: dt.date) -> list[Entry]:
    """The sessions of some years back and half a year ahead, the latest first.

    Of days ahead that repeat without a row of their own only the next is listed.
    """
    seen: set[str] = set()
    found = []
    for one in store.entries(db, today - BACK, today + AHEAD, wanted):
        key = Key.of(one.key)
        if key.occurs_on is not None and one.time.day >= today:
            if key.event_id in seen:
                continue
            seen.add(key.event_id)
        found.append(one)
    return found[::-1]


class Taking(NamedTuple):
    """How somebody takes part in an event: codes of `PARTS`, and of the place on its list."""

    parts: tuple[str, ...] = ()
    listed: str = ""
    """"signed_up", "waiting", "withdrawn", "invited" or ''."""
    attended: bool | None = None
    """Whether present at one of its sessions; None while nothing was noted."""


def taking_part(db: Database, member_id: str) -> dict[str, Taking]:
    """How a person takes part, by the rows of events."""
    found: dict[str, Taking] = {}
    for event_id, part in db.rows(
        "SELECT event_id, part FROM event_person WHERE member_id = ? ORDER BY id", (member_id,)
    ):
        known = found.get(event_id, Taking())
        found[event_id] = known._replace(parts=(*known.parts, part))
    rows = db.rows(
        "SELECT p.event_id, CASE WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'"
        " WHEN p.waiting_since IS NOT NULL THEN 'waiting'"
        " WHEN p.signed_up_at IS NOT NULL THEN 'signed_up'"
        " WHEN p.invited_at IS NOT NULL THEN 'invited' ELSE '' END,"
        " max(CASE a.state WHEN 'present' THEN 2 WHEN 'absent' THEN 1 WHEN 'excused' THEN 1 END)"
        " FROM participant p LEFT JOIN attendance a ON a.participant_id = p.id"
        " WHERE p.member_id = ? GROUP BY p.id",
        (member_id,),
    )
    for event_id, listed, state in rows:
        known = found.get(event_id, Taking())
        attended = None if state is None else state == 2
        found[event_id] = known._replace(listed=listed, attended=attended)
    return found


def sign_ups_to_come(db: Database, member_ids: Sequence[str], today: dt.date) -> list[str]:
    """The participants some members are at events with a session after today, not withdrawn."""
    return db.column(
        "SELECT p.id FROM participant p WHERE p.member_id IN (SELECT value FROM json_each(?))"
        " AND p.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM session s"
        "  WHERE s.event_id = p.event_id AND s.held_on > ?) ORDER BY p.id",
        (json.dumps(list(member_ids)), today.isoformat()),
    )
