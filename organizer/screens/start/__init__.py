"""The first page: open made-up data, import a list, start empty, or take up where one left off."""

from organizer.base.words import N_
from organizer.widgets.later import within
from organizer.widgets.room import Room

here = within(__name__)
ROOM = Room(
    "start",
    N_("Start"),
    "house",
    make_page=here("page:StartPage"),
    position=None,
    help_page="start",
)
