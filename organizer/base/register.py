"""The register file: one SQLite file, one connection, one owner.

`Register` is that owner in one thread: the command line and tests use it as it is, the window
through `RegisterThread`. Rules of the file: exclusive lock, rollback journal, full sync.
"""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from organizer.base import backup, creating, generations, opening, ownership, side_files
from organizer.base import undo as undoing
from organizer.base.checking import FirstCheck
from organizer.base.clock import Clock, SystemClock, moment_text
from organizer.base.connecting import connect
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.files import make_private
from organizer.base.generations import Generation, Keeping
from organizer.base.ids import StepIds
from organizer.base.replaced import FileWatch
from organizer.base.steps import FinishedStep, Step
from organizer.base.words import N_
from organizer.migrations import LATEST, migrate

#: Above this size a snapshot for long reads is copied in pieces.
_LARGEST_MEMORY_SNAPSHOT = 300_000_000


class Register:
    """An open register. Make one with `create` or `open`, and close it."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        clock: Clock,
        made_by: str = "",
        chance: random.Random | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self.made_by = made_by
        self.last_step: FinishedStep | None = None
        self.listeners: list[Callable[[FinishedStep], None]] = []
        #: What opening found and dealt with; to be told to the owner.
        self.notices: tuple[UserError, ...] = ()
        #: Where backups go and how much room they have.
        self.keeping = keeping or Keeping()
        #: The check of the whole file; the window runs it in another thread.
        self.first_check = FirstCheck(connection, path)
        #: Called before the first write after opening; waits for that check.
        self.before_first_write: Callable[[], None] | None = self.first_check.wait
        self._connection = connection
        self._database = Database(connection)
        self._chance = chance
        self._undoable: list[str] = []
        self._redoable: list[str] = []
        self._in_step = False
        self._watch = FileWatch(path, connection, clock)
        self._claimed: tuple[int, int] | None = None

    # --- opening and closing --------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        made_by: str = "",
        chance: random.Random | None = None,
        keeping: Keeping | None = None,
    ) -> Self:
        """Make a new, empty register; the file appears only when it is complete.

        Raises UserError when something of that name exists or the folder can't be written to.
        """
        path = Path(path)
        with creating.appearing(path) as unfinished:
            make_private(unfinished)
            with closing(connect(unfinished)) as connection:
                migrate(connection)
        return cls.open(path, clock=clock, made_by=made_by, chance=chance, keeping=keeping)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        made_by: str = "",
        chance: random.Random | None = None,
        keeping: Keeping | None = None,
    ) -> Self:
        """Open an existing register, bringing an older one up to date after a verified backup.

        Raises UserError when the file is missing, damaged, foreign, newer, read-only or open in
        another window; then it is as it was.
        """
        path = Path(path)
        clock = clock or SystemClock()
        claimed = ownership.claim(path)
        try:
            opening.inspect(path, claimed=True)
            notices = side_files.settle(path, clock)
            connection = opening.taken(path)
            try:
                if opening.check_tables(connection, path) < LATEST:
                    backup.make(connection, path, clock=clock, reason="migration", keeping=keeping)
                    with opening.readable_errors(path):
                        migrate(connection)
                opening.note_owner(path)
                register = cls(path, connection, clock, made_by, chance, keeping)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            ownership.release(claimed)
            raise
        register.notices, register._claimed = tuple(notices), claimed
        return register

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        ownership.release(self._claimed)
        self._claimed = None
        ownership.forget_owner(self.path)

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
        """The register for reading functions. Raises UserError when the disk or the file fails."""
        with opening.readable_errors(self.path):
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
        self._watch.check()
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
            self._watch.remember()
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

        A step already taken back is done again; over 500 rows a backup is made first if one is
        due. Raises UserError when there is nothing to undo, the step can't be taken back, or all
        it changed was changed or used since: then Ctrl+Z goes on to the one before.
        """
        step_id = step_id or self.undoable()
        if step_id is None:
            raise UserError("history.nothing_to_undo", N_("There is nothing to undo."))
        self.ensure_backup("change", self.rows_to_undo(step_id))
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
        if self.last_step is None:
            raise UserError(
                "history.nothing_left",
                N_("Nothing here is left to undo: all of it was changed or used since."),
            )
        (self._undoable if plan.redoes else self._redoable).append(step_id)
        return plan

    def rows_to_undo(self, step_id: str | None = None) -> int:
        """How many rows undoing a step (this session's last one) concerns at most."""
        step_id = step_id or self.undoable()
        return 0 if step_id is None else undoing.row_count(self._database, step_id)

    def redo(self) -> undoing.UndoPlan:
        """Do the last undone step of this session again. Raises UserError when there is none."""
        step_id = self.redoable()
        if step_id is None:
            raise UserError("history.nothing_to_redo", N_("There is nothing to redo."))
        return self.undo(step_id)

    def newest_in_force(self) -> str | None:
        """The newest step that is not undone and can be: what `organizer undo` takes back.

        Passed over are steps of which nothing is left: all they did was changed or used since.
        """
        for step_id in self._database.column(
            "SELECT id FROM step WHERE undoes_id IS NULL AND taken_back = 'rows'"
            " ORDER BY number DESC"
        ):
            if undoing.last_of_chain(self._database, step_id)[1]:
                plan = undoing.plan_undo(self._database, step_id)
                if undoing.changes_anything(self._database, plan):
                    return str(step_id)
        return None

    # --- the file itself ------------------------------------------------------------------------

    def begin_backup(self, target: Path | None = None, *, reason: str = "asked") -> backup.Backup:
        """A backup to be copied here and finished in any thread; `back_up` does both at once."""
        return backup.Backup(
            self.path, clock=self.clock, reason=reason, keeping=self.keeping, target=target
        )

    def copy_into(
        self, made: backup.Backup, between: Callable[[], None] | None = None
    ) -> backup.Backup:
        """Do the first half of a backup; `between` is called between pieces and may read, write."""
        return made.copy(self._connection, between)

    def back_up(self, target: Path | None = None, *, reason: str = "asked") -> Path:
        """Make a verified backup, in the generations' folder unless a target is given."""
        return self.copy_into(self.begin_backup(target, reason=reason)).finish()

    def needs_backup(self, reason: str, rows: int | None = None) -> bool:
        """Whether a backup is due before work on so many rows, for the day, or on closing.

        Reasons are those of `generations.REASONS`; work on up to 500 rows needs none.
        """
        if rows is not None and rows <= generations.MANY_ROWS:
            return False
        newest = generations.newest(self.path, self.keeping)
        return backup.needed(self._connection, newest, self.clock, reason)

    def ensure_backup(self, reason: str, rows: int | None = None) -> Path | None:
        """Back up if `needs_backup` says so; where it lies then. Before an import or a merge."""
        return self.back_up(reason=reason) if self.needs_backup(reason, rows) else None

    def backups(self) -> list[Generation]:
        """The backups of this register, the newest first."""
        return generations.generations(self.path, self.keeping)

    def interrupt_when(self, wanted: Callable[[], bool] | None) -> None:
        """Stop running statements as soon as `wanted` says so (asked every few thousand steps)."""
        handler = None if wanted is None else (lambda: int(wanted()))
        self._connection.set_progress_handler(handler, 4_000)

    def describe(self) -> dict[str, Any]:
        """Facts about the file for the status line and `organizer check`."""
        return {
            "path": str(self.path),
            "size_bytes": self.path.stat().st_size,
            "schema_version": LATEST,
            "steps": self._database.value("SELECT count(*) FROM step"),
            "last_step": self._last_step(),
            "last_backup": None
            if (newest := generations.newest(self.path, self.keeping)) is None
            else {"file": str(newest.path), "made_at": moment_text(newest.made_at)},
        }

    def _last_step(self) -> dict[str, Any] | None:
        found = self._database.row(
            "SELECT number, action, made_at, details FROM step ORDER BY number DESC LIMIT 1"
        )
        if found is None:
            return None
        number, action, made_at, details = found
        return {
            "number": number,
            "action": action,
            "made_at": made_at,
            "values": json.loads(details),
        }
