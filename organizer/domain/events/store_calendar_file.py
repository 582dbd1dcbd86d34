"""Reading events as calendar files know them, and finding those a file speaks of."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from organizer.base.database import Database
from organizer.base.text import one_line
from organizer.domain.events import recurrence, store
from organizer.domain.events.calendar_file import DOMAIN, FileEvent
from organizer.domain.events.records import KINDS, OWN_KIND, EventFilter, Key, SessionTime

_AMONG = " IN (SELECT value FROM json_each(?))"
_EVENT = """
    SELECT e.id, e.calendar_uid, e.title, CASE WHEN e.kind = 'own' THEN k.name ELSE e.kind END,
        CASE WHEN e.venue_id IS NULL THEN e.place ELSE v.name || ifnull(' ' || r.name, '')
            || CASE WHEN v.address = '' THEN '' ELSE ', ' || v.address END END,
        e.description, e.materials, e.cancelled_at IS NOT NULL, e.repeats, e.series_id,
        e.occurs_on, e.archived_at IS NOT NULL
    FROM event e LEFT JOIN event_kind k ON k.id = e.own_kind_id
    LEFT JOIN venue v ON v.id = e.venue_id LEFT JOIN venue_room r ON r.id = e.room_id
"""
_CHANGED = """
    SELECT w.event_id, max(s.number), max(s.made_at) FROM (
        SELECT id AS event_id, 'event' AS name, id AS row_id FROM event WHERE id IN
            (SELECT value FROM json_each(:ids))
        UNION ALL SELECT event_id, 'session', id FROM session WHERE event_id IN
            (SELECT value FROM json_each(:ids))
        UNION ALL SELECT event_id, 'skipped_occurrence', id FROM skipped_occurrence
            WHERE event_id IN (SELECT value FROM json_each(:ids))
    ) w JOIN change c ON c.table_name = w.name AND c.first_id = w.row_id AND c.row_count = 1
    JOIN step s ON s.id = c.step_id GROUP BY w.event_id
