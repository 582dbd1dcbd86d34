"""The lunar calendar, and when a birthday by either calendar comes next.

The days come from cnlunar, loaded at the first question; known are the years 1901 to 2099.
"""

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from organizer.base.dates import Birthday

FIRST_YEAR = 1901
LAST_YEAR = 2099


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `leap` marks a day of the second of two equal months."""

    year: int
    month: int
    day: int
    leap: bool = False


def lunar_day(solar: date) -> LunarDay | None:
    """Return the lunar day of a date, or None outside the years known."""
    for year in (solar.year, solar.year - 1):
        months = _months(year) if FIRST_YEAR <= year <= LAST_YEAR else ()
        for month, leap, first, length in reversed(months):
            if first <= solar < first + timedelta(days=length):
                return LunarDay(year, month, (solar - first).days + 1, leap)
    return None


def solar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Return the date of a lunar month and day in a lunar year, or None outside the years known.

    Where the year has no such leap month its plain month is taken, where the month has no 30th day
    its 29th: so birthdays are kept.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    plain: date | None = None
    for number, is_leap, first, length in _months(year):
        if number == month:
            found = first + timedelta(days=min(day, length) - 1)
            if is_leap == leap:
                return found
            plain = found
    return plain


def next_birthday(birthday: Birthday, today: date) -> date | None:
    """Return when a birthday comes next, today included; None if unknown or impossible.

    Who was born on February 29 celebrates on the 28th in common years.
    """
    for year in range(today.year - 1, today.year + 3):
        coming = _in_year(birthday, year)
        if coming is not None and coming >= today:
            return coming
    return None


def age_on(birthday: Birthday, day: date) -> int | None:
    """Return how many birthdays a person has had by a day; None without the year of birth.

    A lunar birthday counts in lunar years, since birth, not the traditional 虚岁.
    """
    if not birthday.date[:4].isdecimal():
        return None
    lunar = lunar_day(day) if birthday.calendar == "lunar" else None
    year: int = lunar.year if lunar else day.year
    in_year = _in_year(birthday, year)
    age = year - int(birthday.date[:4]) - (in_year is not None and day < in_year)
    return age if age >= 0 else None


def _in_year(birthday: Birthday, year: int) -> date | None:
    if not birthday.date:
        return None
    month, day = int(birthday.date[-5:-3]), int(birthday.date[-2:])
    if birthday.calendar == "lunar":
        return solar_day(year, month, day, leap=birthday.leap)
    # Beyond the month's end only February 29 is a day people are born on.
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=256)
def _months(year: int) -> tuple[tuple[int, bool, date, int], ...]:
    """Return the months of a lunar year: number, whether leap, first day, length in days."""
    # Its tables are read, not its calendar object, which works out a page of almanac for each day.
    from cnlunar.config import lunarMonthData, lunarNewYearList

    lengths, new_year = lunarMonthData[year - FIRST_YEAR], lunarNewYearList[year - FIRST_YEAR]
    first = date(year, new_year >> 5 & 0b11, new_year & 0b11111)
    twice = lengths >> 13 & 0b1111
    months: list[tuple[int, bool, date, int]] = []
    for month in range(1, 13):
        for leap in (False, True) if month == twice else (False,):
            # A bit says whether a month has 30 days: twelve months, then the leap month.
            length = 29 + (lengths >> (12 if leap else month - 1) & 1)
            months.append((month, leap, first, length))
            first += timedelta(days=length)
    return tuple(months)
