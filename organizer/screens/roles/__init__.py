"""Positions: who holds what in groups, branches and the alliance."""

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, DetailTab, Page
from organizer.widgets.room import Room, TabOffer


def _page(desk: Desk) -> Page:
    from organizer.screens.roles.page import RolesPage

    return RolesPage(desk)


def _profile(desk: Desk) -> DetailTab:
    from organizer.screens.roles.profile import AppointmentProfile

    return AppointmentProfile(desk)


def _past(desk: Desk) -> DetailTab:
    from organizer.screens.roles.past import appointment_past

    return appointment_past(desk)


def _of_member(desk: Desk) -> DetailTab:
    from organizer.screens.roles.positions_tab import PositionsTab

    return PositionsTab(desk, "member")


def _of_group(desk: Desk) -> DetailTab:
    from organizer.screens.roles.positions_tab import PositionsTab

    return PositionsTab(desk, "group")


def _of_branch(desk: Desk) -> DetailTab:
    from organizer.screens.roles.positions_tab import PositionsTab

    return PositionsTab(desk, "branch")


def _appoint(desk: Desk) -> None:
    desk.open_page("roles", new=True)


ROOM = Room(
    "roles",
    N_("Positions"),
    "crown",
    make_page=_page,
    position=45,
    tabs=(
        TabOffer("appointment", N_("Profile"), _profile, 0),
        TabOffer("appointment", N_("History"), _past, 900),
        TabOffer("member", N_("Positions"), _of_member, 30),
        TabOffer("group", N_("Positions"), _of_group, 30),
        TabOffer("branch", N_("Team"), _of_branch, 10),
    ),
    commands=(
        Command(
            "roles.appoint",
            N_("Appoint somebody"),
            "crown",
            "",
            _appoint,
            keywords=(N_("give a title"), N_("position")),
        ),
    ),
    help_page="roles",
)
"""The positions held in groups, branches and the alliance."""
