"""Keeping what was spent on an event."""

import datetime as dt
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.events import actions
from organizer.domain.events.records import Key

ADD = ActionKind("events.add_expense", N_("Noted an expense"))
CHANGE = ActionKind("events.change_expense", N_("Changed an expense"))
REMOVE = ActionKind("events.remove_expense", N_("Removed an expense"))


def add(
    step: Step, key: str | Key, purpose: str, amount: int | None, spent_on: dt.date | None = None
) -> str:
    """Note what was paid for an event, `amount` in fen; returns the row's id.

    Raises UserError when it is not said what for, or how much.
    """
    step.begins(ADD)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    row = _checked(purpose=purpose, amount_fen=amount, spent_on=spent_on)
    return step.insert("event_expense", event_id=event_id, **row)


def change(step: Step, /, expense_id: str, **changes: Any) -> bool:
    """Change purpose, amount_fen or spent_on; returns whether anything differed.

    Raises UserError as `add` does.
    """
    step.begins(CHANGE)
    return step.update("event_expense", expense_id, **_checked(**changes))


def remove(step: Step, expense_id: str) -> None:
    """Take an expense out."""
    step.begins(REMOVE)
    step.delete("event_expense", [expense_id])


def _checked(**values: Any) -> dict[str, Any]:
    if "purpose" in values:
        values["purpose"] = one_line(values["purpose"])
        if not values["purpose"]:
            raise UserError("events.no_purpose", N_("Write what the money was spent on."))
    if "amount_fen" in values and (values["amount_fen"] is None or values["amount_fen"] < 0):
        raise UserError("events.no_amount", N_("Write how much it was, such as 30 or 30.50."))
    return values
