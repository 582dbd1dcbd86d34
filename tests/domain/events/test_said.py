"""What is said at events: notes, votes, what is left for the next one, promises, newcomers."""

import datetime as dt
from typing import Any

import pytest

from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants, actions_said, said, store_said
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks import store as store_tasks
from tests import factories
from tests.snapshots import every_row


def on(month: int, day: int) -> SessionTime:
    return SessionTime(dt.date(2026, month, day), "19:00", 150)


def salon(step: Step, time: SessionTime, *group_ids: str, **fields: Any) -> str:
    return actions.add(step, "沙龙", "salon", [time], group_ids=group_ids, **fields)


def board(step: Step, time: SessionTime, **fields: Any) -> str:
    return actions.add(step, "私董会", "private_board", [time], **fields)


def test_topics_are_voted_on_and_the_leading_one_is_found(register: Register) -> None:
    with register.step() as step:
        event_id = board(step, on(3, 11))
        first = actions_said.write_down(step, event_id, "topic", "老师留不住", speaker="李校长")
        second, third = actions_said.write_down_lines(
            step, event_id, "topic", "暑期怎么招生\n\n  要不要开分校 "
        )
    with register.step() as step:
        actions_said.vote(step, [(first, 3), (second, 5), (third, 5)])
    with register.reading() as db:
        topics = store_said.notes(db, event_id, "topic")
    assert [(one.words, one.speaker) for one in topics] == [
        ("老师留不住", "李校长"),
        ("暑期怎么招生", ""),
        ("要不要开分校", ""),
    ]
    assert [one.id for one in said.leading(topics)] == [second, third]
    assert [one.id for one in said.in_turn(topics, "topic")] == [second, third, first]
    register.undo()
    with register.reading() as db:
        assert said.leading(store_said.notes(db, event_id)) == ()


def test_problems_are_worked_off_at_the_next_salon_of_the_group(register: Register) -> None:
    with register.step() as step:
        here, there = (groups.add(step, name, platform="wechat") for name in ("甲群", "乙群"))
        january = salon(step, on(1, 14), here)
        elsewhere = salon(step, on(1, 21), there)
        problem = actions_said.write_down(step, january, "problem", "家长群没人说话")
        actions_said.write_down(step, january, "story", "续费率到了九成")
        other = actions_said.write_down(step, elsewhere, "problem", "房租涨了")
        february, march = salon(step, on(2, 11), here), salon(step, on(3, 11), here)

    def open_at(event_id: str) -> list[str]:
        with register.reading() as db:
            return [one.id for one in store_said.left_open(db, event_id)]

    assert open_at(february) == open_at(march) == [problem]
    assert open_at(january) == []
    with register.step() as step:
        actions_said.settle(step, february, [problem], "每周一个话题，轮流起头")
    assert open_at(march) == []
    with register.reading() as db:
        (done,) = store_said.settled_at(db, february)
    assert (done.event_title, done.settlement) == ("沙龙", "每周一个话题，轮流起头")
    with register.step() as step:
        actions_said.reopen(step, [problem])
    assert open_at(march) == [problem]
    with pytest.raises(UserError) as refused, register.step() as step:
        actions_said.settle(step, elsewhere, [other, problem, *[
            actions_said.write_down(step, march, "topic", "以后的事")]])  # fmt: skip
    assert refused.value.code == "events.settled_before"


def test_a_day_of_a_repetition_looks_back_on_its_own_days(register: Register) -> None:
    with register.step() as step:
        monthly = Repetition("MONTHLY", weekdays=(NthWeekday(2, 2),))
        group = groups.add(step, "甲群", platform="wechat")
        pattern = salon(step, on(1, 14), group, repetition=monthly)
        actions_said.write_down(step, Key(pattern, dt.date(2026, 1, 14)), "problem", "周末没人来")
    with register.reading() as db:
        (left,) = store_said.left_open(db, Key(pattern, dt.date(2026, 3, 11)))
        assert left.event_day == dt.date(2026, 1, 14)
        assert store_said.left_open(db, Key(pattern, dt.date(2026, 1, 14))) == []


def test_promises_open_the_next_session_with_the_same_people(register: Register) -> None:
    with register.step() as step:
        leader, presenter, guest = factories.make_members(step, factories.NAMES[:3])
        first = board(step, on(1, 7), people={"host": [leader], "presenter": [presenter]})
        late = actions_said.promise(step, first, presenter, "访谈三位老师", dt.date(2026, 1, 20))
        second = board(step, on(2, 4), people={"host": [leader], "presenter": [guest]})
        kept = actions_said.promise(step, second, guest, "做一张薪酬表", dt.date(2026, 2, 20))
        third = board(step, on(3, 4), people={"host": [leader]})
        stranger = board(step, on(3, 5), people={"host": [factories.make_member(step, "外人")]})
        tasks.finish(step, [kept], "已发给大家")
    with register.reading() as db:
        found = store_said.follow_up(db, third)
        assert store_said.follow_up(db, first).last is None
        alone = store_said.follow_up(db, stranger)
        of_person = store_tasks.of_member(db, presenter)
    assert found.last is not None
    assert found.last.id == second
    assert [(one.id, one.outcome) for one in found.promises] == [(kept, "已发给大家")]
    assert [one.id for one in found.older] == [late]
    assert found.open_count == 1
    # neither of these boards invites a group, so they go together by kind
    assert alone.last is not None
    assert [one.id for one in of_person] == [late]


