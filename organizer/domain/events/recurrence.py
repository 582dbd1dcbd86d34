"""Repetitions: which days a rule means, counted from its anchor, and the rule in words.

A rule is stored as the text of an RFC 5545 RRULE without DTSTART and without COUNT (an end is a
day). The anchor is the first day on which it takes place, so every day is computed from the rule
itself and never from the day before it: the 31st does not drift.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: A rule that does not take place within this time never does, as far as an owner cares.
_LONGEST_GAP = dt.timedelta(days=366 * 8)
#: What a rule of each frequency may say. Others (the 40th day of a year, each 30 February) are not
#: what owners plan, and some keep a computer searching for years.
_MAY_SAY = {
    "DAILY": frozenset[str](),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS"}),
    "YEARLY": frozenset({"BYMONTH", "BYMONTHDAY", "BYDAY"}),
}
_ALWAYS = frozenset({"FREQ", "INTERVAL", "UNTIL", "COUNT", "WKST"})
_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+\-]+)")
_NTH_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class NthWeekday(NamedTuple):
    """A weekday (0 = Monday), the nth of its month; 0 is every one, -1 the last."""

    nth: int
    weekday: int


class Repetition(NamedTuple):
    """A rule taken apart, as the form edits it.

    `frequency` is DAILY, WEEKLY, MONTHLY or YEARLY, every `interval` of them; `until` the last day.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[NthWeekday, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    until: dt.date | None = None

    def text(self) -> str:
        """The rule as it is stored."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.weekdays:
            names = (f"{day.nth or ''}{WEEKDAYS[day.weekday]}" for day in self.weekdays)
            parts.append("BYDAY=" + ",".join(names))
        if self.positions:
            parts.append("BYSETPOS=" + ",".join(map(str, self.positions)))
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)


def parse(text: str, anchor: dt.date) -> Repetition:
    """Take the text of an RRULE apart; what it leaves to its first day is said outright.

    A COUNT becomes the day on which it is reached. Raises UserError when the rule is broken, uses
    parts the program does not know, or never takes place.
    """
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in _MAY_SAY or not set(parts) <= _MAY_SAY[frequency] | _ALWAYS:
        raise not_understood()
    try:
        rule = Repetition(
            frequency,
            int(parts.get("INTERVAL", "1")),
            _weekdays(parts.get("BYDAY", "")),
            _numbers(parts.get("BYMONTHDAY", ""), 31),
            _numbers(parts.get("BYMONTH", ""), 12, least=1),
            _numbers(parts.get("BYSETPOS", ""), 366),
            _day(parts["UNTIL"]) if "UNTIL" in parts else None,
        )
        count = int(parts.get("COUNT", "0"))
    except ValueError as error:
        raise not_understood() from error
    if not 1 <= rule.interval <= 400 or not 0 <= count <= 5_000:
        raise not_understood()
    rule = _said_outright(rule, anchor)
    if count:
        rule = rule._replace(until=_nth_day(rule.text(), anchor, count))
    return rule


def checked(rule: Repetition, anchor: dt.date) -> tuple[str, dt.date]:
    """The text of a rule and its anchor: the first day on or after `anchor` it takes place.

    Raises UserError for a rule that never takes place, or every 29 February only.
    """
    rule = _said_outright(rule, anchor)
    if rule.frequency == "YEARLY" and rule.months == (2,) and rule.month_days in ((29,), (30,)):
        raise UserError(
            "events.leap_day",
            N_("29 February comes every four years only. Choose 28 February or 1 March."),
        )
    text = rule.text()
    first = next(iter(days(text, anchor, anchor, anchor + _LONGEST_GAP)), None)
    if first is None:
        raise UserError(
            "events.never_happens",
            N_("This repetition never takes place. Check its days and its end."),
        )
    return text, first


@lru_cache(maxsize=2048)
def days(text: str, anchor: dt.date, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The days from `first` to `last`, both included, on which a stored rule takes place."""
    from dateutil.rrule import rrulestr

    if last < anchor or last < first:
        return ()
    start = max(first, anchor)
    rule = rrulestr(
        text, dtstart=dt.datetime.combine(_period_start(text, anchor, start), dt.time())
    )
    # the moment after midnight: UNTIL is a day, and both ends count
    found = rule.between(
        dt.datetime.combine(start, dt.time()), dt.datetime.combine(last, dt.time()), inc=True
    )
    return tuple(moment.date() for moment in found)


def next_day(text: str, anchor: dt.date, after: dt.date) -> dt.date | None:
    """The first day after `after` on which a rule takes place, or None when it is over."""
    start = after + dt.timedelta(days=1)
    return next(iter(days(text, anchor, start, max(start, anchor) + _LONGEST_GAP)), None)


def ended_before(text: str, anchor: dt.date, day: dt.date) -> str:
    """The rule with its end on the day before `day`."""
    return parse(text, anchor)._replace(until=day - dt.timedelta(days=1)).text()


def _period_start(text: str, anchor: dt.date, start: dt.date) -> dt.date:
    """A day from which the rule counts as from its anchor, shortly before `start`.

    Counting from an anchor years ago would walk through every day since.
    """
    parts = _parts(text)
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    if frequency == "DAILY":
        passed = (start - anchor).days // interval * interval
        return anchor + dt.timedelta(days=passed)
    if frequency == "WEEKLY":
        monday = anchor - dt.timedelta(days=anchor.weekday())
        weeks = (start - monday).days // 7 // interval * interval
        return monday + dt.timedelta(weeks=weeks)
    if frequency == "MONTHLY":
        months = (start.year - anchor.year) * 12 + start.month - anchor.month
        month = anchor.year * 12 + anchor.month - 1 + months // interval * interval
        return dt.date(month // 12, month % 12 + 1, 1)
    return dt.date(anchor.year + (start.year - anchor.year) // interval * interval, 1, 1)


def _parts(text: str) -> "Mapping[str, str]":
    found: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        match = _PART.fullmatch(part.strip())
        if match is None or match[1] in found:
            raise not_understood()
        found[match[1]] = match[2]
    return found


def _weekdays(text: str) -> tuple[NthWeekday, ...]:
    found = []
    for word in filter(None, text.split(",")):
        match = _NTH_DAY.fullmatch(word)
        if match is None or abs(int(match[1] or 0)) > 53:
            raise ValueError(word)
        found.append(NthWeekday(int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(found)


def _numbers(text: str, most: int, *, least: int | None = None) -> tuple[int, ...]:
    found = tuple(int(word) for word in text.split(",") if word)
    if any(
        number == 0 or not (-most if least is None else least) <= number <= most for number in found
    ):
        raise ValueError(text)
    return found


def _day(text: str) -> dt.date:
    return dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _said_outright(rule: Repetition, anchor: dt.date) -> Repetition:
    """Say which day is meant where the rule leaves that to its first day (RFC 5545, 3.3.10)."""
    if rule.frequency == "WEEKLY" and not rule.weekdays:
        return rule._replace(weekdays=(NthWeekday(0, anchor.weekday()),))
    if rule.frequency == "MONTHLY" and not rule.weekdays and not rule.month_days:
        return rule._replace(month_days=(anchor.day,))
    if rule.frequency == "YEARLY":
        if not rule.months:
            rule = rule._replace(months=(anchor.month,))
        if not rule.weekdays and not rule.month_days:
            rule = rule._replace(month_days=(anchor.day,))
    return rule


def _nth_day(text: str, anchor: dt.date, count: int) -> dt.date:
    from dateutil.rrule import rrulestr

    last: dt.date | None = None
    for number, moment in enumerate(
        rrulestr(text, dtstart=dt.datetime.combine(anchor, dt.time())), start=1
    ):
        last = moment.date()
        if number == count or last - anchor > dt.timedelta(days=366 * 100):
            break
    if last is None:
        raise UserError(
            "events.never_happens",
            N_("This repetition never takes place. Check its days and its end."),
        )
    return last


def not_understood() -> UserError:
    """A rule the program does not know or can not read."""
    return UserError(
        "events.rule_not_understood",
        N_("This repetition can't be understood. Choose one of the offered ones."),
    )
