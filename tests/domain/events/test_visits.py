"""Rounds of visits: who is proposed and why, visits planned and what came of them."""

import datetime as dt
from typing import Any

import pytest

from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_participants,
    actions_visits,
    store,
    store_visits,
)
from organizer.domain.events.actions_visits import NextStep
from organizer.domain.events.records import SessionTime
from organizer.domain.events.visits import Limits, MemberFacts, PlannedVisit, proposals
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.roles import actions as roles
from organizer.domain.tasks import store as tasks
from tests import factories
from tests.snapshots import every_row

TODAY = dt.date(2026, 3, 9)
AFTERNOON = SessionTime(dt.date(2026, 3, 16), "15:00", 60)


def fact(**changes: Any) -> MemberFacts:
    values: dict[str, Any] = {
        "member_id": "a", "name": "王小明", "institution": "", "joined_on": dt.date(2025, 1, 1),
        "invited": 6, "attended": 0, "last_seen": None, "last_visit": None, "visit_planned": False,
    }  # fmt: skip
    return MemberFacts(**{**values, **changes})


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (fact(attended=4, last_seen=TODAY), "loyal"),
        (fact(attended=3, last_seen=TODAY), ""),
        (fact(attended=2, last_seen=TODAY, positions=("助教",)), "loyal"),
        (fact(attended=1, last_seen=TODAY, positions=("助教",)), ""),
        (fact(), "inactive"),
        (fact(joined_on=None), "inactive"),
        (fact(joined_on=TODAY - dt.timedelta(days=89)), ""),
        (fact(invited=1), ""),
        (fact(last_seen=TODAY - dt.timedelta(days=120), attended=1), "inactive"),
        (fact(last_seen=TODAY - dt.timedelta(days=119), attended=1), ""),
        (fact(last_visit=TODAY - dt.timedelta(days=179)), ""),
        (fact(last_visit=TODAY - dt.timedelta(days=180)), "inactive"),
        (fact(visit_planned=True), ""),
    ],
)
def test_who_is_loyal_and_who_inactive(facts: MemberFacts, why: str) -> None:
    assert [one.why for one in proposals([facts], TODAY)] == ([why] if why else [])


def test_the_owner_sets_the_numbers_and_the_order_is_fixed() -> None:
    often, seldom = (
        fact(member_id=who, attended=times, last_seen=TODAY) for who, times in (("b", 9), ("c", 5))
    )
    long_gone = fact(member_id="d", last_seen=dt.date(2025, 4, 1))
    gone = fact(member_id="e", last_seen=dt.date(2025, 9, 1))
    found = proposals([gone, seldom, long_gone, often], TODAY)
    assert [one.facts.member_id for one in found] == ["b", "c", "d", "e"]
    stricter = proposals([gone, seldom, often], TODAY, Limits(loyal_times=9, unseen_days=300))
    assert [one.facts.member_id for one in stricter] == ["b"]
    assert all(one.reasons for one in found)


def test_facts_come_from_memberships_invitations_attendance_positions_and_visits(
    register: Register,
) -> None:
    with register.step() as step:
        group = groups.add(step, "甲群")
        came, silent, left = factories.make_members(step, ("常来的", "没来过", "走了的"))
        memberships.join(step, group, [came, silent, left], on=dt.date(2025, 3, 1))
        memberships.leave(step, group, [left], on=dt.date(2025, 12, 1))
        roles.appoint(step, [came], "assistant", group_id=group, starts_on=dt.date(2025, 3, 1))
        for month in (1, 2):
            time = SessionTime(dt.date(2026, month, 10), "14:00", 120)
            event_id = actions.add(step, "沟通日", "meet_up", [time], group_ids=[group])
            (guest,) = actions_participants.sign_up_members(step, event_id, [came])
            session = step.value("SELECT id FROM session WHERE event_id = ?", (event_id,))
            actions_participants.mark(step, session, [guest], "present")
        actions_visits.plan(step, None, [PlannedVisit(silent, AFTERNOON)])
    with register.reading() as db:
        found = {one.member_id: one for one in store_visits.facts(db, TODAY)}
        assert store_visits.facts(db, TODAY, []) == []
    assert set(found) == {came, silent}
    assert (found[came].invited, found[came].attended) == (2, 2)
    assert found[came].last_seen == dt.date(2026, 2, 10)
    assert len(found[came].positions) == 1
    assert (found[silent].invited, found[silent].attended) == (2, 0)
    assert found[silent].visit_planned


def test_a_visit_is_planned_made_and_leads_on(register: Register, clock: FixedClock) -> None:
    with register.step() as step:
        campus = factories.make_institution(step)
        visited = factories.make_member(step, "王小明", institution_id=campus)
        visitor, other = factories.make_members(step, ("李雷", "韩梅梅"))
        board = actions.add(step, "私董会", "private_board", [AFTERNOON])
    before = every_row(register)
    with register.step() as step:
        (visit,) = actions_visits.plan(step, board, [PlannedVisit(visited, AFTERNOON, (visitor,))])
    with register.reading() as db:
        (planned,) = store_visits.round_of(db, board)
        event = store.event(db, visit)
    assert event is not None
    assert (event.kind, event.host_id, event.part_of_id) == ("visit", campus, board)
    assert planned.visited == ((visited, "王小明"),)
    assert not planned.is_made
    clock.move(dt.timedelta(days=8))
    with register.step() as step:
        task_id = actions_visits.made(
            step, visit, "想开小班，缺老师", visitor_ids=[visitor, other],
            next_step=NextStep("介绍两位老师", visitor, dt.date(2026, 3, 30)),
        )  # fmt: skip
    with register.reading() as db:
        (made,) = store_visits.round_of(db, board)
        assert store_visits.visits_to(db, visited) == [made]
        assert [one.id for one in tasks.of_member(db, visitor)] == [task_id]
        facts = {one.member_id: one for one in store_visits.facts(db, dt.date(2026, 3, 17))}
    assert made.is_made
    assert [name for _id, name in made.visitors] == ["李雷", "韩梅梅"]
    assert [one.words for one in made.next_steps] == ["介绍两位老师"]
    assert visited not in facts  # in no group: nobody to propose
    register.undo()
    register.undo()
    assert every_row(register) == before


def test_visits_that_can_not_be_are_refused(register: Register) -> None:
    with register.step() as step:
        person = factories.make_member(step)
        (visit,) = actions_visits.plan(step, None, [PlannedVisit(person, AFTERNOON)])
    before = every_row(register)
    once = PlannedVisit(person, AFTERNOON)
    acts: list[tuple[str, Any]] = [
        ("events.no_visit", lambda step: actions_visits.plan(step, None, [])),
        ("events.visited_twice", lambda step: actions_visits.plan(step, None, [once, once])),
        (
            "events.visits_itself",
            lambda step: actions_visits.plan(step, None, [once._replace(visitor_ids=(person,))]),
        ),
        ("events.visit_nothing_said", lambda step: actions_visits.made(step, visit, " ")),
        ("events.visit_to_come", lambda step: actions_visits.made(step, visit, "聊了聊")),
    ]
    for code, act in acts:
        with pytest.raises(UserError) as refused, register.step() as step:
            act(step)
        assert refused.value.code == code
        assert every_row(register) == before
