"""Reading what comes up: the next sessions, lists nobody ticked, promises of these days."""

import datetime as dt
from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.events import store as events
from organizer.domain.events import store_attendance
from organizer.domain.events.records import Entry
from organizer.domain.events.reminders import Due
from organizer.domain.tasks import store as tasks

#: Days back in which an unticked list is worth mentioning.
BACK = 14


class Coming(NamedTuple):
    """Sessions from today on, sessions that are over and not ticked, and open tasks by their day.

    `unticked` holds event and session of each of those.
    """

    entries: tuple[Entry, ...]
    past: tuple[Entry, ...]
    unticked: frozenset[tuple[str, str]]
    promises: tuple[Due, ...]


def coming(db: Database, now: dt.datetime, days: int) -> Coming:
    """What comes up within some days of a local moment, and what is open from before."""
    today = now.date()
    first = today - dt.timedelta(days=BACK)
    found = events.entries(db, first, today + dt.timedelta(days=days))
    unticked = store_attendance.unticked(db, first, today)
    return Coming(
        entries=tuple(one for one in found if one.time.end() > now and not one.cancelled),
        past=tuple(
            one
            for one in found
            if one.time.end() <= now and (one.key, one.session_id or "") in unticked
        ),
        unticked=frozenset(unticked),
        promises=tuple(
            Due(one.id, one.kind, one.subject_id, one.words, one.due_on, one.member_name)
            for one in tasks.due(db, today + dt.timedelta(days=days))
            if one.due_on is not None
        ),
    )
