"""Groups: the list, who is in them, their numbers, quick entry and comparing."""

from organizer.base.words import N_
from organizer.widgets.later import opens, starts, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "groups",
    N_("Groups"),
    "messages-square",
    make_page=here("page:GroupsPage"),
    position=20,
    tabs=(
        TabOffer("group", N_("Profile"), here("profile:GroupProfile"), 0),
        TabOffer("group", N_("Members"), here("members_tab:GroupMembers"), 10),
        TabOffer("group", N_("Numbers"), here("numbers_tab:GroupNumbers"), 20),
        TabOffer("group", N_("History"), here("past:group_past"), 900),
        TabOffer("member", N_("Groups"), here("of_member:MembershipsOfMember"), 20),
        TabOffer("institution", N_("Groups"), here("of_institution:GroupsOfInstitution"), 20),
    ),
    commands=(
        Command(
            "groups.quick_entry",
            N_("Quick entry"),
            "clipboard-paste",
            "Ctrl+J",
            starts(here("quick_entry:open_quick_entry")),
            keywords=(N_("newcomers"), N_("joined the group"), N_("paste")),
        ),
        Command(
            "groups.add",
            N_("New group"),
            "plus",
            "",
            opens("groups", new=True),
            keywords=(N_("found a group"),),
        ),
    ),
    finders=(Finder("group", here("find:find_groups"), N_("Group"), "messages-square"),),
    help_page="groups",
)
"""The groups of the register."""
