"""Members who may be one person: looked at side by side, merged or told apart."""

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, Page
from organizer.widgets.room import Room


def _page(desk: Desk) -> Page:
    from organizer.screens.joining.page import DuplicatesPage

    return DuplicatesPage(desk)


def _open(desk: Desk) -> None:
    desk.open_page("joining")


ROOM = Room(
    "joining",
    N_("Duplicates"),
    "merge",
    make_page=_page,
    position=None,
    commands=(
        Command(
            "joining.open",
            N_("Find duplicate members"),
            "merge",
            "",
            _open,
            keywords=(N_("merge same person twice"),),
        ),
    ),
    help_page="duplicates",
)
