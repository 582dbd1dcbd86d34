"""The first page: open made-up data, import a list, start empty, or take up where one left off."""

from organizer.base.words import N_
from organizer.widgets.desk import Desk, Page, Room


def _page(desk: Desk) -> Page:
    from organizer.screens.start.page import StartPage

    return StartPage(desk)


ROOM = Room("start", N_("Start"), "house", make_page=_page, position=None, help_page="start")
