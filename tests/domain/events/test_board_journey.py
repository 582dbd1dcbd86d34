"""A private board from the vote on topics to a promise followed up, and its round of visits."""

import datetime as dt

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_participants,
    actions_said,
    actions_visits,
    agenda,
    said,
    store_agenda,
    store_said,
    store_visits,
    visits,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks import store as store_tasks
from tests import factories
from tests.snapshots import every_row


def at(month: int, day: int) -> SessionTime:
    return SessionTime(dt.date(2026, month, day), "14:00", 180)


def test_from_the_vote_to_a_promise_followed_up_and_a_round_of_visits(
    register: Register, clock: FixedClock
) -> None:
    with register.step() as step:
        group = groups.add(step, "校长私董会")
        people = factories.make_members(step)
        memberships.join(step, group, people, on=dt.date(2025, 6, 1))
    leader, presenter, *circle = people
    empty = every_row(register)

    # planned, invited, with its stages
    with register.step() as step:
        first = actions.add(
            step, "三月私董会", "private_board", [at(3, 11)], group_ids=[group],
            people={"host": [leader]},
        )  # fmt: skip
        actions_agenda.make_usual(step, first)
        actions_participants.sign_up_members(step, first, people)
    with register.reading() as db:
        stages = store_agenda.items(db, first)
        assert store_said.follow_up(db, first).last is None
    assert stages[0].kind == "topics"
    assert agenda.planned_minutes(stages) <= at(3, 11).minutes
    assert len(said.board_hints(["host"], len(people))) == 1  # nobody presents yet

    # topics are proposed, voted on, and the leading one gets its presenter
    with register.step() as step:
        topics = [
            actions_said.write_down(step, first, "topic", words, member_id=who)
            for words, who in (("老师留不住", presenter), ("要不要开分校", circle[0]))
        ]
        actions_said.vote(step, [(topics[0], 6), (topics[1], 3)])
    with register.reading() as db:
        (chosen,) = said.leading(store_said.notes(db, first, "topic"))
    assert chosen.member_id == presenter
    with register.step() as step:
        actions.set_people(step, first, "presenter", [presenter])
    assert said.board_hints(["host", "presenter"], len(people)) == []

    # questions, advice and promises as they come
    clock.move(dt.timedelta(days=2))
    with register.step() as step:
        actions_said.write_down(step, first, "question", "走的都是哪几位？", member_id=circle[1])
        actions_said.write_down(step, first, "advice", "先和三位老师长谈", speaker="来宾")
        actions_said.settle(step, first, [topics[0]], "先谈再改薪酬")
        promise = actions_said.promise(
            step, first, presenter, "和三位老师各谈一次", dt.date(2026, 3, 25)
        )
    clock.move(dt.timedelta(days=20))
    with register.reading() as db:
        assert [one.id for one in store_tasks.due(db, clock.today())] == [promise]
        assert [one.id for one in store_tasks.of_member(db, presenter)] == [promise]

    # the next session opens with the promise and with the topic that waits
    with register.step() as step:
        second = actions.add(
            step, "四月私董会", "private_board", [at(4, 8)], group_ids=[group],
            people={"host": [leader]},
        )  # fmt: skip
        actions_agenda.make_usual(step, second)
    with register.reading() as db:
        opening = store_said.follow_up(db, second)
        assert store_agenda.items(db, second)[0].kind == "follow_up"
        assert [one.id for one in store_said.left_open(db, second)] == [topics[1]]
    assert [one.id for one in opening.promises] == [promise]
    assert opening.promises[0].is_late(clock.today())
    with register.step() as step:
        tasks.finish(step, [promise], "谈了，一位改做教研")
    with register.reading() as db:
        assert store_said.follow_up(db, second).open_count == 0
        assert store_tasks.due(db, clock.today()) == []

    # a round of visits to those who were invited twice and never came
    clock.move(dt.timedelta(days=10))
    with register.step() as step:
        session = step.value("SELECT id FROM session WHERE event_id = ?", (first,))
        there = step.column("SELECT id FROM participant WHERE event_id = ? LIMIT 4", (first,))
        actions_participants.mark(step, session, there, "present")
    with register.reading() as db:
        proposed = visits.proposals(store_visits.facts(db, clock.today(), [group]), clock.today())
    assert len(proposed) == len(people) - 4
    assert {one.why for one in proposed} == {"inactive"}
    with register.step() as step:
        planned = actions_visits.plan(
            step,
            second,
            [
                visits.PlannedVisit(one.facts.member_id, at(4, 10 + n), (leader,))
                for n, one in enumerate(proposed[:2])
            ],
        )
    with register.step() as step:
        actions_visits.made(
            step, planned[0], "最近忙着搬校区",
            next_step=actions_visits.NextStep("五月再约", leader, dt.date(2026, 5, 6)),
        )  # fmt: skip
    with register.reading() as db:
        assert [one.is_made for one in store_visits.round_of(db, second)] == [True, False]
        left = visits.proposals(store_visits.facts(db, clock.today(), [group]), clock.today())
    assert {one.facts.member_id for one in left} == {one.facts.member_id for one in proposed[2:]}

    # one undo for each thing done
    while every_row(register) != empty:
        assert register.undo() is not None
