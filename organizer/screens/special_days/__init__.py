"""Special days: public holidays and make-up workdays, year by year."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "special_days",
    N_("Special days"),
    "flag",
    make_page=here("page:SpecialDaysPage"),
    position=None,
    commands=(
        Command(
            "special_days.open",
            N_("Special days"),
            "flag",
            "",
            opens("special_days"),
            keywords=(N_("public holidays"), N_("make-up workdays"), N_("days off")),
        ),
    ),
    help_page="special-days",
)
"""Not in the sidebar: reached from the calendar's menu and by its name."""
