"""Dates as people and spreadsheets write them, read as ISO text or refused with a reason."""

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

# Texts, not patterns: `re` compiles and keeps each when a date of its kind is first met.
# A time after the date says nothing about the day: 12:00, 12:00:00.000, T12:00:00Z, 下午3:05.
_TIME = (
    r"(?i)[T\s]*(?:上午|下午|中午|晚上|凌晨|早上|[ap]m)?\s*[0-9]{1,2}[:时点][0-9]{0,2}"
    r"(?::[0-9]{1,2}(?:\.[0-9]+)?|分(?:[0-9]{1,2}秒)?)?\s*(?:[ap]m|Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)
_WEEKDAY = r"[(\s]*(?:星期|周|礼拜)[一二三四五六日天][)\s]*\Z"
_FULL = r"([0-9]{4}|[0-9]{2})\s*(?:年|[-/.])\s*([0-9]{1,2})\s*(?:月|[-/.])\s*([0-9]{1,2})\s*[日号]?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_SERIAL = r"([0-9]{5})(?:\.[0-9]+)?"
_MONTH_DAY = r"(?:--)?([0-9]{1,2})\s*(?:月|[-/.])\s*([0-9]{1,2})\s*[日号]?"
_MONTH_ONLY = r"([0-9]{4})\s*(?:年|[-/.])\s*([0-9]{1,2})\s*月?"
_NUMERALS = "〇一二三四五六七八九十"
_DASHES = str.maketrans("‐‑‒–—−〇○零廿卅", "------〇〇〇廿卅")

# Day 1 of a spreadsheet is 1900-01-01, and it believes in a 29 February 1900: from day 61 on this
# origin is right. Source: ECMA-376 part 1, 18.17.4.1.
_SERIAL_ORIGIN = datetime.date(1899, 12, 30)
_SERIAL_RANGE = range(10_000, 73_051)  # 1927-05-18 to 2099-12-31: other numbers are no dates

_LUNAR = (
    r"(?:(?:农历|阴历|旧历|古历|\(农\)|农|lunar)[:\s]*)?(?:([0-9〇一二三四五六七八九]{4})年)?"
    r"(闰?)(正|冬|腊|十一|十二|十|[一二三四五六七八九]|[0-9]{1,2})月"
    r"(初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|卅|[一二三四五六七八九]|[0-9]{1,2})[日号]?"
)
_LUNAR_DIGITS = (
    r"(?:农历|阴历|旧历|古历|农|lunar)[:\s]*(?:([0-9]{4})\s*(?:年|[-/.])\s*)?(?:--)?"
    r"([0-9]{1,2})\s*(?:月|[-/.])\s*([0-9]{1,2})\s*[日号]?"
)
_LUNAR_WORDS = r"农历|阴历|旧历|古历|农|lunar|闰|正月|冬月|腊月|初|廿|卅"
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}

Calendar = Literal["solar", "lunar"]


class Birthday(NamedTuple):
    """A birthday: `date` is `1988-03-08`, or `--03-08` without a year.

    In the lunar calendar month and day are those of the lunar year; `leap` tells a leap month,
    which most years don't have: people then keep the plain one. Empty if nothing was written.
    """

    calendar: Calendar
    date: str
    leap: bool = False


class DateRefusedError(UserError):
    """A text is no date that can be understood for sure."""


def read_date(text: str) -> str:
    """Return the ISO date a text says (`2026-03-08`), or "" for an empty text.

    Understands 2026-03-08, 2026/3/8, 2026.3.8, 2026年3月8日, 20260308, 26/3/8 (20xx), a time or a
    weekday after it, and a spreadsheet's day number (46089, 46089.5).

    Raises:
        DateRefusedError: `date.impossible`, `date.no_year`, `date.no_day`, `date.unclear`.
    """
    return _read_date(text)


@lru_cache(maxsize=8192)
def _read_date(text: str) -> str:
    plain = _plain(text)
    if not plain:
        return ""
    if match := re.fullmatch(_FULL, plain) or re.fullmatch(_COMPACT, plain):
        year = match.group(1)
        # Two digits: the century of today's groups; birthdays are read by read_birthday.
        return _iso(int(year) if len(year) == 4 else 2000 + int(year), match, text)
    if match := re.fullmatch(_SERIAL, plain):
        return _from_serial(int(match.group(1)), text)
    if re.fullmatch(_MONTH_DAY, plain):
        raise DateRefusedError(
            "date.no_year", N_("“{text}” has no year. Write it as 2026-03-08."), text=text
        )
    if re.fullmatch(_MONTH_ONLY, plain):
        raise DateRefusedError(
            "date.no_day", N_("“{text}” has no day. Write it as 2026-03-08."), text=text
        )
    raise _unclear(text)


