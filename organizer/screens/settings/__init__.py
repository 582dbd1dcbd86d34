"""What the owner may set: the look, the language, safety, and the lists of this register."""

from organizer.base.words import N_
from organizer.widgets.later import within
from organizer.widgets.room import Room

here = within(__name__)
ROOM = Room(
    "settings",
    N_("Settings"),
    "settings",
    here("page:SettingsPage"),
    position=1020,
    help_page="settings",
)
"""The settings of this computer and of the open register."""
