"""Reading events: what a calendar shows, one event whole, who invites whom."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition
from organizer.domain.events import recurrence
from organizer.domain.events.records import (
    Entry,
    Event,
    EventFilter,
    EventPerson,
    Key,
    OwnKind,
    Session,
    SessionTime,
)

_COLUMNS = """
    e.id, s.id, s.held_on, s.starts_at, s.minutes, s.title, e.title, e.kind, e.own_kind_id,
    e.host_id, e.venue_id, e.room_id,
    CASE WHEN e.venue_id IS NULL THEN e.place ELSE v.name || ifnull(' ' || r.name, '') END,
    e.series_id IS NOT NULL OR e.repeats <> '', e.cancelled_at IS NOT NULL, e.repeats
"""
_VENUES = "LEFT JOIN venue v ON v.id = e.venue_id LEFT JOIN venue_room r ON r.id = e.room_id"
#: Sessions lead: the index over days finds those of a month, whatever else the register holds.
_BY_DAY = (
    f"SELECT {_COLUMNS} FROM session s CROSS JOIN event e ON e.id = s.event_id {_VENUES}"
    " WHERE s.held_on BETWEEN ? AND ? AND e.repeats = '' AND e.archived_at IS NULL"
)
#: Here the few events that repeat lead.
_PATTERNS = (
    f"SELECT {_COLUMNS} FROM event e CROSS JOIN session s ON s.event_id = e.id {_VENUES}"
    " WHERE e.repeats <> '' AND e.archived_at IS NULL AND s.held_on <= ?"
)
_SEARCHED = SearchColumns(texts=("e.title",), readings=("e.reading",), initials=("e.initials",))

_EVENT = """
    SELECT e.id, e.series_id, e.occurs_on, e.kind, e.own_kind_id, ifnull(k.name, ''), e.title,
        e.host_id, ifnull(i.name, ''), e.venue_id, ifnull(v.name, ''), ifnull(v.address, ''),
        e.room_id, ifnull(r.name, ''), e.place, e.capacity, e.cost_fen, e.description, e.materials,
        e.minutes, e.notes, e.part_of_id, e.cancelled_at IS NOT NULL, e.archived_at IS NOT NULL,
        e.repeats, ifnull(p.repeats, '')
    FROM event e LEFT JOIN event p ON p.id = e.series_id
    LEFT JOIN event_kind k ON k.id = e.own_kind_id
    LEFT JOIN institution i ON i.id = e.host_id LEFT JOIN venue v ON v.id = e.venue_id
    LEFT JOIN venue_room r ON r.id = e.room_id
"""


def entries(
    db: Database, first: dt.date, last: dt.date, wanted: EventFilter | None = None
) -> list[Entry]:
    """Every session that touches the days from `first` to `last`, in order of time.

    Repetitions are expanded; archived events are left out, cancelled ones are not.
    """
    where, parameters = _conditions(wanted or EventFilter())
    # a session that began the evening before may reach into the first day
    day_before = (first - dt.timedelta(days=1)).isoformat()
    rows = db.rows(
        f"{_BY_DAY}{where}",
        (day_before, last.isoformat(), *parameters),
    )
    found = [_entry(row, None) for row in rows]
    patterns = db.rows(f"{_PATTERNS}{where}", (last.isoformat(), *parameters))
    if patterns:
        spoken = _spoken_of(db, [row[0] for row in patterns], first - dt.timedelta(days=1), last)
        for row in patterns:
            anchor = dt.date.fromisoformat(row[2])
            days = recurrence.days(row[15], anchor, first - dt.timedelta(days=1), last)
            found += [_entry(row, day) for day in days if (row[0], day.isoformat()) not in spoken]
    opening = dt.datetime.combine(first, dt.time())
    return sorted(
        (one for one in found if one.time.day >= first or one.time.end() > opening),
        key=lambda one: (one.time.day, one.time.starts_at, one.title, one.key),
    )


def _spoken_of(
    db: Database, pattern_ids: Sequence[str], first: dt.date, last: dt.date
) -> set[tuple[str, str]]:
    """The days of repetitions that have a row of their own or are left out."""
    marks = ", ".join("?" * len(pattern_ids))
    period = (first.isoformat(), last.isoformat())
    return {
        (pattern_id, day)
        for pattern_id, day in db.rows(
            f"SELECT event_id, occurs_on FROM skipped_occurrence WHERE event_id IN ({marks})"
            " AND occurs_on BETWEEN ? AND ? UNION ALL"
            f" SELECT series_id, occurs_on FROM event WHERE series_id IN ({marks})"
            " AND occurs_on BETWEEN ? AND ?",
            (*pattern_ids, *period, *pattern_ids, *period),
        )
    }


def _conditions(wanted: EventFilter) -> tuple[str, list[Any]]:
    where, parameters = "", []
    if wanted.kinds:
        marks = ", ".join("?" * len(wanted.kinds))
        where += f" AND (e.kind IN ({marks}) OR e.own_kind_id IN ({marks}))"
        parameters += [*wanted.kinds, *wanted.kinds]
    for column, value in (("host_id", wanted.host_id), ("venue_id", wanted.venue_id)):
        if value is not None:
            where += f" AND e.{column} = ?"
            parameters.append(value)
    if wanted.group_id is not None:
        where += " AND e.id IN (SELECT event_id FROM event_group WHERE group_id = ?)"
        parameters.append(wanted.group_id)
    if wanted.branch_id is not None:
        where += (
            " AND e.id IN (SELECT g.event_id FROM event_group g"
            " JOIN chat_group c ON c.id = g.group_id WHERE c.branch_id = ?)"
        )
        parameters.append(wanted.branch_id)
    if wanted.member_id is not None:
        where += (
            " AND e.id IN (SELECT event_id FROM event_person WHERE member_id = ?"
            " UNION ALL SELECT event_id FROM participant WHERE member_id = ?)"
        )
        parameters += [wanted.member_id, wanted.member_id]
    if words := wanted.words.strip():
        condition, values = like_condition(words, _SEARCHED)
        where += f" AND {condition}"
        parameters += values
    return where, parameters


def _entry(row: Sequence[Any], day: dt.date | None) -> Entry:
    """An entry of a row, or of one day of a pattern's row."""
    held_on = day or dt.date.fromisoformat(row[2])
    return Entry(
        str(Key(row[0], day)) if day else row[0],
        None if day else row[1],
        SessionTime(held_on, *row[3:6]),
        *row[6:13],
        *map(bool, row[13:15]),
    )