"""


def events_to_export(
    db: Database,
    wanted: EventFilter | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[FileEvent]:
    """The events of a calendar file: a filter's, those in some days, or (nothing said) all.

    A repetition goes out whole as soon as one day of it is meant. Archived events stay at home.
    """
    if wanted is None and first is None and last is None:
        ids = db.column("SELECT id FROM event WHERE archived_at IS NULL ORDER BY id")
    else:
        span = db.row("SELECT min(held_on), max(held_on) FROM session") or (None, None)
        if span[0] is None:
            return []
        begin = first or dt.date.fromisoformat(span[0])
        end = last or max(begin, dt.date.fromisoformat(span[1]))
        ids = sorted({Key.of(one.key).event_id for one in store.entries(db, begin, end, wanted)})
    return file_events(db, ids)


def file_events(db: Database, event_ids: Iterable[str]) -> list[FileEvent]:
    """Some events as they stand in a calendar file, in order of their ids.

    A day of a repetition with a row of its own brings the whole repetition.
    """
    wanted = list(dict.fromkeys(event_ids))
    chosen = _json(wanted)
    # days of a repetition go out with it, unless it is put away and they are not
    rows = db.rows(
        f"{_EVENT} WHERE e.id IN (SELECT ifnull((SELECT p.id FROM event p WHERE p.id = o.series_id"
        f" AND p.archived_at IS NULL), o.id) FROM event o WHERE o.id{_AMONG}) ORDER BY e.id",
        (chosen,),
    )
    patterns = [row[0] for row in rows if row[8]]
    own_rows = (
        db.rows(f"{_EVENT} WHERE e.series_id{_AMONG} ORDER BY e.occurs_on", (_json(patterns),))
        if patterns
        else []
    )
    every = [row[0] for row in rows] + [row[0] for row in own_rows]
    sessions = _sessions(db, every)
    changed = {row[0]: (row[1], row[2]) for row in db.rows(_CHANGED, {"ids": _json(every)})}
    own_of: dict[str, list[Sequence[Any]]] = {}
    for row in own_rows:
        own_of.setdefault(row[9], []).append(row)
    skipped = _skipped(db, patterns)
    found = []
    for row in rows:
        event = _file_event(row, sessions.get(row[0], []), changed)
        if row[8]:
            own = own_of.get(row[0], [])
            event = _with_days(event, own, sessions, changed, skipped.get(row[0], set()))
        if event.sessions:
            found.append(event)
    return found


def file_event(db: Database, event_id: str) -> FileEvent:
    """One row alone, without the days of its repetition. Raises KeyError when there is none."""
    row = db.row(f"{_EVENT} WHERE e.id = ?", (event_id,))
    if row is None:
        raise KeyError(event_id)
    return _file_event(row, _sessions(db, [event_id]).get(event_id, []), {})


def _file_event(
    row: Sequence[Any],
    sessions: Sequence[tuple[str, SessionTime]],
    changed: dict[str, tuple[int, str]],
) -> FileEvent:
    first_made = min((session_id for session_id, _time in sessions), default="")
    number, moment = changed.get(row[0], (0, ""))
    return FileEvent(
        uid=row[1] or f"{row[0]}@{DOMAIN}",
        title=row[2],
        sessions=tuple(time for _id, time in sessions),
        kind=row[3] or "",
        location=one_line(row[4]),
        description="\n\n".join(filter(None, (row[5].strip(), row[6].strip()))),
        cancelled=bool(row[7]),
        rule=row[8],
        marks=tuple("" if one == first_made else one for one, _time in sessions),
        sequence=number,
        modified=moment,
    )


def _with_days(
    event: FileEvent,
    own_rows: Iterable[Sequence[Any]],
    sessions: dict[str, list[tuple[str, SessionTime]]],
    changed: dict[str, tuple[int, str]],
    left_out: set[dt.date],
) -> FileEvent:
    """The pattern with the days that differ from it; a day put away does not take place."""
    anchor = event.sessions[0]
    days, left_out = [], set(left_out)
    latest = (event.sequence, event.modified)
    for row in own_rows:
        day = dt.date.fromisoformat(row[10])
        own = replace(_file_event(row, sessions.get(row[0], []), changed), uid=event.uid)
        latest = max(latest, (own.sequence, own.modified))
        if row[11] or not own.sessions:
            left_out.add(day)
        elif day not in left_out and own.differences(as_planned(event, day)):
            days.append((day, own))
    # days the rule does not name (any more) need no leaving out
    named = (
        set(recurrence.days(event.rule, anchor.day, min(left_out), max(left_out)))
        if left_out
        else set()
    )
    return replace(
        event,
        left_out=tuple(sorted(left_out & named)),
        days=tuple(days),
        sequence=latest[0],
        modified=latest[1],
    )


def as_planned(pattern: FileEvent, day: dt.date) -> FileEvent:
    """What a repetition says of one of its days."""
    return replace(
        pattern,
        sessions=(pattern.sessions[0]._replace(day=day),),
        rule="",
        left_out=(),
        days=(),
    )


def _sessions(db: Database, ids: Sequence[str]) -> dict[str, list[tuple[str, SessionTime]]]:
    found: dict[str, list[tuple[str, SessionTime]]] = {}
    for event_id, session_id, day, *rest in db.rows(
        "SELECT event_id, id, held_on, starts_at, minutes, title FROM session"
        f" WHERE event_id{_AMONG} ORDER BY held_on, starts_at, id",
        (_json(ids),),
    ):
        time = SessionTime(dt.date.fromisoformat(day), *rest)
        found.setdefault(event_id, []).append((session_id, time))
    return found


def _skipped(db: Database, ids: Sequence[str]) -> dict[str, set[dt.date]]:
    found: dict[str, set[dt.date]] = {}
    for event_id, day in db.rows(
        f"SELECT event_id, occurs_on FROM skipped_occurrence WHERE event_id{_AMONG}", (_json(ids),)
    ):
        found.setdefault(event_id, set()).add(dt.date.fromisoformat(day))
    return found


def ids_of_uids(db: Database, uids: Iterable[str]) -> dict[str, str]:
    """The event each UID of a file stands for, archived ones too."""
    wanted = list(uids)
    found = dict(
        db.rows(
            f"SELECT calendar_uid, id FROM event WHERE calendar_uid <> '' AND calendar_uid{_AMONG}",
            (_json(wanted),),
        )
    )
    ours = [uid.removesuffix(f"@{DOMAIN}") for uid in wanted if uid.endswith(f"@{DOMAIN}")]
    for event_id in db.column(f"SELECT id FROM event WHERE id{_AMONG}", (_json(ours),)):
        found[f"{event_id}@{DOMAIN}"] = event_id
    return found


def archived_among(db: Database, event_ids: Iterable[str]) -> set[str]:
    """Which of some events are put away."""
    return set(
        db.column(
            f"SELECT id FROM event WHERE archived_at IS NOT NULL AND id{_AMONG}",
            (_json(list(event_ids)),),
        )
    )


def places(db: Database) -> dict[str, tuple[str, str | None]]:
    """Venue and room by the text a calendar file has for them."""
    return {
        one_line(text): (venue_id, room_id)
        for venue_id, room_id, text in db.rows(
            "SELECT v.id, r.id, v.name || ifnull(' ' || r.name, '')"
            " || CASE WHEN v.address = '' THEN '' ELSE ', ' || v.address END"
            " FROM venue v LEFT JOIN (SELECT id, venue_id, name FROM venue_room"
            " UNION ALL SELECT NULL, id, NULL FROM venue) r ON r.venue_id = v.id"
            " WHERE v.archived_at IS NULL"
        )
    }


def kind_columns(db: Database, kind: str) -> dict[str, Any] | None:
    """The columns of an event that say its kind: of a code, or the name of an own kind."""
    if kind in KINDS:
        return {"kind": kind, "own_kind_id": None}
    row_id = db.value("SELECT id FROM event_kind WHERE name = ? AND archived_at IS NULL", (kind,))
    return None if row_id is None else {"kind": OWN_KIND, "own_kind_id": row_id}


def skip_row(db: Database, pattern_id: str, day: dt.date) -> str | None:
    """The row that leaves one day of a repetition out."""
    found: str | None = db.value(
        "SELECT id FROM skipped_occurrence WHERE event_id = ? AND occurs_on = ?",
        (pattern_id, day.isoformat()),
    )
    return found


def _json(values: Sequence[str]) -> str:
    import json

    return json.dumps(values)
