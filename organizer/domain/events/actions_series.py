"""Changing a repetition: all its days, or this one and those that follow.

Days that have rows of their own follow a change only where they still say what the pattern said.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events import actions, recurrence, rules, store
from organizer.domain.events.records import FIELDS, Key, Scope, SessionTime

CHANGE_SERIES = ActionKind("events.change_series", N_("Changed a repetition"))
END_SERIES = ActionKind("events.end_series", N_("Ended a repetition"))


def change(step: Step, /, key: str | Key, scope: Scope, **changes: Any) -> str:
    """Change fields of one day, of it and those that follow, or of all; returns the changed row.

    Raises UserError like `actions.change`.
    """
    pattern_id = _pattern_of(step, key)
    if scope == "this" or pattern_id is None:
        return actions.change(step, key, **changes)
    step.begins(CHANGE_SERIES)
    if scope == "following":
        pattern_id = split(step, key)
    before = store.columns_of(step, pattern_id, sorted(changes))
    actions.change(step, Key(pattern_id), **changes)
    for row_id in store.occurrence_rows(step, pattern_id):
        own = store.columns_of(step, row_id, sorted(changes))
        following = {name: changes[name] for name in changes if own[name] == before[name]}
        if following:
            actions.change(step, Key(row_id), **following)
    return pattern_id


def set_time(step: Step, key: str | Key, scope: Scope, time: SessionTime) -> str:
    """Move one day to another day or time, or give all days (or those that follow) another time.

    With "following" and "all" the day may move within the rule only where the rule names one
    weekday; otherwise the rule itself is to be changed (`repeat`). Raises UserError when it can't.
    """
    pattern_id = _pattern_of(step, key)
    if scope == "this" or pattern_id is None:
        present = store.event(step, key)
        sessions = [time] if present is None or len(present.sessions) == 1 else None
        if sessions is None:
            raise UserError(
                "events.several_sessions",
                N_("This event has several sessions. Move them in its form."),
            )
        return actions.set_sessions(step, key, sessions)
    step.begins(CHANGE_SERIES)
    planned = _planned_day(step, key)
    if scope == "following":
        pattern_id = split(step, key)
    anchor = store.sessions_of(step, pattern_id)[0]
    if time.day != planned:
        _shift_rule(step, pattern_id, anchor.time.day, planned, time.day)
        anchor = store.sessions_of(step, pattern_id)[0]
    new = time._replace(day=anchor.time.day)
    rules.checked_sessions([new])
    _follow_time(step, pattern_id, anchor.time, new)
    step.update("session", anchor.id, starts_at=new.starts_at, minutes=new.minutes)
    return pattern_id


def set_groups(step: Step, key: str | Key, scope: Scope, group_ids: Iterable[str]) -> str:
    """Say which groups are invited, on one day, it and those that follow, or all."""
    pattern_id = _pattern_of(step, key)
    if scope == "this" or pattern_id is None:
        return actions.set_groups(step, key, group_ids)
    step.begins(CHANGE_SERIES)
    if scope == "following":
        pattern_id = split(step, key)
    wanted = list(group_ids)
    before = {row[0] for row in store.groups_of(step, pattern_id)}
    for row_id in store.occurrence_rows(step, pattern_id):
        if {row[0] for row in store.groups_of(step, row_id)} == before:
            actions.set_groups(step, Key(row_id), wanted)
    actions.set_groups(step, Key(pattern_id), wanted)
    return pattern_id


def set_people(
    step: Step, key: str | Key, scope: Scope, part: str, member_ids: Iterable[str]
) -> str:
    """Say who has a part, on one day, it and those that follow, or all."""
    pattern_id = _pattern_of(step, key)
    if scope == "this" or pattern_id is None:
        return actions.set_people(step, key, part, member_ids)
    step.begins(CHANGE_SERIES)
    if scope == "following":
        pattern_id = split(step, key)
    wanted = list(member_ids)
    before = _people(step, pattern_id, part)
    for row_id in store.occurrence_rows(step, pattern_id):
        if _people(step, row_id, part) == before:
            actions.set_people(step, Key(row_id), part, wanted)
    actions.set_people(step, Key(pattern_id), part, wanted)
    return pattern_id


def set_cancelled(step: Step, key: str | Key, scope: Scope, *, cancelled: bool) -> str:
    """Call off one day, it and those that follow, or all; or put them back on. Returns the row.

    What was called off stays in the calendar, struck out.
    """
    pattern_id = _pattern_of(step, key)
    if scope == "this" or pattern_id is None:
        return (actions.cancel if cancelled else actions.resume)(step, [key])[0]
    step.begins(CHANGE_SERIES)
    if scope == "following":
        pattern_id = split(step, key)
    rows = [pattern_id, *store.occurrence_rows(step, pattern_id)]
    step.update_where("event", rows, cancelled_at=step.now if cancelled else None)
    return pattern_id


def repeat(step: Step, key: str | Key, repetition: recurrence.Repetition | None) -> str:
    """Give an event a repetition or another one, or (None) none; returns the row.

    Days of a repetition that have rows of their own stay what they are, also where the new rule
    does not name them. Raises UserError when the rule never takes place, or the event has
    several sessions.
    """
    step.begins(actions.REPEAT)
    pattern_id = _pattern_of(step, key)
    event_id = pattern_id or Key.of(key).event_id
    if repetition is None:
        if pattern_id is not None:
            _let_rows_go(step, pattern_id)
            step.update("event", pattern_id, repeats="")
        return event_id
    sessions = store.sessions_of(step, event_id)
    if len(sessions) != 1:
        raise UserError(
            "events.repeats_one_session", N_("An event that repeats has one session each time.")
        )
    if pattern_id is None and store.has_participants(step, event_id):
        return _repeat_attended(step, event_id, repetition, sessions[0].time)
    text, first = recurrence.checked(repetition, sessions[0].time.day)
    step.update("event", event_id, repeats=text)
    step.update("session", sessions[0].id, held_on=first)
    return event_id


def end_before(step: Step, key: str | Key) -> None:
    """End a repetition before the day of `key`; later days with rows of their own are archived."""
    step.begins(END_SERIES)
    pattern_id = _pattern_of(step, key)
    if pattern_id is None:
        raise UserError("events.no_repetition", N_("This event does not repeat."))
    day = _planned_day(step, key)
    anchor = store.sessions_of(step, pattern_id)[0].time.day
    later = store.occurrence_rows(step, pattern_id, day)
    step.update_where("event", later, archived_at=step.now)
    if day <= anchor:
        actions.archive(step, [pattern_id])
        return
    rule = store.columns_of(step, pattern_id, ("repeats",))["repeats"]
    step.update("event", pattern_id, repeats=recurrence.ended_before(rule, anchor, day))


def split(step: Step, key: str | Key) -> str:
    """Make the day of `key` and those that follow a repetition of their own; returns its id.

    At the first day nothing is split: the repetition itself is returned.
    """
    step.begins(CHANGE_SERIES)
    pattern_id = _pattern_of(step, key)
    if pattern_id is None:
        raise UserError("events.no_repetition", N_("This event does not repeat."))
    day = _planned_day(step, key)
    anchor = store.sessions_of(step, pattern_id)[0].time
    if day <= anchor.day:
        return pattern_id
    names = sorted(FIELDS | {"reading", "initials", "sort_key", "cancelled_at", "repeats"})
    row = store.columns_of(step, pattern_id, names)
    rule = row["repeats"]
    new_id = step.insert("event", **row)
    actions.insert_sessions(step, new_id, [anchor._replace(day=day)])
    actions.copy_parts(step, pattern_id, new_id)
    step.update("event", pattern_id, repeats=recurrence.ended_before(rule, anchor.day, day))
    step.update_where("event", store.occurrence_rows(step, pattern_id, day), series_id=new_id)
    step.update_where(
        "skipped_occurrence", store.skipped_rows(step, pattern_id, day), event_id=new_id
    )
    return new_id


def _pattern_of(step: Step, key: str | Key) -> str | None:
    """The row of the repetition an event belongs to, or None."""
    key = store.resolve(step, key)
    if key.occurs_on is not None:
        return key.event_id
    row = store.columns_of(step, key.event_id, ("id", "series_id", "repeats"))
    found: str | None = row["id"] if row["repeats"] else row["series_id"]
    return found


def _planned_day(step: Step, key: str | Key) -> dt.date:
    key = store.resolve(step, key)
    if key.occurs_on is not None:
        return key.occurs_on
    row = store.columns_of(step, key.event_id, ("occurs_on",))
    if row["occurs_on"] is not None:
        return dt.date.fromisoformat(row["occurs_on"])
    return store.sessions_of(step, key.event_id)[0].time.day


def _shift_rule(
    step: Step, pattern_id: str, anchor: dt.date, planned: dt.date, day: dt.date
) -> None:
    """Let a weekly rule of one weekday (or the nth one of a month) name another weekday."""
    row = store.columns_of(step, pattern_id, ("repeats",))
    rule = recurrence.parse(row["repeats"], anchor)
    if len(rule.weekdays) != 1 or abs((day - planned).days) > 6 or rule.frequency == "MONTHLY":
        raise UserError(
            "events.move_changes_rule",
            N_("Only this day can be moved like that. To move all, change the repetition."),
        )
    shifted = rule._replace(weekdays=(recurrence.NthWeekday(0, day.weekday()),))
    text, first = recurrence.checked(shifted, anchor + (day - planned))
    step.update("event", pattern_id, repeats=text)
    session = store.sessions_of(step, pattern_id)[0]
    step.update("session", session.id, held_on=first)
    # days that are rows or left out keep their place in the rule
    apart = day - planned
    rows = store.occurrence_rows(step, pattern_id)
    step.update_many("event", ("occurs_on",), _moved(step, "event", rows, apart))
    rows = store.skipped_rows(step, pattern_id)
    moved = _moved(step, "skipped_occurrence", rows, apart)
    step.update_many("skipped_occurrence", ("occurs_on",), moved)


def _moved(
    step: Step, table: str, row_ids: Sequence[str], apart: dt.timedelta
) -> list[tuple[str, dt.date]]:
    """Planned days moved, by id: a weekly rule's days lie at least a week apart."""
    days = store.planned_days(step, table, row_ids)
    return [(row_id, dt.date.fromisoformat(text) + apart) for row_id, text in days]


