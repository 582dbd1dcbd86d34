"""Everybody in the register: the list with its filters, and everything about one person."""

from typing import TYPE_CHECKING

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page
from organizer.widgets.room import Finder, Room, TabOffer

if TYPE_CHECKING:
    from organizer.widgets.picker import Choice


def _page(desk: Desk) -> Page:
    from organizer.screens.members.page import MembersPage

    return MembersPage(desk)


def _profile(desk: Desk) -> DetailTab:
    from organizer.screens.members.profile import ProfileTab

    return ProfileTab(desk)


def _past(desk: Desk) -> DetailTab:
    from organizer.screens.members.past import PastTab

    return PastTab(desk)


async def _find(desk: Desk, words: str) -> "list[Choice]":
    from organizer.screens.members.find import find_members

    return await find_members(desk, words)


def _add(desk: Desk) -> None:
    desk.open_page("members", new=True)


ROOM = Room(
    "members",
    N_("Members"),
    "users",
    make_page=_page,
    position=30,
    tabs=(
        TabOffer("member", N_("Profile"), _profile, 0),
        TabOffer("member", N_("History"), _past, 900),
    ),
    commands=(
        Command(
            "members.add",
            N_("New member"),
            "user-plus",
            "Ctrl+N",
            _add,
            keywords=(N_("add person"),),
        ),
    ),
    finders=(Finder("member", _find, N_("Member"), "user"),),
    help_page="members",
)
"""The members of the register."""
