"""How everything is done, one page for each task; F1 opens the page of the screen shown."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "help",
    N_("Help"),
    "circle-question-mark",
    here("page:HelpPage"),
    position=1030,
    commands=(
        Command(
            "help.about",
            N_("About Organizer"),
            "info",
            "",
            opens("help", page="about"),
            keywords=(N_("version licence"),),
            needs_register=False,
        ),
    ),
    help_page="start",
)
"""The help pages and what the program is made of."""
