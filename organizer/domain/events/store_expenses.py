"""Reading what was spent on an event, and what it was paid."""

import datetime as dt
from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.events import store
from organizer.domain.events.records import Key


class Expense(NamedTuple):
    """Something bought or paid for an event; `amount` in fen."""

    id: str
    purpose: str
    amount: int
    spent_on: dt.date | None


class Money(NamedTuple):
    """What was collected and spent, in fen, and on what."""

    expenses: tuple[Expense, ...]
    collected: int

    @property
    def spent(self) -> int:
        """What all of it cost."""
        return sum(one.amount for one in self.expenses)

    @property
    def left(self) -> int:
        """What is left of what was collected; negative when it was not enough."""
        return self.collected - self.spent


def money(db: Database, key: str | Key) -> Money:
    """What was collected from the participants of an event and spent on it."""
    key = store.resolve(db, key)
    if key.occurs_on is not None:
        return Money((), 0)
    rows = db.rows(
        "SELECT id, purpose, amount_fen, spent_on FROM event_expense WHERE event_id = ?"
        " ORDER BY id",
        (key.event_id,),
    )
    expenses = tuple(
        Expense(row[0], row[1], row[2], dt.date.fromisoformat(row[3]) if row[3] else None)
        for row in rows
    )
    collected = db.value(
        "SELECT ifnull(sum(paid_fen), 0) FROM participant WHERE event_id = ? AND is_free = 0",
        (key.event_id,),
    )
    return Money(expenses, collected)
