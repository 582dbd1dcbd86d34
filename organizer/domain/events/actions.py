"""Planning events: adding, changing, moving, calling off; one day of a repetition or all of them.

A day of a repetition has no row until something is said about it alone; `own_row` gives it one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.pinyin import sort_key, text_reading
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.events import recurrence, rules, store
from organizer.domain.events.records import FIELDS, KINDS, OWN_KIND, PARTS, Key, SessionTime

ADD = ActionKind("events.add", N_("Planned {count} event"), N_("Planned {count} events"))
CHANGE = ActionKind("events.change", N_("Changed an event"))
MOVE = ActionKind("events.move", N_("Moved an event"))
REPEAT = ActionKind("events.repeat", N_("Made an event repeat"))
SKIP = ActionKind("events.skip", N_("Left out one day of a repetition"))
CANCEL = ActionKind(
    "events.cancel", N_("Called off {count} event"), N_("Called off {count} events")
)
RESUME = ActionKind(
    "events.resume", N_("Put {count} event back on"), N_("Put {count} events back on")
)
ARCHIVE = ActionKind("events.archive", N_("Archived {count} event"), N_("Archived {count} events"))
RESTORE = ActionKind(
    "events.restore", N_("Brought back {count} event"), N_("Brought back {count} events")
)

_ONE_LINE = frozenset({"title", "place"})


def add(
    step: Step,
    /,
    title: str,
    kind: str,
    sessions: Sequence[SessionTime],
    *,
    group_ids: Iterable[str] = (),
    people: Mapping[str, Iterable[str]] | None = None,
    repetition: recurrence.Repetition | None = None,
    **fields: Any,
) -> str:
    """Plan an event and return its id; with a repetition it is the pattern of the days.

    `people` maps codes of `PARTS` to members; `fields` are those of `FIELDS`. A pattern has one
    session, whose day becomes the first on which the rule takes place. Raises UserError when title
    or day are missing, times don't fit, or the repetition never takes place.
    """
    step.begins(ADD, count=1)
    times = rules.checked_sessions(sessions)
    repeats = ""
    if repetition is not None:
        repeats, times = _checked_repetition(repetition, times)
    row = _checked_fields({"kind": kind, "title": title, **fields})
    event_id = step.insert("event", **row, **_spelled(row["title"]), repeats=repeats)
    insert_sessions(step, event_id, times)
    step.insert_many(
        "event_group", ("event_id", "group_id"), [(event_id, one) for one in group_ids]
    )
    for part, member_ids in (people or {}).items():
        _insert_people(step, event_id, part, member_ids)
    return event_id


def own_row(step: Step, key: str | Key) -> str:
    """The row of an event; a day of a repetition gets one of its own, with all it takes over.

    Raises UserError when that day does not take place (any more).
    """
    key = store.resolve(step, key)
    if key.occurs_on is None:
        return key.event_id
    if store.event(step, key) is None:
        raise UserError(
            "events.gone", N_("This day of the repetition does not take place any more.")
        )
    columns = sorted(FIELDS | {"reading", "initials", "sort_key", "cancelled_at"})
    row = store.columns_of(step, key.event_id, columns)
    event_id = step.insert("event", **row, series_id=key.event_id, occurs_on=key.occurs_on)
    times = [one.time._replace(day=key.occurs_on) for one in store.sessions_of(step, key.event_id)]
    insert_sessions(step, event_id, times)
    copy_parts(step, key.event_id, event_id)
    return event_id


def change(step: Step, /, key: str | Key, **changes: Any) -> str:
    """Change fields of `FIELDS` of one event (of a repetition: this day only); returns its id.

    Raises UserError when the title is empty or a value may not be.
    """
    step.begins(CHANGE)
    event_id = own_row(step, key)
    step.note(event_id=event_id)
    row = _checked_fields(changes)
    if "title" in row:
        row |= _spelled(row["title"])
    if "venue_id" in row and "room_id" not in row:
        before = store.columns_of(step, event_id, ("venue_id",))
        if before["venue_id"] != row["venue_id"]:
            row["room_id"] = None
    step.update("event", event_id, **row)
    return event_id


def set_sessions(step: Step, key: str | Key, sessions: Sequence[SessionTime]) -> str:
    """Give one event these sessions; those that stay as they are keep their attendance.

    A session that is moved keeps its row: the nth of the old ones becomes the nth of the new.
    Raises UserError when the times don't fit, or a session with attendance would go.
    """
    step.begins(MOVE)
    event_id = own_row(step, key)
    step.note(event_id=event_id)
    times = rules.checked_sessions(sessions)
    present = store.sessions_of(step, event_id)
    for session, time in zip(present, times, strict=False):
        step.update(
            "session",
            session.id,
            held_on=time.day,
            starts_at=time.starts_at,
            minutes=time.minutes,
            title=one_line(time.title),
        )
    gone = [session.id for session in present[len(times) :]]
    if store.has_attendance(step, gone):
        raise UserError(
            "events.session_attended",
            N_("Somebody was entered as present at this session. Take that back first."),
        )
    step.delete("session", gone)
    insert_sessions(step, event_id, times[len(present) :])
    return event_id


def set_groups(step: Step, key: str | Key, group_ids: Iterable[str]) -> str:
    """Say which groups one event invites; returns its id."""
    step.begins(CHANGE)
    event_id = own_row(step, key)
    step.note(event_id=event_id)
    wanted = dict.fromkeys(group_ids)
    present = {
        row[1]: row[0] for row in store.rows_of(step, "event_group", ("id", "group_id"), event_id)
    }
    step.delete("event_group", [row_id for one, row_id in present.items() if one not in wanted])
    new = [(event_id, one) for one in wanted if one not in present]
    step.insert_many("event_group", ("event_id", "group_id"), new)
    return event_id


def set_people(step: Step, key: str | Key, part: str, member_ids: Iterable[str]) -> str:
    """Say who has a part (a code of `PARTS`) in one event; returns its id."""
    step.begins(CHANGE)
    event_id = own_row(step, key)
    step.note(event_id=event_id)
    wanted = dict.fromkeys(member_ids)
    rows = store.rows_of(step, "event_person", ("id", "member_id", "part"), event_id)
    present = {row[1]: row[0] for row in rows if row[2] == part}
    step.delete("event_person", [row_id for one, row_id in present.items() if one not in wanted])
    _insert_people(step, event_id, part, [one for one in wanted if one not in present])
    return event_id


def skip(step: Step, key: str | Key) -> None:
    """Leave one day of a repetition out; what was planned for that day alone is archived."""
    step.begins(SKIP)
    key = store.resolve(step, key)
    pattern_id, day = key.event_id, key.occurs_on
    if day is None:
        row = store.columns_of(step, key.event_id, ("series_id", "occurs_on"))
        archive(step, [key.event_id])
        if row["series_id"] is None:
            return
        pattern_id, day = row["series_id"], dt.date.fromisoformat(row["occurs_on"])
    if not store.is_skipped(step, pattern_id, day):
        step.insert("skipped_occurrence", event_id=pattern_id, occurs_on=day)


def cancel(step: Step, keys: Sequence[str | Key]) -> list[str]:
    """Call events off: they stay in the calendar, struck out. Returns their ids."""
    step.begins(CANCEL, count=len(keys))
    event_ids = [own_row(step, key) for key in keys]
    step.update_where("event", event_ids, cancelled_at=step.now)
    return event_ids


def resume(step: Step, keys: Sequence[str | Key]) -> list[str]:
    """Put events that were called off back on. Returns their ids."""
    step.begins(RESUME, count=len(keys))
    event_ids = [own_row(step, key) for key in keys]
    step.update_where("event", event_ids, cancelled_at=None)
    return event_ids


def archive(step: Step, event_ids: Sequence[str]) -> int:
    """Put events away (a pattern with all days that have no row); returns how many there were."""
    step.begins(ARCHIVE, count=len(event_ids))
    return step.update_where("event", event_ids, archived_at=step.now)


def restore(step: Step, event_ids: Sequence[str]) -> int:
    """Bring archived events back; returns how many came back."""
    step.begins(RESTORE, count=len(event_ids))
    return step.update_where("event", event_ids, archived_at=None)


def _checked_fields(changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - FIELDS
    if unknown:
        message = f"an event has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    row: dict[str, Any] = {
        key: one_line(value) if key in _ONE_LINE else value for key, value in changes.items()
    }
    if row.get("title") == "":
        raise UserError("events.no_title", N_("An event needs a title."))
    kind = row.get("kind")
    if kind is not None:
        if kind not in KINDS and kind != OWN_KIND:
            message = f"{kind} is no kind of event"
            raise ValueError(message)
        if kind != OWN_KIND:
            row["own_kind_id"] = None
    for key in ("capacity", "cost_fen"):
        value = row.get(key)
        if value is not None and value < (1 if key == "capacity" else 0):
            raise UserError("events.bad_number", N_("Seats and costs can’t be negative."))
    return row


def _spelled(title: str) -> dict[str, str]:
    reading = text_reading(title)
    return {
        "reading": reading.full,
        "initials": reading.initials,
        "sort_key": sort_key(title, reading.full),
    }


def _checked_repetition(
    rule: recurrence.Repetition, times: Sequence[SessionTime]
) -> tuple[str, list[SessionTime]]:
    if len(times) != 1:
        raise UserError(
            "events.repeats_one_session", N_("An event that repeats has one session each time.")
        )
    text, first = recurrence.checked(rule, times[0].day)
    return text, [times[0]._replace(day=first)]


def insert_sessions(step: Step, event_id: str, times: Iterable[SessionTime]) -> None:
    """Add sessions to an event's row."""
    step.insert_many(
        "session",
        ("event_id", "held_on", "starts_at", "minutes", "title"),
        [(event_id, one.day, one.starts_at, one.minutes, one_line(one.title)) for one in times],
    )


