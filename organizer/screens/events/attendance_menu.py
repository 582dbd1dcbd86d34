"""What a right click on the list of a session offers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from organizer.base.words import N_, _
from organizer.domain.events import actions_participants
from organizer.domain.events.participants import PRESENCE
from organizer.widgets.icons import icon

if TYPE_CHECKING:
    from organizer.screens.events.attendance_tab import EventAttendance

FLAGS = {"late": N_("Late"), "early": N_("Left early")}


def fill_menu(tab: "EventAttendance", menu: QMenu, ids: list[str]) -> None:
    """Add who it is, every state for all chosen rows, and the way out for a mistake."""
    if not ids:
        return
    people = [tab.rows.lines[one].person for one in ids]
    if len(ids) == 1:
        text = _("Open the person") if people[0].member_id else _("Who is this?")
        menu.addAction(icon("user"), text).triggered.connect(lambda: tab.open_person(ids[0]))
        menu.addSeparator()
    for state, words in PRESENCE.items():
        menu.addAction(_(words)).triggered.connect(partial(_mark, tab, ids, state))
    menu.addSeparator()
    for flag, words in FLAGS.items():
        menu.addAction(_(words)).triggered.connect(partial(_flag, tab, flag))
    walk_ins = [one.id for one in people if one.came_by == "walk_in"]
    if len(walk_ins) == len(ids):
        menu.addSeparator()
        menu.addAction(icon("trash-2"), _("Entered by mistake")).triggered.connect(
            lambda: tab.desk.start(tab.desk.do(actions_participants.remove, walk_ins))
        )


def _mark(tab: "EventAttendance", ids: list[str], state: str, _checked: object = None) -> None:
    tab.noting.mark(ids, state)


def _flag(tab: "EventAttendance", flag: str, _checked: object = None) -> None:
    tab.press_flag(flag)
