"""Reading tasks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database
from organizer.domain.tasks.records import Task

_TASK = (
    "SELECT t.id, t.purpose, t.words, t.member_id, ifnull(m.name, ''), t.kind, t.subject_id,"
    " t.due_on, t.done_on, t.dropped_on, t.outcome FROM task t"
    " LEFT JOIN member m ON m.id = t.member_id"
)
#: Open ones first, by their day; then what is done, the latest first.
_ORDER = (
    " ORDER BY t.done_on IS NOT NULL OR t.dropped_on IS NOT NULL, t.due_on IS NULL, t.due_on, t.id"
)


def task(db: Database, task_id: str) -> Task | None:
    """One task."""
    row = db.row(f"{_TASK} WHERE t.id = ?", (task_id,))
    return None if row is None else _task(row)


def of_subject(db: Database, kind: str, subject_id: str, purpose: str = "") -> list[Task]:
    """The tasks that hang on a record, open ones first; of one purpose if given."""
    more = " AND t.purpose = ?" if purpose else ""
    rows = db.rows(
        f"{_TASK} WHERE t.subject_id = ? AND t.kind = ?{more}{_ORDER}",
        (subject_id, kind, *([purpose] if purpose else [])),
    )
    return [_task(row) for row in rows]


def of_member(db: Database, member_id: str) -> list[Task]:
    """What a person promised or is to do, open ones first."""
    return [_task(row) for row in db.rows(f"{_TASK} WHERE t.member_id = ?{_ORDER}", (member_id,))]


def due(db: Database, until: dt.date) -> list[Task]:
    """The open tasks due by a day, the earliest first."""
    rows = db.rows(
        f"{_TASK} WHERE t.due_on <= ? AND t.done_on IS NULL AND t.dropped_on IS NULL"
        " ORDER BY t.due_on, t.id",
        (until.isoformat(),),
    )
    return [_task(row) for row in rows]


def _task(row: Sequence[Any]) -> Task:
    due_on, done_on, dropped_on = (
        None if text is None else dt.date.fromisoformat(text) for text in row[7:10]
    )
    return Task(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        due_on,
        done_on,
        dropped_on,
        row[10],
    )