def _insert_people(step: Step, event_id: str, part: str, member_ids: Iterable[str]) -> None:
    if part not in PARTS:
        message = f"{part} is no part in an event"
        raise ValueError(message)
    rows = [(event_id, one, part) for one in dict.fromkeys(member_ids)]
    step.insert_many("event_person", ("event_id", "member_id", "part"), rows)


def copy_parts(step: Step, from_id: str, to_id: str) -> None:
    """Give an event the groups, people, agenda and questions of another."""
    columns: tuple[str, ...] = ("group_id",)
    rows = store.rows_of(step, "event_group", columns, from_id)
    step.insert_many("event_group", ("event_id", *columns), [(to_id, *row) for row in rows])
    columns = ("member_id", "part")
    rows = store.rows_of(step, "event_person", columns, from_id)
    step.insert_many("event_person", ("event_id", *columns), [(to_id, *row) for row in rows])
    columns = ("kind", "title", "minutes", "member_id", "notes", "position")
    rows = store.rows_of(step, "agenda_item", columns, from_id)
    step.insert_many("agenda_item", ("event_id", *columns), [(to_id, *row) for row in rows])
    columns = ("words", "position")
    rows = store.rows_of(step, "feedback_question", columns, from_id)
    step.insert_many("feedback_question", ("event_id", *columns), [(to_id, *row) for row in rows])
