"""Reading the list of a session as it is ticked, and which sessions nobody ticked yet."""

import datetime as dt

from organizer.base.database import Database
from organizer.domain.events import store, store_participants, store_sheet
from organizer.domain.events.attendance import LATE, Roll, listed, session_now, walk_ins_last
from organizer.domain.events.records import Entry, Key
from organizer.domain.events.sheet import printed_order

#: Sessions with somebody on the list of whom nothing is noted, of events that took place.
_UNTICKED = """
    SELECT e.id, s.id FROM session s JOIN event e ON e.id = s.event_id
    WHERE s.held_on BETWEEN ? AND ? AND e.repeats = ''
        AND e.archived_at IS NULL AND e.cancelled_at IS NULL
        AND EXISTS (SELECT 1 FROM participant p WHERE p.event_id = e.id
            AND p.signed_up_at IS NOT NULL AND p.withdrawn_at IS NULL
            AND p.waiting_since IS NULL)
        AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id)
"""


def roll(db: Database, key: str | Key, session_id: str | None, now: dt.datetime) -> Roll | None:
    """The list of a session in the order of the sign-in sheet; None when the event is gone.

    Without a session (or one that is gone) it is the one people come to at `now`, a local moment.
    """
    event = store.event(db, key)
    if event is None:
        return None
    session = next((one for one in event.sessions if session_id and one.id == session_id), None)
    session = session or session_now(event.sessions, now)
    if event.is_virtual or session is None:
        return Roll(event, session, ())
    everybody = store_participants.participants(db, event.id)
    people = listed(everybody, session.id)
    on_it = {one.id for one in people}
    options = store_sheet.options(db)
    branches = store_sheet.branches(db, event.id) if options.grouping == "branch" else None
    return Roll(
        event,
        session,
        tuple(walk_ins_last(printed_order(people, options, branches))),
        tuple(one for one in everybody if one.id not in on_it),
    )


def entry_now(db: Database, now: dt.datetime) -> Entry | None:
    """The session of today that people come to at a local moment; None when none is left."""
    today = [one for one in store.entries(db, now.date(), now.date()) if not one.cancelled]
    coming = [one for one in today if one.time.end() + LATE > now]
    return min(coming, key=lambda one: abs(one.time.start() - now), default=None)


def unticked(db: Database, first: dt.date, last: dt.date) -> set[tuple[str, str]]:
    """The events and sessions of some days with somebody expected and nothing noted of anybody."""
    return set(db.rows(_UNTICKED, (first.isoformat(), last.isoformat())))
