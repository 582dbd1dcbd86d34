"""Before a register is shown: whether it is one, is whole, and may be written.

Everything here runs before the first write. The file is read with plain `open()` only while no
connection of this process holds it: closing any other handle would drop the lock on Linux.
"""

import errno
import os
import sqlite3
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from organizer.base import ownership, structure
from organizer.base.connecting import connect
from organizer.base.errors import UserError
from organizer.base.files import file_error
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
            "“{file}” is damaged and was not changed. Restore its newest backup: “Restore a"
            " backup…” in the window, or `organizer restore`."
        ),
        file=path.name,
    )


def foreign(path: Path) -> UserError:
    """The refusal for another program's file."""
    return UserError(
        "register.foreign",
        N_("“{file}” is not a register of this program. If it was one, restore its newest backup."),
        file=path.name,
    )


def read_only(path: Path) -> UserError:
    """The refusal for a register that can be looked at only."""
    return UserError(
        "register.read_only",
        N_("“{file}” is read-only. Copy it to a folder of your own and open the copy."),
        file=path.name,
    )


class _Header(NamedTuple):
    """What the first hundred bytes of a database say.

    Source: https://www.sqlite.org/fileformat2.html#the_database_header
    """

    page_size: int
    pages: int
    version: int
    application: int

    @classmethod
    def of(cls, beginning: bytes) -> "_Header":
        """Read the numbers of a header."""
        (page_size,) = struct.unpack_from(">H", beginning, 16)
        (pages,) = struct.unpack_from(">I", beginning, 28)
        (version,) = struct.unpack_from(">I", beginning, 60)
        (application,) = struct.unpack_from(">I", beginning, 68)
        return cls(65_536 if page_size == 1 else page_size, pages, version, application)

    def fits(self, size: int) -> bool:
        """Whether a file of this size can hold so many pages."""
        return self.page_size >= 512 and not size % self.page_size and self._reaches(size)

    def _reaches(self, size: int) -> bool:
        return self.pages * self.page_size <= size


def _beginning(path: Path) -> tuple[int, bytes]:
    """The size of a file and its first hundred bytes. Raises UserError when it can't be read."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(found.st_mode):  # reading from a pipe would wait for ever
            raise foreign(path)
        with path.open("rb") as file:
            return found.st_size, file.read(100)
    except FileNotFoundError as error:
        raise UserError(
            "register.missing", N_("There is no register “{file}” there."), file=path.name
        ) from error
    except IsADirectoryError as error:
        raise file_error(error, path) from error
    except OSError as error:
        raise UserError(
            "register.unreadable",
            N_("“{file}” can’t be read. Check the disk, or restore its newest backup."),
            file=path.name,
        ) from error


def inspect(path: Path, *, to_write: bool = True, claimed: bool = False) -> int:
    """Look at a file that nobody has opened yet; the version of its tables.

    `to_write` also wants it writable; `claimed` says that it is ours to open. Raises UserError when
    it is missing, empty, not a register, cut off, from a newer program, or open in this program.
    """
    if not claimed and ownership.is_open_here(path):
        raise ownership.locked(path)
    size, beginning = _beginning(path)
    if not size:
        raise UserError(
            "register.empty",
            N_("“{file}” is empty: it holds nothing at all. Restore a backup instead."),
            file=path.name,
        )
    if not beginning.startswith(_MAGIC) or len(beginning) < 100:
        # a zeroed or overwritten start is damage, any other start is another program's file
        whole_start = beginning.strip(b"\x00") and not beginning.startswith(_MAGIC)
        raise foreign(path) if whole_start else damaged(path)
    header = _Header.of(beginning)
    if header.application != APPLICATION_ID:
        raise foreign(path)
    if header.version > LATEST:
        raise UserError(
            "register.newer",
            N_("“{file}” was made by a newer version of this program. Update the program first."),
            file=path.name,
        )
    # an interrupted commit may have written the header before the file grew: rolled back later
    if not header.fits(size) and not _nonempty(path.with_name(f"{path.name}-journal")):
        raise damaged(path)
    if to_write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise read_only(path)
    return header.version


def looks_whole(path: Path) -> bool:
    """Whether a backup's header and size agree: cheap, for lists; `inspect` says why not."""
    try:
        inspect(path, to_write=False)
    except UserError as error:
        return error.code in ("register.newer", "register.locked")
    return True


def _nonempty(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def taken(path: Path) -> sqlite3.Connection:
    """Open a file and take its lock. Raises UserError as `lock` does."""
    try:
        connection = connect(path)
    except sqlite3.DatabaseError as error:
        raise _refused(error, path) from error
    try:
        lock(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def lock(connection: sqlite3.Connection, path: Path) -> None:
    """Take the lock for as long as the connection lives; an interrupted commit is rolled back.

    Raises UserError naming who has the register open already, or why it can't be written.
    """
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise _refused(error, path) from error


def _refused(error: sqlite3.DatabaseError, path: Path) -> UserError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ownership.locked(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return read_only(path)
    return damaged(path)


def note_owner(path: Path) -> None:
    """Leave a note who has the file open. Raises UserError when the folder can't be written to."""
    try:
        ownership.note_owner(path)
    except OSError as error:  # a journal could not be written there either
        raise read_only(path) from error


def check_tables(connection: sqlite3.Connection, path: Path) -> int:
    """Make sure the file is complete and its tables are those of its version, which is returned.

    Raises UserError for a damaged file, and for one with anything of its own, such as a trigger.
    """
    try:
        differing = structure.differences(connection)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        page_size = connection.execute("PRAGMA page_size").fetchone()[0]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = path.stat().st_size
    except (sqlite3.DatabaseError, OSError) as error:
        raise damaged(path) from error
    if differing.added:
        raise foreign(path)
    if differing.missing or size % page_size or pages * page_size > size:
        raise damaged(path)
    return version


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
