"""Reminders: each once, the nearest only, moved sessions anew; nothing is poured out."""

import datetime as dt

from organizer.domain.events.records import Entry, SessionTime
from organizer.domain.events.reminders import Ahead, Due, Reminder, due, noted

AHEAD = Ahead(days=1, hours=2)
DAY = dt.date(2026, 3, 14)
SESSION = Entry(
    key="E1", session_id="S1", time=SessionTime(DAY, "14:00", 90), title="三月沟通日",
    kind="meet_up", own_kind_id=None, host_id=None, venue_id=None, room_id=None, place="",
    repeats=False, cancelled=False,
)  # fmt: skip
UNTICKED = {("E1", "S1")}


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 3, day), dt.time(hour, minute))


def said(
    now: dt.datetime,
    shown: dict[str, str] | None = None,
    entry: Entry = SESSION,
    ahead: Ahead = AHEAD,
    promises: tuple[Due, ...] = (),
) -> tuple[list[Reminder], dict[str, str]]:
    """What is said now, and what is remembered afterwards."""
    before = shown or {}
    found, marks = due(now, ahead, [entry], UNTICKED, promises, before)
    return found, noted(before, marks, now.date())


def test_a_session_is_reminded_of_the_day_before_and_two_hours_before_each_once() -> None:
    assert said(at(13, 13, 59))[0] == []
    first, shown = said(at(13, 14))
    assert [(one.occasion, one.title, one.at) for one in first] == [
        ("soon", "三月沟通日", at(14, 14))
    ]
    assert said(at(14, 11, 59), shown)[0] == []
    second, shown = said(at(14, 12), shown)
    assert [one.occasion for one in second] == ["soon"]
    assert second[0].mark != first[0].mark
    assert said(at(14, 13, 59), shown)[0] == []
    assert said(at(14, 14), shown)[0] == []  # it has begun


def test_a_computer_that_slept_says_the_nearest_one_only() -> None:
    found, shown = said(at(14, 13))
    assert len(found) == 1
    assert said(at(14, 13, 30), shown)[0] == []


def test_a_moved_session_is_reminded_of_again_a_cancelled_one_never() -> None:
    _found, shown = said(at(14, 13))
    moved = SESSION._replace(time=SessionTime(DAY, "16:00", 90))
    assert len(said(at(14, 14, 30), shown, moved)[0]) == 1
    assert said(at(14, 13), None, SESSION._replace(cancelled=True))[0] == []


def test_zero_days_or_hours_are_no_reminder() -> None:
    assert said(at(14, 11), ahead=Ahead(0, 2))[0] == []
    assert len(said(at(14, 12), ahead=Ahead(0, 2))[0]) == 1
    assert said(at(14, 12), ahead=Ahead(0, 0))[0] == []


def test_a_whole_day_begins_in_the_morning() -> None:
    whole = SESSION._replace(time=SessionTime(DAY, "", 1440))
    assert said(at(14, 5), entry=whole, ahead=Ahead(0, 2))[0] == []
    assert len(said(at(14, 6), entry=whole, ahead=Ahead(0, 2))[0]) == 1


def test_after_its_end_who_came_is_asked_for_once_and_not_for_ever() -> None:
    assert said(at(14, 15, 29), {"x": "2026-03-14"}, ahead=Ahead(0, 0))[0] == []
    found, shown = said(at(14, 15, 30))
    assert [(one.occasion, one.record_id) for one in found] == [("tick", "E1")]
    assert said(at(15, 9), shown)[0] == []
    assert said(at(18, 9))[0] == []
    found, _marks = due(at(14, 16), AHEAD, [SESSION], set(), (), {})
    assert found == []  # somebody was noted already


def test_a_promise_is_said_on_its_day_and_again_only_for_another_day() -> None:
    promise = Due("T1", "event", "E9", "试讲一节课", DAY)
    assert said(at(13, 23), promises=(promise,), ahead=Ahead(0, 0))[0] == []
    found, shown = said(at(14, 8), promises=(promise,), ahead=Ahead(0, 0))
    assert [(one.occasion, one.record_id, one.title) for one in found] == [
        ("due", "E9", "试讲一节课")
    ]
    for days in range(4, 200):  # open for ever: what is remembered of it does not fade
        later = at(14, 18) + dt.timedelta(days=days)
        found, shown = said(later, shown, promises=(promise,), ahead=Ahead(0, 0))
        assert found == []
    again = promise._replace(day=DAY + dt.timedelta(days=250))
    assert len(said(at(14, 8) + dt.timedelta(days=250), shown, promises=(again,))[0]) == 1


def test_what_is_long_gone_is_forgotten_and_damage_is_no_obstacle() -> None:
    shown = {"old": "2026-01-02", "new": "2026-03-01", "odd": 7}
    assert noted(shown, {"now"}, DAY) == {"new": "2026-03-01", "now": "2026-03-14"}
