"""Groups: the list, who is in them, their numbers, quick entry and comparing."""

from typing import TYPE_CHECKING

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page
from organizer.widgets.room import Finder, Room, TabOffer

if TYPE_CHECKING:
    from organizer.widgets.picker import Choice


def _page(desk: Desk) -> Page:
    from organizer.screens.groups.page import GroupsPage

    return GroupsPage(desk)


def _profile(desk: Desk) -> DetailTab:
    from organizer.screens.groups.profile import GroupProfile

    return GroupProfile(desk)


def _members(desk: Desk) -> DetailTab:
    from organizer.screens.groups.members_tab import GroupMembers

    return GroupMembers(desk)


def _numbers(desk: Desk) -> DetailTab:
    from organizer.screens.groups.numbers_tab import GroupNumbers

    return GroupNumbers(desk)


def _past(desk: Desk) -> DetailTab:
    from organizer.screens.groups.past import group_past

    return group_past(desk)


def _of_member(desk: Desk) -> DetailTab:
    from organizer.screens.groups.of_member import MembershipsOfMember

    return MembershipsOfMember(desk)


def _of_institution(desk: Desk) -> DetailTab:
    from organizer.screens.groups.of_institution import GroupsOfInstitution

    return GroupsOfInstitution(desk)


async def _find(desk: Desk, words: str) -> "list[Choice]":
    from organizer.screens.groups.find import find_groups

    return await find_groups(desk, words)


def _add(desk: Desk) -> None:
    desk.open_page("groups", new=True)


def _quick_entry(desk: Desk) -> None:
    from organizer.screens.groups.quick_entry import open_quick_entry

    desk.start(open_quick_entry(desk))


ROOM = Room(
    "groups",
    N_("Groups"),
    "messages-square",
    make_page=_page,
    position=20,
    tabs=(
        TabOffer("group", N_("Profile"), _profile, 0),
        TabOffer("group", N_("Members"), _members, 10),
        TabOffer("group", N_("Numbers"), _numbers, 20),
        TabOffer("group", N_("History"), _past, 900),
        TabOffer("member", N_("Groups"), _of_member, 20),
        TabOffer("institution", N_("Groups"), _of_institution, 20),
    ),
    commands=(
        Command(
            "groups.quick_entry",
            N_("Quick entry"),
            "clipboard-paste",
            "Ctrl+J",
            _quick_entry,
            keywords=(N_("newcomers"), N_("joined the group"), N_("paste")),
        ),
        Command("groups.add", N_("New group"), "plus", "", _add, keywords=(N_("found a group"),)),
    ),
    finders=(Finder("group", _find, N_("Group"), "messages-square"),),
    help_page="groups",
)
"""The groups of the register."""
