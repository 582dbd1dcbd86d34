"""Entering special days, one by one or a year at once."""

import datetime as dt
from collections.abc import Sequence

from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.special_days import store
from organizer.domain.special_days.records import SpecialDay

SET = ActionKind("special_days.set", N_("Set {count} special day"), N_("Set {count} special days"))
FORGET = ActionKind(
    "special_days.forget",
    N_("Let {count} day be as built in again"),
    N_("Let {count} days be as built in again"),
)


def set_days(step: Step, days: Sequence[SpecialDay]) -> int:
    """Say what kind days are, over what was said before; returns how many differ now."""
    step.begins(SET, count=len(days))
    wanted = {one.day: one for one in days}
    present = store.row_ids(step, list(wanted))
    changed = step.update_many(
        "special_day",
        ("kind", "name"),
        [
            (present[day.isoformat()], one.kind, one_line(one.name, 60))
            for day, one in wanted.items()
            if day.isoformat() in present
        ],
    )
    new = [
        (day, one.kind, one_line(one.name, 60))
        for day, one in wanted.items()
        if day.isoformat() not in present
    ]
    return changed + step.insert_many("special_day", ("day", "kind", "name"), new)


def forget(step: Step, days: Sequence[dt.date]) -> int:
    """Take back what the owner said of days; returns how many there were."""
    step.begins(FORGET, count=len(days))
    return step.delete("special_day", list(store.row_ids(step, list(days)).values()))
