"""Reading branches."""

from collections.abc import Sequence

from organizer.base.database import Database
from organizer.domain.branches.records import Branch

_BRANCH = (
    "SELECT b.id, b.name, b.region, b.head_id, ifnull(m.name, ''), b.notes,"
    " b.archived_at IS NOT NULL FROM branch b LEFT JOIN member m ON m.id = b.head_id"
)


def branch(db: Database, branch_id: str) -> Branch | None:
    """One branch, archived or not."""
    row = db.row(f"{_BRANCH} WHERE b.id = ?", (branch_id,))
    return None if row is None else _branch(row)


def branches(db: Database, *, archived: bool = False) -> list[Branch]:
    """All branches in the order of their names, archived ones only when asked for."""
    where = "" if archived else " WHERE b.archived_at IS NULL"
    return [_branch(row) for row in db.rows(f"{_BRANCH}{where} ORDER BY b.sort_key, b.id")]


def named(db: Database, name: str) -> Branch | None:
    """The branch of exactly this name that is not archived."""
    row = db.row(f"{_BRANCH} WHERE b.name = ? AND b.archived_at IS NULL", (name,))
    return None if row is None else _branch(row)


def _branch(row: Sequence[object]) -> Branch:
    branch_id, name, region, head_id, head_name, notes, archived = row
    return Branch(
        str(branch_id),
        str(name),
        str(region),
        None if head_id is None else str(head_id),
        str(head_name),
        str(notes),
        bool(archived),
    )
