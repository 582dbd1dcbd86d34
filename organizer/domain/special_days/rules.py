"""The built-in special days, and reading a year of them from a text."""

import datetime as dt
import re
from functools import cache

from organizer.base import resources
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.special_days.records import DayKind, SpecialDay

_KINDS: dict[str, DayKind] = {
    "day_off": "day_off",
    "休": "day_off",
    "放假": "day_off",
    "off": "day_off",
    "workday": "workday",
    "班": "workday",
    "上班": "workday",
    "调休上班": "workday",
    "补班": "workday",
    "work": "workday",
    "ordinary": "ordinary",
    "平常": "ordinary",
}
#: How a year is written.
EXAMPLE = "2027-02-06 休 春节\n2027-02-20 班 春节"
_LINE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，\t]+(\S+?)(?:[\s,，\t]+(.*))?")


@cache
def built_in() -> dict[dt.date, SpecialDay]:
    """The public holidays and make-up workdays that come with the program."""
    return {one.day: one for one in read_days(resources.text("holidays", "cn.txt"))}


def read_days(text: str) -> list[SpecialDay]:
    """The special days of a text: a line each with day, kind and perhaps a name.

    Kinds are written 休/班 (放假, 补班 …), off/work, or as in the built-in file; empty lines and
    those that begin with # are passed over. Raises UserError that names the first line which is
    not understood.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            continue
        match = _LINE.fullmatch(plain)
        kind = _KINDS.get(match[4].casefold()) if match else None
        try:
            day = dt.date(*map(int, match.group(1, 2, 3))) if match else None
        except ValueError:
            day = None
        if match is None or kind is None or day is None:
            raise UserError(
                "special_days.line",
                N_("Line {line} is not understood: “{text}”. Write it as 2027-02-06 休 春节."),
                line=number,
                text=plain[:60],
            )
        found.append(SpecialDay(day, kind, (match[5] or "").strip()))
    return found
