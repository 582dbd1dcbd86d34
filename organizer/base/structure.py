"""Whether the tables of a file are exactly those its version has: compared with the migrations.

A table that is gone, a column that is gone, or anything that was added reads well in every check
of pages; found here, it is found before anything is shown or backed up as whole.
"""

import sqlite3
from contextlib import closing
from functools import cache
from typing import NamedTuple

from organizer import migrations

#: sqlite-utils' table of applied migrations and its index, which no migration of ours makes.
_KEPT_BESIDE = "_sqlite_migrations"


class Differences(NamedTuple):
    """How a file differs from what its version says: names of tables and indexes."""

    missing: frozenset[str]
    added: frozenset[str]

    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.missing or self.added)


def differences(connection: sqlite3.Connection) -> Differences:
    """Compare a file with what its version says; what is defined otherwise counts as missing."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    wanted, found = _wanted(version), _found(connection)
    return Differences(
        frozenset(name for name, definition in wanted.items() if found.get(name) != definition),
        frozenset(found.keys() - wanted.keys()),
    )


@cache
def _wanted(version: int) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in migrations.statements(version):
            connection.execute(statement)
        return _found(connection)


def _found(connection: sqlite3.Connection) -> dict[str, str]:
    """Definitions by name, those SQLite makes by itself left out."""
    found = {}
    for kind, name, table, sql in connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    ):
        own = kind in ("table", "index") and (
            table == _KEPT_BESIDE or str(name).startswith("sqlite_stat")
        )
        if not own or str(sql).upper().startswith("CREATE VIRTUAL"):
            # blanks and quotes: SQLite's versions differ in them after ALTER TABLE
            found[f"{name}"] = "".join(str(sql).replace('"', "").split())
    return found
