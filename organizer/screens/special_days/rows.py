"""The special days of a year as rows: built-in ones, over them the owner's."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.formats import format_date, format_weekday
from organizer.base.words import N_, _
from organizer.domain.special_days import rules, store
from organizer.domain.special_days.records import HOLIDAYS, DayKind, SpecialDay
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column

if TYPE_CHECKING:
    from organizer.base.database import Database

KINDS: dict[DayKind, tuple[str, Tone]] = {
    "day_off": (N_("Day off"), Tone.GOOD),
    "workday": (N_("Make-up workday"), Tone.WARNING),
    "ordinary": (N_("Ordinary day"), Tone.PLAIN),
}


class Year(NamedTuple):
    """What is known of a year; `known` is False while nothing is."""

    number: int
    known: bool
    days: list[SpecialDay]


def read_year(db: "Database", number: int) -> Year:
    """The special days of a year, those made ordinary again too, in order."""
    first, last = dt.date(number, 1, 1), dt.date(number, 12, 31)
    days = store.special_days(db, first, last)
    for one in store.own_days(db, first, last):
        days.setdefault(one.day, one)
    return Year(number, store.is_year_known(db, number), [days[day] for day in sorted(days)])


def holiday_names() -> list[str]:
    """What holidays are called in the language shown, to choose from."""
    return [_(words) for words in HOLIDAYS.values()]


def name_code(words: str) -> str:
    """A name as it is stored: the code of a public holiday, or the owner's words."""
    wanted = words.strip()
    for code, name in HOLIDAYS.items():
        if wanted in (_(name), name):
            return code
    return wanted


def kind_options() -> list[tuple[str, str]]:
    """The kinds of a day with their words."""
    return [(kind, _(words)) for kind, (words, _tone) in KINDS.items()]


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("day", N_("Date"), lambda one: format_date(one.day), sortable=False, width=14),
        Column(
            "weekday", N_("Weekday"), lambda one: format_weekday(one.day), sortable=False, width=8
        ),
        Column(
            "kind",
            N_("Kind"),
            lambda one: _(KINDS[one.kind][0]),
            sortable=False,
            width=16,
            badges=lambda one: [Badge(_(KINDS[one.kind][0]), KINDS[one.kind][1])],
        ),
        Column(
            "name",
            N_("Name of the day"),
            lambda one: one.words(),
            sortable=False,
            width=18,
            strong=True,
        ),
        Column(
            "origin",
            N_("Entered by"),
            lambda one: _("You") if one.own else _("Built in"),
            sortable=False,
            width=10,
            tone=lambda one: Tone.PLAIN if one.own else Tone.MUTED,
        ),
    )


def built_in(day: dt.date) -> SpecialDay | None:
    """What the program says of a day."""
    return rules.built_in().get(day)
