"""What a calendar shows: entries of one or more layers, and what marks a day; knows no subject."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from organizer.widgets.hues import Hue

DAY_MINUTES = 1_440
WEEK = 7


class CalendarEntry(NamedTuple):
    """Something at a time.

    `id` is this entry's own, `record` what it belongs to: an event on two days is two entries of
    one record. `starts_at` is "HH:MM", '' for the whole day.
    """

    id: str
    record: str
    day: dt.date
    starts_at: str
    minutes: int
    title: str
    hue: Hue = Hue.SLATE
    about: str = ""
    """More about it for its tool tip: its kind, where."""
    struck: bool = False
    repeats: bool = False
    movable: bool = True

    @property
    def whole_day(self) -> bool:
        """Whether it stands above the hours."""
        return not self.starts_at

    @property
    def first_minute(self) -> int:
        """When it begins, in minutes since midnight."""
        if not self.starts_at:
            return 0
        return int(self.starts_at[:2]) * 60 + int(self.starts_at[3:])

    @property
    def last_minute(self) -> int:
        """When it is over, in minutes since its day's midnight; may be beyond that day."""
        return self.first_minute + self.minutes

    def times(self) -> str:
        """From when to when: `14:00–16:30`, '' for the whole day."""
        if not self.starts_at:
            return ""
        return f"{self.starts_at}–{clock(self.last_minute)}"


class DayMark(NamedTuple):
    """What marks a day besides its number."""

    text: str = ""
    """A word beside the number, such as the lunar day."""
    stands_out: bool = False
    """Whether that word is worth a colour, such as a solar term."""
    sign: str = ""
    """One letter or character: a day off, a day of work."""
    day_off: bool = False
    tip: str = ""
    """All of it in words."""


def clock(minutes: int) -> str:
    """Minutes since midnight as a time of day: `09:05`."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def month_weeks(day: dt.date) -> tuple[dt.date, int]:
    """The first Monday shown for a day's month, and how many weeks: four to six."""
    first = monday_of(day.replace(day=1))
    next_month = add_months(day.replace(day=1), 1)
    return first, -(-(next_month - first).days // WEEK)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last."""
    from calendar import monthrange

    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return day
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def by_day(entries: Iterable[CalendarEntry]) -> dict[dt.date, list[CalendarEntry]]:
    """The entries of each day in order of their time, those of the whole day first."""
    found: dict[dt.date, list[CalendarEntry]] = {}
    for entry in entries:
        found.setdefault(entry.day, []).append(entry)
    for some in found.values():
        some.sort(key=lambda one: (one.starts_at, one.title, one.id))
    return found


class Lane(NamedTuple):
    """Where an entry stands beside others of its hours: from the nth of so many lanes on."""

    entry: CalendarEntry
    first_minute: int
    last_minute: int
    lane: int
    lanes: int
    span: int = 1
    """How many lanes it takes: to its right up to the next one that overlaps."""


def lanes(pieces: Sequence[tuple[CalendarEntry, int, int]]) -> list[Lane]:
    """Put pieces (entry, first and last minute) that overlap beside one another.

    Those that overlap, also by way of others, share the width among as many lanes as they need.
    """
    found: list[Lane] = []
    together: list[tuple[CalendarEntry, int, int, int]] = []
    ends: list[int] = []

    def close() -> None:
        for entry, first, last, lane in together:
            beside = (
                other[3]
                for other in together
                if other[3] > lane and other[1] < last and first < other[2]
            )
            span = min(beside, default=len(ends)) - lane
            found.append(Lane(entry, first, last, lane, len(ends), span))
        together.clear()
        ends.clear()

    for entry, first, last in sorted(pieces, key=lambda one: (one[1], -one[2], one[0].id)):
        if ends and first >= max(ends):
            close()
        free = next((at for at, end in enumerate(ends) if end <= first), None)
        if free is None:
            free = len(ends)
            ends.append(last)
        else:
            ends[free] = last
        together.append((entry, first, last, free))
    close()
    return found
