"""What happened to an event: changes of its own row and sessions, and the steps about it."""

from organizer.base import history
from organizer.base.database import Database
from organizer.base.history import RowChange
from organizer.domain.events import store


def history_of_event(db: Database, key: str, *, limit: int = 300) -> list[RowChange]:
    """Steps that concern an event, newest first, with what they changed of its own fields.

    For a day of a repetition without a row of its own they are those of the repetition.
    """
    event_id = store.resolve(db, key).event_id
    found = history.of_rows(db, "event", [event_id])
    sessions = [one.id for one in store.sessions_of(db, event_id)]
    found += [_of_session(change) for change in history.of_rows(db, "session", sessions)]
    steps = db.rows(
        "SELECT id, number FROM step WHERE ? IN (json_extract(details, '$.event_id'),"
        " json_extract(details, '$.values.event_id')) ORDER BY number DESC LIMIT ?",
        (event_id, limit),
    )
    return history.with_steps(db, found, steps, limit)


def _of_session(change: RowChange) -> RowChange:
    """The minutes of a session are a length, those of an event a text: told apart by name."""
    columns = {
        {"minutes": "session_minutes", "title": "session_title"}.get(name, name): values
        for name, values in change.columns.items()
    }
    return RowChange(change.step_id, change.table, change.row_id, change.kind, columns)
