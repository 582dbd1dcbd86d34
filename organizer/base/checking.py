"""Whether a register is whole: once after opening, and in full when the owner asks."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from organizer.base import attachments, opening, structure
from organizer.base.connecting import row_counts
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.references import references, subject_columns
from organizer.base.words import N_
from organizer.migrations import APPLICATION_ID, KIND_TABLES, LATEST

if TYPE_CHECKING:
    from organizer.base.register import Register

#: Up to this size the first write waits for the check of everything, above for a quicker one
#: that leaves out the comparing of indexes; the next backup checks everything in any case.
_CHECKED_IN_FULL = 100_000_000


class FirstCheck:
    """The check of a whole file after opening, done beside the work; the first write waits for it.

    `run` on a snapshot in another thread, or nothing: then `wait` checks the file itself.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._size = path.stat().st_size
        self._running: threading.Event | None = None
        #: Whether it is whole; None until that is known.
        self.is_whole: bool | None = None

    def begin(self) -> None:
        """Announce that `run` follows, so that writes wait for it."""
        self._running = threading.Event()

    def run(self, snapshot: sqlite3.Connection) -> bool:
        """Check a snapshot and close it; whether the file is whole. After `begin`."""
        try:
            with closing(snapshot):
                self.is_whole = self._whole(snapshot)
        finally:
            if self._running is not None:
                self._running.set()
        return self.is_whole

    def wait(self) -> None:
        """Return when the file is known to be whole. Raises UserError when it is not."""
        if self._running is not None:
            self._running.wait()
        if self.is_whole is None:
            self.is_whole = self._whole(self._connection)
        if not self.is_whole:
            raise opening.damaged(self._path)

    def _whole(self, connection: sqlite3.Connection) -> bool:
        check = "integrity_check" if self._size <= _CHECKED_IN_FULL else "quick_check"
        try:
            return connection.execute(f"PRAGMA {check}(1)").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False


class Report(NamedTuple):
    """What was found in a register; nothing in `findings` means it is whole."""

    path: Path
    size_bytes: int
    schema_version: int
    counts: dict[str, int]
    findings: tuple[UserError, ...]

    def is_whole(self) -> bool:
        """Whether there is nothing to complain about."""
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        """The report for a program that reads it."""
        return {
            "file": str(self.path),
            "size_bytes": self.size_bytes,
            "schema_version": self.schema_version,
            "is_whole": self.is_whole(),
            "row_counts": self.counts,
            "findings": [{"code": one.code, "message": one.message()} for one in self.findings],
        }


def check(register: "Register") -> Report:
    """Check everything: pages and indexes, tables, references, kinds, attachments.

    Long on a large file: the window gives it a snapshot, see `check_copy`.
    """
    with register.snapshot() as db:
        return check_copy(db, register.path)


def check_copy(db: Database, path: Path) -> Report:
    """Check a snapshot of the register at `path`, in any thread."""
    findings: list[UserError] = []
    connection = db._connection  # noqa: SLF001 - plumbing of one package
    try:
        findings += _pages(db) or _numbers(db) or _structure(connection)
        if not findings:
            findings += [*_references(db), *_hanging(db), *_attachments(db, path)]
        version, counts = int(db.value("PRAGMA user_version")), row_counts(connection)
    except sqlite3.DatabaseError:
        version, counts = 0, {}
        findings = findings or [opening.damaged(path)]
    return Report(path, path.stat().st_size, version, counts, tuple(findings))


def _pages(db: Database) -> list[UserError]:
    lines = db.column("PRAGMA integrity_check(20)")
    if lines == ["ok"]:
        return []
    return [
        UserError(
            "check.pages",
            N_("The file is damaged in {count} places. Restore the newest backup."),
            count=len(lines),
        )
    ]


def _numbers(db: Database) -> list[UserError]:
    if (db.value("PRAGMA application_id"), db.value("PRAGMA user_version")) == (
        APPLICATION_ID,
        LATEST,
    ):
        return []
    return [UserError("check.version", N_("The version of the file is not what it should be."))]


def _structure(connection: sqlite3.Connection) -> list[UserError]:
    differing = structure.differences(connection)
    if not differing.any():
        return []
    return [
        UserError(
            "check.structure",
            N_(
                "The tables of the file are not those of this program ({names})."
                " Restore the newest backup."
            ),
            names=", ".join(sorted(differing.missing | differing.added)),
        )
    ]


def _references(db: Database) -> list[UserError]:
    per_table: dict[str, int] = {}
    for row in db.rows("PRAGMA foreign_key_check"):
        per_table[row[0]] = per_table.get(row[0], 0) + 1
    return [_astray(table, count) for table, count in per_table.items()]


def _astray(table: str, count: int) -> UserError:
    return UserError(
        "check.astray",
        N_("{count} rows of “{table}” refer to records that are gone."),
        table=table,
        count=count,
    )


def _hanging(db: Database) -> list[UserError]:
    """Rows that hang on a record by (kind, id), which no foreign key guards."""
    present = set(db.column("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    findings = []
    for column in subject_columns(db):
        kinds = _kinds(db, column.table, column.parent)
        for kind, rows in kinds.items():
            table = KIND_TABLES.get(kind, kind)
            known = table in present
            astray = db.value(
                f"SELECT count(*) FROM {column.table} c WHERE {rows}"
                + (f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = c.subject_id)" * known),
                (kind,),
            )
            if astray:
                findings.append(_astray(column.table, astray))
    return findings


def _kinds(db: Database, table: str, kind_column: str) -> dict[str, str]:
    """The kinds that rows of a table are of, each with the condition that finds its rows."""
    if kind_column:
        kinds = db.column(f"SELECT DISTINCT {kind_column} FROM {table}")
        return dict.fromkeys(kinds, f"c.{kind_column} = ?")
    for owner in references(db):
        if owner.table == table and _has_kind(db, owner.parent):
            kinds = db.column(f"SELECT DISTINCT kind FROM {owner.parent}")
            condition = f"c.{owner.column} IN (SELECT id FROM {owner.parent} WHERE kind = ?)"
            return dict.fromkeys(kinds, condition)
    return {}


def _has_kind(db: Database, table: str) -> bool:
    return any(row[1] == "kind" for row in db.rows(f"PRAGMA table_info({table})"))


def _attachments(db: Database, path: Path) -> list[UserError]:
    wanted = set(db.column("SELECT sha256 FROM file"))
    missing = attachments.damaged_or_missing(attachments.folder_of(path), wanted)
    if not missing:
        return []
    return [
        UserError(
            "check.attachments",
            N_("{count} pictures are missing or damaged. Restore a backup to get them back."),
            count=len(missing),
        )
    ]
