"""Looking at the calendar: what is shown, narrowed, chosen, found."""

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, store
from organizer.domain.events.records import SessionTime
from organizer.screens.events.find import find_events
from organizer.screens.events.page import CalendarPage
from organizer.widgets.desk import Desk
from tests.screens.conftest import TODAY
from tests.screens.events.calendar_story import (
    Settle,
    on,
    page,
    planned,
)
from tests.widgets.conftest import Run

__all__ = ["page", "planned"]


def test_a_month_shows_events_and_days_of_repetitions(
    page: CalendarPage, planned: dict[str, str]
) -> None:
    assert [one.day.day for one in on(page, planned["weekly"])] == [4, 11, 18, 25, 1]
    assert [one.struck for one in on(page, planned["off"])] == [True]
    assert len(on(page, planned["lecture"])) == 2


def test_marks_tell_the_lunar_day_terms_and_holidays(page: CalendarPage) -> None:
    marks = page.view.marks
    assert marks[dt.date(2026, 3, 5)].text == "惊蛰"
    assert marks[dt.date(2026, 3, 5)].stands_out
    assert marks[dt.date(2026, 3, 19)].text == "二月"
    assert marks[dt.date(2026, 3, 20)].text == "春分"
    assert marks[dt.date(2026, 2, 23)].day_off
    assert marks[dt.date(2026, 2, 28)].sign
    assert not marks[dt.date(2026, 2, 28)].day_off


def test_the_legend_hides_a_kind_and_the_search_narrows(
    page: CalendarPage, planned: dict[str, str], settle: Settle
) -> None:
    online = next(one for one in page.calendar.legend.buttons if one.kind.key == "online")
    online.click()
    settle()
    assert on(page, planned["weekly"]) == []
    assert on(page, planned["meet_up"]) != []
    online.click()
    page.calendar.bar.search.setText("zsdy")
    settle()
    assert {one.record.partition("@")[0] for one in page.view.entries} == {planned["weekly"]}


def test_a_group_filter_leaves_what_it_is_invited_to(
    page: CalendarPage, planned: dict[str, str], register: RegisterThread, settle: Settle
) -> None:
    event = register.ask(lambda db: store.event(db, planned["meet_up"])).result()
    assert event is not None
    second = event.groups[-1][0]
    page.calendar.bar.set_state({"words": "", "filters": {"group": [second]}})
    settle()
    found = {one.record.partition("@")[0] for one in page.view.entries}
    assert planned["meet_up"] in found
    assert planned["visit"] not in found


def test_choosing_an_event_shows_it_beside_and_escape_puts_it_away(
    page: CalendarPage, planned: dict[str, str], settle: Settle
) -> None:
    assert page.pane.isHidden()
    page.view.take(on(page, planned["meet_up"])[0])
    settle()
    assert page.pane.isVisible()
    assert page.pane.title.text() == "线下沟通日 · 三月场"
    assert "14:00–16:30" in page.pane.subtitle.text()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.pane.isHidden()
    assert page.view.chosen == ""


def test_a_record_is_shown_in_its_month(
    page: CalendarPage, register: RegisterThread, desk: Desk, settle: Settle
) -> None:
    far = dt.date(2027, 8, 12)
    made = register.act(
        lambda step: actions.add(step, "远方的活动", "visit", [SessionTime(far, "09:00", 60)])
    ).result()[0]
    settle()
    page.show_record(made)
    settle()
    assert page.view.day == far
    assert page.view.chosen == made
    assert [one.title for one in on(page, made)] == ["远方的活动"]


def test_views_share_the_day_and_the_event_chosen(
    page: CalendarPage, planned: dict[str, str], settle: Settle
) -> None:
    page.view.take(on(page, planned["visit"])[0])
    page.view.setFocus()
    for number, key in enumerate((Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1)):
        QTest.keyClick(page.view, key)
        settle()
        assert page.calendar.currentIndex() == (number + 1) % 4
        assert page.view.day == dt.date(2026, 3, 11)
        assert page.view.chosen == planned["visit"]
        assert on(page, planned["visit"])
        assert page.view.hasFocus()


def test_words_are_searched_for_over_years_in_the_schedule(
    page: CalendarPage, register: RegisterThread, settle: Settle
) -> None:
    day = TODAY - dt.timedelta(days=700)
    register.act(
        lambda step: actions.add(step, "旧年团拜", "salon", [SessionTime(day, "09:00", 60)])
    ).result()
    page.calendar.show_view(3)
    page.calendar.bar.search.setText("jntb")
    settle()
    view: Any = page.view
    assert [block.day for block in view.blocks] == [day], "and not today with nothing on it"


def test_events_are_found_from_everywhere(
    page: CalendarPage, planned: dict[str, str], desk: Desk, run: Run
) -> None:
    for words in ("向阳", "xiangyang", "zfxy"):
        found = run(find_events(desk, words))
        assert [choice.id for choice in found] == [planned["visit"]], words
    weekly = run(find_events(desk, "zsdy"))
    assert [choice.id for choice in weekly] == [f"{planned['weekly']}@2026-03-11"]
