"""What a list of positions shows, and its columns."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from organizer.base.formats import format_date
from organizer.base.words import N_, _
from organizer.domain.roles import rules
from organizer.domain.roles.records import Appointment
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column


def place_words(one: Appointment) -> str:
    """Where a position is held, in the language shown."""
    return one.place_name if one.place != "alliance" else _("Alliance")


def term_words(one: Appointment) -> str:
    """The agreed end of a term; empty without one."""
    return format_date(one.term_ends_on) if one.term_ends_on is not None else ""


def state_badges(one: Appointment, today: dt.date, days: int) -> Sequence[Badge]:
    """What should be seen of a position: ended, its term over or ending, nothing returned."""
    if not one.title:
        return ()
    if one.ended_on is not None:
        return (Badge(_("Ended"), Tone.PLAIN),)
    badges = []
    left = rules.days_left(one.term_ends_on, today)
    if left is not None and left < 0:
        badges.append(Badge(_("Term over"), Tone.WARNING))
    elif left is not None and left <= days:
        badges.append(Badge(_("Term ends soon"), Tone.WARNING))
    if not one.returns:
        badges.append(Badge(_("No return yet")))
    return badges


Today = Callable[[], dt.date]


def columns(
    today: Today, days: Callable[[], int], *, person: bool, place: bool
) -> tuple[Column, ...]:
    """The columns; without the person on a person's page, without the place on a place's.

    The list of all positions shows what fits beside the detail.
    """

    def badges(one: Appointment) -> Sequence[Badge]:
        return state_badges(one, today(), days())

    both = person and place
    made = [
        Column(
            "title",
            N_("Title"),
            lambda one: one.words(),
            width=11,
            strong=not person,
            tone=_tone,
        ),
        Column("place", N_("Where"), place_words, width=14),
        Column(
            "state",
            N_("State"),
            lambda one: "、".join(b.text for b in badges(one)),
            badges=badges,
            width=16,
            sortable=False,
        ),
        Column(
            "starts_on",
            N_("Since"),
            lambda one: format_date(one.starts_on) if one.title else "",
            width=12,
            descending_first=True,
        ),
        Column("term_ends_on", N_("Term until"), term_words, width=12),
        Column("returns", N_("Returns"), lambda one: one.returns, width=20, visible=not both),
        Column("duty", N_("Duty"), lambda one: one.duty, width=24, visible=not both),
        Column(
            "ended_on",
            N_("Ended"),
            lambda one: format_date(one.ended_on) if one.ended_on else "",
            width=14,
            descending_first=True,
            visible=not person,
        ),
    ]
    if person:
        made.insert(
            0,
            Column(
                "name", N_("Name"), lambda one: one.member_name, width=10, strong=True, tone=_tone
            ),
        )
    return tuple(one for one in made if place or one.key != "place")


def _tone(one: Appointment) -> Tone:
    return Tone.MUTED if one.ended_on is not None else Tone.PLAIN


ORDERS: Mapping[str, Callable[[Appointment], Any]] = {
    "name": lambda one: one.member_name,
    "title": lambda one: one.words(),
    "place": place_words,
    "starts_on": lambda one: one.starts_on,
    "term_ends_on": lambda one: one.term_ends_on,
    "returns": lambda one: one.returns or None,
    "duty": lambda one: one.duty or None,
    "ended_on": lambda one: one.ended_on,
}
