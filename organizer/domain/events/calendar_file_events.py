"""From the lines of a calendar file to events: times over here, rules, days that differ."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from organizer.base.clock import moment_text
from organizer.base.errors import UserError
from organizer.base.text import clean, one_line
from organizer.base.words import N_
from organizer.domain.events import recurrence
from organizer.domain.events.calendar_file import (
    DAY_NAME,
    KIND_NAME,
    SESSION_MARK,
    SESSION_NAME,
    FileEvent,
)
from organizer.domain.events.calendar_file_reading import Block, Outline, Refused
from organizer.domain.events.calendar_file_rules import local_day, local_moment, rule_here
from organizer.domain.events.records import SessionTime
from organizer.domain.events.rules import LONGEST_MINUTES, checked_sessions

_LONGEST_DAYS = 60
_MOST_LEFT_OUT = 5_000


@dataclass(frozen=True)
class _Part:
    """One VEVENT: an event of its own, a further session of one, or a day that differs."""

    event: FileEvent
    day: dt.date | None
    rule: str
    start: dt.datetime | dt.date
    excluded: tuple[dt.date, ...]


def understood(outline: Outline) -> tuple[list[FileEvent], list[Refused]]:
    """The events of a file, and those that are refused with the reason."""
    _learn_zones(outline.zones)
    parts: list[_Part] = []
    refused: list[Refused] = []
    for block in outline.blocks:
        try:
            parts.append(_part(block))
        except UserError as error:
            refused.append(Refused(block.line, _title_of(block), error))
    events = []
    for main, others in _together(parts, refused):
        try:
            events.append(_whole(main, others))
        except UserError as error:
            refused.append(Refused(main.event.line, main.event.title, error))
    return sorted(events, key=lambda one: one.line), sorted(refused, key=lambda one: one.line)


def _learn_zones(lines: Iterable[str]) -> None:
    """Let the parser know the zones the file describes; one it can't read is unknown later."""
    from contextlib import suppress

    from icalendar import Calendar

    text = "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""))
    with suppress(ValueError, KeyError, IndexError, AttributeError, TypeError):
        Calendar.from_ical(text)


def _title_of(block: Block) -> str:
    for line in block.lines:
        if line[:7].upper() == "SUMMARY":
            return one_line(line.partition(":")[2], 80)
    return ""


def _part(block: Block) -> _Part:
    from icalendar import Event

    text = "\r\n".join(("BEGIN:VEVENT", *block.lines, "END:VEVENT", ""))
    try:
        found = Event.from_ical(text)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise _unreadable() from error
    if found.errors or not isinstance(found, Event):
        raise _unreadable()
    if found.get("RDATE") is not None or found.get("EXRULE") is not None:
        raise recurrence.not_understood()
    title, session_title = one_line(_text(found, "SUMMARY")), one_line(_text(found, SESSION_NAME))
    if session_title:
        title = title.removesuffix(f" · {session_title}")
    if not title:
        raise UserError("calendar_file.no_title", N_("It has no title."))
    start = _moment(found, "DTSTART")
    if start is None:
        raise UserError("calendar_file.no_start", N_("It does not say when it begins."))
    sessions = _sessions(start, _end(found, start), session_title)
    event = FileEvent(
        uid=one_line(_text(found, "UID"), 1_000) or _made_up_uid(block),
        title=title,
        sessions=tuple(sessions),
        kind=one_line(_text(found, KIND_NAME) or _category(found)),
        location=one_line(_text(found, "LOCATION")),
        description=clean(_text(found, "DESCRIPTION"), multi_line=True).strip(),
        cancelled=_text(found, "STATUS").strip().upper() == "CANCELLED",
        sequence=_number(found),
        modified=_modified(found),
        line=block.line,
    )
    rule = found.get("RRULE")
    if isinstance(rule, list):
        raise recurrence.not_understood()
    return _Part(
        event,
        _planned_day(found),
        "" if rule is None else rule.to_ical().decode(),
        start,
        tuple(_excluded(found, start)),
    )


