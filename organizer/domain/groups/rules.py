"""Decisions about groups: size bands, life spans, periods."""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.groups.records import SizeBand
from organizer.domain.members.records import PLATFORMS

#: One practitioner's bands of size, by how much people take part.
SIZE_BANDS = (
    SizeBand("to_40", 1, 40),
    SizeBand("to_100", 41, 100),
    SizeBand("to_300", 101, 300),
    SizeBand("over_300", 301, None),
)
#: Where another practitioner found groups liveliest, and the most that is still one group.
LIVELIEST = (70, 90)
ABOUT_THE_MOST = 200

BAND_WORDS = {
    "to_40": N_("Up to 40"),
    "to_100": N_("41 to 100"),
    "to_300": N_("101 to 300"),
    "over_300": N_("Over 300"),
}
_INVOLVEMENT = {
    "to_40": N_("One view: in groups of up to 40, the most people take part."),
    "to_100": N_("One view: in groups of 41 to 100, a middling share of people take part."),
    "to_300": N_("One view: in groups of 101 to 300, more people than usual take part."),
    "over_300": N_("One view: in groups of over 300, somewhat fewer people take part again."),
}
_BELOW = N_(
    "Another view: 70 to 90 people of one kind are liveliest; by that, yours can still grow."
)
_WITHIN = N_("Another view: 70 to 90 people of one kind are liveliest; by that, yours is there.")
_ABOVE = N_("Another view: 70 to 90 people of one kind are liveliest; by that, yours is past it.")
_TOO_MANY = N_(
    "Another view: 70 to 90 people are liveliest, and about 200 are the most for a group."
)

_FIRST = dt.date.min
_LAST = dt.date.max

Period = tuple[dt.date | None, dt.date | None]


def size_band(people: int) -> SizeBand | None:
    """The band of a number of people; None for an empty group."""
    for band in SIZE_BANDS:
        if people >= band.least and (band.most is None or people <= band.most):
            return band
    return None


def size_views(people: int) -> tuple[str, ...]:
    """What practitioners say of groups of this size: two views that differ, as message ids."""
    band = size_band(people)
    if band is None:
        return ()
    if people > ABOUT_THE_MOST:
        other = _TOO_MANY
    elif people > LIVELIEST[1]:
        other = _ABOVE
    else:
        other = _WITHIN if people >= LIVELIEST[0] else _BELOW
    return _INVOLVEMENT[band.code], other


def looks_partial(left: int, people: int) -> bool:
    """Whether more than a fifth of a group, and more than two, would leave by one list."""
    return left > 2 and left * 5 > people


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def ends_on(founded_on: dt.date | None, life_span_months: int | None) -> dt.date | None:
    """The day a group's life span is over; None when it has none or no founding day."""
    if founded_on is None or not life_span_months:
        return None
    return months_later(founded_on, life_span_months)


def month_ends(today: dt.date, months: int) -> list[dt.date]:
    """The last days of the months before this one, oldest first, and today: `months` + 1 days."""
    first = today.replace(day=1)
    ends = [months_later(first, -back) - dt.timedelta(days=1) for back in range(months - 1, -1, -1)]
    return [*ends, today]


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day; the ends belong to them, an open end is endless."""
    return (one[0] or _FIRST) <= (other[1] or _LAST) and (one[1] or _LAST) >= (other[0] or _FIRST)


def overlaps_any(period: Period, others: Iterable[Period]) -> bool:
    """Whether a period shares a day with any of the others."""
    return any(overlap(period, other) for other in others)


def checked_day(day: dt.date, today: dt.date) -> dt.date:
    """The day something happened. Raises UserError for a day to come."""
    if day > today:
        raise UserError(
            "groups.day_to_come",
            N_("{day} is still to come. Enter what has happened up to today."),
            day=day.isoformat(),
        )
    return day


def checked_period(joined_on: dt.date | None, left_on: dt.date | None) -> None:
    """Raise UserError when somebody would leave before they joined."""
    if joined_on is not None and left_on is not None and left_on < joined_on:
        raise UserError(
            "groups.left_before_joined",
            N_("Nobody leaves ({left}) before they joined ({joined})."),
            left=left_on.isoformat(),
            joined=joined_on.isoformat(),
        )


def check_fields(fields: dict[str, Any]) -> None:
    """Raise UserError when a group can't have these fields."""
    if "name" in fields and not fields["name"]:
        raise UserError("groups.no_name", N_("A group needs a name."))
    if "platform" in fields and fields["platform"] not in PLATFORMS:
        raise UserError("groups.platform", N_("Choose where the group is: WeChat, QQ or another."))
    if (capacity := fields.get("capacity")) is not None and capacity < 1:
        raise UserError("groups.capacity", N_("A group has room for at least one person."))
    if (months := fields.get("life_span_months")) is not None and months < 1:
        raise UserError("groups.life_span", N_("A life span is at least one month."))
