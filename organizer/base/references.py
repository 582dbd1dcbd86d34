"""Which columns refer to which tables: read from the schema, so that no list of them goes stale."""

from typing import NamedTuple

from organizer.base.database import Database


class Reference(NamedTuple):
    """A column of a table that holds ids of another table."""

    table: str
    column: str
    parent: str


def references(db: Database, parent: str | None = None) -> list[Reference]:
    """Every foreign key of the register, or only those that point at one table."""
    found = [
        Reference(table, row[3], row[2])
        for table in db.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        for row in db.rows(f"PRAGMA foreign_key_list({table})")
        if table not in ("step", "change")
    ]
    return [one for one in found if parent is None or one.parent == parent]


def subject_columns(db: Database) -> list[Reference]:
    """The columns that hold an id of any noun: `subject_id` (of the kind beside it, if any).

    `parent` is the column that says the kind, or '' where the row it hangs on says it.
    """
    found = []
    for table in db.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        names = [row[1] for row in db.rows(f"PRAGMA table_info({table})")]
        if "subject_id" in names:
            found.append(Reference(table, "subject_id", "kind" if "kind" in names else ""))
    return found
