"""Branches: the list, their head, their team, their groups."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "branches",
    N_("Branches"),
    "network",
    make_page=here("page:BranchesPage"),
    position=46,
    tabs=(
        TabOffer("branch", N_("Profile"), here("profile:BranchProfile"), 0),
        TabOffer("branch", N_("History"), here("past:branch_past"), 900),
    ),
    commands=(Command("branches.add", N_("New branch"), "plus", "", opens("branches", new=True)),),
    finders=(Finder("branch", here("find:find_branches"), N_("Branch"), "network"),),
    help_page="roles",
)
"""The branches of the register."""
