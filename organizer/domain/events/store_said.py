"""Reading what was said at events: notes, what is left from earlier ones, promises, newcomers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.domain.events import store
from organizer.domain.events.records import Event, Key
from organizer.domain.events.said import (
    WORKED_OFF,
    EventInPast,
    FollowUp,
    Newcomer,
    Newcomers,
    Note,
)
from organizer.domain.members.rules import form_of_address
from organizer.domain.tasks import store as tasks

#: How far back the newcomers of a first salon reach, and how many sessions back promises do.
DAYS_BEFORE_FIRST = 31
SESSIONS_BACK = 12

_NOTE = """
    SELECT n.id, n.event_id, n.kind, n.member_id, ifnull(m.name, n.speaker), n.words, n.votes,
        n.settled_event_id, n.settlement, n.position, e.title,
        (SELECT min(s.held_on) FROM session s WHERE s.event_id = e.id)
    FROM event_note n JOIN event e ON e.id = n.event_id LEFT JOIN member m ON m.id = n.member_id
"""
# Events that go together: days of one repetition, or of one kind with a group in common (or both
# without a group). With :people also those with somebody in common who takes part.
_RELATED = """
    WITH guests AS (
        SELECT member_id FROM event_person WHERE event_id = :event
        UNION SELECT member_id FROM participant WHERE event_id = :event
            AND member_id IS NOT NULL AND withdrawn_at IS NULL
    )
    SELECT e.id, e.title, e.kind, min(s.held_on) AS day, e.series_id IS :series AND
        :series IS NOT NULL AS same_series
    FROM event e JOIN session s ON s.event_id = e.id
    WHERE e.id <> :event AND e.repeats = '' AND e.archived_at IS NULL AND e.cancelled_at IS NULL
        AND ((e.series_id = :series) OR (
            e.kind = :kind AND e.own_kind_id IS :own_kind AND (
                EXISTS (SELECT 1 FROM event_group x JOIN event_group y ON y.group_id = x.group_id
                    WHERE x.event_id = e.id AND y.event_id = :event)
                OR NOT EXISTS (SELECT 1 FROM event_group x WHERE x.event_id IN (e.id, :event))
                OR (:people AND (
                    EXISTS (SELECT 1 FROM event_person x WHERE x.event_id = e.id
                        AND x.member_id IN (SELECT member_id FROM guests))
                    OR EXISTS (SELECT 1 FROM participant x WHERE x.event_id = e.id
                        AND x.withdrawn_at IS NULL
                        AND x.member_id IN (SELECT member_id FROM guests)))))))
    GROUP BY e.id
    HAVING min(s.held_on || ' ' || s.starts_at) < :starts
    ORDER BY min(s.held_on || ' ' || s.starts_at) DESC, e.id DESC
"""
# One person once, by the first day in any of the groups; who was in one before is not new.
_NEWCOMERS = """
    SELECT m.id, m.name, m.position, m.form_of_address,
        CASE WHEN ifnull(i.short_name, '') <> '' THEN i.short_name ELSE ifnull(i.name, '') END,
        min(ifnull(s.joined_on, '')) AS joined, g.name
    FROM membership s JOIN account a ON a.id = s.account_id AND a.kind = 'ordinary'
    JOIN member m ON m.id = a.member_id AND m.archived_at IS NULL
    JOIN chat_group g ON g.id = s.group_id AND g.archived_at IS NULL
    LEFT JOIN institution i ON i.id = m.institution_id
    WHERE (NOT EXISTS (SELECT 1 FROM event_group WHERE event_id = :event)
        OR s.group_id IN (SELECT group_id FROM event_group WHERE event_id = :event))
    GROUP BY m.id
    HAVING joined BETWEEN :since AND :day AND max(s.left_on IS NULL) = 1
        AND NOT (joined = :since AND EXISTS (SELECT 1 FROM participant p
            JOIN attendance t ON t.participant_id = p.id AND t.state = 'present'
            WHERE p.event_id = :last AND p.member_id = m.id))
    ORDER BY joined, m.sort_key, m.id
