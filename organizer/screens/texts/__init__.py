"""Texts for chats: the built-in ones, and the owner's versions of them."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "texts",
    N_("Texts"),
    "messages-square",
    make_page=here("page:TextsPage"),
    position=None,
    commands=(
        Command(
            "texts.open",
            N_("Texts for chats"),
            "messages-square",
            "",
            opens("texts"),
            keywords=(N_("template"), N_("placeholder"), N_("invitation")),
        ),
    ),
    help_page="texts",
)
"""Not in the sidebar: reached from the calendar's menu and by its name."""
