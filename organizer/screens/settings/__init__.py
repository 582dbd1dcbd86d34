"""What the owner may set: the look, the language, safety, and the lists of this register."""

from organizer.base.words import N_
from organizer.widgets.desk import Desk, Page, Room


def _page(desk: Desk) -> Page:
    from organizer.screens.settings.page import SettingsPage

    return SettingsPage(desk)


ROOM = Room("settings", N_("Settings"), "settings", _page, position=1020, help_page="settings")
"""The settings of this computer and of the open register."""
