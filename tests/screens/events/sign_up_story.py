"""A salon of the made-up register that people sign up for, for the tests of its screens."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, store_participants
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import SessionTime
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from tests import factories
from tests.screens.conftest import TODAY

SATURDAY = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
INVITED = ("司马相宜", "上官婉清", "东方既白", "慕容云舒")
HEAD = "#接龙\n周六沙龙\n\n"

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


def chain(*entries: str) -> str:
    """A chain as WeChat copies it."""
    return HEAD + "\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, start=1))


def make_salon(register: RegisterThread, **fields: Any) -> str:
    """A salon on Saturday that invites a group of the four of `INVITED`; its id."""

    def make(step: Any) -> str:
        people = [factories.make_member(step, name) for name in INVITED]
        group_id = groups.add(step, "沙龙群", platform="wechat")
        memberships.join_many(step, [JoinRow(group_id, one, TODAY) for one in people])
        return actions.add(step, "周六沙龙", "salon", [SATURDAY], group_ids=[group_id], **fields)

    event_id, _step = register.act(make).result()
    return str(event_id)


def on_list(read: Read, event_id: str) -> dict[str, Participant]:
    """Who stands on the list, by name."""
    found: list[Participant] = read(lambda db: store_participants.participants(db, event_id))
    return {one.name: one for one in found}
