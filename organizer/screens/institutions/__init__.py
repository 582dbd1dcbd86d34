"""Institutions: the list, their card, their people, private notes."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "institutions",
    N_("Institutions"),
    "building-2",
    make_page=here("page:InstitutionsPage"),
    position=40,
    tabs=(
        TabOffer("institution", N_("Profile"), here("profile:InstitutionProfile"), 0),
        TabOffer("institution", N_("People"), here("people:PeopleOfInstitution"), 10),
        TabOffer("institution", N_("History"), here("past:institution_past"), 900),
    ),
    commands=(
        Command(
            "institutions.add",
            N_("New institution"),
            "plus",
            "",
            opens("institutions", new=True),
            keywords=(N_("training school"),),
        ),
    ),
    finders=(
        Finder("institution", here("find:find_institutions"), N_("Institution"), "building-2"),
    ),
    help_page="institutions",
)
"""The institutions of the register."""