"""


def notes(db: Database, event_id: str, kind: str = "") -> list[Note]:
    """What was said at an event, of one kind if given, in the order it was written down."""
    more = " AND n.kind = ?" if kind else ""
    return _notes(
        db,
        f"n.event_id = ?{more} ORDER BY n.position, n.id",
        (event_id, *([kind] if kind else [])),
    )


def note(db: Database, note_id: str) -> Note | None:
    """One note."""
    found = _notes(db, "n.id = ?", (note_id,))
    return found[0] if found else None


def notes_of_member(db: Database, member_id: str) -> list[Note]:
    """What a person said at events, the latest first."""
    return _notes(db, "n.member_id = ? ORDER BY n.id DESC", (member_id,))


def settled_at(db: Database, event_id: str) -> list[Note]:
    """The topics and problems that were worked off at an event, wherever they came up."""
    return _notes(db, "n.settled_event_id = ? ORDER BY n.id", (event_id,))


def left_open(db: Database, key: str | Key) -> list[Note]:
    """Topics and problems of earlier events that go together with this one, not yet worked off.

    Events go together that are days of one repetition, or of one kind with a group in common.
    The oldest come first.
    """
    event = store.event(db, key)
    earlier = [] if event is None else [one.id for one, _same in _related(db, event)]
    if not earlier:
        return []
    kinds = sorted(WORKED_OFF)
    return _notes(
        db,
        f"n.event_id IN ({_marks(earlier)}) AND n.kind IN ({_marks(kinds)})"
        " AND n.settled_event_id IS NULL ORDER BY n.id",
        (*earlier, *kinds),
    )


def last_place(db: Database, event_id: str, kind: str) -> int:
    """The highest place among the notes of one kind, 0 when there are none."""
    found: int = db.value(
        "SELECT ifnull(max(position), 0) FROM event_note WHERE event_id = ? AND kind = ?",
        (event_id, kind),
    )
    return found


def earlier(db: Database, key: str | Key) -> list[EventInPast]:
    """The events before this one that go together with it, the latest first."""
    event = store.event(db, key)
    return [] if event is None else [one for one, _same in _related(db, event)]


def follow_up(db: Database, key: str | Key) -> FollowUp:
    """The promises an event opens with: those of the session before, and older ones still open.

    The session before is that of the same repetition, else the latest of the same kind with a
    group or a person in common.
    """
    event = store.event(db, key)
    related = [] if event is None else _related(db, event, people=True)
    series = [one for one, same in related if same]
    past = (series or [one for one, _same in related])[:SESSIONS_BACK]
    if not past:
        return FollowUp(None, (), ())
    promises = [tasks.of_subject(db, "event", one.id, "promise") for one in past]
    older = [task for some in promises[1:] for task in some if task.is_open]
    return FollowUp(past[0], tuple(promises[0]), tuple(older))


def something_left(db: Database, event_id: str) -> bool:
    """Whether promises or, for a salon, problems of earlier events are open."""
    kind = store.columns_of(db, event_id, ("kind",))["kind"]
    if kind == "salon":
        return any(one.kind == "problem" for one in left_open(db, event_id))
    return follow_up(db, event_id).open_count > 0


def newcomers(db: Database, key: str | Key) -> Newcomers | None:
    """Who joined the invited groups (any group if none is) since the last salon that goes together.

    People, not accounts, each once; who was in one of the groups before, left again, or was at
    that salon already is not new. None when there is no such event.
    """
    event = store.event(db, key)
    if event is None or event.starts is None:
        return None
    day = event.starts.date()
    last = next((one for one, _same in _related(db, event)), None)
    since = day - dt.timedelta(days=DAYS_BEFORE_FIRST) if last is None else last.day
    rows = db.rows(
        _NEWCOMERS,
        {
            "event": event.id,
            "since": since.isoformat(),
            "day": day.isoformat(),
            "last": None if last is None else last.id,
        },
    )
    people = [
        Newcomer(
            row[0],
            row[1],
            row[3] or form_of_address(row[1], row[2]),
            row[4],
            dt.date.fromisoformat(row[5]),
            row[6],
        )
        for row in rows
    ]
    return Newcomers(since, last, tuple(people))


def people_at(db: Database, event_id: str) -> list[tuple[str, str]]:
    """Who may be meant by a note or promise: those with a part, then those on the list; id, name.

    Each once, in the order they were entered; who withdrew is left out.
    """
    return db.rows(
        "SELECT m.id, m.name FROM (SELECT member_id, 0 AS turn, id AS place FROM event_person"
        " WHERE event_id = :event UNION ALL SELECT member_id, 1, id FROM participant"
        " WHERE event_id = :event AND member_id IS NOT NULL AND withdrawn_at IS NULL) x"
        " JOIN member m ON m.id = x.member_id GROUP BY m.id"
        " ORDER BY min(x.turn), min(x.place)",
        {"event": event_id},
    )


def _related(db: Database, event: Event, *, people: bool = False) -> list[tuple[EventInPast, bool]]:
    """Events before this one that go together with it; whether they are of its repetition."""
    if event.starts is None:
        return []
    first = event.sessions[0].time
    rows = db.rows(
        _RELATED,
        {
            "event": event.id,
            "series": event.series_id,
            "kind": event.kind,
            "own_kind": event.own_kind_id,
            "people": people,
            "starts": f"{first.day} {first.starts_at}",
        },
    )
    return [
        (EventInPast(row[0], row[1], row[2], dt.date.fromisoformat(row[3])), bool(row[4]))
        for row in rows
    ]


def _notes(db: Database, where: str, parameters: Iterable[Any]) -> list[Note]:
    return [_note(row) for row in db.rows(f"{_NOTE} WHERE {where}", tuple(parameters))]


def _note(row: Sequence[Any]) -> Note:
    day = None if row[11] is None else dt.date.fromisoformat(row[11])
    columns: list[Any] = [*row[:11], day]
    return Note(*columns)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