def _text(found: Any, name: str) -> str:
    value = found.get(name)
    if isinstance(value, list):
        value = value[0]
    return "" if value is None else str(value)


def _category(found: Any) -> str:
    value = found.get("CATEGORIES")
    if isinstance(value, list):
        value = value[0]
    names = getattr(value, "cats", ())
    return str(names[0]) if names else ""


def _number(found: Any) -> int:
    value = found.get("SEQUENCE")
    return int(value) if isinstance(value, int) and 0 <= value < 2**53 else 0


def _modified(found: Any) -> str:
    value = getattr(found.get("LAST-MODIFIED"), "dt", None)
    return moment_text(value) if isinstance(value, dt.datetime) and value.tzinfo else ""


def _made_up_uid(block: Block) -> str:
    """A UID for an event without one: the same lines always get the same."""
    digest = hashlib.sha256("\n".join(block.lines).encode("utf-8", "replace"))
    return f"{digest.hexdigest()[:32]}@no-uid.invalid"


def _moment(found: Any, name: str) -> dt.datetime | dt.date | None:
    """A moment of the file with its zone, or without one where it gives none; or a day."""
    value = found.get(name)
    if value is None:
        return None
    moment = getattr(value, "dt", None)
    if not isinstance(moment, dt.date):
        raise _unreadable()
    if isinstance(moment, dt.datetime) and moment.tzinfo is None and "TZID" in value.params:
        raise UserError(
            "calendar_file.zone",
            N_("Its time zone “{zone}” is not known."),
            zone=str(value.params["TZID"])[:60],
        )
    if not 1900 <= moment.year <= 2200:
        raise _unreadable()
    return moment


def _end(found: Any, start: dt.datetime | dt.date) -> dt.datetime | dt.date:
    end = _moment(found, "DTEND")
    if end is not None:
        if isinstance(end, dt.datetime) != isinstance(start, dt.datetime):
            raise _unreadable()
        return end
    length = getattr(found.get("DURATION"), "dt", None)
    if isinstance(length, dt.timedelta):
        if abs(length) > dt.timedelta(days=_LONGEST_DAYS + 1):
            raise _too_long()
        return start + length
    if isinstance(start, dt.datetime):
        raise UserError("calendar_file.no_end", N_("It does not say when it ends."))
    return start + dt.timedelta(days=1)


def _sessions(
    start: dt.datetime | dt.date, end: dt.datetime | dt.date, title: str
) -> list[SessionTime]:
    """One session, or one a day where it lasts longer than a day."""
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        count = end.toordinal() - start.toordinal()
        if count > _LONGEST_DAYS:
            raise _too_long()
        found = [
            SessionTime(start + dt.timedelta(days=passed), "", LONGEST_MINUTES, title)
            for passed in range(count)
        ]
        return checked_sessions(found) if found else _no_minutes()
    begin, over = local_moment(start), local_moment(end)
    minutes = (over - begin) // dt.timedelta(minutes=1)
    if minutes <= 0:
        _no_minutes()
    if minutes <= LONGEST_MINUTES:
        return [SessionTime(begin.date(), f"{begin:%H:%M}", minutes, title)]
    if minutes > _LONGEST_DAYS * LONGEST_MINUTES:
        raise _too_long()
    found = []
    while begin < over:
        midnight = dt.datetime.combine(begin.date() + dt.timedelta(days=1), dt.time())
        until = min(midnight, over)
        length = (until - begin) // dt.timedelta(minutes=1)
        clock = "" if length == LONGEST_MINUTES else f"{begin:%H:%M}"
        found.append(SessionTime(begin.date(), clock, length, title))
        begin = until
    return found


def _no_minutes() -> list[SessionTime]:
    raise UserError("calendar_file.no_minutes", N_("It ends before it begins, or as it begins."))


