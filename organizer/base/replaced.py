"""A file that another program changed under us: noticed before the next write, our state kept."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from organizer.base import side_files
from organizer.base.clock import Clock
from organizer.base.connecting import connect_to_read, is_whole
from organizer.base.errors import UserError
from organizer.base.words import N_


class FileWatch:
    """Notices that the open file is not the one this program wrote last.

    Only by `stat`: opening the file a second time would drop the lock on Linux.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Clock) -> None:
        self._path = path
        self._connection = connection
        self._clock = clock
        self._seen = self._state()

    def remember(self) -> None:
        """Take the file as it is now for ours: after each commit."""
        self._seen = self._state()

    def check(self) -> None:
        """Raise UserError, and keep our state as a copy, when the file was changed or replaced."""
        if self._state() != self._seen:
            raise UserError(
                "register.replaced",
                N_(
                    "“{file}” was changed by another program while it was open, so nothing more"
                    " is written. What you had here is kept in “{copy}”. Close this window, then"
                    " open the one you want to keep."
                ),
                file=self._path.name,
                copy=self._keep_own_state(),
            )

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _keep_own_state(self) -> str:
        """Write what we hold to a file of its own: its name, or the backups' when it was lost."""
        from organizer.base.generations import folder_beside

        copy = side_files.aside_name(self._path, self._clock)
        with suppress(sqlite3.Error, OSError, UserError):
            from organizer.base.files import write_whole

            write_whole(copy, self._connection.serialize())
            with closing(connect_to_read(copy, immutable=True)) as written:
                if is_whole(written):
                    return copy.name
        # written over in place, our pages are gone with the file
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        return folder_beside(self._path).name
