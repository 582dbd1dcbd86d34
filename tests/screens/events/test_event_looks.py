"""The profile of an event and its sheets in both languages, light and dark, with large letters."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions_hosts, actions_participants
from organizer.domain.groups import store as groups
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store as members
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.paper_sheet import PaperSheet
from organizer.screens.events.profile import EventProfile
from organizer.screens.events.sheet_tab import EventSheet
from organizer.widgets.desk import Desk
from organizer.widgets.theme import Mode, theme
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan
from tests.screens.events.sign_up_story import make_salon
from tests.screens.pictures import FOLDER_VARIABLE, problems
from tests.screens.test_pictures import LOOKS

Settle = Callable[[], None]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def look(request: pytest.FixtureRequest) -> str:
    """The language, theme and text size of a picture; its name."""
    language, mode, percent = request.param
    words.set_language(language)
    theme.set_mode(Mode(mode))
    theme.set_text_percent(percent)
    return f"{language}-{mode}-{percent}"


def test_the_profile_and_its_sheets_are_whole(
    look: str, desk: Desk, register: RegisterThread, qtbot: QtBot, settle: Settle
) -> None:
    made = plan(register, TODAY)
    hosts = [one.id for one in register.ask(lambda db: institutions.find(db, "")).result()[:3]]
    for one in hosts:
        register.act(partial(actions_hosts.add, institution_id=one)).result()
    salon = make_salon(register)
    people = register.ask(lambda db: members.member_ids(db, [])[:12]).result()
    register.act(lambda step: actions_participants.sign_up_members(step, salon, people)).result()
    window = MainWindow(desk.machine_settings, all_rooms())
    window.furnish(desk)
    desk.messages.use_window(window)
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    page = window.open_page("events")
    assert isinstance(page, CalendarPage)
    page.pane.open_tab("Profile")
    own_words = {name for _id, name in register.ask(groups.choices).result()} | {"名册"}
    found: list[str] = []

    def look_at(name: str, widget: QWidget) -> None:
        settle()
        _keep(widget, f"event-{name}-{look}")
        found.extend(f"{name}: {one}" for one in problems(widget, own_words))

    page.show_record(made["meet_up"])
    look_at("profile", window)
    tab = page.pane.tab("Profile")
    assert isinstance(tab, EventProfile)
    page.show_record(f"{made['weekly']}@2026-03-18")
    settle()
    tab.form.unfold(open_it=True)
    look_at("profile-repeats", window)
    for name, open_sheet in (
        ("repeating", tab.repetition.open_sheet),
        ("kinds", tab.open_kinds),
        ("turns", lambda: desk.start(tab.open_turns())),
    ):
        open_sheet()
        qtbot.waitUntil(lambda: desk.messages.dialog is not None)
        sheet = desk.messages.dialog
        assert sheet is not None
        look_at(name, sheet)
        sheet.reject()
        settle()
    page.pane.open_tab("Sign-in sheet")
    page.show_record(salon)
    look_at("sheet-tab", window)
    sheet_tab = page.pane.tab("Sign-in sheet")
    assert isinstance(sheet_tab, EventSheet)
    desk.start(sheet_tab.open_sheet())
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, PaperSheet))
    paper = desk.messages.dialog
    assert isinstance(paper, PaperSheet)
    look_at("paper", paper)
    paper.what.setCurrentIndex(paper.what.findData("badges"))
    look_at("badges", paper)
    paper.reject()
    settle()
    assert not found, "\n".join(dict.fromkeys(found))


def _keep(widget: QWidget, name: str) -> None:
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert widget.grab().save(str(Path(folder) / f"{name}.png"))
