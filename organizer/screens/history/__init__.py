"""Everything that was done, and the way back from any of it."""

from organizer.base.words import N_
from organizer.widgets.desk import Desk, Page, Room


def _page(desk: Desk) -> Page:
    from organizer.screens.history.page import HistoryPage

    return HistoryPage(desk)


ROOM = Room("history", N_("History"), "history", _page, position=1010, help_page="history")
"""The history of the register."""
