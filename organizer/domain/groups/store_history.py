"""What happened to a group: its own changes, who came and went, head counts."""

from organizer.base import history
from organizer.base.database import Database
from organizer.base.history import RowChange


def history_of_group(db: Database, group_id: str, *, limit: int = 300) -> list[RowChange]:
    """Steps that concern a group, newest first, with what they changed of its own fields.

    A step that moved people is told once, however many it moved; who they were is in the step.
    """
    found = history.of_rows(db, "chat_group", [group_id])
    steps = db.rows(
        "SELECT id, number FROM step WHERE ? IN (json_extract(details, '$.group_id'),"
        " json_extract(details, '$.from_group_id'), json_extract(details, '$.values.group_id'),"
        " json_extract(details, '$.values.from_group_id')) ORDER BY number DESC LIMIT ?",
        (group_id, limit),
    )
    return history.with_steps(db, found, steps, limit)
