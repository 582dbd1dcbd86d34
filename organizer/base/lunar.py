"""The lunar calendar: the lunar day of a date, lunar birthdays, and their words.

The days come from cnlunar, loaded at the first question; known are the years 1901 to 2099.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR = 1901
LAST_YEAR = 2099

_MONTHS = "正二三四五六七八九十冬腊"
_TENS = ("初", "十", "廿", "三")
_DIGITS = "十一二三四五六七八九"
_DATE = re.compile(r"(?:(\d{4})-)?(闰|L)?(\d{1,2})-(\d{1,2})", re.IGNORECASE)


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `leap` marks a day of the second of two equal months."""

    year: int
    month: int
    day: int
    leap: bool = False


class Birthday(NamedTuple):
    """A birthday as it is stored: "1988-05-20", "05-20" without the year, "闰06-15" lunar leap."""

    year: int | None
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


def leap_month(year: int) -> int | None:
    """Return the month that comes twice in a lunar year, or None."""
    return next((month for month, leap, *_ in _months(year) if leap), None)


def parse_birthday(text: str) -> Birthday | None:
    """Return a stored birthday, or None for an empty or impossible one.

    A lunar month in a leap month is written with 闰 or L before it: "1990-闰05-12".
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year = int(found[1]) if found[1] else None
    month, day = int(found[3]), int(found[4])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Birthday(year, month, day, bool(found[2]))


def next_birthday(text: str, calendar_kind: str, today: date) -> date | None:
    """Return when a birthday comes next, today included; None if unknown or impossible.

    `calendar_kind` is "solar" or "lunar". Who was born on February 29 celebrates on the 28th in
    common years.
    """
    born = parse_birthday(text)
    if born is None:
        return None
    for year in range(today.year - 1, today.year + 3):
        coming = _in_year(born, calendar_kind, year)
        if coming is not None and coming >= today:
            return coming
    return None


def age_on(text: str, calendar_kind: str, day: date) -> int | None:
    """Return how many birthdays a person has had by a day; None without the year of birth.

    A lunar birthday counts in lunar years, since birth, not the traditional 虚岁.
    """
    born = parse_birthday(text)
    if born is None or born.year is None:
        return None
    year: int = day.year
    if calendar_kind == "lunar":
        lunar = lunar_day(day)
        year = lunar.year if lunar else day.year
    birthday = _in_year(born, calendar_kind, year)
    age = year - born.year - (birthday is not None and day < birthday)
    return age if age >= 0 else None


def lunar_text(month: int, day: int, language: str, *, leap: bool = False) -> str:
    """Return "八月十五" or "Lunar 8/15"; in a leap month "闰六月初一" or "Lunar L6/1"."""
    if not language.startswith("zh"):
        return f"Lunar {'L' if leap else ''}{month}/{day}"
    return f"{'闰' if leap else ''}{_MONTHS[month - 1]}月{_day_in_words(day)}"


def birthday_text(text: str, calendar_kind: str, language: str) -> str:
    """Return a stored birthday as it is shown: a lunar one as "农历八月十五", others as is."""
    born = parse_birthday(text)
    if born is None or calendar_kind != "lunar" or born.day > 30:
        return text
    words = lunar_text(born.month, born.day, language, leap=born.leap)
    if not language.startswith("zh"):
        return f"{words}, {born.year}" if born.year else words
    return f"农历{born.year}年{words}" if born.year else f"农历{words}"


def _day_in_words(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return _TENS[day // 10] + _DIGITS[day % 10]


def _in_year(born: Birthday, calendar_kind: str, year: int) -> date | None:
    if calendar_kind == "lunar":
        return solar_day(year, born.month, born.day, leap=born.leap) if born.day <= 30 else None
    longest = calendar.monthrange(year, born.month)[1]
    # Beyond the month's end only February 29 is a day people are born on.
    if born.day > longest and (born.month, born.day) != (2, 29):
        return None
    return date(year, born.month, min(born.day, longest))


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
