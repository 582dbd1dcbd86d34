"""What an event clashes with: the same place, host or person leading at the same time.

Clashes warn and never forbid: two events in one hall may be meant so.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from organizer.base.database import Database
from organizer.domain.events import rules, store
from organizer.domain.events.records import LEADING_PARTS, Event, Key, SessionTime
from organizer.domain.events.rules import Clash


def of_event(db: Database, event: Event) -> list[Clash]:
    """What clashes with an event as it is; nothing with one that was called off."""
    if event.cancelled:
        return []
    return of_plan(
        db,
        [one.time for one in event.sessions],
        venue_id=event.venue_id,
        room_id=event.room_id,
        host_id=event.host_id,
        leading=[one.member_id for one in event.with_part(*LEADING_PARTS)],
        besides={event.id, event.series_id or ""},
    )


def of_plan(
    db: Database,
    times: Sequence[SessionTime],
    *,
    venue_id: str | None = None,
    room_id: str | None = None,
    host_id: str | None = None,
    leading: Sequence[str] = (),
    besides: Iterable[str] = (),
) -> list[Clash]:
    """What would clash with an event planned so; `besides` are rows that are this event itself."""
    if not times:
        return []
    first = min(one.day for one in times)
    last = max(one.end().date() for one in times)
    own = set(besides)
    others = [
        one
        for one in store.entries(db, first - dt.timedelta(days=1), last)
        if not one.cancelled
        and Key.of(one.key).event_id not in own
        and any(rules.overlap(time, one.time) for time in times)
    ]
    found = rules.clashes(times, others, venue_id=venue_id, room_id=room_id, host_id=host_id)
    if leading and others:
        busy = store.busy_people(db, others, list(leading), sorted(LEADING_PARTS))
        found += [
            Clash("person", entry, name)
            for event_id, _member_id, name in busy
            for entry in others
            if Key.of(entry.key).event_id == event_id
        ]
    return found
