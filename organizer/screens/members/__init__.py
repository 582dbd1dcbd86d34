"""Everybody in the register: the list with its filters, and everything about one person."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "members",
    N_("Members"),
    "users",
    make_page=here("page:MembersPage"),
    position=30,
    tabs=(
        TabOffer("member", N_("Profile"), here("profile:ProfileTab"), 0),
        TabOffer("member", N_("History"), here("past:PastTab"), 900),
    ),
    commands=(
        Command(
            "members.add",
            N_("New member"),
            "user-plus",
            "Ctrl+N",
            opens("members", new=True),
            keywords=(N_("add person"),),
        ),
    ),
    finders=(Finder("member", here("find:find_members"), N_("Member"), "user"),),
    help_page="members",
)
"""The members of the register."""
