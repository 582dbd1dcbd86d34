"""The twenty-four solar terms, and the lunar day in words, as Chinese calendars print them.

The days come from cnlunar's table, read at the first question; known are 1901 to 2099.
"""

import datetime as dt
from functools import lru_cache

from organizer.base.lunar import FIRST_YEAR, LAST_YEAR, lunar_day
from organizer.base.words import DEFAULT, N_, _, language

#: In the order of a solar year, two to a month.
TERMS = (
    N_("Minor Cold"),
    N_("Major Cold"),
    N_("Start of Spring"),
    N_("Rain Water"),
    N_("Awakening of Insects"),
    N_("Spring Equinox"),
    N_("Clear and Bright"),
    N_("Grain Rain"),
    N_("Start of Summer"),
    N_("Grain Buds"),
    N_("Grain in Ear"),
    N_("Summer Solstice"),
    N_("Minor Heat"),
    N_("Major Heat"),
    N_("Start of Autumn"),
    N_("End of Heat"),
    N_("White Dew"),
    N_("Autumn Equinox"),
    N_("Cold Dew"),
    N_("Frost’s Descent"),
    N_("Start of Winter"),
    N_("Minor Snow"),
    N_("Major Snow"),
    N_("Winter Solstice"),
)
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TENS = ("初", "十", "廿", "三")
_UNITS = "一二三四五六七八九十"
_ROUND_DAYS = {10: "初十", 20: "二十", 30: "三十"}


def solar_term(day: dt.date) -> str:
    """The solar term that begins on a day, in the language spoken; '' for none."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    at = (day.month - 1) * 2
    days = _days(day.year)[at : at + 2]
    return _(TERMS[at + days.index(day.day)]) if day.day in days else ""


def lunar_words(day: dt.date) -> str:
    """The lunar day as a calendar prints it: 十七, on the first of a month 十月; 10/17 in English.

    '' outside the years known.
    """
    found = lunar_day(day)
    if found is None:
        return ""
    if language() != DEFAULT:
        return f"{found.month}/{found.day}"
    if found.day == 1:
        return f"{'闰' if found.leap else ''}{_MONTHS[found.month - 1]}月"
    return _ROUND_DAYS.get(found.day) or _TENS[found.day // 10] + _UNITS[found.day % 10 - 1]


@lru_cache(maxsize=64)
def _days(year: int) -> tuple[int, ...]:
    """The days of the months on which the terms of a year begin."""
    from cnlunar.config import ENC_VECTOR_LIST, SOLAR_TERMS_DATA_LIST

    # two bits each, the first term lowest: how many days after the earliest it can be
    bits = SOLAR_TERMS_DATA_LIST[year - FIRST_YEAR]
    return tuple((bits >> 2 * place & 0b11) + ENC_VECTOR_LIST[place] for place in range(24))
