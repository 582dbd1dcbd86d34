"""What happened to a group: its own changes, who came and went, head counts."""

from organizer.base import history
from organizer.base.database import Database
from organizer.base.history import RowChange

STEP = "step"
"""The table of changes that stand for a whole step concerning the group."""


def history_of_group(db: Database, group_id: str, *, limit: int = 300) -> list[RowChange]:
    """Steps that concern a group, newest first, with what they changed of its own fields.

    A step that moved people is told once, however many it moved; who they were is in the step.
    """
    found = history.of_rows(db, "chat_group", [group_id])
    told = {change.step_id for change in found}
    steps = db.rows(
        "SELECT id, number FROM step WHERE ? IN (json_extract(details, '$.group_id'),"
        " json_extract(details, '$.from_group_id'), json_extract(details, '$.values.group_id'),"
        " json_extract(details, '$.values.from_group_id')) ORDER BY number DESC LIMIT ?",
        (group_id, limit),
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
