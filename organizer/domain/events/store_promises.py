"""What a person promised or is to do, with where that was said."""

import datetime as dt
from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.tasks import store as tasks
from organizer.domain.tasks.records import Task


class PromiseOf(NamedTuple):
    """A task with the event it hangs on; `event_title` is '' where it hangs on something else."""

    task: Task
    event_title: str
    event_day: dt.date | None


def of_member(db: Database, member_id: str) -> list[PromiseOf]:
    """What a person promised or is to do, open ones first."""
    found = tasks.of_member(db, member_id)
    ids = sorted({one.subject_id for one in found if one.kind == "event"})
    marks = ", ".join("?" * len(ids))
    events = {
        row[0]: (row[1], None if row[2] is None else dt.date.fromisoformat(row[2]))
        for row in db.rows(
            "SELECT e.id, e.title, (SELECT min(s.held_on) FROM session s WHERE s.event_id = e.id)"
            f" FROM event e WHERE e.id IN ({marks})",
            tuple(ids),
        )
    }
    return [PromiseOf(one, *events.get(one.subject_id, ("", None))) for one in found]
