"""Calendar files: what goes out is read back by another program and by ours, and comes in again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from organizer.base.clock import FixedClock, register_zone
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.text import clean, one_line
from organizer.domain.events import (
    actions,
    actions_calendar_file,
    actions_series,
    store,
    store_calendar_file,
)
from organizer.domain.events.calendar_file import FileEvent, calendar_text
from organizer.domain.events.records import EventFilter, Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition, checked, days
from tests.domain.events.calendar_files import (
    MARCH_18,
    MARCH_25,
    components,
    exported,
    planned,
    read,
    season,
    taken,
)
from tests.snapshots import every_row


def test_another_program_reads_what_was_planned(register: Register) -> None:
    pattern = season(register)
    calendar = Calendar.from_ical(exported(register))
    events = components(exported(register))
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    main = next(one for one in events if "RRULE" in one)
    assert main["UID"] == f"{pattern}@huoqun-organizer.local"
    assert main["DTSTART"].dt == dt.datetime(2026, 3, 11, 19, 30, tzinfo=register_zone())
    assert main["LOCATION"] == "晨光校区, 金水路 1 号"
    assert main["DESCRIPTION"] == "第一行\n第二行\n\n名片"
    assert [one.dt.date() for one in main["EXDATE"].dts] == [MARCH_18]
    own = {one["RECURRENCE-ID"].dt.date(): one for one in events if "RECURRENCE-ID" in one}
    assert own[MARCH_25]["DTSTART"].dt.date() == dt.date(2026, 3, 26)
    assert own[dt.date(2026, 4, 1)]["STATUS"] == "CANCELLED"
    assert not any("ORGANIZER" in one or "ATTENDEE" in one for one in events)
    assert len({one["UID"] for one in events}) == 3
    assert {one["SEQUENCE"] for one in events} == {1}


def test_the_same_events_give_the_same_bytes(register: Register) -> None:
    season(register)
    assert exported(register) == exported(register)


def test_a_change_counts_the_sequence_up(register: Register) -> None:
    pattern = season(register)
    with register.step() as step:
        actions.change(step, Key(pattern, MARCH_25), title="结业")
    events = components(exported(register, pattern))
    assert {one["SEQUENCE"] for one in events if "RRULE" in one} == {2}


def test_our_own_file_changes_nothing(register: Register) -> None:
    season(register)
    before = every_row(register)
    plan = planned(register, exported(register))
    assert [one.state for one in plan.planned] == ["same", "same"], plan
    assert plan.refused == ()
    taken(register, exported(register))
    assert every_row(register) == before


def test_a_newer_file_brings_its_changes_and_one_step_takes_them_back(register: Register) -> None:
    pattern = season(register)
    new = exported(register)
    before = every_row(register)
    text = new.decode().replace("周三夜谈", "周三读书会")
    text = text.replace("T193000", "T200000").replace("T113000Z", "T120000Z")
    plan = planned(register, text)
    assert {name for one in plan.planned for name in one.differences} == {
        "title", "sessions", "days"
    }  # fmt: skip
    with register.step() as step:
        actions_calendar_file.take_over(step, plan)
    with register.reading() as db:
        shown = store.entries(db, dt.date(2026, 3, 1), dt.date(2026, 4, 30))
        moved = store.event(db, Key(pattern, MARCH_25))
    # "21:00" of the end stays, so an hour is left
    assert {(one.title, one.time.starts_at, one.time.minutes) for one in shown if one.repeats} == {
        ("周三读书会; 第一", "20:00", 60)
    }
    assert moved is not None
    assert moved.sessions[0].time.day == dt.date(2026, 3, 26)
    assert [one.state for one in planned(register, text).planned] == ["same", "same"]
    register.undo()
    assert every_row(register) == before


def test_an_older_file_is_not_taken_over_unasked(register: Register) -> None:
    pattern = season(register)
    old = exported(register)
    with register.step() as step:
        actions_series.change(step, Key(pattern), "all", title="新名字")
    plan = planned(register, old)
    assert [one.is_older for one in plan.planned] == [True, False]
    assert taken(register, old) == 0
    with register.step() as step:
        wanted = [one.event.uid for one in plan.planned]
        assert actions_calendar_file.take_over(step, plan, uids=wanted) == 1


def test_a_day_left_out_takes_place_again(register: Register) -> None:
    pattern = season(register)
    old = exported(register, pattern).decode()
    lines = [line for line in old.split("\r\n") if not line.startswith("EXDATE")]
    taken(register, "\r\n".join(lines))
    with register.reading() as db:
        assert store.event(db, Key(pattern, MARCH_18)) is not None


def test_another_register_takes_the_file_once_and_then_updates(
    register: Register, tmp_path: Path, clock: FixedClock
) -> None:
    pattern = season(register)
    data = exported(register)
    with Register.create(tmp_path / "另一个.db", clock=clock) as other:
        assert taken(other, data) == 2
        assert [one.state for one in planned(other, data).planned] == ["same", "same"]
        with other.reading() as db:
            there = store_calendar_file.events_to_export(db)
        with register.reading() as db:
            here = store_calendar_file.events_to_export(db)
        assert [one.said() for one in there] == [one.said() for one in here]
        with register.step() as step:
            actions.change(step, Key(pattern), title="改名")
        assert taken(other, exported(register)) == 1


def test_a_filter_takes_whole_repetitions(register: Register) -> None:
    pattern = season(register)
    with register.reading() as db:
        found = store_calendar_file.events_to_export(
            db, EventFilter(kinds=frozenset({"salon"})), MARCH_25, dt.date(2026, 3, 26)
        )
        none = store_calendar_file.events_to_export(db, None, dt.date(2027, 1, 1))
    assert [one.uid.split("@")[0] for one in found] == [pattern]
    assert none == []


TIMES = st.builds(
    lambda day, clock, minutes: SessionTime(day, f"{clock // 60:02}:{clock % 60:02}", minutes),
    st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)),
    st.integers(0, 1_439),
    st.integers(1, 1_440),
) | st.builds(
    lambda day: SessionTime(day, "", 1_440), st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
)
LETTERS = st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" ,;:\\\"'\n")
WORDS = st.text(LETTERS, min_size=1, max_size=30)
RULES = st.one_of(
    st.integers(1, 5).map(lambda interval: Repetition("DAILY", interval)),
    st.builds(
        lambda interval, some: Repetition(
            "WEEKLY", interval, tuple(NthWeekday(0, d) for d in some)
        ),
        st.integers(1, 3),
        st.lists(st.integers(0, 6), max_size=3, unique=True).map(sorted),
    ),
    st.builds(
        lambda interval, nth, day: Repetition("MONTHLY", interval, (NthWeekday(nth, day),)),
        st.integers(1, 3),
        st.sampled_from((-1, 1, 2, 3, 4)),
        st.integers(0, 6),
    ),
    st.builds(
        lambda day: Repetition("MONTHLY", month_days=(day,)), st.integers(1, 31) | st.just(-1)
    ),
    st.just(Repetition("YEARLY")),
)


@st.composite
def repeating(draw: st.DrawFn) -> FileEvent:
    """A repetition with days left out and days that differ."""
    time = draw(TIMES)
    rule = draw(RULES)
    length = draw(st.none() | st.integers(0, 800))
    if length is not None:
        rule = rule._replace(until=time.day + dt.timedelta(days=length))
    try:
        text, first = checked(rule, time.day)
    except UserError:
        text, first = checked(Repetition("WEEKLY"), time.day)
    time = time._replace(day=first)
    some = list(days(text, first, first, first + dt.timedelta(days=400)))[:12]
    left_out = draw(st.sets(st.sampled_from(some), max_size=4))
    differing = sorted(draw(st.sets(st.sampled_from(some), max_size=4)) - left_out)
    event = draw(single())
    own = tuple((day, replace(draw(single()), uid="u@x")) for day in differing)
    return replace(
        event,
        uid="u@x",
        sessions=(time,),
        rule=text,
        left_out=tuple(sorted(left_out)),
        days=own,
    )


@st.composite
def single(draw: st.DrawFn) -> FileEvent:
    """One event that does not repeat."""

    def line() -> str:
        return one_line(draw(WORDS)) or "无题"

    return FileEvent(
        uid="single@x",
        title=line(),
        sessions=(draw(TIMES),),
        kind=draw(st.sampled_from(("", "salon", "meet_up", "自定义"))),
        location=draw(st.sampled_from(("", "二楼, 东侧; 3\\4"))),
        description=clean(draw(WORDS), multi_line=True).strip(),
        cancelled=draw(st.booleans()),
    )


@settings(max_examples=150, deadline=None)
@given(single() | repeating())
def test_whatever_is_planned_is_read_back(event: FileEvent) -> None:
    found = read(calendar_text([event]))
    assert found.refused == []
    assert [one.said() for one in found.events] == [event.said()]


@settings(max_examples=60, deadline=None)
@given(repeating())
def test_another_reader_finds_the_same_days(event: FileEvent) -> None:
    from dateutil.rrule import rrulestr

    main = next(one for one in components(calendar_text([event])) if "RRULE" in one)
    start = main["DTSTART"].dt
    if not isinstance(start, dt.datetime):
        start = dt.datetime.combine(start, dt.time())
    rule = rrulestr(main["RRULE"].to_ical().decode(), dtstart=start)
    last = event.sessions[0].day + dt.timedelta(days=300)
    zone = start.tzinfo
    theirs = {
        moment.date()
        for moment in rule.between(
            start, dt.datetime.combine(last, dt.time(23, 59), tzinfo=zone), inc=True
        )
    }
    assert theirs == set(days(event.rule, event.sessions[0].day, event.sessions[0].day, last))
    excluded = main.get("EXDATE", [])
    lists = excluded if isinstance(excluded, list) else [excluded]
    out = {
        one.dt.date() if isinstance(one.dt, dt.datetime) else one.dt
        for some in lists
        for one in some.dts
    }
    assert out == set(event.left_out)
    assert all(
        isinstance(one.dt, dt.datetime) == isinstance(main["DTSTART"].dt, dt.datetime)
        for some in lists
        for one in some.dts
    )
