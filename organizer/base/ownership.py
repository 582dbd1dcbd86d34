"""Who has a register open: one window, one process; a crash leaves no lock behind.

The lock is SQLite's, held as long as the connection lives. On Linux and macOS closing any other
handle of a file drops the locks this process has on it, so what is open here is kept in a list and
such a file is never opened a second time by plain `open()`.
"""

import json
import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

from organizer.base.connecting import connect_to_read
from organizer.base.errors import UserError
from organizer.base.words import N_

_open_here: set[tuple[int, int]] = set()
_guard = threading.Lock()


def locked(path: Path) -> UserError:
    """The refusal for a register that is open elsewhere; names who has it, as far as known."""
    user, process = _owner(path)
    if not process:
        sentence = N_("“{file}” is open in another window. Close it there first.")
    elif not user:
        sentence = N_(
            "“{file}” is open in another window (process {process}). Close it there first."
        )
    else:
        sentence = N_(
            "“{file}” is open in another window ({user}, process {process}). Close it there first."
        )
    return UserError("register.locked", sentence, file=path.name, user=user, process=process)


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open as a register, under whatever name."""
    with _guard:
        return _inode(path) in _open_here


def claim(path: Path) -> tuple[int, int] | None:
    """Enter a file into the list of what is open here; give the answer to `release`.

    Raises UserError when it is in the list already.
    """
    with _guard:
        inode = _inode(path)
        if inode in _open_here:
            raise locked(path)
        if inode is not None:
            _open_here.add(inode)
        return inode


def release(claimed: tuple[int, int] | None) -> None:
    """Take a file out of the list; after its connection is closed."""
    with _guard:
        _open_here.discard(claimed or (0, 0))


def has_hot_journal(path: Path) -> bool:
    """Whether the last commit was interrupted, so that opening the file will roll it back.

    Raises UserError when another process has the register open: then its journal is alive.
    """
    try:
        with closing(connect_to_read(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_BUSY"):
            raise locked(path) from error
        return bool(name.startswith("SQLITE_READONLY"))
    return False


def _owner_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.open")


def note_owner(path: Path) -> None:
    """Leave a note beside the file who has it open, for the message another window shows.

    A note that a crash left behind does no harm: the lock tells, the next owner writes it anew.
    Raises OSError when nothing may be written in the folder, so no journal can be either.
    """
    note = {"user": _user(), "process": os.getpid()}
    try:
        _owner_file(path).write_text(json.dumps(note), encoding="utf-8")
    except PermissionError:
        raise
    except OSError as error:
        import errno

        if error.errno == errno.EROFS:
            raise


def _user() -> str:
    names = (os.environ.get(variable) for variable in ("USERNAME", "USER", "LOGNAME"))
    return next(filter(None, names), "")


def forget_owner(path: Path) -> None:
    """Take the note away."""
    with suppress(OSError):
        _owner_file(path).unlink()


def _owner(path: Path) -> tuple[str, int]:
    """User and process of the note; empty and 0 when it can't be read."""
    try:
        note = json.loads(_owner_file(path).read_text(encoding="utf-8"))
        return str(note["user"]), int(note["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0
