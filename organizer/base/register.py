"""The register file: one SQLite file, one connection, one owner.

`Register` is that owner in one thread: the command line and tests use it as it is, the window
through `RegisterThread`. Rules of the file: exclusive lock, rollback journal, full sync.
"""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from organizer.base import backup, opening
from organizer.base import undo as undoing
from organizer.base.clock import Clock, SystemClock
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.ids import StepIds
from organizer.base.steps import FinishedStep, Step
from organizer.base.words import N_
from organizer.migrations import LATEST, migrate

#: Above this size a snapshot for long reads is a file beside the system's other temporary files.
_LARGEST_MEMORY_SNAPSHOT = 300_000_000


def _settings(connection: sqlite3.Connection) -> None:
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = DELETE",
        "journal_size_limit = 0",  # otherwise the journal keeps erased names
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cache_size = -16000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # mode=rw: a typo in a name must not create an empty register
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=0.2, check_same_thread=False
    )
    _settings(connection)
    return connection


class Register:
    """An open register. Make one with `create` or `open`, and close it."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        clock: Clock,
        made_by: str = "",
        chance: random.Random | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self.made_by = made_by
        self.last_step: FinishedStep | None = None
        self.listeners: list[Callable[[FinishedStep], None]] = []
        #: Called before the first write after opening; waits for the check of the whole file.
        self.before_first_write: Callable[[], None] | None = None
        self._connection = connection
        self._database = Database(connection)
        self._chance = chance
        self._undoable: list[str] = []
        self._redoable: list[str] = []
        self._in_step = False
        self._state = self._file_state()

    # --- opening and closing --------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        made_by: str = "",
        chance: random.Random | None = None,
    ) -> Self:
        """Make a new, empty register; the file appears only when it is complete.

        Raises UserError when something of that name exists or the folder can't be written to.
        """
        path = Path(path)
        if path.exists():
            raise UserError(
                "register.exists",
                N_("“{file}” exists already. Choose another name, or open it."),
                file=path.name,
            )
        unfinished = path.with_name(f".{path.name}.new")
        try:
            unfinished.unlink(missing_ok=True)
            connection = _connect(unfinished, "rwc")
            migrate(connection)
            connection.close()
            unfinished.rename(path)
        except (OSError, sqlite3.OperationalError) as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise opening.cannot_write(path) from error
        return cls.open(path, clock=clock, made_by=made_by, chance=chance)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        made_by: str = "",
        chance: random.Random | None = None,
    ) -> Self:
        """Open an existing register, bringing an older one up to date after a verified backup.

        Raises UserError when the file is missing, damaged, foreign, newer, read-only or open in
        another window.
        """
        path = Path(path)
        clock = clock or SystemClock()
        version = opening.inspect(path)
        connection = _connect(path, "rw")
        try:
            opening.lock(connection, path)
            opening.check_tables(connection, path, version)
            if version < LATEST:
                backup.make(connection, path, clock=clock, reason="migration")
                migrate(connection)
        except BaseException:
            connection.close()
            raise
        opening.note_owner(path)
        return cls(path, connection, clock, made_by, chance)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        opening.forget_owner(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- reading --------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The register for reading functions."""
        yield self._database

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """A private copy for long reads; give the block to another thread with `take_snapshot`."""
        connection = self.take_snapshot()
        try:
            yield Database(connection)
        finally:
            connection.close()

    def take_snapshot(self) -> sqlite3.Connection:
        """A read-only copy of the present state in memory, usable in any one thread."""
        size = self.path.stat().st_size
        copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        if size <= _LARGEST_MEMORY_SNAPSHOT:
            copy.deserialize(self._connection.serialize())
        else:
            self._connection.backup(copy, pages=2_000)
        copy.execute("PRAGMA trusted_schema = OFF")
        copy.execute("PRAGMA query_only = ON")
        return copy

    # --- writing --------------------------------------------------------------------------------

    @contextmanager
    def step(self, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Step]:
        """One user action: committed when the block ends, taken back whole when it raises.

        Afterwards `last_step` says what it was, or is None when nothing changed. Raises UserError
        when the disk is full or the file was replaced.
        """
        if self._in_step:
            message = "an action is open already; pass its step on"
            raise RuntimeError(message)
        if self.before_first_write is not None:
            self.before_first_write()
            self.before_first_write = None
        self._check_not_replaced()
        now = self.clock.now()
        ids = StepIds(int(now.timestamp() * 1000), self._chance)
        step = Step(self._connection, now=now, today=self.clock.today(), ids=ids, progress=progress)
        self._in_step = True
        self.last_step = None
        try:
            with opening.readable_errors(self.path):
                self._connection.execute("BEGIN IMMEDIATE")
                yield step
                finished = step.finish(LATEST, self.made_by)
                self._connection.execute("COMMIT" if finished else "ROLLBACK")
            if step.rewrites_file:
                with suppress(sqlite3.Error):  # without room for it: freed bytes are zeros already
                    self._connection.execute("VACUUM")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise
        finally:
            self._in_step = False
            self._state = self._file_state()
        if finished is not None:
            self._finished(finished, step)

    def _finished(self, finished: FinishedStep, step: Step) -> None:
        self.last_step = finished
        if step.undoes_id is None:
            self._redoable.clear()
            if step.kind is not None and step.kind.taken_back == "rows":
                self._undoable.append(finished.id)
        for listener in list(self.listeners):
            listener(finished)

    # --- undo -----------------------------------------------------------------------------------

    def undoable(self) -> str | None:
        """The step of this session that Ctrl+Z takes back, or None."""
        return self._undoable[-1] if self._undoable else None

    def redoable(self) -> str | None:
        """The step of this session that Ctrl+Y does again, or None."""
        return self._redoable[-1] if self._redoable else None

    def undo(
        self, step_id: str | None = None, *, progress: Callable[[int, int], None] | None = None
    ) -> undoing.UndoPlan:
        """Take a step back (this session's last one unless given), leaving rows with conflicts.

        A step already taken back is done again. Raises UserError when there is nothing to undo or
        the step can't be taken back.
        """
        step_id = step_id or self.undoable()
        if step_id is None:
            raise UserError("history.nothing_to_undo", N_("There is nothing to undo."))
        try:
            with self.step(progress=progress) as step:
                plan = undoing.plan_undo(step, step_id)
                undoing.undo(step, plan)
        except sqlite3.IntegrityError as error:
            raise UserError(
                "history.clash",
                N_("This can’t be undone: something of the same name was made since."),
            ) from error
        for stack in (self._undoable, self._redoable):
            if step_id in stack:
                stack.remove(step_id)
        (self._undoable if plan.redoes else self._redoable).append(step_id)
        return plan

    def redo(self) -> undoing.UndoPlan:
        """Do the last undone step of this session again. Raises UserError when there is none."""
        step_id = self.redoable()
        if step_id is None:
            raise UserError("history.nothing_to_redo", N_("There is nothing to redo."))
        return self.undo(step_id)

    def newest_in_force(self) -> str | None:
        """The newest step that is not undone and can be: what `organizer undo` takes back."""
        for step_id, taken_back in self._database.rows(
            "SELECT id, taken_back FROM step WHERE undoes_id IS NULL ORDER BY number DESC"
        ):
            if taken_back == "rows" and undoing.last_of_chain(self._database, step_id)[1]:
                return str(step_id)
        return None

    # --- the file itself ------------------------------------------------------------------------

    def back_up(self, target: Path | None = None, *, reason: str = "asked") -> Path:
        """Make a verified backup, in the generations' folder unless a target is given."""
        return backup.make(
            self._connection, self.path, clock=self.clock, reason=reason, target=target
        )

    def interrupt_when(self, wanted: Callable[[], bool] | None) -> None:
        """Stop running statements as soon as `wanted` says so (asked every few thousand steps)."""
        handler = None if wanted is None else (lambda: int(wanted()))
        self._connection.set_progress_handler(handler, 4_000)

    def _file_state(self) -> tuple[int, int, int] | None:
        """What tells that somebody else put another file here.

        Only `stat`: opening the file a second time would drop our lock on Linux.
        """
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _check_not_replaced(self) -> None:
        if self._file_state() != self._state:
            saved = self._save_own_state()
            raise UserError(
                "register.replaced",
                N_(
                    "“{file}” was changed by another program while it was open, so nothing more"
                    " is written. What you had here is kept in “{copy}”. Close this window, then"
                    " open the one you want to keep."
                ),
                file=self.path.name,
                copy=saved,
            )

    def _save_own_state(self) -> str:
        moment = self.clock.now().strftime("%Y%m%d-%H%M%S")
        copy = self.path.with_name(f"{self.path.stem}-{moment}{self.path.suffix}")
        with suppress(sqlite3.Error, OSError):
            copy.write_bytes(self._connection.serialize())
            return copy.name
        return "—"

    def describe(self) -> dict[str, Any]:
        """Facts about the file for the status line and `organizer check`."""
        return {
            "path": str(self.path),
            "size_bytes": self.path.stat().st_size,
            "schema_version": LATEST,
            "steps": self._database.value("SELECT count(*) FROM step"),
            "last_step": json.loads(
                self._database.value("SELECT details FROM step ORDER BY number DESC LIMIT 1")
                or "{}"
            ),
        }
