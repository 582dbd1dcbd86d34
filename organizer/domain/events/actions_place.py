"""Giving an event its host: where it takes place follows, unless that was said already."""

from collections.abc import Sequence
from typing import Any

from organizer.base.steps import Step
from organizer.domain.events import actions, actions_series, store
from organizer.domain.events.records import Key, Scope, SessionTime
from organizer.domain.venues import store as venues


def plan(
    step: Step, /, title: str, kind: str, sessions: Sequence[SessionTime], **fields: Any
) -> str:
    """Plan an event as `actions.add` does; without a place it is at its host's campus."""
    host_id = fields.get("host_id")
    if host_id is not None and not fields.get("place") and fields.get("venue_id") is None:
        campuses = venues.of_institution(step, host_id)
        if campuses:
            fields["venue_id"] = campuses[0].id
    return actions.add(step, title, kind, sessions, **fields)


def set_host(step: Step, key: str | Key, scope: Scope, host_id: str | None) -> str:
    """Say which institution hosts; returns the changed row.

    An event without a place, or at a campus of the host before, moves to the new host's campus.
    """
    event = store.event(step, key)
    changes: dict[str, str | None] = {"host_id": host_id}
    if event is not None and not event.place:
        before = [] if event.host_id is None else venues.of_institution(step, event.host_id)
        if event.venue_id is None or event.venue_id in {one.id for one in before}:
            own = [] if host_id is None else venues.of_institution(step, host_id)
            changes |= {"venue_id": own[0].id if own else None, "room_id": None}
    return actions_series.change(step, key, scope, **changes)