def _follow_time(step: Step, pattern_id: str, old: SessionTime, new: SessionTime) -> None:
    for row_id in store.occurrence_rows(step, pattern_id):
        sessions = store.sessions_of(step, row_id)
        if len(sessions) == 1 and sessions[0].time[1:3] == old[1:3]:
            step.update("session", sessions[0].id, starts_at=new.starts_at, minutes=new.minutes)


def _people(step: Step, event_id: str, part: str) -> set[str]:
    return {one.member_id for one in store.people_of(step, event_id) if one.part == part}


def _let_rows_go(step: Step, pattern_id: str) -> None:
    rows: Sequence[str] = store.occurrence_rows(step, pattern_id)
    step.update_many("event", ("series_id", "occurs_on"), [(row, None, None) for row in rows])
    step.delete("skipped_occurrence", store.skipped_rows(step, pattern_id))


def _repeat_attended(
    step: Step, event_id: str, repetition: recurrence.Repetition, time: SessionTime
) -> str:
    """Let an event with participants repeat: it stays a row, the first day of a new pattern."""
    names = sorted(FIELDS | {"reading", "initials", "sort_key"})
    row = store.columns_of(step, event_id, names)
    text, first = recurrence.checked(repetition, time.day)
    pattern_id = step.insert("event", **row, repeats=text)
    actions.insert_sessions(step, pattern_id, [time._replace(day=first)])
    actions.copy_parts(step, event_id, pattern_id)
    if first == time.day:
        step.update("event", event_id, series_id=pattern_id, occurs_on=first)
    return pattern_id