def read_birthday(text: str, today: datetime.date) -> Birthday:
    """Return the birthday a text says; the year may be missing, the calendar may be the lunar one.

    Two digits of a year mean the past: 88 is 1988, 27 is 1927 in 2026. Lunar ones: 农历八月十五,
    腊月廿三, 闰四月初二, 农历8月15, with or without a year.

    Raises:
        DateRefusedError: no date, an impossible one, or one after `today`.
    """
    plain = _plain(text)
    if not plain:
        return Birthday("solar", "")
    if re.search(_LUNAR_WORDS, plain) or _in_numerals(plain):
        return _lunar(plain, text)
    if match := re.fullmatch(_MONTH_DAY, plain):
        month, day = int(match.group(1)), int(match.group(2))
        _check(2000, month, day, text)  # a leap year: 29 February is a birthday
        return Birthday("solar", f"--{month:02}-{day:02}")
    iso = _read_date(text)
    match = re.fullmatch(_FULL, plain)
    if match and len(match.group(1)) == 2 and iso > today.isoformat():
        iso = _iso(int(iso[:4]) - 100, match, text)
    if iso > today.isoformat():
        raise DateRefusedError(
            "date.future", N_("“{text}” is in the future and can't be a birthday."), text=text
        )
    return Birthday("solar", iso)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().lstrip("'").strip()
    if ":" in plain or "时" in plain or "点" in plain:
        plain = re.sub(_TIME, "", plain).strip()
    if plain and plain[-1] in "一二三四五六日天)":
        plain = re.sub(_WEEKDAY, "", plain).strip()
    return plain


def _iso(year: int, match: re.Match[str], text: str) -> str:
    month, day = int(match.group(2)), int(match.group(3))
    _check(year, month, day, text)
    return f"{year:04}-{month:02}-{day:02}"


def _check(year: int, month: int, day: int, text: str) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        possible = False
    else:
        possible = EARLIEST_YEAR <= year <= LATEST_YEAR
    if not possible:
        raise DateRefusedError("date.impossible", N_("There is no day “{text}”."), text=text)


def _from_serial(number: int, text: str) -> str:
    if number not in _SERIAL_RANGE:
        raise _unclear(text)
    return (_SERIAL_ORIGIN + datetime.timedelta(days=number)).isoformat()


def _unclear(text: str) -> DateRefusedError:
    return DateRefusedError(
        "date.unclear", N_("“{text}” can't be read as a date. Write it as 2026-03-08."), text=text
    )


# --- the lunar calendar --------------------------------------------------------------------------


def _in_numerals(plain: str) -> bool:
    """Tell 八月十五 from 8月15日: in Chinese numerals and without a year, it is a lunar day."""
    return (
        re.fullmatch(r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}", plain) is not None
    )


def _lunar(plain: str, text: str) -> Birthday:
    match = re.fullmatch(_LUNAR, plain)
    if match is None:
        numbers = re.fullmatch(_LUNAR_DIGITS, plain)
        if numbers is None:
            raise _unclear(text)
        year, leap = numbers.group(1) or "-", ""
        month, day = int(numbers.group(2)), int(numbers.group(3))
    else:
        year, leap = _year(match.group(1)), match.group(2)
        month = _LUNAR_MONTHS.get(match.group(3)) or _number(match.group(3))
        day = _number(match.group(4).removeprefix("初"))
    # A lunar month has 29 or 30 days.
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise DateRefusedError("date.impossible", N_("There is no day “{text}”."), text=text)
    return Birthday("lunar", f"{year}-{month:02}-{day:02}", bool(leap))


def _year(written: str | None) -> str:
    """Return 1988 for 1988 and 一九八八, and the "-" of a date without a year for nothing."""
    if not written:
        return "-"
    return "".join(c if c.isascii() else str(_NUMERALS.index(c)) for c in written)


def _number(numeral: str) -> int:
    """Return the number of 十五, 廿三, 三十 or 15."""
    if numeral.isascii():
        return int(numeral)
    if numeral == "卅":
        return 30
    if numeral[0] == "廿":
        return 20 + (_NUMERALS.index(numeral[1]) if len(numeral) > 1 else 0)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.index(tens)
    return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)
