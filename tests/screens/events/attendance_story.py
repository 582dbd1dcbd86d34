"""A meet-up day with people on its list, for the tests of ticking and checking in."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, actions_participants, store, store_participants
from organizer.domain.events.records import SessionTime
from tests import factories

DAY = dt.date(2026, 3, 9)
"""The Monday of the tests' clock, which shows 9:00 in the morning."""
MORNING = SessionTime(DAY, "09:30", 120, "上午")
AFTERNOON = SessionTime(DAY, "14:00", 120, "下午")

Read = Callable[[Callable[[Database], Any]], Any]
Settle = Callable[[], None]


def plan_day(
    register: RegisterThread, people: int, *times: SessionTime, **fields: Any
) -> tuple[str, list[str]]:
    """A meet-up day that so many members signed up for: its id and their names."""

    def make(step: Any) -> tuple[str, list[str]]:
        ids = factories.make_many(step, people)
        key = actions.add(step, "三月沟通日", "meet_up", times or (MORNING,), **fields)
        actions_participants.sign_up_members(step, key, ids)
        return key, [one.name for one in store_participants.participants(step, key)]

    made, _step = register.act(make).result()
    key, names = made
    return key, names


def states(read: Read, key: str, place: int = 0) -> dict[str, str]:
    """What the register holds of one session: the state of everybody by name."""

    def ask(db: Database) -> dict[str, str]:
        session = store.sessions_of(db, key)[place]
        return {
            one.name: one.presence(session.id) for one in store_participants.participants(db, key)
        }

    found: dict[str, str] = read(ask)
    return found
