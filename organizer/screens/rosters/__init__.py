"""Lists in and lists out: a list read into the register, a roster taken out of it."""

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, Page
from organizer.widgets.room import Room


def _page(desk: Desk) -> Page:
    from organizer.screens.rosters.page import RostersPage

    return RostersPage(desk)


def _import(desk: Desk) -> None:
    desk.open_page("rosters", what="import")


def _paste(desk: Desk) -> None:
    desk.open_page("rosters", what="import", pasted=True)


def _export(desk: Desk) -> None:
    desk.open_page("rosters", what="export")


ROOM = Room(
    "rosters",
    N_("Lists in and out"),
    "file-spreadsheet",
    make_page=_page,
    position=None,
    commands=(
        Command(
            "rosters.import",
            N_("Import a list"),
            "upload",
            "Ctrl+I",
            _import,
            keywords=(N_("Excel CSV list file"),),
        ),
        Command(
            "rosters.paste",
            N_("Import copied cells"),
            "clipboard-paste",
            "Ctrl+Shift+I",
            _paste,
            keywords=(N_("Excel CSV list file"),),
        ),
        Command(
            "rosters.export",
            N_("Export a roster"),
            "download",
            "Ctrl+E",
            _export,
            keywords=(N_("print PDF picture Excel"),),
        ),
    ),
    help_page="import",
)
