"""Reading who is willing to host, and who hosted when."""

import datetime as dt

from organizer.base.database import Database
from organizer.domain.events.rules import Turn, in_turn

#: The kind of event whose hosts take turns.
ROTATING = "meet_up"


def turns(db: Database, *, besides: str | None = None) -> list[Turn]:
    """The institutions willing to host the monthly day, the next one first.

    Days that are planned count like those that took place, called-off ones don't; `besides` is the
    event a host is looked for, which doesn't count either.
    """
    rows = db.rows(
        "SELECT i.id, i.name, w.willing_since, max(h.day), count(h.day) FROM willing_host w"
        " JOIN institution i ON i.id = w.institution_id LEFT JOIN ("
        "  SELECT e.host_id AS host_id, min(s.held_on) AS day FROM event e"
        "  JOIN session s ON s.event_id = e.id WHERE e.kind = ? AND e.host_id IS NOT NULL"
        "  AND e.repeats = '' AND e.cancelled_at IS NULL AND e.archived_at IS NULL AND e.id <> ?"
        "  GROUP BY e.id) h ON h.host_id = i.id"
        " WHERE i.archived_at IS NULL GROUP BY w.id",
        (ROTATING, besides or ""),
    )
    return in_turn(
        Turn(
            institution_id,
            name,
            dt.date.fromisoformat(since),
            None if last is None else dt.date.fromisoformat(last),
            times,
        )
        for institution_id, name, since, last, times in rows
    )


def willing_row(db: Database, institution_id: str) -> str | None:
    """The row that says an institution is willing to host; None when it is not."""
    found: str | None = db.value(
        "SELECT id FROM willing_host WHERE institution_id = ?", (institution_id,)
    )
    return found
