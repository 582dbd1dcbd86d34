"""Planning events: adding, changing one day or all, moving, splitting, leaving out."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import actions, actions_series, store
from organizer.domain.events.records import Entry, Event, EventFilter, Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import actions as groups
from tests import factories
from tests.snapshots import every_row

EVENING = SessionTime(dt.date(2026, 3, 11), "19:30", 90)  # a Wednesday
WEEKLY = Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),))
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def plan(register: Register, **fields: object) -> str:
    with register.step() as step:
        return actions.add(step, "周三夜谈", "salon", [EVENING], **fields)  # type: ignore[arg-type]


def plan_weekly(register: Register) -> str:
    return plan(register, repetition=WEEKLY._replace(until=dt.date(2026, 4, 30)))


def shown(
    register: Register, wanted: EventFilter | None = None, days: tuple[dt.date, dt.date] = YEAR
) -> list[Entry]:
    with register.reading() as db:
        return store.entries(db, *days, wanted)


def whole(register: Register, key: str) -> Event:
    with register.reading() as db:
        found = store.event(db, key)
    assert found is not None
    return found


def days_of(register: Register) -> list[str]:
    return [f"{entry.time.day:%m-%d}" for entry in shown(register)]


def test_an_event_stands_in_the_calendar_with_all_it_was_given(register: Register) -> None:
    with register.step() as step:
        host = factories.make_institution(step)
        person = factories.make_member(step)
        group = groups.add(step, "校长群", platform="wechat")
        event_id = actions.add(
            step, "三月沟通日", "meet_up", [EVENING], group_ids=[group],
            people={"organiser": [person]}, host_id=host, cost_fen=3_000, capacity=40,
        )  # fmt: skip
    (entry,) = shown(register)
    assert (entry.key, entry.title, entry.time) == (event_id, "三月沟通日", EVENING)
    event = whole(register, event_id)
    assert event.groups == ((group, "校长群"),)
    assert [(one.name, one.part) for one in event.people] == [(factories.NAMES[0], "organiser")]
    assert (event.cost_fen, event.capacity, event.host_name) == (
        3_000,
        40,
        factories.INSTITUTIONS[0],
    )


def test_a_session_after_midnight_touches_both_days(register: Register) -> None:
    with register.step() as step:
        late = SessionTime(dt.date(2026, 3, 11), "23:00", 120)
        actions.add(step, "跨年", "online", [late])
    the_12th = dt.date(2026, 3, 12)
    assert [entry.time.day for entry in shown(register, days=(the_12th, the_12th))] == [
        dt.date(2026, 3, 11)
    ]


def test_a_repetition_is_expanded_and_one_day_changes_alone(register: Register) -> None:
    pattern = plan_weekly(register)
    assert days_of(register) == [
        "03-11", "03-18", "03-25", "04-01", "04-08", "04-15", "04-22", "04-29"
    ]  # fmt: skip
    with register.step() as step:
        own = actions.change(step, Key(pattern, dt.date(2026, 3, 25)), title="结业夜谈")
    assert [entry.title for entry in shown(register)].count("结业夜谈") == 1
    assert len(shown(register)) == 8
    assert whole(register, f"{pattern}@2026-03-25").id == own
    register.undo()
    assert {entry.title for entry in shown(register)} == {"周三夜谈"}


def test_a_change_of_all_leaves_what_differs_on_one_day(register: Register) -> None:
    pattern = plan_weekly(register)
    with register.step() as step:
        actions.change(step, Key(pattern, dt.date(2026, 3, 25)), title="结业夜谈")
        actions.change(step, Key(pattern, dt.date(2026, 4, 1)), place="二楼")
    with register.step() as step:
        actions_series.change(
            step, Key(pattern, dt.date(2026, 3, 18)), "all", title="新夜谈", place="一楼"
        )
    titles = {entry.time.day: (entry.title, entry.place) for entry in shown(register)}
    assert titles[dt.date(2026, 3, 25)] == ("结业夜谈", "一楼")
    assert titles[dt.date(2026, 4, 1)] == ("新夜谈", "二楼")
    assert titles[dt.date(2026, 3, 11)] == ("新夜谈", "一楼")


def test_this_and_following_becomes_a_repetition_of_its_own(register: Register) -> None:
    pattern = plan_weekly(register)
    with register.step() as step:
        later = actions.change(step, Key(pattern, dt.date(2026, 4, 15)), notes="带名册")
        actions.skip(step, Key(pattern, dt.date(2026, 4, 22)))
    before = every_row(register)
    with register.step() as step:
        new = actions_series.set_time(
            step,
            Key(pattern, dt.date(2026, 4, 8)),
            "following",
            SessionTime(dt.date(2026, 4, 9), "20:00", 60),
        )
    assert new != pattern
    assert days_of(register) == [
        "03-11", "03-18", "03-25", "04-01", "04-09", "04-15", "04-30"
    ]  # fmt: skip
    assert whole(register, later).series_id == new
    assert {entry.time.starts_at for entry in shown(register) if entry.time.day.month == 3} == {
        "19:30"
    }
    register.undo()
    assert every_row(register) == before


def test_leaving_one_day_out_and_ending_before_a_day(register: Register) -> None:
    pattern = plan_weekly(register)
    with register.step() as step:
        actions.skip(step, Key(pattern, dt.date(2026, 3, 18)))
        actions_series.end_before(step, Key(pattern, dt.date(2026, 4, 1)))
    assert days_of(register) == ["03-11", "03-25"]


def test_a_called_off_event_stays_in_the_calendar(register: Register) -> None:
    event_id = plan(register)
    with register.step() as step:
        actions.cancel(step, [event_id])
    assert [entry.cancelled for entry in shown(register)] == [True]
    with register.step() as step:
        actions.archive(step, [event_id])
    assert shown(register) == []


def test_an_attended_event_may_begin_to_repeat(register: Register) -> None:
    event_id = plan(register)
    with register.step() as step:
        step.begins(actions.CHANGE)
        step.insert("participant", event_id=event_id, name="来宾")
    with register.step() as step:
        pattern = actions_series.repeat(step, event_id, WEEKLY._replace(until=dt.date(2026, 3, 31)))
    assert days_of(register) == ["03-11", "03-18", "03-25"]
    assert whole(register, f"{pattern}@2026-03-11").id == event_id


def test_what_a_calendar_is_narrowed_to(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, "校长群", platform="wechat")
        person = factories.make_member(step)
        invited = actions.add(step, "师训", "lecture", [EVENING], group_ids=[group])
        led = actions.add(step, "走访", "visit", [EVENING], people={"visitor": [person]})
    for wanted, key in (
        (EventFilter(group_id=group), invited),
        (EventFilter(member_id=person), led),
        (EventFilter(kinds=frozenset({"lecture"})), invited),
        (EventFilter(words="zoufang"), led),
        (EventFilter(words="师训"), invited),
    ):
        assert [entry.key for entry in shown(register, wanted)] == [key], wanted


@pytest.mark.parametrize(
    ("sessions", "code"),
    [
        ([], "events.no_session"),
        ([EVENING._replace(minutes=0)], "events.ends_before_start"),
        ([EVENING._replace(minutes=-30)], "events.ends_before_start"),
        ([EVENING._replace(minutes=1_441)], "events.too_long"),
        ([EVENING, EVENING._replace(starts_at="20:00")], "events.sessions_overlap"),
        ([EVENING._replace(starts_at="25:00")], "events.no_time"),
    ],
)
def test_times_that_do_not_fit_are_refused(
    register: Register, sessions: list[SessionTime], code: str
) -> None:
    before = every_row(register)
    with pytest.raises(UserError) as refused, register.step() as step:
        actions.add(step, "夜谈", "salon", sessions)
    assert refused.value.code == code
    assert every_row(register) == before