def test_another_circle_does_not_hear_the_promises(register: Register) -> None:
    with register.step() as step:
        here, there = (groups.add(step, name, platform="wechat") for name in ("甲群", "乙群"))
        person = factories.make_member(step)
        first = board(step, on(1, 7), group_ids=[here])
        actions_said.promise(step, first, person, "访谈三位老师", dt.date(2026, 1, 20))
        other = board(step, on(2, 4), group_ids=[there])
    with register.reading() as db:
        assert store_said.follow_up(db, other).last is None
    with register.step() as step:
        actions_participants.sign_up_members(step, first, [person])
        actions_participants.sign_up_members(step, other, [person])
    with register.reading() as db:
        assert len(store_said.follow_up(db, other).promises) == 1


def test_newcomers_are_people_since_the_last_salon_of_the_groups(
    register: Register, clock: FixedClock
) -> None:
    names = ("老成员", "新人甲", "新人乙", "又走了", "换群的", "别群新人")
    with register.step() as step:
        here, also, there = (groups.add(step, name) for name in ("甲群", "乙群", "丙群"))
        old, new, twice, gone, moved, other = factories.make_members(step, names)
        bot = members.add(
            step, "小助手", accounts=[NewAccount("wechat", nickname="小助手", kind="interactive")]
        )
        salon(step, on(2, 4), here, also)
        march = salon(step, on(3, 4), here, also)
        for person, group, day in (
            (old, here, dt.date(2026, 1, 5)),
            (new, here, dt.date(2026, 2, 20)),
            (twice, here, dt.date(2026, 2, 10)),
            (twice, also, dt.date(2026, 2, 12)),
            (gone, here, dt.date(2026, 2, 10)),
            (moved, also, dt.date(2026, 1, 5)),
            (moved, here, dt.date(2026, 2, 10)),
            (other, there, dt.date(2026, 2, 10)),
        ):
            memberships.join(step, group, [person], on=day)
        step.insert(
            "membership",
            account_id=step.value("SELECT id FROM account WHERE member_id = ?", (bot,)),
            group_id=here,
            joined_on="2026-02-10",
        )
        memberships.leave(step, here, [gone], on=dt.date(2026, 2, 15))
    with register.reading() as db:
        found = store_said.newcomers(db, march)
    assert found is not None
    assert found.since == dt.date(2026, 2, 4)
    assert [(one.name, one.group_name) for one in found.people] == [
        ("新人乙", "甲群"),
        ("新人甲", "甲群"),
    ]


def test_who_came_to_the_last_salon_on_the_first_day_is_not_new(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, "甲群")
        came, not_there = factories.make_members(step, ("来过的", "没来的"))
        february, march = salon(step, on(2, 4), group), salon(step, on(3, 4), group)
        memberships.join(step, group, [came, not_there], on=dt.date(2026, 2, 4))
        (guest,) = actions_participants.sign_up_members(step, february, [came])
        session = step.value("SELECT id FROM session WHERE event_id = ?", (february,))
        actions_participants.mark(step, session, [guest], "present")
    with register.reading() as db:
        found = store_said.newcomers(db, march)
    assert found is not None
    assert [one.name for one in found.people] == ["没来的"]


def test_what_a_board_lacks_is_said(register: Register) -> None:
    assert said.board_hints(["host", "presenter"], 8) == []
    assert said.board_hints(["host", "presenter"], 15) == []
    assert len(said.board_hints([], 3)) == 3
    assert len(said.board_hints(["host", "presenter"], 16)) == 1


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("events.note_no_words",
         lambda step, key, _who: actions_said.write_down(step, key, "advice", " \n ")),
        ("events.negative_votes",
         lambda step, key, _who: actions_said.vote(
             step, [(actions_said.write_down(step, key, "topic", "甲"), -1)])),
        ("events.only_kept",
         lambda step, key, _who: actions_said.settle(
             step, key, [actions_said.write_down(step, key, "advice", "甲")])),
        ("events.promise_nobody",
         lambda step, key, _who: actions_said.promise(
             step, key, None, "甲", dt.date(2026, 4, 1))),
        ("events.promise_no_day",
         lambda step, key, who: actions_said.promise(step, key, who, "甲", None)),
        ("events.promise_too_early",
         lambda step, key, who: actions_said.promise(
             step, key, who, "甲", dt.date(2026, 3, 10))),
        ("tasks.no_words",
         lambda step, key, who: actions_said.promise(
             step, key, who, " ", dt.date(2026, 4, 1))),
    ],
)  # fmt: skip
def test_what_can_not_be_kept_is_refused(register: Register, code: str, act: Any) -> None:
    with register.step() as step:
        event_id = board(step, on(3, 11))
        person = factories.make_member(step)
    before = every_row(register)
    with pytest.raises(UserError) as refused, register.step() as step:
        act(step, event_id, person)
    assert refused.value.code == code
    assert every_row(register) == before
