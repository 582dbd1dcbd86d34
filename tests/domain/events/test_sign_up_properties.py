"""Whatever is added, edited and taken out: pasting all states of a chain ends as its last one."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer import domain
from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.events import actions, actions_sign_up, store_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.events.sign_up_planning import plan_sign_up
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from tests import factories

TODAY = dt.date(2026, 3, 9)
MEMBERS = ("王芳", "李雷", "韩梅梅", "Tina Zhou")
NAMES = (*MEMBERS, "小周", "🌻芳芳", "晨光老师", "赵子龙", "Bob")
TAILS = (
    "",
    " 2人",
    " +1",
    " 晨光教育",
    "（3人）",
    "带一人",
    " 13812345678",
    "\n想坐前排",
    " x2 素食",
)

#: One state of a chain: who stands in it, in their order, each with what is written behind.
STATES = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TAILS), min_size=1, max_size=8),
    min_size=1,
    max_size=4,
)


@contextmanager
def register_with_event() -> Iterator[tuple[Register, str]]:
    domain.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名册.db"
        with Register.create(path, clock=FixedClock(TODAY)) as register:
            with register.step() as step:
                people = factories.make_members(step, MEMBERS)
                group_id = groups.add(step, "校长群", platform="wechat")
                memberships.join_many(step, [JoinRow(group_id, one, TODAY) for one in people])
                session = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
                event_id = actions.add(step, "沙龙", "salon", [session], group_ids=[group_id])
            yield register, event_id


def paste(register: Register, event_id: str, people: dict[str, str]) -> None:
    lines = [f"{n}. {name}{tail}" for n, (name, tail) in enumerate(people.items(), start=1)]
    with register.reading() as db:
        plan = plan_sign_up(db, event_id, "#接龙\n沙龙\n\n" + "\n".join(lines))
    assert [line.read.name for line in plan.lines] == list(people)
    with register.step() as step:
        actions_sign_up.apply(step, plan.withdrawing_gone(withdraws=True))


def on_list(register: Register, event_id: str) -> dict[str, tuple[int, str, bool]]:
    with register.reading() as db:
        people = store_participants.participants(db, event_id)
    coming = [one for one in people if one.is_expected]
    assert len({one.name for one in coming}) == len(coming)
    return {one.name: (one.seats, one.signed_line, one.member_id is None) for one in coming}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STATES)
def test_all_pastes_end_as_the_last_one_alone(states: list[dict[str, str]]) -> None:
    with register_with_event() as (register, event_id):
        for people in states:
            paste(register, event_id, people)
        grown = on_list(register, event_id)
        paste(register, event_id, states[-1])
        assert register.last_step is None
        assert on_list(register, event_id) == grown
    with register_with_event() as (register, event_id):
        paste(register, event_id, states[-1])
        assert on_list(register, event_id) == grown
    assert set(grown) == set(states[-1])
