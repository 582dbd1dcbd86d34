"""What happened to an event: changes of its own row and sessions, and the steps about it."""

from organizer.base import history
from organizer.base.database import Database
from organizer.base.history import RowChange
from organizer.domain.events import store

STEP = "step"
"""The table of changes that stand for a whole step concerning the event."""


def history_of_event(db: Database, key: str, *, limit: int = 300) -> list[RowChange]:
    """Steps that concern an event, newest first, with what they changed of its own fields.

    For a day of a repetition without a row of its own they are those of the repetition.
    """
    event_id = store.resolve(db, key).event_id
    found = history.of_rows(db, "event", [event_id])
    sessions = [one.id for one in store.sessions_of(db, event_id)]
    found += [_of_session(change) for change in history.of_rows(db, "session", sessions)]
    told = {change.step_id for change in found}
    steps = db.rows(
        "SELECT id, number FROM step WHERE ? IN (json_extract(details, '$.event_id'),"
        " json_extract(details, '$.values.event_id')) ORDER BY number DESC LIMIT ?",
        (event_id, limit),
    )
    numbers = dict(steps)
    found += [
        RowChange(step_id, STEP, step_id, "insert", {})
        for step_id, _number in steps
        if step_id not in told
    ]
    for change in found:
        if change.step_id not in numbers:
            step = history.step(db, change.step_id)
            numbers[change.step_id] = step.number if step is not None else 0
    return sorted(found, key=lambda change: -numbers[change.step_id])[:limit]


def _of_session(change: RowChange) -> RowChange:
    """The minutes of a session are a length, those of an event a text: told apart by name."""
    columns = {
        {"minutes": "session_minutes", "title": "session_title"}.get(name, name): values
        for name, values in change.columns.items()
    }
    return RowChange(change.step_id, change.table, change.row_id, change.kind, columns)
