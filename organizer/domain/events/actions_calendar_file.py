"""Taking the events of a calendar file over, all in one step."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events import actions, actions_series, recurrence, store, store_calendar_file
from organizer.domain.events.calendar_file import FileEvent
from organizer.domain.events.calendar_file_plan import CalendarImport, PlannedEvent
from organizer.domain.events.records import Key
from organizer.domain.rosters import actions as rosters

TAKE_OVER = ActionKind(
    "events.take_over",
    N_("Took {count} event over from a calendar file"),
    N_("Took {count} events over from a calendar file"),
)
EXPORT = ActionKind(
    "events.export",
    N_("Gave {count} event out as a calendar file"),
    N_("Gave {count} events out as a calendar file"),
    taken_back="none",
)


def take_over(
    step: Step,
    plan: CalendarImport,
    *,
    uids: Iterable[str] | None = None,
    kind: str = "meet_up",
) -> int:
    """Add the new events of a plan and change those that differ; returns how many.

    `uids` are those the owner chose (None: all but those the register has a newer state of);
    `kind` is the code new events get of which the file says none. Raises UserError when one of
    them can't be; then nothing is changed.
    """
    step.begins(TAKE_OVER, count=0)
    chosen = None if uids is None else set(uids)
    places = store_calendar_file.places(step)
    done = 0
    for one in plan.planned:
        wanted = not one.is_older if chosen is None else one.event.uid in chosen
        if not wanted or one.state == "same":
            continue
        if one.event_id is None:
            _add(step, one.event, places, kind)
        else:
            _change(step, one, one.event_id, places)
        done += 1
        step.report(done, len(plan.planned))
    step.note(count=done)
    return done


_Places = Mapping[str, tuple[str, str | None]]


def _add(step: Step, event: FileEvent, places: _Places, kind: str) -> str:
    columns = store_calendar_file.kind_columns(step, event.kind or kind) or {"kind": kind}
    own_kind = columns.pop("own_kind_id", None)
    repetition = None
    if event.rule:
        repetition = recurrence.parse(event.rule, event.sessions[0].day)
    event_id = actions.add(
        step,
        event.title,
        columns["kind"],
        event.sessions,
        repetition=repetition,
        own_kind_id=own_kind,
        description=event.description,
        **_place(event.location, places),
    )
    step.update("event", event_id, calendar_uid=event.uid)
    if event.cancelled:
        actions.cancel(step, [event_id])
    for day in event.left_out:
        actions.skip(step, Key(event_id, day))
    for day, own in event.days:
        _change_day(step, event_id, day, own, places)
    return event_id


def _change(step: Step, planned: PlannedEvent, event_id: str, places: _Places) -> None:
    """Change what differs from what the register says now."""
    (present,) = store_calendar_file.file_events(step, [event_id])
    wanted = planned.event
    differences = wanted.differences(present)
    _change_fields(step, event_id, wanted, present, places)
    if "rule" in differences:
        rule = None
        if wanted.rule:
            rule = recurrence.parse(wanted.rule, wanted.sessions[0].day)
        actions_series.repeat(step, event_id, rule)
    for day in set(present.left_out) - set(wanted.left_out):
        _take_place_again(step, event_id, day)
    for day in set(wanted.left_out) - set(present.left_out):
        if recurrence.days(wanted.rule, wanted.sessions[0].day, day, day):
            actions.skip(step, Key(event_id, day))
    if wanted.rule:
        own = dict(wanted.days)
        days = set(own) | {day for day, _one in present.days} - set(wanted.left_out)
        for day in sorted(days):
            _change_day(step, event_id, day, own.get(day), places)


def _change_day(
    step: Step, pattern_id: str, day: dt.date, wanted: FileEvent | None, places: _Places
) -> None:
    """Let one day of a repetition be what a file says; None is: as all the others."""
    pattern = store_calendar_file.file_event(step, pattern_id)
    planned = store_calendar_file.as_planned(pattern, day)
    if wanted is None:
        wanted = planned
    if store.event(step, Key(pattern_id, day)) is None:
        return  # the rule does not name it any more
    event_id = actions.own_row(step, Key(pattern_id, day))
    present = store_calendar_file.file_event(step, event_id)
    _change_fields(step, event_id, wanted, present, places)


def _change_fields(
    step: Step, event_id: str, wanted: FileEvent, present: FileEvent, places: _Places
) -> None:
    differences = wanted.differences(present)
    changes: dict[str, Any] = {}
    if "title" in differences:
        changes["title"] = wanted.title
    if "kind" in differences:
        changes |= store_calendar_file.kind_columns(step, wanted.kind) or {}
    if "location" in differences:
        changes |= _place(wanted.location, places)
    if "description" in differences:
        materials = store.columns_of(step, event_id, ("materials",))["materials"].strip()
        text = wanted.description
        if materials and text.endswith(materials):
            text = text.removesuffix(materials).rstrip()
        elif materials:
            changes["materials"] = ""
        changes["description"] = text
    if changes:
        actions.change(step, Key(event_id), **changes)
    if "sessions" in differences:
        actions.set_sessions(step, Key(event_id), wanted.sessions)
    if "cancelled" in differences:
        (actions.cancel if wanted.cancelled else actions.resume)(step, [Key(event_id)])


def _place(location: str, places: _Places) -> dict[str, Any]:
    """The columns of a place: a venue of the register where the text names one."""
    if location in places:
        venue_id, room_id = places[location]
        return {"venue_id": venue_id, "room_id": room_id, "place": ""}
    return {"venue_id": None, "room_id": None, "place": location}


def _take_place_again(step: Step, pattern_id: str, day: dt.date) -> None:
    """Let a day of a repetition that was left out take place again."""
    row_id = store_calendar_file.skip_row(step, pattern_id, day)
    if row_id is not None:
        step.delete("skipped_occurrence", [row_id])
    key = store.resolve(step, Key(pattern_id, day))
    if key.occurs_on is None:
        actions.restore(step, [key.event_id])


def note_export(step: Step, count: int) -> None:
    """Note in the register that a calendar file with so many events went out."""
    step.begins(EXPORT, count=count)
    rosters.record_export(step, what="ics", rows=count, columns=(), masked=True)
