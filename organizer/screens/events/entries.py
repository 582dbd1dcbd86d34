"""What the calendar shows of a period: sessions of events as entries, and what marks its days.

A further layer (the weekly slots of a group, say) is one more function of `Layer`'s shape in
`CalendarPage.layers`.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.formats import format_date
from organizer.base.solar_terms import lunar_words, solar_term
from organizer.base.words import _
from organizer.domain.events import store
from organizer.domain.events.records import KINDS, OWN_KIND, Entry, EventFilter, kind_words
from organizer.domain.special_days import store as special_days
from organizer.domain.special_days.records import SpecialDay
from organizer.widgets.calendar_records import CalendarEntry, DayMark
from organizer.widgets.hues import Hue

if TYPE_CHECKING:
    from organizer.base.database import Database

Layer = Callable[["Database", dt.date, dt.date, EventFilter], Sequence[CalendarEntry]]

HUES = {
    "meet_up": Hue.BLUE,
    "salon": Hue.TEAL,
    "private_board": Hue.VIOLET,
    "visit": Hue.AMBER,
    "lecture": Hue.GREEN,
    "online": Hue.SLATE,
    "farewell": Hue.ROSE,
}
OWN_HUE = Hue.CLAY


class Look(NamedTuple):
    """A kind in words and in its colour."""

    words: str
    hue: Hue


NO_LOOK = Look("", OWN_HUE)


class Shown(NamedTuple):
    """A period as it was read: entries of all layers, and the marks of its days."""

    entries: tuple[CalendarEntry, ...]
    marks: Mapping[dt.date, DayMark]
    unknown_year: int | None = None
    """A year shown of which no holiday is known yet."""


def read_period(
    db: "Database",
    first: dt.date,
    last: dt.date,
    wanted: EventFilter,
    layers: Sequence[Layer],
) -> Shown:
    """Read every layer and the marks of the days from `first` to `last`."""
    found = [entry for layer in layers for entry in layer(db, first, last, wanted)]
    special = special_days.special_days(db, first, last)
    days = (first + dt.timedelta(days=at) for at in range((last - first).days + 1))
    marks = {day: day_mark(day, special.get(day)) for day in days}
    years = range(first.year, last.year + 1)
    unknown = (year for year in years if not special_days.is_year_known(db, year))
    return Shown(tuple(found), marks, next(unknown, None))


def event_entries(
    db: "Database", first: dt.date, last: dt.date, wanted: EventFilter
) -> list[CalendarEntry]:
    """The layer of events."""
    looks = {code: Look(kind_words(code), hue_of(code)) for code in KINDS}
    for one in store.own_kinds(db, archived=True):
        looks[one.id] = Look(one.name, hue_of(OWN_KIND, one.colour))
    return [
        calendar_entry(one, looks.get(one.own_kind_id or one.kind, NO_LOOK))
        for one in store.entries(db, first, last, wanted)
    ]


def calendar_entry(entry: Entry, look: "Look") -> CalendarEntry:
    """A session as the calendar shows it."""
    time = entry.time
    title = f"{entry.title} · {time.title}" if time.title else entry.title
    return CalendarEntry(
        f"{entry.key} {entry.session_id or ''}",
        entry.key,
        time.day,
        time.starts_at,
        time.minutes,
        title,
        look.hue,
        f"{entry.place}\n{look.words}" if entry.place else look.words,
        entry.cancelled,
        entry.repeats,
    )


def hue_of(kind: str, colour: str = "") -> Hue:
    """The colour of a kind; `colour` is the one the owner gave a kind of their own."""
    if kind != OWN_KIND and kind in HUES:
        return HUES[kind]
    return Hue(colour) if colour in set(Hue) else OWN_HUE


def day_mark(day: dt.date, special: SpecialDay | None) -> DayMark:
    """Lunar day or solar term, and whether it is a day off or a make-up workday."""
    lunar, term = lunar_words(day), solar_term(day)
    off = special is not None and special.kind == "day_off"
    sign = "" if special is None else _("Off") if off else _("Work")
    name = "" if special is None else special.words()
    state = "" if special is None else _("Day off") if off else _("Make-up workday")
    tip = " · ".join(filter(None, (format_date(day, "full"), lunar, term, name, state)))
    return DayMark(term or lunar, bool(term), sign, off, tip)
