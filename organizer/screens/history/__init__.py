"""Everything that was done, and the way back from any of it."""

from organizer.base.words import N_
from organizer.widgets.later import within
from organizer.widgets.room import Room

here = within(__name__)
ROOM = Room(
    "history",
    N_("History"),
    "history",
    here("page:HistoryPage"),
    position=1010,
    help_page="history",
)
"""The history of the register."""
