"""Institutions: the list, their card, their people, private notes."""

from typing import TYPE_CHECKING

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page
from organizer.widgets.room import Finder, Room, TabOffer

if TYPE_CHECKING:
    from organizer.widgets.picker import Choice


def _page(desk: Desk) -> Page:
    from organizer.screens.institutions.page import InstitutionsPage

    return InstitutionsPage(desk)


def _profile(desk: Desk) -> DetailTab:
    from organizer.screens.institutions.profile import InstitutionProfile

    return InstitutionProfile(desk)


def _people(desk: Desk) -> DetailTab:
    from organizer.screens.institutions.people import PeopleOfInstitution

    return PeopleOfInstitution(desk)


def _past(desk: Desk) -> DetailTab:
    from organizer.screens.institutions.past import institution_past

    return institution_past(desk)


async def _find(desk: Desk, words: str) -> "list[Choice]":
    from organizer.domain.institutions import store
    from organizer.widgets.picker import Choice

    found = await desk.read(store.find, words)
    return [
        Choice(one.id, one.name, one.short_name if one.short_name != one.name else "")
        for one in found
    ]


def _add(desk: Desk) -> None:
    desk.open_page("institutions", new=True)


ROOM = Room(
    "institutions",
    N_("Institutions"),
    "building-2",
    make_page=_page,
    position=40,
    tabs=(
        TabOffer("institution", N_("Profile"), _profile, 0),
        TabOffer("institution", N_("People"), _people, 10),
        TabOffer("institution", N_("History"), _past, 900),
    ),
    commands=(
        Command(
            "institutions.add",
            N_("New institution"),
            "plus",
            "",
            _add,
            keywords=(N_("training school"),),
        ),
    ),
    finders=(Finder("institution", _find, N_("Institution"), "building-2"),),
    help_page="institutions",
)
"""The institutions of the register."""
