"""Branches: the list, their head, their team, their groups."""

from typing import TYPE_CHECKING

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page
from organizer.widgets.room import Finder, Room, TabOffer

if TYPE_CHECKING:
    from organizer.widgets.picker import Choice


def _page(desk: Desk) -> Page:
    from organizer.screens.branches.page import BranchesPage

    return BranchesPage(desk)


def _profile(desk: Desk) -> DetailTab:
    from organizer.screens.branches.profile import BranchProfile

    return BranchProfile(desk)


def _past(desk: Desk) -> DetailTab:
    from organizer.screens.branches.past import branch_past

    return branch_past(desk)


async def _find(desk: Desk, words: str) -> "list[Choice]":
    from organizer.base.districts import short_district_name
    from organizer.domain.branches import store
    from organizer.widgets.picker import Choice
    from organizer.widgets.row_sources import says

    found = await desk.read(store.branches)
    return [
        Choice(one.id, one.name, short_district_name(one.region))
        for one in found
        if says(f"{one.name}\n{short_district_name(one.region)}", words)
    ]


def _add(desk: Desk) -> None:
    desk.open_page("branches", new=True)


ROOM = Room(
    "branches",
    N_("Branches"),
    "network",
    make_page=_page,
    position=46,
    tabs=(
        TabOffer("branch", N_("Profile"), _profile, 0),
        TabOffer("branch", N_("History"), _past, 900),
    ),
    commands=(Command("branches.add", N_("New branch"), "plus", "", _add),),
    finders=(Finder("branch", _find, N_("Branch"), "network"),),
    help_page="roles",
)
"""The branches of the register."""