def resolve(db: Database, key: str | Key) -> Key:
    """The key as it is now: a day of a repetition that has a row by now is that row."""
    key = Key.of(key)
    if key.occurs_on is None:
        return key
    row_id = db.value(
        "SELECT id FROM event WHERE series_id = ? AND occurs_on = ?",
        (key.event_id, key.occurs_on.isoformat()),
    )
    return key if row_id is None else Key(row_id)


def event(db: Database, key: str | Key) -> Event | None:
    """An event whole, archived or not; None when there is none (any more).

    A key with a day gives that day of the repetition, with or without a row of its own; a key of
    the pattern alone gives the pattern with its anchor as session.
    """
    key = resolve(db, key)
    row = db.row(f"{_EVENT} WHERE e.id = ?", (key.event_id,))
    if row is None:
        return None
    pattern_id = row[1] or (row[0] if row[24] else None)
    anchor = db.value("SELECT held_on FROM session WHERE event_id = ?", (pattern_id,))
    anchor_day = None if anchor is None else dt.date.fromisoformat(anchor)
    sessions = sessions_of(db, row[0])
    if key.occurs_on is not None:
        if anchor_day is None or not _takes_place(db, key, row[24], anchor_day):
            return None
        sessions = [Session("", one.time._replace(day=key.occurs_on)) for one in sessions]
    return Event(
        key=key,
        id=row[0],
        series_id=pattern_id,
        repeats=row[24] or row[25],
        anchor=anchor_day,
        kind=row[3],
        own_kind_id=row[4],
        own_kind_name=row[5],
        title=row[6],
        host_id=row[7],
        host_name=row[8],
        venue_id=row[9],
        venue_name=row[10],
        venue_address=row[11],
        room_id=row[12],
        room_name=row[13],
        place=row[14],
        capacity=row[15],
        cost_fen=row[16],
        description=row[17],
        materials=row[18],
        minutes=row[19],
        notes=row[20],
        part_of_id=row[21],
        cancelled=bool(row[22]),
        archived=bool(row[23]),
        sessions=tuple(sessions),
        groups=tuple(groups_of(db, row[0])),
        people=tuple(people_of(db, row[0])),
    )


def _takes_place(db: Database, key: Key, rule: str, anchor: dt.date) -> bool:
    day = key.occurs_on
    if day is None or not rule or not recurrence.days(rule, anchor, day, day):
        return False
    skipped = db.value(
        "SELECT 1 FROM skipped_occurrence WHERE event_id = ? AND occurs_on = ?",
        (key.event_id, day.isoformat()),
    )
    return skipped is None


def sessions_of(db: Database, event_id: str) -> list[Session]:
    """The sessions of an event's row in order of time."""
    return [
        Session(row[0], SessionTime(dt.date.fromisoformat(row[1]), *row[2:]))
        for row in db.rows(
            "SELECT id, held_on, starts_at, minutes, title FROM session WHERE event_id = ?"
            " ORDER BY held_on, starts_at, id",
            (event_id,),
        )
    ]


def groups_of(db: Database, event_id: str) -> list[tuple[str, str]]:
    """The groups an event invites: id and name, in order of the names."""
    return db.rows(
        "SELECT g.id, g.name FROM event_group x JOIN chat_group g ON g.id = x.group_id"
        " WHERE x.event_id = ? ORDER BY g.sort_key, g.id",
        (event_id,),
    )


