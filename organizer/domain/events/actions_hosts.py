"""Saying which institutions are willing to host the monthly day."""

import datetime as dt

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events import store_hosts

WILLING = ActionKind("events.willing_host", N_("Entered who is willing to host"))
NOT_WILLING = ActionKind("events.not_willing_host", N_("Took a host out of the rotation"))


def add(step: Step, institution_id: str, since: dt.date | None = None) -> str:
    """Put an institution into the rotation, willing since a day (today); returns the row's id.

    One that is in it already stays as it is.
    """
    step.begins(WILLING, institution_id=institution_id)
    present = store_hosts.willing_row(step, institution_id)
    if present is not None:
        return present
    return step.insert(
        "willing_host", institution_id=institution_id, willing_since=since or step.today
    )


def remove(step: Step, institution_id: str) -> None:
    """Take an institution out of the rotation; what it hosted stays."""
    step.begins(NOT_WILLING, institution_id=institution_id)
    present = store_hosts.willing_row(step, institution_id)
    if present is not None:
        step.delete("willing_host", [present])
