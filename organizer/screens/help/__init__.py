"""How everything is done, one page for each task; F1 opens the page of the screen shown."""

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, Page, Room


def _page(desk: Desk) -> Page:
    from organizer.screens.help.page import HelpPage

    return HelpPage(desk)


def _about(desk: Desk) -> None:
    desk.open_page("help", page="about")


ROOM = Room(
    "help",
    N_("Help"),
    "circle-question-mark",
    _page,
    position=1030,
    commands=(
        Command(
            "help.about",
            N_("About Organizer"),
            "info",
            "",
            _about,
            keywords=(N_("version licence"),),
            needs_register=False,
        ),
    ),
    help_page="start",
)
"""The help pages and what the program is made of."""