def people_of(db: Database, event_id: str) -> list[EventPerson]:
    """Who has a part in an event, as they were entered."""
    return [
        EventPerson(*row)
        for row in db.rows(
            "SELECT x.member_id, m.name, x.part FROM event_person x"
            " JOIN member m ON m.id = x.member_id WHERE x.event_id = ? ORDER BY x.id",
            (event_id,),
        )
    ]


def own_kinds(db: Database, *, archived: bool = False) -> list[OwnKind]:
    """The owner's own kinds of events in their order."""
    where = "" if archived else " WHERE archived_at IS NULL"
    return [
        OwnKind(row[0], row[1], row[2], bool(row[3]))
        for row in db.rows(
            f"SELECT id, name, colour, archived_at IS NOT NULL FROM event_kind{where}"
            " ORDER BY position, id"
        )
    ]


def columns_of(db: Database, event_id: str, names: Iterable[str]) -> dict[str, Any]:
    """Some columns of an event's row. Raises KeyError when there is no such event."""
    names = list(names)
    row = db.row(f"SELECT {', '.join(names)} FROM event WHERE id = ?", (event_id,))
    if row is None:
        raise KeyError(event_id)
    return dict(zip(names, row, strict=True))


def rows_of(
    db: Database, table: str, columns: Sequence[str], event_id: str
) -> list[tuple[Any, ...]]:
    """Some columns of the rows of `table` that hang on an event, in the order they were made."""
    return db.rows(
        f"SELECT {', '.join(columns)} FROM {table} WHERE event_id = ? ORDER BY id", (event_id,)
    )


def occurrence_rows(db: Database, pattern_id: str, since: dt.date | None = None) -> list[str]:
    """The days of a repetition that have rows of their own, from a planned day on."""
    return db.column(
        "SELECT id FROM event WHERE series_id = ? AND occurs_on >= ? ORDER BY occurs_on",
        (pattern_id, "" if since is None else since.isoformat()),
    )


def skipped_rows(db: Database, pattern_id: str, since: dt.date | None = None) -> list[str]:
    """The rows that leave days of a repetition out, from a planned day on."""
    return db.column(
        "SELECT id FROM skipped_occurrence WHERE event_id = ? AND occurs_on >= ?",
        (pattern_id, "" if since is None else since.isoformat()),
    )


def busy_people(
    db: Database, entries: Sequence[Entry], member_ids: Sequence[str], parts: Iterable[str]
) -> list[tuple[str, str, str]]:
    """Which of the people have one of the parts at which of the entries: event id, id, name."""
    event_ids = {Key.of(entry.key).event_id for entry in entries}
    marks = [", ".join("?" * len(some)) for some in (event_ids, list(member_ids), list(parts))]
    return db.rows(
        "SELECT x.event_id, x.member_id, m.name FROM event_person x"
        " JOIN member m ON m.id = x.member_id"
        f" WHERE x.event_id IN ({marks[0]}) AND x.member_id IN ({marks[1]})"
        f" AND x.part IN ({marks[2]}) GROUP BY x.event_id, x.member_id",
        (*event_ids, *member_ids, *parts),
    )


def is_skipped(db: Database, pattern_id: str, day: dt.date) -> bool:
    """Whether a day of a repetition is left out."""
    found = db.value(
        "SELECT 1 FROM skipped_occurrence WHERE event_id = ? AND occurs_on = ?",
        (pattern_id, day.isoformat()),
    )
    return found is not None


def has_attendance(db: Database, session_ids: Sequence[str]) -> bool:
    """Whether anybody was entered at one of these sessions."""
    marks = ", ".join("?" * len(session_ids))
    sql = f"SELECT EXISTS (SELECT 1 FROM attendance WHERE session_id IN ({marks}))"
    return bool(db.value(sql, session_ids))


def has_participants(db: Database, event_id: str) -> bool:
    """Whether anybody was invited, signed up or came."""
    sql = "SELECT EXISTS (SELECT 1 FROM participant WHERE event_id = ?)"
    return bool(db.value(sql, (event_id,)))


def planned_days(db: Database, table: str, row_ids: Sequence[str]) -> list[tuple[str, str]]:
    """The planned days (`occurs_on`) of rows: id and ISO day."""
    marks = ", ".join("?" * len(row_ids))
    return db.rows(f"SELECT id, occurs_on FROM {table} WHERE id IN ({marks})", row_ids)


def ids_beginning(db: Database, beginning: str, at_most: int = 5) -> list[str]:
    """The events, archived or not, whose ids begin with a text, the oldest first."""
    return db.column(
        "SELECT id FROM event WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT ?",
        (beginning, beginning, at_most),
    )


def ids_titled(db: Database, title: str, at_most: int = 5) -> list[str]:
    """The events of a title that are not archived, the newest first."""
    return db.column(
        "SELECT id FROM event WHERE title = ? AND archived_at IS NULL ORDER BY id DESC LIMIT ?",
        (title, at_most),
    )
