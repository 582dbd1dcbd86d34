"""Dates, moments, numbers and sizes as the language spoken writes them.

Babel does it; it is imported when the first value is shown, not when the program starts.
"""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Literal

from organizer.base import words

DateStyle = Literal["short", "medium", "long", "full"]


def _locale() -> str:
    spoken = words.language()
    return "zh_Hans_CN" if spoken == words.DEFAULT else "en"


@lru_cache(maxsize=1024)
def _date(day: date, style: DateStyle, locale: str) -> str:
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, style, locale)


def format_date(day: date, style: DateStyle = "medium") -> str:
    """Return a day in words: 2026年5月3日, May 3, 2026."""
    return _date(day, style, _locale())


def format_month(day: date) -> str:
    """Return the month of a day: 2026年5月, May 2026."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=_locale())


def format_weekday(day: date) -> str:
    """Return the short name of the weekday: 周三, Wed."""
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, "EEE", _locale())


def format_moment(moment: datetime, zone: tzinfo, *, seconds: bool = False) -> str:
    """Return what happened at a UTC moment as the local day and time of a zone.

    Raises ValueError for a moment that does not say its zone.
    """
    from babel.dates import format_time

    if moment.tzinfo is None:
        raise ValueError("a moment must carry its zone")
    local = moment.astimezone(zone)
    time = format_time(local, "HH:mm:ss" if seconds else "HH:mm", tzinfo=zone, locale=_locale())
    return f"{format_date(local.date())} {time}"


def format_number(number: int) -> str:
    """Return a whole number with its groups of three: 100,000."""
    return f"{number:,}"


def format_size(octets: int) -> str:
    """Return the size of a file in the largest unit that keeps three figures: 29.3 MB."""
    size, unit = octets * 10, "B"
    for larger in ("kB", "MB", "GB"):
        if size < 10_000:
            break
        size, unit = (size + 500) // 1000, larger
    whole, tenth = divmod(size, 10)
    return f"{whole}.{tenth} {unit}" if tenth and unit != "B" else f"{whole} {unit}"
