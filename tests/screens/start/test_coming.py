"""What comes up on the first page: read beside the work, opened with a click, hidden when empty."""

import datetime as dt

import pytest
from PySide6.QtTest import QSignalSpy

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants, store
from organizer.domain.events.records import SessionTime
from organizer.domain.tasks import actions as tasks
from organizer.screens.start.page import StartPage
from organizer.widgets.desk import Desk
from organizer.widgets.theme import Mode, theme
from tests.screens.conftest import MakePage
from tests.screens.events.attendance_story import Read, Settle
from tests.screens.pictures import problems

MONDAY = dt.date(2026, 3, 9)
"""The tests' clock shows 9:00 on this day."""


@pytest.fixture
def planned(register: RegisterThread) -> str:
    """An unticked salon of last week (its id), a meet-up tomorrow, a lecture in a month."""

    def plan(step: Step) -> str:
        before = MONDAY - dt.timedelta(days=5)
        past = actions.add(step, "上周沙龙", "salon", [SessionTime(before, "14:00", 90)])
        actions_participants.sign_up(step, past, name="安琪")
        tomorrow = MONDAY + dt.timedelta(days=1)
        coming = actions.add(
            step, "三月沟通日", "meet_up",
            [SessionTime(tomorrow, "09:00", 90), SessionTime(tomorrow, "14:00", 90)],
            place="云上茶室",
        )  # fmt: skip
        later = MONDAY + dt.timedelta(days=30)
        actions.add(step, "四月讲座", "lecture", [SessionTime(later, "14:00", 90)])
        for words_, day in (("试讲一节课", -2), ("拜访老校长", 3), ("明年再说", 300)):
            due = MONDAY + dt.timedelta(days=day)
            tasks.add(step, "promise", words_, kind="event", subject_id=coming, due_on=due)
        return past

    made, _step = register.act(plan).result()
    return str(made)


def test_open_things_stand_before_what_comes(
    make_page: MakePage, planned: str, settle: Settle, desk: Desk
) -> None:
    page = make_page("start")
    assert isinstance(page, StartPage)
    settle()
    titles = [one.row.title for one in page.coming.rows()]
    assert titles == ["上周沙龙", "试讲一节课", "拜访老校长", "三月沟通日"]
    asked = QSignalSpy(desk.record_wanted)
    page.coming.rows()[0].button.click()
    assert asked.at(0) == ["event", planned]


def test_a_list_that_is_ticked_goes_at_once(
    make_page: MakePage, planned: str, settle: Settle, register: RegisterThread, read: Read
) -> None:
    page = make_page("start")
    assert isinstance(page, StartPage)
    settle()
    session = read(lambda db: store.sessions_of(db, planned)[0].id)
    person = read(lambda db: db.column("SELECT id FROM participant WHERE event_id = ?", (planned,)))
    register.act(lambda step: actions_participants.mark(step, session, person, "present")).result()
    settle()
    assert "上周沙龙" not in [one.row.title for one in page.coming.rows()]


def test_nothing_is_shown_without_a_register(
    make_page: MakePage, planned: str, settle: Settle, desk: Desk
) -> None:
    page = make_page("start")
    assert isinstance(page, StartPage)
    settle()
    assert page.coming.isVisible()
    desk.use_register(None)
    settle_without = page.coming.isVisible()
    assert not settle_without


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
def test_nothing_is_cut_in_any_language_or_size(
    make_page: MakePage, planned: str, settle: Settle, language: str, mode: Mode, percent: int
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    page = make_page("start")
    settle()
    assert problems(page) == []
