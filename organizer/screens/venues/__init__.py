"""Venues: the list, their address and rooms, whose campus they are, what takes place there."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "venues",
    N_("Venues"),
    "map-pin",
    make_page=here("page:VenuesPage"),
    tabs=(
        TabOffer("venue", N_("Profile"), here("profile:VenueProfile"), 0),
        TabOffer("venue", N_("History"), here("past:venue_past"), 900),
    ),
    commands=(
        Command(
            "venues.add",
            N_("New venue"),
            "plus",
            "",
            opens("venues", new=True),
            keywords=(N_("campus"), N_("room")),
        ),
    ),
    finders=(Finder("venue", here("find:find_venues"), N_("Venue"), "map-pin"),),
    help_page="calendar",
)
"""The venues of the register; opened from the palette and from events."""
