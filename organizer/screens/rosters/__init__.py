"""Lists in and lists out: a list read into the register, a roster taken out of it."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "rosters",
    N_("Import and export"),
    "file-spreadsheet",
    make_page=here("page:RostersPage"),
    position=None,
    commands=(
        Command(
            "rosters.import",
            N_("Import a list"),
            "upload",
            "Ctrl+I",
            opens("rosters", what="import"),
            keywords=(N_("Excel CSV list file"),),
        ),
        Command(
            "rosters.paste",
            N_("Import copied cells"),
            "clipboard-paste",
            "Ctrl+Shift+I",
            opens("rosters", what="import", pasted=True),
            keywords=(N_("Excel CSV list file"),),
        ),
        Command(
            "rosters.export",
            N_("Export a roster"),
            "download",
            "Ctrl+E",
            opens("rosters", what="export"),
            keywords=(N_("print PDF picture Excel"),),
        ),
    ),
    help_page="import",
)
