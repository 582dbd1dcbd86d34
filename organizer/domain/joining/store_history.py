"""Everything that ever happened to a member, those merged into the member included."""

from organizer.base import history
from organizer.base.database import Database
from organizer.base.erasing import rows_held_by
from organizer.base.history import RowChange
from organizer.domain.joining.store import records_of

#: Tables whose rows belong to a member, and the column that says to whom.
_OF_MEMBER = (
    ("phone", "member_id"),
    ("account", "member_id"),
    ("member_subject", "member_id"),
    ("appointment", "member_id"),
    ("tagging", "subject_id"),
    ("field_value", "subject_id"),
)


def member_history(db: Database, member_id: str, *, limit: int = 200) -> list[RowChange]:
    """What steps did to a member: the record, numbers, accounts, tags, fields, groups, positions.

    Newest first, at most `limit`; also of what the member has no longer, and of records merged
    into this one. `history.step` tells what each step was.
    """
    people = records_of(db, "member", member_id)
    found = history.of_rows(db, "member", people)
    for table, column in _OF_MEMBER:
        rows = rows_held_by(db, table, column, people)
        found += history.of_rows(db, table, sorted(rows))
        if table == "account" and rows:
            memberships = rows_held_by(db, "membership", "account_id", rows)
            found += history.of_rows(db, "membership", sorted(memberships))
    numbers = dict(db.rows("SELECT id, number FROM step"))
    found.sort(key=lambda change: -numbers[change.step_id])
    return found[:limit]
