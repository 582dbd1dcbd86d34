"""Days, weeks and lanes of a calendar, without a window."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from organizer.widgets.calendar_records import (
    CalendarEntry,
    add_months,
    by_day,
    clock,
    lanes,
    month_weeks,
)

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


def entry(name: str, starts_at: str = "09:00", minutes: int = 60) -> CalendarEntry:
    """An entry on some day."""
    return CalendarEntry(name, name, dt.date(2026, 3, 9), starts_at, minutes, name)


@given(DAYS)
def test_a_month_is_shown_whole_from_monday_and_not_a_week_longer(day: dt.date) -> None:
    first, weeks = month_weeks(day)
    last = first + dt.timedelta(days=weeks * 7 - 1)
    assert first.weekday() == 0
    assert first <= day.replace(day=1)
    assert first + dt.timedelta(days=7) > day.replace(day=1)
    end_of_month = add_months(day.replace(day=1), 1) - dt.timedelta(days=1)
    assert last - dt.timedelta(days=7) < end_of_month <= last


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_by_the_calendar(day: dt.date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    tomorrow = found + dt.timedelta(days=1)
    assert found.day == day.day or (found.day < day.day and tomorrow.month != found.month)


def test_the_31st_becomes_the_last_of_a_shorter_month() -> None:
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert add_months(dt.date.max, 1) == dt.date.max


def test_times_of_day_go_on_after_midnight() -> None:
    assert clock(9 * 60 + 5) == "09:05"
    assert entry("a", "23:00", 150).times() == "23:00–01:30"
    assert entry("a", "", 1440).times() == ""


def test_what_takes_the_whole_day_comes_first() -> None:
    some = [entry("later", "10:00"), entry("whole", "", 1440), entry("first", "08:00")]
    assert [one.id for one in by_day(some)[dt.date(2026, 3, 9)]] == ["whole", "first", "later"]


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 400)), max_size=14))
def test_no_two_entries_share_a_lane_at_the_same_time(spans: list[tuple[int, int]]) -> None:
    pieces = [
        (entry(str(number)), first, min(first + length, 1440))
        for number, (first, length) in enumerate(spans)
    ]
    placed = lanes(pieces)
    assert sorted(one.entry.id for one in placed) == sorted(one[0].id for one in pieces)
    for one in placed:
        assert 0 <= one.lane < one.lane + one.span <= one.lanes
        for other in placed:
            together = one.first_minute < other.last_minute and other.first_minute < one.last_minute
            if together and one is not other:
                assert one.lane + one.span <= other.lane or other.lane + other.span <= one.lane
                assert one.lanes == other.lanes


def test_an_entry_takes_the_lanes_that_are_free_beside_it() -> None:
    placed = lanes(
        [
            (entry("a"), 0, 100),
            (entry("b"), 0, 40),
            (entry("c"), 10, 40),
            (entry("d"), 50, 90),
        ]
    )
    assert {one.entry.id: (one.lane, one.span) for one in placed} == {
        "a": (0, 1),
        "b": (1, 1),
        "c": (2, 1),
        "d": (1, 2),
    }


def test_an_entry_alone_has_all_the_width_again_after_a_busy_hour() -> None:
    placed = lanes([(entry("a"), 0, 60), (entry("b"), 30, 90), (entry("c"), 90, 120)])
    assert [(one.entry.id, one.lane, one.lanes) for one in placed] == [
        ("a", 0, 2),
        ("b", 1, 2),
        ("c", 0, 1),
    ]
