"""Positions: who holds what in groups, branches and the alliance."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "roles",
    N_("Positions"),
    "crown",
    make_page=here("page:RolesPage"),
    position=45,
    tabs=(
        TabOffer("appointment", N_("Profile"), here("profile:AppointmentProfile"), 0),
        TabOffer("appointment", N_("History"), here("past:appointment_past"), 900),
        TabOffer("member", N_("Positions"), here("positions_tab:PositionsTab", "member"), 30),
        TabOffer("group", N_("Positions"), here("positions_tab:PositionsTab", "group"), 30),
        TabOffer("branch", N_("Team"), here("positions_tab:PositionsTab", "branch"), 10),
    ),
    commands=(
        Command(
            "roles.appoint",
            N_("Appoint somebody"),
            "crown",
            "",
            opens("roles", new=True),
            keywords=(N_("give a title"), N_("position")),
        ),
    ),
    help_page="roles",
)
"""The positions held in groups, branches and the alliance."""
