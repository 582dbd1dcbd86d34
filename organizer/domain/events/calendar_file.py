"""Calendar files (.ics, RFC 5545) going out, and what an event is in such a file.

`FileEvent` is what stands in a file: the same record is made of the register's events and of a
file that is read, so the two can be compared. Nobody's name goes out: no organiser, no attendees.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from organizer.base.clock import ZONE, moment_of, register_zone
from organizer.domain.events.records import KINDS, SessionTime

if TYPE_CHECKING:
    from icalendar import Calendar, Event

DOMAIN = "huoqun-organizer.local"
#: Between the UID of an event and the id of a session after its first.
SESSION_MARK = "#"
#: Which kind an event is, and which session; names of ours that other programs pass over.
KIND_NAME = "X-HUOQUN-KIND"
SESSION_NAME = "X-HUOQUN-SESSION"
DAY_NAME = "X-HUOQUN-DAY"
_WHOLE_DAY = 1_440


@dataclass(frozen=True)
class FileEvent:
    """An event as it stands in a calendar file.

    `kind` is a code or the name of an own kind ('' when the file says nothing); `rule` an RRULE as
    it is stored, the only session then being its anchor; `left_out` days of the rule that don't
    take place; `days` those that differ, with the planned day. `marks` tell the sessions apart in
    a file ('' for the first one made). `sequence` counts changes, `modified` is the UTC moment of
    the last one; `line` where it begins in a file that was read.
    """

    uid: str
    title: str
    sessions: tuple[SessionTime, ...]
    kind: str = ""
    location: str = ""
    description: str = ""
    cancelled: bool = False
    rule: str = ""
    left_out: tuple[dt.date, ...] = ()
    days: "tuple[tuple[dt.date, FileEvent], ...]" = ()
    marks: tuple[str, ...] = ()
    sequence: int = 0
    modified: str = ""
    line: int = 0

    def said(self) -> "FileEvent":
        """What it says, without where and when it was written: what two are compared by."""
        return replace(
            self,
            marks=(),
            sequence=0,
            modified="",
            line=0,
            days=tuple((day, one.said()) for day, one in self.days),
        )

    def differences(self, other: "FileEvent") -> tuple[str, ...]:
        """The fields in which two events differ; a kind that one does not name is none."""
        names = ("title", "sessions", "location", "description", "cancelled")
        found = [name for name in names if getattr(self, name) != getattr(other, name)]
        if self.kind and other.kind and self.kind != other.kind:
            found.append("kind")
        found += [
            name for name in ("rule", "left_out") if getattr(self, name) != getattr(other, name)
        ]
        mine, theirs = dict(self.days), dict(other.days)
        if mine.keys() != theirs.keys() or any(
            one.differences(theirs[day]) for day, one in mine.items()
        ):
            found.append("days")
        return tuple(found)


def calendar_text(events: Iterable[FileEvent], name: str = "") -> bytes:
    """The calendar file of some events, in UTF-8; the same events always give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Huoqun Organizer//Events//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    _add_zone(calendar)
    for event in events:
        for component in _components(event):
            calendar.add_component(component)
    text: bytes = calendar.to_ical()
    return text


def _add_zone(calendar: "Calendar") -> None:
    """The zone of all times: eight hours ahead of UTC the year round, as it is since 1991."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 - a local time
    standard.add("tzname", "CST")
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=8))
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    calendar.add_component(zone)


def _components(event: FileEvent) -> "Iterator[Event]":
    """The VEVENTs of an event: one for each session, then those of days that differ."""
    yield from _of_sessions(event, event.uid, None)
    for day, own in event.days:
        # a day is named by when it would begin if it did not differ
        planned = event.sessions[0]._replace(day=day)
        yield from _of_sessions(own, event.uid, planned)


def _of_sessions(event: FileEvent, uid: str, planned: SessionTime | None) -> "Iterator[Event]":
    marks = event.marks or ("", *(str(number) for number in range(1, len(event.sessions))))
    for time, mark in zip(event.sessions, marks, strict=True):
        made = _of_session(event, time)
        made.add("uid", f"{uid}{SESSION_MARK}{mark}" if mark else uid)
        if planned is not None:
            if mark:
                made.add(DAY_NAME, planned.day.isoformat())
            else:
                _add_moment(made, "recurrence-id", planned, planned.start())
        yield made


def _of_session(event: FileEvent, time: SessionTime) -> "Event":
    from icalendar import Event, vRecur

    made = Event()
    made.add("summary", f"{event.title} · {time.title}" if time.title else event.title)
    if time.title:
        made.add(SESSION_NAME, time.title)
    _add_moment(made, "dtstart", time, time.start())
    _add_moment(made, "dtend", time, time.end())
    if event.rule:
        made.add("rrule", vRecur.from_ical(_rule_with_moment(event.rule, time)))
        for day in event.left_out:
            _add_moment(made, "exdate", time, time._replace(day=day).start())
    changed = (
        moment_of(event.modified) if event.modified else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    )
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.location:
        made.add("location", event.location)
    if event.description:
        made.add("description", event.description)
    if event.kind:
        made.add("categories", [_category(event.kind)])
        made.add(KIND_NAME, event.kind)
    return made


def _category(kind: str) -> str:
    from organizer.base.words import _

    return _(KINDS[kind]) if kind in KINDS else kind


def _add_moment(made: "Event", name: str, time: SessionTime, moment: dt.datetime) -> None:
    """A moment in the register's zone, or a day where the session takes the whole day."""
    value: Any = moment.replace(tzinfo=register_zone())
    if not time.starts_at and time.minutes == _WHOLE_DAY:
        value = moment.date()
    made.add(name, value)


def _rule_with_moment(rule: str, time: SessionTime) -> str:
    """The rule with an end of the kind its start has: a moment in UTC where that has a time."""
    head, until, rest = rule.partition("UNTIL=")
    if not until or (not time.starts_at and time.minutes == _WHOLE_DAY):
        return rule
    last = dt.datetime.strptime(rest[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day
    moment = time._replace(day=last).start().replace(tzinfo=register_zone()).astimezone(dt.UTC)
    return f"{head}UNTIL={moment:%Y%m%dT%H%M%SZ}{rest[8:]}"


def plain(event: FileEvent) -> dict[str, Any]:
    """What JSON can hold of an event, for the way out of a child process."""
    return {
        **{name: getattr(event, name) for name in _SIMPLE},
        "sessions": [[one.day.isoformat(), *one[1:]] for one in event.sessions],
        "left_out": [day.isoformat() for day in event.left_out],
        "days": [[day.isoformat(), plain(one)] for day, one in event.days],
    }


_SIMPLE = (
    *("uid", "title", "kind", "location", "description", "cancelled", "rule"),
    *("sequence", "modified", "line"),
)


def from_plain(values: dict[str, Any]) -> FileEvent:
    """The event of what `plain` gave."""
    day = dt.date.fromisoformat
    return FileEvent(
        **{name: values[name] for name in _SIMPLE},
        sessions=tuple(SessionTime(day(one[0]), *one[1:]) for one in values["sessions"]),
        left_out=tuple(map(day, values["left_out"])),
        days=tuple((day(when), from_plain(one)) for when, one in values["days"]),
    )
