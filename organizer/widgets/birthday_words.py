"""Birthdays in words, for lists and fields."""

import datetime

from organizer.base.dates import Birthday
from organizer.base.formats import format_date
from organizer.base.words import _, ngettext

_MONTHS = "正二三四五六七八九十冬腊"
_TENS = ("初", "十", "廿", "三")
_UNITS = "一二三四五六七八九十"


def lunar_text(month: int, day: int, *, leap: bool = False) -> str:
    """A day of the lunar year as Chinese calendars write it: 农历闰四月初二."""
    days = {10: "初十", 20: "二十", 30: "三十"}
    name = days.get(day) or _TENS[day // 10] + _UNITS[day % 10 - 1]
    return f"农历{'闰' if leap else ''}{_MONTHS[month - 1]}月{name}"


def birthday_text(birthday: Birthday) -> str:
    """A birthday as it is shown and can be typed again."""
    if not birthday.date:
        return ""
    month, day = int(birthday.date[-5:-3]), int(birthday.date[-2:])
    if birthday.calendar == "lunar":
        words = lunar_text(month, day, leap=birthday.leap)
        year = birthday.date[:-6].strip("-")
        return f"农历{year}年{words.removeprefix('农历')}" if year else words
    if birthday.date.startswith("--"):
        return _("{month}/{day}").format(month=month, day=day)
    return birthday.date


def coming_text(birthday: Birthday, today: datetime.date) -> str:
    """When a birthday is next by the solar calendar, and how old the person will be then."""
    from organizer.base.lunar import age_on, next_birthday

    coming = next_birthday(birthday, today)
    if coming is None:
        return ""
    if coming == today:
        return _("Birthday today")
    day, age = format_date(coming), age_on(birthday, coming)
    if not age:
        return _("Next birthday: {date}").format(date=day)
    return ngettext(
        "Next birthday: {date}, {age} year old", "Next birthday: {date}, {age} years old", age
    ).format(date=day, age=age)
