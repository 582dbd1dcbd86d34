"""Repetitions: every day is computed from the rule and its anchor."""

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.domain.events.recurrence import (
    NthWeekday,
    Repetition,
    checked,
    days,
    ended_before,
    next_day,
    parse,
)

ANCHOR = dt.date(2026, 1, 31)


def a_year(text: str, anchor: dt.date, year: int = 2026) -> list[str]:
    found = days(text, anchor, dt.date(year, 1, 1), dt.date(year, 12, 31))
    return [f"{day:%m-%d}" for day in found]


def test_the_31st_never_drifts() -> None:
    text, first = checked(Repetition("MONTHLY", month_days=(31,)), ANCHOR)
    assert a_year(text, first) == ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"]


def test_the_last_day_of_each_month() -> None:
    text, first = checked(Repetition("MONTHLY", month_days=(-1,)), ANCHOR)
    assert a_year(text, first)[:3] == ["01-31", "02-28", "03-31"]


def test_the_first_saturday_begins_on_or_after_the_day_chosen() -> None:
    rule = Repetition("MONTHLY", weekdays=(NthWeekday(1, 5),))
    text, first = checked(rule, dt.date(2026, 1, 5))
    assert (text, first) == ("FREQ=MONTHLY;BYDAY=1SA", dt.date(2026, 2, 7))
    assert a_year(text, first)[:3] == ["02-07", "03-07", "04-04"]


def test_every_second_wednesday_counts_from_its_anchor_years_later() -> None:
    text, first = checked(Repetition("WEEKLY", 2, (NthWeekday(0, 2),)), dt.date(2020, 1, 1))
    later = days(text, first, dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert all((day - first).days % 14 == 0 for day in later)
    assert len(later) == 2


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Repetition("MONTHLY", 12, month_days=(31,)), "events.never_happens"),
        (Repetition("YEARLY", months=(2,), month_days=(29,)), "events.leap_day"),
        (Repetition("YEARLY", months=(2,), month_days=(30,)), "events.leap_day"),
        (Repetition("DAILY", until=dt.date(2025, 1, 1)), "events.never_happens"),
    ],
)
def test_a_rule_that_does_not_happen_is_refused(rule: Repetition, code: str) -> None:
    with pytest.raises(UserError) as refused:
        checked(rule, dt.date(2026, 2, 1))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;FREQ=WEEKLY",
     "FREQ=DAILY;COUNT=99999999", "FREQ=MONTHLY;BYMONTHDAY=45", "INTERVAL=2", "FREQ=DAILY;UNTIL=x",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYSETPOS=3"],
)  # fmt: skip
def test_a_broken_rule_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse(text, ANCHOR)
    assert refused.value.code == "events.rule_not_understood"


def test_a_count_becomes_the_day_it_is_reached() -> None:
    assert parse("FREQ=WEEKLY;COUNT=3", ANCHOR).until == ANCHOR + dt.timedelta(weeks=2)


def test_what_the_first_day_says_is_said_outright() -> None:
    assert parse("FREQ=MONTHLY", ANCHOR).text() == "FREQ=MONTHLY;BYMONTHDAY=31"
    assert parse("FREQ=YEARLY", ANCHOR).text() == "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"


WEEKDAY_SETS = st.lists(st.integers(0, 6), max_size=3, unique=True).map(
    lambda some: tuple(NthWeekday(0, day) for day in sorted(some))
)
NTH_WEEKDAYS = st.tuples(st.builds(NthWeekday, st.sampled_from((-1, 1, 2, 4)), st.integers(0, 6)))
MONTH_DAYS = st.lists(st.integers(1, 31) | st.just(-1), min_size=1, max_size=2, unique=True)
INTERVALS = st.integers(1, 5)


def every(frequency: str, interval: int, weekdays: tuple[NthWeekday, ...]) -> Repetition:
    return Repetition(frequency, interval, weekdays if frequency == "WEEKLY" else ())


RULES = (
    st.builds(
        every,
        st.sampled_from(("DAILY", "WEEKLY")),
        INTERVALS,
        WEEKDAY_SETS,
    )
    | st.builds(
        lambda interval, days: Repetition("MONTHLY", interval, days), INTERVALS, NTH_WEEKDAYS
    )
    | st.builds(
        lambda interval, days: Repetition("MONTHLY", interval, month_days=tuple(days)),
        INTERVALS,
        MONTH_DAYS,
    )
)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))


@given(RULES, DAYS, DAYS, st.integers(0, 60))
def test_a_window_holds_what_walking_from_the_anchor_finds(
    rule: Repetition, anchor: dt.date, first: dt.date, length: int
) -> None:
    try:
        text, start = checked(rule, anchor)
    except UserError:
        return
    last = first + dt.timedelta(days=length)
    walked = rrulestr(text, dtstart=dt.datetime.combine(start, dt.time())).between(
        dt.datetime.combine(first, dt.time()), dt.datetime.combine(last, dt.time()), inc=True
    )
    assert list(days(text, start, first, last)) == [moment.date() for moment in walked]
    assert parse(text, start).text() == text


@given(RULES, DAYS, st.integers(1, 300))
def test_a_rule_ended_before_a_day_keeps_the_days_before_it(
    rule: Repetition, anchor: dt.date, later: int
) -> None:
    try:
        text, start = checked(rule, anchor)
    except UserError:
        return
    day = start + dt.timedelta(days=later)
    far = start + dt.timedelta(days=400)
    kept = days(ended_before(text, start, day), start, start, far)
    assert kept == tuple(one for one in days(text, start, start, far) if one < day)
    following = next_day(text, start, day)
    assert following == next((one for one in days(text, start, day, far) if one > day), following)
