"""Planning a round of visits, and writing down what came of one."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import clean
from organizer.base.words import N_, _
from organizer.domain.events import actions, store
from organizer.domain.events.records import Key
from organizer.domain.events.visits import PlannedVisit
from organizer.domain.members import store as members
from organizer.domain.tasks import actions as tasks

PLAN = ActionKind("events.plan_visits", N_("Planned {count} visit"), N_("Planned {count} visits"))
MADE = ActionKind("events.visit_made", N_("Wrote down a visit"))


class NextStep(NamedTuple):
    """What is to be done after a visit, by whom and by when."""

    words: str
    member_id: str | None = None
    due_on: dt.date | None = None


def plan(step: Step, part_of: str | Key | None, visits: Sequence[PlannedVisit]) -> list[str]:
    """Plan visits, each an event of its own that belongs to `part_of`; returns their ids.

    A visit takes place at the person's institution. Raises UserError when nobody is chosen, a
    person twice, or somebody is to visit themselves.
    """
    step.begins(PLAN, count=len(visits))
    if not visits:
        raise UserError("events.no_visit", N_("Choose at least one person to visit."))
    part_of_id = None if part_of is None else actions.own_row(step, part_of)
    seen: set[str] = set()
    ids = []
    for visit in visits:
        person = members.get(step, visit.member_id)
        if person is None:
            raise KeyError(visit.member_id)
        if visit.member_id in seen:
            raise UserError(
                "events.visited_twice",
                N_("“{name}” is on this round twice."),
                name=person.name,
            )
        seen.add(visit.member_id)
        _check_visitors(visit.member_id, visit.visitor_ids)
        ids.append(
            actions.add(
                step,
                _("Visit to {name}").format(name=person.name),
                "visit",
                [visit.time],
                people={"visited": [visit.member_id], "visitor": visit.visitor_ids},
                host_id=person.institution_id,
                part_of_id=part_of_id,
            )
        )
    step.note(count=len(ids), event_id=part_of_id)
    return ids


def made(
    step: Step,
    event_id: str,
    said: str,
    *,
    visitor_ids: Sequence[str] | None = None,
    next_step: NextStep | None = None,
) -> str | None:
    """Write down what was said on a visit, who went, and what comes next.

    Returns the id of the next step's task, None without one. Raises UserError without a word of
    what was said, or when the visit is still to come.
    """
    step.begins(MADE)
    event_id = actions.own_row(step, event_id)
    step.note(event_id=event_id)
    said = clean(said, multi_line=True).strip()
    if not said:
        raise UserError("events.visit_nothing_said", N_("Write down what was said on the visit."))
    if store.sessions_of(step, event_id)[0].time.day > step.today:
        raise UserError(
            "events.visit_to_come",
            N_("This visit is still to come. Move it if it was made earlier."),
        )
    actions.change(step, event_id, minutes=said)
    visited = {one.member_id for one in store.people_of(step, event_id) if one.part == "visited"}
    if visitor_ids is not None:
        for member_id in visited:
            _check_visitors(member_id, visitor_ids)
        actions.set_people(step, event_id, "visitor", visitor_ids)
    if next_step is None or not next_step.words.strip():
        return None
    return tasks.add(
        step,
        "next_step",
        next_step.words,
        kind="event",
        subject_id=event_id,
        member_id=next_step.member_id,
        due_on=next_step.due_on,
    )


def _check_visitors(member_id: str, visitor_ids: Sequence[str]) -> None:
    if member_id in visitor_ids:
        raise UserError("events.visits_itself", N_("Nobody can be visited by themselves."))