def _planned_day(found: Any) -> dt.date | None:
    """Which day of a repetition is meant, if it is one that differs."""
    named = _text(found, DAY_NAME)
    if named:
        try:
            return dt.date.fromisoformat(named)
        except ValueError as error:
            raise _unreadable() from error
    value = found.get("RECURRENCE-ID")
    if value is None:
        return None
    if isinstance(value, list) or "RANGE" in value.params:
        raise recurrence.not_understood()
    moment = _moment(found, "RECURRENCE-ID")
    return None if moment is None else local_day(moment)


def _excluded(found: Any, start: dt.datetime | dt.date) -> Iterable[dt.date]:
    values = found.get("EXDATE")
    zone = start.tzinfo if isinstance(start, dt.datetime) else None
    count = 0
    for some in values if isinstance(values, list) else filter(None, [values]):
        for one in some.dts:
            count += 1
            if count > _MOST_LEFT_OUT:
                raise recurrence.not_understood()
            yield local_day(one.dt, zone)


def _together(
    parts: Iterable[_Part], refused: list[Refused]
) -> Iterable[tuple[_Part, list[_Part]]]:
    """Events with their further sessions and days that differ; what stands alone stays alone."""
    mains: dict[str, _Part] = {}
    others: list[_Part] = []
    uids = {one.event.uid for one in parts if one.day is None}
    for one in parts:
        base, mark, _id = one.event.uid.rpartition(SESSION_MARK)
        if one.day is not None or (mark and base in uids):
            others.append(one)
        elif one.event.uid in mains:
            doubled = UserError("calendar_file.doubled", N_("It stands in the file twice."))
            refused.append(Refused(one.event.line, one.event.title, doubled))
        else:
            mains[one.event.uid] = one
    belonging: dict[str, list[_Part]] = {}
    for one in others:
        base, mark, _id = one.event.uid.rpartition(SESSION_MARK)
        uid = base if mark and base in uids else one.event.uid
        if uid in mains:
            belonging.setdefault(uid, []).append(one)
        else:
            # one day of a repetition that is not in the file
            uid = f"{one.event.uid}{SESSION_MARK}{one.day}"
            mains[uid] = replace(one, event=replace(one.event, uid=uid), day=None)
    return [(main, belonging.get(uid, [])) for uid, main in mains.items()]


def _whole(main: _Part, others: Iterable[_Part]) -> FileEvent:
    """An event of its parts. Raises UserError when its repetition can't be kept as it is."""
    further = [one.event for one in others if one.day is None]
    event = _with_sessions(main.event, further)
    if not main.rule:
        return event
    if len(event.sessions) != 1:
        raise UserError(
            "events.repeats_one_session", N_("An event that repeats has one session each time.")
        )
    rule = rule_here(main.rule, main.start)
    anchor = event.sessions[0].day
    days: dict[dt.date, list[_Part]] = {}
    for one in others:
        if one.day is not None:
            days.setdefault(one.day, []).append(one)
    left_out = {day for day in main.excluded if recurrence.days(rule, anchor, day, day)}
    differing = []
    for day, some in sorted(days.items()):
        if not recurrence.days(rule, anchor, day, day):
            raise UserError(
                "calendar_file.strange_day",
                N_("It changes {day}, a day its repetition does not name."),
                day=day.isoformat(),
            )
        own = sorted(some, key=lambda one: SESSION_MARK in one.event.uid)
        differing.append(
            (
                day,
                replace(
                    _with_sessions(own[0].event, [one.event for one in own[1:]]), uid=event.uid
                ),
            )
        )
    return replace(
        event,
        rule=rule,
        left_out=tuple(sorted(left_out - days.keys())),
        days=tuple(differing),
    )


def _with_sessions(event: FileEvent, further: Iterable[FileEvent]) -> FileEvent:
    sessions = [*event.sessions, *(time for one in further for time in one.sessions)]
    return replace(event, sessions=tuple(checked_sessions(sessions)))


def _unreadable() -> UserError:
    return UserError("calendar_file.event", N_("It is written in a way that can’t be read."))


def _too_long() -> UserError:
    return UserError(
        "calendar_file.too_long",
        N_("It lasts more than {most} days."),
        most=_LONGEST_DAYS,
    )
