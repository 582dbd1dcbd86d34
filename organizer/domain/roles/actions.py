"""Appointing people, changing what was agreed, ending."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.groups import actions_memberships as group_actions
from organizer.domain.members import actions as member_actions
from organizer.domain.roles import rules, store
from organizer.domain.roles.records import Place

APPOINT = ActionKind(
    "roles.appoint", N_("Appointed {count} person"), N_("Appointed {count} people")
)
CHANGE = ActionKind("roles.change", N_("Changed {count} position"), N_("Changed {count} positions"))
END = ActionKind("roles.end", N_("Ended {count} position"), N_("Ended {count} positions"))
REOPEN = ActionKind(
    "roles.reopen", N_("Took up {count} position again"), N_("Took up {count} positions again")
)
REMOVE = ActionKind(
    "roles.remove",
    N_("Removed {count} mistaken position"),
    N_("Removed {count} mistaken positions"),
)

CHANGEABLE = frozenset({"title", "starts_on", "term_ends_on", "ended_on", "duty", "returns"})


def appoint(  # noqa: PLR0913 - all that a position consists of
    step: Step,
    member_ids: Sequence[str],
    title: str,
    *,
    group_id: str | None = None,
    branch_id: str | None = None,
    starts_on: dt.date | None = None,
    term_ends_on: dt.date | None = None,
    duty: str = "",
    returns: str = "",
) -> list[str]:
    """Give people a title in a group, a branch or (neither given) the alliance; returns the ids.

    Who holds the title there already keeps it as it is. Raises UserError when the title is empty
    or the term ends before it starts.
    """
    title = rules.title_code(title)
    start = starts_on or step.today
    rules.checked_term(start, term_ends_on)
    place: Place = "group" if group_id else "branch" if branch_id else "alliance"
    held = store.open_of_people(step, member_ids, place, group_id or branch_id)
    holders = {member_id for _id, member_id, known, _start in held if known == title}
    new = [member_id for member_id in dict.fromkeys(member_ids) if member_id not in holders]
    step.begins(APPOINT, count=len(new))
    ids = list(step.new_ids(len(new)))
    columns = ("id", "member_id", "group_id", "branch_id", "title", "starts_on", "term_ends_on")
    step.insert_many(
        "appointment",
        (*columns, "duty", "returns"),
        [
            (row_id, member_id, group_id, branch_id, title, start, term_ends_on, duty, returns)
            for row_id, member_id in zip(ids, new, strict=True)
        ],
    )
    return ids


def change(step: Step, /, appointment_ids: Sequence[str], **changes: Any) -> int:
    """Change what was agreed, the same for all; returns how many differed.

    Fields are those of `CHANGEABLE`. Raises UserError when the title is empty or something ends
    before it starts.
    """
    step.begins(CHANGE, count=len(appointment_ids))
    unknown = set(changes) - CHANGEABLE
    if unknown:
        message = f"an appointment has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    if "title" in changes:
        changes["title"] = rules.title_code(changes["title"])
    if not {"starts_on", "term_ends_on", "ended_on"}.isdisjoint(changes):
        for appointment_id in appointment_ids:
            present = store.appointment(step, appointment_id)
            if present is None:
                raise KeyError(appointment_id)
            start = changes.get("starts_on", present.starts_on)
            rules.checked_term(start, changes.get("term_ends_on", present.term_ends_on))
            rules.checked_term(start, changes.get("ended_on", present.ended_on))
    return step.update_where("appointment", appointment_ids, **changes)


def end(step: Step, appointment_ids: Sequence[str], *, on: dt.date | None = None) -> int:
    """End positions on a day (today unless given); returns how many were held.

    Raises UserError for a day before one of them started.
    """
    step.begins(END, count=len(appointment_ids))
    day = on or step.today
    held = store.open_of(step, appointment_ids)
    for _id, start in held:
        rules.checked_term(dt.date.fromisoformat(start), day)
    return step.update_where("appointment", [row[0] for row in held], ended_on=day)


def end_in_place(
    step: Step,
    member_ids: Sequence[str],
    place: Place,
    place_id: str | None = None,
    *,
    on: dt.date | None = None,
) -> int:
    """End everything people hold in a group, a branch or the alliance; returns how many ended."""
    held = store.open_of_people(step, member_ids, place, place_id)
    return end(step, [row[0] for row in held], on=on)


def end_all(step: Step, member_ids: Sequence[str], *, on: dt.date | None = None) -> int:
    """End everything people hold, as archiving them does; returns how many ended."""
    step.begins(END, count=len(member_ids))
    day = (on or step.today).isoformat()
    # what was to start later ends on the day it would have started
    ends = [(row[0], max(day, row[3])) for row in store.open_of_people(step, member_ids)]
    return step.update_many("appointment", ("ended_on",), ends)


def extend(step: Step, appointment_ids: Sequence[str], until: dt.date | None) -> int:
    """Give positions a new end of their term (None: without one); returns how many differed."""
    return change(step, appointment_ids, term_ends_on=until)


def reopen(step: Step, appointment_ids: Sequence[str]) -> int:
    """Let ended positions go on as if they had not ended; returns how many had."""
    step.begins(REOPEN, count=len(appointment_ids))
    return step.update_where("appointment", appointment_ids, ended_on=None)


def remove(step: Step, appointment_ids: Sequence[str]) -> int:
    """Remove positions entered by mistake, as if they had never been."""
    step.begins(REMOVE, count=len(appointment_ids))
    return step.delete("appointment", appointment_ids)


def _end_with_archiving(step: Step, member_ids: Sequence[str]) -> None:
    end_all(step, member_ids)


def _end_with_leaving(step: Step, group_id: str, member_ids: Sequence[str], day: dt.date) -> None:
    held = store.open_of_people(step, member_ids, "group", group_id)
    ends = [(row[0], max(day.isoformat(), row[3])) for row in held]
    step.update_many("appointment", ("ended_on",), ends)


if _end_with_archiving not in member_actions.ON_ARCHIVE:
    member_actions.ON_ARCHIVE.append(_end_with_archiving)
if _end_with_leaving not in group_actions.ON_LEAVE:
    group_actions.ON_LEAVE.append(_end_with_leaving)
