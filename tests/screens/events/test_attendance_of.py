"""Attended of invited in the pages of a person and of a group."""

import datetime as dt
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants, store
from organizer.domain.events.records import SessionTime
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.screens.events.attendance_of_group import AttendanceOfGroup
from organizer.screens.events.attendance_of_member import AttendanceOfMember, PeriodField
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.list_tab import ListTab
from organizer.widgets.theme import Mode, theme
from tests import factories
from tests.screens.events.attendance_story import Settle
from tests.screens.pictures import problems


class Told(NamedTuple):
    """A group of three; the first came to both meet-ups, the second to one and not to a salon."""

    group_id: str
    people: list[str]
    last_event: str


@pytest.fixture
def told(register: RegisterThread) -> Told:
    def tell(step: Step) -> Told:
        people = factories.make_members(step, ["欧阳修文", "司马相宜", "慕容云舒"])
        group = groups.add(step, "校长群", platform="wechat")
        memberships.join(step, group, people, on=dt.date(2020, 1, 1))
        key = ""
        for day, kind, came in (
            (dt.date(2024, 5, 4), "meet_up", people[:2]),
            (dt.date(2026, 1, 10), "meet_up", people[:2]),
            (dt.date(2026, 2, 14), "salon", people[:1]),
        ):
            time = SessionTime(day, "14:00", 90)
            key = actions.add(step, f"{day:%m月}活动", kind, [time], group_ids=[group])
            session = store.sessions_of(step, key)[0].id
            ids = actions_participants.sign_up_members(step, key, people[:2])
            actions_participants.mark(step, session, ids, "absent")
            actions_participants.mark(step, session, ids[: len(came)], "present")
        return Told(group, people, key)

    made, _step = register.act(tell).result()
    return made


def opened(tab: DetailTab, window: QWidget, qtbot: QtBot, record_id: str, settle: Settle) -> None:
    window.resize(480, 640)
    tab.setParent(window)
    tab.resize(window.size())
    tab.show_record(record_id)
    tab.show()
    qtbot.waitExposed(tab)
    settle()


def rows_of(tab: ListTab) -> list[Any]:
    return [tab.table.model.row(at) for at in range(tab.table.model.rowCount())]


def choose(field: PeriodField, key: str) -> None:
    """Choose from the open list as the user does."""
    field.combo.from_list = True
    at = field.combo.findData(key)
    field.combo.setCurrentIndex(at)
    field.combo.activated.emit(at)


def test_a_person_sees_the_sum_the_kinds_and_every_event(
    desk: Desk, told: Told, window: QWidget, qtbot: QtBot, settle: Settle
) -> None:
    tab = AttendanceOfMember(desk)
    opened(tab, window, qtbot, told.people[1], settle)
    rows = rows_of(tab)
    assert [(one.day.year, one.state) for one in rows] == [(2026, "absent"), (2026, "present")]
    words.set_language("en")
    desk.language_changed.emit()
    settle()
    assert tab.sum.text() == "Came to 1 of 2 events"
    assert tab.kinds.text() == "Meet-up day 1 of 1 · Salon 0 of 1"
    choose(tab.period, "36")
    settle()
    assert tab.sum.text() == "Came to 2 of 3 events"


def test_a_step_at_an_event_is_counted_at_once(
    desk: Desk,
    told: Told,
    window: QWidget,
    qtbot: QtBot,
    settle: Settle,
    register: RegisterThread,
) -> None:
    tab = AttendanceOfMember(desk)
    opened(tab, window, qtbot, told.people[1], settle)
    before = tab.sum.text()
    register.act(lambda step: actions.cancel(step, [told.last_event])).result()
    settle()
    assert tab.table.model.rowCount() == 1
    assert tab.sum.text() != before


def test_a_group_sees_its_months_and_who_came_least_first(
    desk: Desk, told: Told, window: QWidget, qtbot: QtBot, settle: Settle
) -> None:
    tab = AttendanceOfGroup(desk)
    opened(tab, window, qtbot, told.group_id, settle)
    people = rows_of(tab)
    assert [one.name for one in people] == ["慕容云舒", "司马相宜", "欧阳修文"]
    assert [one.attended.attended for one in people] == [0, 1, 2]
    bars = {bar.label: (bar.value, bar.counted) for bar in tab.chart.bars()}
    assert len(bars) == 12
    assert bars["26-01"] == (2, 3)
    assert bars["26-02"] == (1, 3)
    assert bars["25-12"] == (0, None)


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
def test_nothing_is_cut_in_any_language_or_size(
    desk: Desk,
    told: Told,
    window: QWidget,
    qtbot: QtBot,
    settle: Settle,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    person = AttendanceOfMember(desk)
    opened(person, window, qtbot, told.people[1], settle)
    assert problems(person) == []
    person.hide()
    group = AttendanceOfGroup(desk)
    opened(group, window, qtbot, told.group_id, settle)
    assert problems(group) == []
