"""A repetition in words, and the days it means next with what is special about them."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.formats import format_date, format_weekday
from organizer.base.words import N_, _
from organizer.domain.events import recurrence
from organizer.domain.events.recurrence import Repetition
from organizer.domain.special_days import store as special_days
from organizer.domain.special_days.records import SpecialDay

#: Which one of its weekday in a month; the numbers of a rule as whole phrases.
NTH = {
    1: N_("the first {weekday}"),
    2: N_("the second {weekday}"),
    3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"),
    5: N_("the fifth {weekday}"),
    -1: N_("the last {weekday}"),
}
_EVERY = {
    "DAILY": (N_("Every day"), N_("Every {count} days")),
    "WEEKLY": (N_("Every week on {days}"), N_("Every {count} weeks on {days}")),
    "MONTHLY": (N_("Every month on {days}"), N_("Every {count} months on {days}")),
    "YEARLY": (N_("Every year on {days}"), N_("Every {count} years on {days}")),
}
_A_MONDAY = dt.date(2024, 1, 1)


class ComingDay(NamedTuple):
    """A day of a repetition, and why it may not suit."""

    day: dt.date
    special: SpecialDay | None


def weekday_words(weekday: int) -> str:
    """A weekday (0 = Monday) as a short name."""
    return format_weekday(_A_MONDAY + dt.timedelta(days=weekday))


def words_of(text: str, anchor: dt.date) -> str:
    """A stored rule in words; one of another calendar that has no words says so."""
    try:
        return words(recurrence.parse(text, anchor))
    except UserError:
        return _("By a rule from another calendar")


def words(rule: Repetition) -> str:
    """A repetition in the language shown: Every month on the first Sat, until May 3, 2026."""
    days = _days(rule)
    if days is None:
        return _("By a rule from another calendar")
    one, several = _EVERY[rule.frequency]
    said = _(one if rule.interval == 1 else several).format(count=rule.interval, days=days)
    if rule.until is None:
        return said
    return _("{repetition}, until {date}").format(repetition=said, date=format_date(rule.until))


def coming(
    db: Database, text: str, anchor: dt.date, since: dt.date, how_many: int = 5
) -> list[ComingDay]:
    """The next days of a stored rule from `since` on, with what is special about them."""
    days: list[dt.date] = []
    last = since - dt.timedelta(days=1)
    while len(days) < how_many:
        following = recurrence.next_day(text, anchor, last)
        if following is None:
            break
        days.append(following)
        last = following
    if not days:
        return []
    special = special_days.special_days(db, days[0], days[-1])
    return [ComingDay(day, special.get(day)) for day in days]


def _days(rule: Repetition) -> str | None:
    """Which days within a week, month or year; None for what has no words."""
    if rule.positions:
        return None
    return _DAYS[rule.frequency](rule)


def _days_of_week(rule: Repetition) -> str:
    return _(", ").join(weekday_words(day) for day in sorted(one.weekday for one in rule.weekdays))


def _days_of_month(rule: Repetition) -> str | None:
    if bool(rule.month_days) == bool(rule.weekdays):
        return None
    if any(one.nth not in NTH for one in rule.weekdays) or min(rule.month_days, default=1) < -1:
        return None
    found = [
        _("the last day") if day == -1 else _("day {day}").format(day=day)
        for day in rule.month_days
    ]
    found += [_(NTH[one.nth]).format(weekday=weekday_words(one.weekday)) for one in rule.weekdays]
    return _(", ").join(found)


def _days_of_year(rule: Repetition) -> str | None:
    if rule.weekdays or not rule.months or min(rule.month_days, default=0) < 1:
        return None
    return _(", ").join(
        _("{month}/{day}").format(month=month, day=day)
        for month in rule.months
        for day in rule.month_days
    )


_DAYS: dict[str, Callable[[Repetition], str | None]] = {
    "DAILY": lambda _rule: "",
    "WEEKLY": _days_of_week,
    "MONTHLY": _days_of_month,
    "YEARLY": _days_of_year,
}
