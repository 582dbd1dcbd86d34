"""Verified backups: a copy counts only when it was reopened and found whole.

Temporary name → VACUUM INTO on the program's own connection → reopen → application id, version,
row counts of every table, integrity and foreign keys → fsync → rename.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from organizer.base import opening
from organizer.base.clock import Clock
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.migrations import APPLICATION_ID


def folder_of(path: Path) -> Path:
    """Where the backups of a register lie unless the owner chose another folder."""
    return path.with_name(f"{path.stem} backups")


def make(
    connection: sqlite3.Connection,
    path: Path,
    *,
    clock: Clock,
    reason: str,
    target: Path | None = None,
) -> Path:
    """Make one verified backup and return where it is.

    Raises UserError when the disk refuses or the copy is not whole; then no backup is left.
    """
    if target is None:
        folder = folder_of(path)
        folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(p.name[:6]) for p in folder.glob("[0-9]*.db") if p.name[:6].isdigit()]
        stamp = clock.now().strftime("%Y%m%d-%H%M%S")
        target = folder / f"{max(numbers, default=0) + 1:06d}-{stamp}-{reason}.db"
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with opening.readable_errors(path):
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        verify(connection, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target


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


def verify(connection: sqlite3.Connection, copy: Path) -> None:
    """Compare a copy with the open register. Raises UserError when it is not whole."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as other:
        whole = (
            other.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            and other.execute("PRAGMA user_version").fetchone()
            == connection.execute("PRAGMA user_version").fetchone()
            and row_counts(other) == row_counts(connection)
            and other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not other.execute("PRAGMA foreign_key_check").fetchall()
        )
    if not whole:
        raise UserError(
            "backup.not_whole",
            N_("The backup could not be verified, so it was not kept. Check the disk."),
        )
