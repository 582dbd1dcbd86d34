"""The calendar page: what it shows of a register, and what the owner plans in it."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.groups import store as groups
from organizer.screens.events.page import CalendarPage
from organizer.widgets.desk import Desk
from organizer.widgets.theme import Mode, theme
from tests.screens.conftest import TODAY, MakePage
from tests.screens.events.planned import plan
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


@pytest.mark.parametrize("fullness", ["empty", "typical", "crowded"])
def test_a_month_is_whole_in_every_look(
    fullness: str, look: str, desk: Desk, register: RegisterThread, qtbot: QtBot, settle: Settle
) -> None:
    made = plan(register, TODAY, full=fullness == "crowded") if fullness != "empty" else {}
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
    settle()
    own_words = {name for _id, name in register.ask(groups.choices).result()} | {"名册"}
    found = []
    for at in range(len(page.calendar.views)):
        page.calendar.show_view(at)
        settle()
        _keep(window, f"calendar-{fullness}-{at}-{look}")
        found += [f"view {at}: {one}" for one in problems(window, own_words)]
    page.calendar.show_view(0)
    if made:
        page.show_record(made["meet_up"])
        settle()
        _keep(window, f"calendar-{fullness}-chosen-{look}")
        found += [f"chosen: {one}" for one in problems(window, own_words)]
    assert not found, "\n".join(dict.fromkeys(found))


def _keep(window: MainWindow, name: str) -> None:
    picture = window.grab()
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert picture.save(str(Path(folder) / f"{name}.png"))


def test_a_year_without_holidays_says_where_they_are_entered(
    make_page: MakePage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page = make_page("events")
    assert isinstance(page, CalendarPage)
    settle()
    assert page.calendar.holidays.isHidden()
    page.calendar.go_to(dt.date(2051, 5, 4))
    settle()
    assert page.calendar.holidays.isVisible()
    assert "2051" in page.calendar.holidays.text()
    with qtbot.waitSignal(desk.page_wanted) as told:
        page.calendar.holidays.click()
    assert told.args[0] == "special_days"


def test_nothing_stays_when_the_register_is_closed(
    make_page: MakePage, register: RegisterThread, desk: Desk, settle: Settle
) -> None:
    made = plan(register, TODAY)
    page = make_page("events")
    assert isinstance(page, CalendarPage)
    settle()
    page.show_record(made["visit"])
    settle()
    assert page.pane.isVisible()
    desk.use_register(None)
    assert page.pane.isHidden()
    assert page.view.entries == ()
