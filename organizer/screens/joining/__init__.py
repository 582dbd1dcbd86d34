"""Members who may be one person: looked at side by side, merged or told apart."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "joining",
    N_("Duplicates"),
    "merge",
    make_page=here("page:DuplicatesPage"),
    position=None,
    commands=(
        Command(
            "joining.open",
            N_("Find duplicate members"),
            "merge",
            "",
            opens("joining"),
            keywords=(N_("merge same person twice"),),
        ),
    ),
    help_page="duplicates",
)
