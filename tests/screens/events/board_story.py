"""Private boards and salons, one after another, for the tests of what is said at them."""

import datetime as dt
from typing import Any, NamedTuple

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import (
    actions,
    actions_feedback,
    actions_participants,
    actions_said,
    actions_series,
    store_feedback,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.events.recurrence import Repetition
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from tests import factories
from tests.screens.conftest import TODAY


def at(month: int, day: int, minutes: int = 180) -> SessionTime:
    """A session from 14:00 on."""
    return SessionTime(dt.date(2026, month, day), "14:00", minutes)


class Board(NamedTuple):
    """Two private boards; the first one left a promise and a topic."""

    first: str
    second: str
    group: str
    people: list[str]
    names: list[str]


def make_board(register: RegisterThread, count: int = 9) -> Board:
    """A board of the 25th of February that was followed by one of the 8th of April."""

    def make(step: Any) -> Board:
        names = [f"{name}校长" for name in "甲乙丙丁戊己庚辛壬癸"[:count]]
        people = [factories.make_member(step, name) for name in names]
        group = groups.add(step, "校长私董会", platform="wechat")
        joined = dt.date(2025, 6, 1)
        memberships.join_many(step, [JoinRow(group, one, joined) for one in people])
        boards = [
            actions.add(
                step, title, "private_board", [when], group_ids=[group],
                people={"host": [people[0]]},
            )
            for title, when in (("二月私董会", at(2, 25)), ("四月私董会", at(4, 8)))
        ]  # fmt: skip
        actions_participants.sign_up_members(step, boards[0], people)
        actions_said.write_down(step, boards[0], "topic", "要不要开分校", member_id=people[2])
        actions_said.promise(step, boards[0], people[1], "和三位老师各谈一次", dt.date(2026, 3, 25))
        return Board(boards[0], boards[1], group, people, names)

    made, _step = register.act(make).result()
    assert isinstance(made, Board)
    return made


class Salons(NamedTuple):
    """Two salons; the first one left a problem, who is new since then, and feedback."""

    first: str
    second: str
    newcomer: str
    pattern: str
    pattern_day: dt.date


def make_salons(register: RegisterThread) -> Salons:
    """A salon of the 10th of February, one of the 14th of March, and a repeated one."""

    def make(step: Any) -> Salons:
        old, new = (factories.make_member(step, name) for name in ("司马相宜", "新来的李园长"))
        group = groups.add(step, "沙龙群", platform="wechat")
        memberships.join_many(
            step,
            [JoinRow(group, old, dt.date(2025, 1, 1)), JoinRow(group, new, dt.date(2026, 3, 1))],
        )
        salons = [
            actions.add(step, title, "salon", [when], group_ids=[group])
            for title, when in (("二月沙龙", at(2, 10, 120)), ("三月沙龙", at(3, 14, 120)))
        ]
        actions_said.write_down(step, salons[0], "problem", "停车难", member_id=old)
        actions_feedback.ask(step, salons[0], ["有什么要改进？"])
        plan = store_feedback.plan_answers(step, salons[0], "司马相宜：早点开始")
        actions_feedback.keep(step, plan)
        pattern = actions.add(step, "周会", "online", [SessionTime(TODAY, "19:30", 60)])
        actions_series.repeat(step, pattern, Repetition("WEEKLY"))
        return Salons(salons[0], salons[1], "新来的李园长", pattern, TODAY + dt.timedelta(days=7))

    made, _step = register.act(make).result()
    assert isinstance(made, Salons)
    return made
