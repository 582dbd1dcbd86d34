"""How this program opens an SQLite file; the settings every connection to a register has."""

import sqlite3
from pathlib import Path

_SETTINGS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = DELETE",
    "journal_size_limit = 0",  # otherwise the journal keeps erased names
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cache_size = -16000",
    "temp_store = MEMORY",
)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a register's file to own it; any thread may use the connection, one at a time.

    `mode` is `rw`, or `rwc` to make the file: a typo in a name must not create an empty register.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=0.2,
        check_same_thread=False,
    )
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """Open a file only to look at it; `immutable` for files that nobody writes, such as backups.

    An immutable file is read without locks and whatever journal lies beside it is not looked at.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=0, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows every table has."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        )
    ]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    }


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every page, index and reference of the file is as it should be."""
    try:
        return (
            connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        )
    except sqlite3.DatabaseError:
        return False


def last_step_id(connection: sqlite3.Connection) -> str:
    """The newest step: files of one register with the same one hold the same."""
    found = connection.execute("SELECT id FROM step ORDER BY number DESC LIMIT 1").fetchone()
    return "" if found is None else str(found[0])
