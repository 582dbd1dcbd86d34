"""Verified backups: a copy counts only when it was reopened and found whole.

Temporary name → copied through the program's own connection, in pieces between which the register
can be read and written → reopened → application id, version, row counts of every table, integrity
and foreign keys → attachments → fsync → rename. Never a copy of the live file; "integrity_check
ok" alone proves nothing: an interrupted backup opens as an empty, perfectly sound database.

`VACUUM INTO` would take the register's thread for the whole time: 1.6 s for 256 MB instead of
pieces of a few milliseconds.
"""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from organizer.base import attachments, generations, opening, ownership, side_files
from organizer.base.connecting import connect_to_read, is_whole, last_step_id, row_counts
from organizer.base.errors import UserError
from organizer.base.files import make_private, sync_folder
from organizer.base.generations import Generation, Keeping
from organizer.base.words import N_
from organizer.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organizer.base.clock import Clock

#: Pages copied at a time (4 KB each): some 3 ms on a laptop.
PIECE = 500
_HISTORY = frozenset({"step", "change"})
#: Unfinished copies of this process, which tidying up leaves alone.
_in_the_making: set[Path] = set()
#: Two backups finished at once have two numbers.
_naming = threading.Lock()


class Facts(NamedTuple):
    """What a copy must have in common with the register it was made from."""

    application: int
    version: int
    last_step: str
    counts: dict[str, int]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "Facts":
        """Read them."""
        return cls(
            connection.execute("PRAGMA application_id").fetchone()[0],
            connection.execute("PRAGMA user_version").fetchone()[0],
            last_step_id(connection),
            row_counts(connection),
        )

    def rows(self) -> int:
        """How many rows there are, the history's and SQLite's own left out."""
        return sum(
            count
            for table, count in self.counts.items()
            if table not in _HISTORY and not table.startswith(("sqlite_", "_"))
        )


