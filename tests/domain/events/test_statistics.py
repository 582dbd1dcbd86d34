"""Attended of invited, per person and group; who stayed away."""

import datetime as dt
from collections.abc import Sequence

import pytest

from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants, store, store_statistics
from organizer.domain.events.participants import Presence
from organizer.domain.events.records import SessionTime
from organizer.domain.events.statistics import Attended, by_kind, by_month, together
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from tests import factories

YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
JANUARY, FEBRUARY = dt.date(2026, 1, 10), dt.date(2026, 2, 14)


def hold(
    step: Step,
    group: str,
    day: dt.date,
    states: dict[str, Presence | None],
    kind: str = "meet_up",
    signed: Sequence[str] = (),
) -> str:
    """An event of a group with what was noted of some people."""
    event = actions.add(
        step, f"{day.month}月", kind, [SessionTime(day, "14:00", 120)], group_ids=[group]
    )
    (session,) = store.sessions_of(step, event)
    people = list(dict.fromkeys([*signed, *states]))
    on_list = actions_participants.sign_up_members(step, event, people)
    for member, participant in zip(people, on_list, strict=True):
        if states.get(member):
            actions_participants.mark(step, session.id, [participant], states[member])
    return event


@pytest.fixture
def season(register: Register) -> dict[str, str]:
    """A group of three, one of whom joined in February; two events noted, one not, one to come."""
    with register.step() as step:
        early, other, late = factories.make_members(step)[:3]
        group = groups.add(step, "校长群", platform="wechat")
        memberships.join(step, group, [early, other], on=dt.date(2025, 12, 1))
        memberships.join(step, group, [late], on=dt.date(2026, 2, 1))
        first = hold(step, group, JANUARY, {early: "present", other: "absent"})
        second = hold(step, group, FEBRUARY, {early: "present", late: "excused"}, "salon", [other])
        hold(step, group, dt.date(2026, 2, 20), {}, signed=[early])
        hold(step, group, dt.date(2026, 5, 1), {})
    return {
        "group": group, "early": early, "other": other, "late": late,
        "first": first, "second": second,
    }  # fmt: skip


def test_a_person_counts_from_the_day_of_joining(
    register: Register, season: dict[str, str]
) -> None:
    with register.reading() as db:
        of = {
            name: store_statistics.of_member(db, season[name], *YEAR)
            for name in ("early", "other", "late")
        }
    assert together(of["early"]) == Attended(2, 2, 2)
    assert together(of["other"]) == Attended(2, 2, 0)
    assert together(of["late"]) == Attended(1, 1, 0)
    assert [(one.event_id, one.state) for one in of["other"]] == [
        (season["second"], "unknown"),
        (season["first"], "absent"),
    ]
    assert by_kind(of["early"]) == {
        ("meet_up", ""): Attended(1, 1, 1),
        ("salon", ""): Attended(1, 1, 1),
    }
    assert together([]).share() is None


def test_a_group_counts_who_was_in_it_that_day(register: Register, season: dict[str, str]) -> None:
    with register.reading() as db:
        events = store_statistics.of_group(db, season["group"], *YEAR)
        january = store_statistics.of_group(db, season["group"], JANUARY, JANUARY)
        people = store_statistics.members_of_group(db, season["group"], *YEAR)
    assert by_month(events) == {
        dt.date(2026, 1, 1): Attended(2, 2, 1),
        dt.date(2026, 2, 1): Attended(3, 3, 1),
    }
    assert [one.event_id for one in january] == [season["first"]]
    assert together(events).share() == pytest.approx(2 / 5)
    assert [(one.member_id, one.attended.attended, one.last_came) for one in people][-1] == (
        season["early"],
        2,
        FEBRUARY,
    )
    assert {one.member_id for one in people[:2]} == {season["other"], season["late"]}


def test_a_walk_in_who_is_in_no_group_counts_alone(
    register: Register, season: dict[str, str]
) -> None:
    with register.step() as step:
        guest = factories.make_member(step, "来宾甲")
        (session,) = store.sessions_of(step, season["first"])
        actions_participants.walk_in(step, season["first"], session.id, member_id=guest)
    with register.reading() as db:
        assert together(store_statistics.of_member(db, guest, *YEAR)).attended == 1
        (event,) = store_statistics.of_group(db, season["group"], JANUARY, JANUARY)
    assert event.attended == 1


def test_called_off_and_archived_events_do_not_count(
    register: Register, season: dict[str, str]
) -> None:
    with register.step() as step:
        actions.cancel(step, [season["first"]])
        actions.archive(step, [season["second"]])
    with register.reading() as db:
        assert store_statistics.of_group(db, season["group"], *YEAR) == []
        assert store_statistics.of_member(db, season["early"], *YEAR) == []


def test_who_did_not_come(register: Register, season: dict[str, str]) -> None:
    with register.step() as step:
        newcomer = factories.make_member(step, "新来的")
        memberships.join(step, season["group"], [newcomer], on=dt.date(2026, 2, 10))
    with register.reading() as db:
        signed = store_statistics.absent(db, season["second"])
        everybody = store_statistics.absent(db, season["second"], invited=True)
    assert [(one.member_id, one.state) for one in signed] == [
        (season["other"], "unknown"),
        (season["late"], "excused"),
    ]
    assert [one.member_id for one in everybody][2:] == [newcomer]
    assert not everybody[2].signed_up


def test_nobody_is_absent_where_nothing_was_noted(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, "群", platform="wechat")
        event = hold(step, group, JANUARY, {}, signed=[factories.make_member(step)])
    with register.reading() as db:
        assert store_statistics.absent(db, event, invited=True) == []
