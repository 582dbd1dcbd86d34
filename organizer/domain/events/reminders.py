"""What the program reminds of while it runs: sessions soon, lists nobody ticked, promises due.

Nothing here reads a clock or a file: moments and what was shown before are handed in.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from organizer.base.formats import format_date, format_weekday
from organizer.base.words import _
from organizer.domain.events.records import Entry

#: How long after its end a session is worth a reminder that nobody entered who came.
REMEMBERED_FOR = dt.timedelta(days=3)
#: After so many days what was shown is forgotten, unless it is still due.
KEPT_DAYS = 60

Occasion = Literal["soon", "tick", "due"]


class Ahead(NamedTuple):
    """How long before a session is reminded of it; 0 is not at all."""

    days: int = 1
    hours: int = 2


class Due(NamedTuple):
    """Something promised for a day: the task, what it hangs on, the day, and who promised."""

    task_id: str
    kind: str
    subject_id: str
    words: str
    day: dt.date
    who: str = ""


class Reminder(NamedTuple):
    """One thing to be said once; `mark` is what is remembered of it.

    `kind` and `record_id` are the record it is about, `at` the session or day.
    """

    mark: str
    occasion: Occasion
    kind: str
    record_id: str
    title: str
    at: dt.datetime


def due(
    now: dt.datetime,
    ahead: Ahead,
    entries: Iterable[Entry],
    unticked: Collection[tuple[str, str]],
    promises: Iterable[Due],
    shown: Mapping[str, object],
) -> tuple[list[Reminder], set[str]]:
    """What to say at a local moment, in order of time, and every mark that is due now.

    Of a session only the nearest reminder is said: a computer that slept through the first one
    does not say both. What was `shown` is not said again, unless the session was moved. All the
    marks, also of what is passed over, are to be kept with `noted`.
    """
    found: list[Reminder] = []
    marks: set[str] = set()
    for entry in entries:
        if entry.cancelled:
            continue
        steps = _soon(now, ahead, entry)
        marks.update(one.mark for one in steps)
        if steps and steps[0].mark not in shown:
            found.append(steps[0])
        if _is_over(now, entry) and _mark_of(entry) in unticked:
            found.append(_reminder(f"tick:{entry.session_id}", "tick", entry, entry.time.end()))
    found += [_promise(one) for one in promises if one.day <= now.date()]
    marks.update(one.mark for one in found)
    new = [one for one in found if one.mark not in shown]
    return sorted(new, key=lambda one: (one.at, one.mark)), marks


def noted(shown: Mapping[str, object], marks: Iterable[str], today: dt.date) -> dict[str, str]:
    """What was shown, with the marks due today; what is long gone is forgotten."""
    oldest = (today - dt.timedelta(days=KEPT_DAYS)).isoformat()
    kept = {one: day for one, day in shown.items() if isinstance(day, str) and day >= oldest}
    return kept | dict.fromkeys(marks, today.isoformat())


def when_words(at: dt.datetime, today: dt.date, *, whole_day: bool = False) -> str:
    """When something is, seen from today: today 14:00, tomorrow, Mar 14 Sat 9:30."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    day = near.get((at.date() - today).days)
    words = day or f"{format_date(at.date())} {format_weekday(at.date())}"
    return words if whole_day else f"{words} {at:%H:%M}"


def _soon(now: dt.datetime, ahead: Ahead, entry: Entry) -> list[Reminder]:
    """The reminders before a session whose time has come, the nearest first."""
    start = entry.time.start()
    if not entry.time.starts_at:  # a whole day begins in the morning, not at midnight
        start += dt.timedelta(hours=8)
    if now >= start:
        return []
    spans = {"hours": dt.timedelta(hours=ahead.hours), "days": dt.timedelta(days=ahead.days)}
    return [
        _reminder(f"{name}:{entry.key}:{start:%Y-%m-%dT%H:%M}", "soon", entry, start)
        for name, span in spans.items()
        if span and start - span <= now
    ]


def _is_over(now: dt.datetime, entry: Entry) -> bool:
    end = entry.time.end()
    return end <= now < end + REMEMBERED_FOR


def _mark_of(entry: Entry) -> tuple[str, str]:
    return entry.key, entry.session_id or ""


def _reminder(mark: str, occasion: Occasion, entry: Entry, at: dt.datetime) -> Reminder:
    return Reminder(mark, occasion, "event", entry.key, entry.title, at)


def _promise(promise: Due) -> Reminder:
    at = dt.datetime.combine(promise.day, dt.time())
    mark = f"due:{promise.task_id}:{promise.day}"
    return Reminder(mark, "due", promise.kind, promise.subject_id, promise.words, at)