class Backup:
    """One backup in the making: `copy` where the register is, then `finish` in any thread."""

    def __init__(
        self,
        path: Path,
        *,
        clock: "Clock",
        reason: str = "asked",
        keeping: Keeping | None = None,
        target: Path | None = None,
    ) -> None:
        self._register = path
        self._clock = clock
        self._reason = reason
        self._keeping = keeping or Keeping()
        self._target = None if target is None else Path(os.path.realpath(target))
        if self._target is not None and ownership.is_open_here(self._target):
            raise UserError(
                "backup.onto_open",
                N_("“{file}” is open. Choose another name for the copy."),
                file=self._target.name,
            )
        self._folder = (
            generations.folders(path, self._keeping)[0]
            if self._target is None
            else self._target.parent
        )
        self._part = self._folder / f".{os.urandom(8).hex()}.db.part"
        self._facts: Facts | None = None

    def copy(
        self, connection: sqlite3.Connection, between: Callable[[], None] | None = None
    ) -> "Backup":
        """Copy the register; `between` is called between two pieces and may read and write it.

        Raises UserError when the disk refuses; then nothing of the copy is left.
        """

        def progress(_status: int, remaining: int, _total: int) -> None:
            # after the last piece the copy is complete: a write then would not be in it
            if between is not None and remaining:
                between()

        self._may_replace_target(connection)
        with self._given_up_on_failure():
            if self._target is None:
                self._folder.mkdir(parents=True, exist_ok=True)
            _in_the_making.add(self._part)
            make_private(self._part)
            with closing(sqlite3.connect(self._part, isolation_level=None)) as other:
                other.execute("PRAGMA journal_mode = OFF")  # nobody needs half of it back
                other.execute("PRAGMA synchronous = OFF")  # flushed once, before it gets its name
                connection.backup(other, pages=PIECE, progress=progress)
            self._facts = Facts.of(connection)
        return self

    def finish(self) -> Path:
        """Reopen the copy, compare and check all of it, and give it its name: where it is.

        Raises UserError when the copy is not whole or the disk refuses; then nothing is left.
        """
        with self._given_up_on_failure():
            self._verify()
            with closing(connect_to_read(self._part, immutable=True)) as copy:
                self._may_replace_target(copy)  # it may have come, or changed, in the meantime
            self._bring_attachments()
            with self._part.open("r+b") as file:
                os.fsync(file.fileno())
            with _naming:
                target = self._target or self._next_name()
                for side in side_files.beside(target):  # of what is replaced: not this one's
                    side.unlink()
                self._part.replace(target)
            sync_folder(self._folder)
        _in_the_making.discard(self._part)
        if self._target is None:
            generations.tidy(self._register, self._keeping, sparing=_in_the_making)
            generations.sweep_attachments(self._register, self._keeping)
            generations.sweep_beside(self._register, self._clock)
        return target

    def _may_replace_target(self, connection: sqlite3.Connection) -> None:
        """Replace an older copy of this register only, one that nobody has open.

        A copy somebody went on working in holds steps that are not among ours: it stays, as does
        any other file. Raises UserError.
        """
        target = self._target
        if target is None or not os.path.lexists(target):
            return
        with suppress(sqlite3.DatabaseError, OSError, UserError):
            opening.inspect(target, to_write=False)
            # not immutable: who has it open is found out, and an interrupted commit is left alone
            with closing(connect_to_read(target)) as other:
                opening.check_tables(other, target)
                last = last_step_id(other)
                found = connection.execute("SELECT 1 FROM step WHERE id = ?", (last,)).fetchone()
                if found is not None and is_whole(other):
                    return
        raise UserError(
            "backup.onto_other",
            N_(
                "“{file}” exists already and is not an older copy of this register, so it was not"
                " replaced. Choose another name."
            ),
            file=target.name,
        )

    def _verify(self) -> None:
        same = whole = False
        with (
            suppress(sqlite3.DatabaseError),
            closing(connect_to_read(self._part, immutable=True)) as copy,
        ):
            same = Facts.of(copy) == self._facts and self._facts.application == APPLICATION_ID
            whole = same and is_whole(copy)
        if not same:
            raise UserError(
                "backup.not_whole",
                N_("The backup could not be verified, so it was not kept. Check the disk."),
            )
        if not whole:
            raise UserError(
                "backup.damaged",
                N_(
                    "Backing up showed that “{file}” is damaged, so this copy was not kept. Restore"
                    " an older backup."
                ),
                file=self._register.name,
            )

    def _next_name(self) -> Path:
        rows = self._facts.rows() if self._facts else 0
        present = generations.generations(self._register, self._keeping)
        number = max((one.number for one in present), default=0) + 1
        return self._folder / generations.name_of(number, self._clock.now(), self._reason, rows)

    def _bring_attachments(self) -> None:
        source = attachments.folder_of(self._register)
        if self._target is None:
            attachments.bring(source, self._folder / "attachments")
        else:
            attachments.bring(source, attachments.folder_of(self._target))

    @contextmanager
    def _given_up_on_failure(self) -> "Iterator[None]":
        try:
            yield
        except BaseException as error:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)
            _in_the_making.discard(self._part)
            if isinstance(error, OSError | sqlite3.Error):
                raise self._refusal(error) from error
            raise

    def _refusal(self, error: OSError | sqlite3.Error) -> UserError:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return opening.damaged(self._register)
        return UserError(
            "backup.disk_refuses",
            N_(
                "The backup can’t be written to “{folder}”. Make some room there or choose another"
                " folder. The register itself is unharmed."
            ),
            folder=str(self._folder),
        )


def make(
    connection: sqlite3.Connection,
    path: Path,
    *,
    clock: "Clock",
    reason: str,
    keeping: Keeping | None = None,
    target: Path | None = None,
) -> Path:
    """Make one verified backup in one go and return where it is. Raises UserError as `Backup`."""
    made = Backup(path, clock=clock, reason=reason, keeping=keeping, target=target)
    return made.copy(connection).finish()


def verify(path: Path) -> Facts:
    """Make sure that a file is a whole register nobody writes: before it is restored.

    Raises UserError when it is not.
    """
    opening.inspect(path, to_write=False)
    try:
        with closing(connect_to_read(path, immutable=True)) as copy:
            opening.check_tables(copy, path)
            if is_whole(copy):
                return Facts.of(copy)
    except sqlite3.DatabaseError as error:
        raise opening.damaged(path) from error
    raise opening.damaged(path)


def needed(
    connection: sqlite3.Connection,
    newest: Generation | None,
    clock: "Clock",
    reason: str,
) -> bool:
    """Whether a backup is due: for work ahead, once a day, or on closing.

    Never when nothing was written since the newest one; for work ahead a fresh one is enough.
    """
    if newest is None:
        return True
    if generations.holds_everything(newest, connection):
        return False
    if reason == "closing":
        return True
    if reason == "daily":
        from organizer.base.clock import register_zone

        return newest.made_at.astimezone(register_zone()).date() != clock.today()
    return not generations.is_fresh(newest, clock.now())
