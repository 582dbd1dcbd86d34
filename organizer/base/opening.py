"""Before a register is shown: whether it is one, is whole, and is ours alone.

Everything here runs before the first write. The file is read with plain `open()` only while no
connection of this process holds it: closing any other handle would drop the lock on Linux.
"""

import getpass
import json
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.migrations import APPLICATION_ID, LATEST

_MAGIC = b"SQLite format 3\x00"


def cannot_write(path: Path) -> UserError:
    """The refusal for a folder or file that can't be written to."""
    return UserError(
        "register.cannot_write",
        N_("“{file}” can’t be written there. Choose a folder you may write to."),
        file=path.name,
    )


def damaged(path: Path) -> UserError:
    """The refusal for a register that is not whole."""
    return UserError(
        "register.damaged",
        N_(
            "“{file}” is damaged and was not changed. Restore the newest backup: File › Restore,"
            " or `organizer restore`."
        ),
        file=path.name,
    )


def inspect(path: Path) -> int:
    """Look at a file that nobody has opened yet; the version of its tables.

    Raises UserError when it is missing, empty, not a register, cut off, or from a newer program.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise UserError(
            "register.missing", N_("There is no register “{file}” there."), file=path.name
        ) from error
    except OSError as error:
        raise UserError(
            "register.unreadable", N_("“{file}” can’t be read."), file=path.name
        ) from error
    if not size:
        raise UserError(
            "register.empty",
            N_("“{file}” is empty: it holds nothing at all. Restore a backup instead."),
            file=path.name,
        )
    if not header.startswith(_MAGIC):
        # a zeroed or overwritten start is damage, any other start is another program's file
        if not header.strip(b"\x00"):
            raise damaged(path)
        raise UserError(
            "register.foreign", N_("“{file}” is not a register of this program."), file=path.name
        )
    page_size, pages, version, application = _header_numbers(header)
    if application != APPLICATION_ID:
        raise UserError(
            "register.foreign", N_("“{file}” is not a register of this program."), file=path.name
        )
    if version > LATEST:
        raise UserError(
            "register.newer",
            N_("“{file}” was made by a newer version of this program. Update the program first."),
            file=path.name,
        )
    if page_size < 512 or size % page_size or pages * page_size > size:
        raise damaged(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise UserError(
            "register.read_only",
            N_("“{file}” is read-only. Copy it to a folder of your own and open the copy."),
            file=path.name,
        )
    return version


def _header_numbers(header: bytes) -> tuple[int, int, int, int]:
    """Page size, page count, user_version and application_id of a database header.

    Source: https://www.sqlite.org/fileformat2.html#the_database_header
    """
    (page_size,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    (version,) = struct.unpack_from(">I", header, 60)
    (application,) = struct.unpack_from(">I", header, 68)
    return (65_536 if page_size == 1 else page_size), pages, version, application


def lock(connection: sqlite3.Connection, path: Path) -> None:
    """Take the lock for as long as the connection lives.

    Raises UserError naming who has the register open already.
    """
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            raise damaged(path) from error
        owner = _owner(path)
        raise UserError(
            "register.locked",
            N_("“{file}” is open in another window ({owner}). Close it there first."),
            file=path.name,
            owner=owner,
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error


def check_tables(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Make sure the tables of that version are there and readable.

    Raises UserError for a damaged file.
    """
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        whole = {"step", "change", "member"} <= tables and found == version
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error
    if version and not whole:
        raise damaged(path)


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into sentences.

    Raises UserError for a full disk, a file that can't be written, and a damaged file.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL"):
            raise UserError(
                "register.disk_full",
                N_("The disk is full. Nothing was changed; make some room and try again."),
            ) from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")):
            raise UserError(
                "register.disk_refuses",
                N_("The disk refuses to write “{file}”. Nothing was changed."),
                file=path.name,
            ) from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise damaged(path) from error
        raise


def _owner_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.open")


def note_owner(path: Path) -> None:
    """Leave a note beside the file who has it open, for the message another window shows.

    The lock itself is SQLite's; a note that a crash left behind does no harm.
    """
    with suppress(OSError, KeyError):
        _owner_file(path).write_text(
            json.dumps({"user": getpass.getuser(), "process": os.getpid()}), encoding="utf-8"
        )


def forget_owner(path: Path) -> None:
    """Take the note away."""
    with suppress(OSError):
        _owner_file(path).unlink()


def _owner(path: Path) -> str:
    try:
        note = json.loads(_owner_file(path).read_text(encoding="utf-8"))
        return f"{note['user']}, {int(note['process'])}"
    except (OSError, ValueError, KeyError, TypeError):
        return "?"
