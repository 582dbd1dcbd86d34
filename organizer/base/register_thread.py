"""The window's register: one thread owns the connection, everybody else asks it.

Two lanes: what a visible screen asks for goes before background work. A newer question of the
same asker replaces the older one, waiting or running. asyncio is imported only when a coroutine
is awaited, so the first window can show rows without it.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import CancelledError, FinishedStep, Step
from organizer.base.tickets import Ticket, awaited, settle
from organizer.base.undo import UndoPlan

if TYPE_CHECKING:
    from organizer.base.backup import Backup

__all__ = ["RegisterThread", "Ticket", "awaited"]

T = TypeVar("T")
P = ParamSpec("P")


class _Job:
    def __init__(self, work: Callable[[], Any], ticket: Ticket[Any], interruptible: bool) -> None:
        self.work = work
        self.ticket = ticket
        self.interruptible = interruptible


class RegisterThread:
    """Owns an open register in a thread of its own. Close it with `close`."""

    def __init__(self, open_register: Callable[[], Register], *, wait: bool = True) -> None:
        """Open the register in the new thread; raises what opening raises.

        With `wait=False` the ticket `opened` says when it is open, or raises that.
        """
        #: Called on the register's thread after every committed step.
        self.listeners: list[Callable[[FinishedStep], None]] = []
        self._lanes: tuple[deque[_Job], deque[_Job]] = (deque(), deque())
        self._wake = threading.Condition()
        self._closing = False
        self._running: _Job | None = None
        self._finishing: list[threading.Thread] = []
        self._register: Register | None = None
        self.opened: Ticket[Register] = Ticket()
        self._thread = threading.Thread(
            target=self._run, args=(open_register, self.opened), name="register", daemon=True
        )
        self._thread.start()
        if wait:
            self.opened.result()

    # --- asking ---------------------------------------------------------------------------------

    def post(
        self,
        function: Callable[Concatenate[Database, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Ticket[T]:
        """Ask a reading function for a visible screen; see `ask` for the other ways."""
        return self.ask(lambda db: function(db, *args, **kwargs))

    def ask(
        self,
        function: Callable[[Database], T],
        *,
        asker: object = None,
        background: bool = False,
    ) -> Ticket[T]:
        """Ask for something to read. A newer question of the same asker replaces an older one."""

        def work() -> T:
            with self.register.reading() as db:
                return function(db)

        return self._put(work, asker, background=background, interruptible=True)

    def act(
        self,
        action: Callable[[Step], T],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Ticket[tuple[T, FinishedStep | None]]:
        """Carry out an action in one step; the answer is its result and what the step was."""
        ticket: Ticket[tuple[T, FinishedStep | None]] = Ticket()

        def report(done: int, total: int) -> None:
            if ticket.cancelled:
                raise CancelledError
            if progress is not None:
                progress(done, total)

        def work() -> tuple[T, FinishedStep | None]:
            with self.register.step(progress=report) as step:
                result = action(step)
            return result, self.register.last_step

        return self._put(work, None, background=False, interruptible=False, ticket=ticket)

    def with_register(
        self, function: Callable[[Register], T], *, background: bool = False
    ) -> Ticket[T]:
        """Do something with the file itself on its thread: back up, undo, take a snapshot."""
        return self._put(
            lambda: function(self.register), None, background=background, interruptible=False
        )

    async def read(
        self,
        function: Callable[Concatenate[Database, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The answer of a reading function."""
        return await awaited(self.post(function, *args, **kwargs))

    async def do(
        self,
        action: Callable[Concatenate[Step, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The result of an action carried out in one step."""
        result, _step = await awaited(self.act(lambda step: action(step, *args, **kwargs)))
        return result

    async def snapshot(
        self,
        function: Callable[Concatenate[Database, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The answer of a long reading function, computed on a copy in another thread."""
        connection = await awaited(self.with_register(Register.take_snapshot, background=True))

        def work() -> T:
            with contextlib.closing(connection):
                return function(Database(connection), *args, **kwargs)

        return await awaited(self._elsewhere(work)[0])

    async def back_up(self, target: Path | None = None, *, reason: str = "asked") -> Path:
        """Make a verified backup; between its pieces the screen's questions are answered."""

        def copy(register: Register) -> "Backup":
            made = register.begin_backup(target, reason=reason)
            return register.copy_into(made, self._serve_screen)

        made = await awaited(self.with_register(copy, background=True))
        finishing, thread = self._elsewhere(made.finish)
        self._finishing = [other for other in self._finishing if other.is_alive()] + [thread]
        return await awaited(finishing)

    async def ensure_backup(self, reason: str, rows: int | None = None) -> Path | None:
        """Back up if one is due; see `Register.needs_backup`. Before an import, a merge, daily."""
        due = await awaited(self.with_register(lambda one: one.needs_backup(reason, rows)))
        return await self.back_up(reason=reason) if due else None

    def check_whole_file(self) -> Ticket[bool]:
        """Check the file beside the work; the first write waits for it. After the first paint.

        The answer says whether it is whole; a damaged one refuses every write.
        """
        answer: Ticket[bool] = Ticket()

        def begin(register: Register) -> None:
            check = register.first_check
            if check.is_whole is None:
                snapshot = register.take_snapshot()
                check.begin()
                self._elsewhere(lambda: check.run(snapshot), answer)
            else:
                answer.settle(check.is_whole, None)

        def begun(ticket: Ticket[None]) -> None:
            try:
                ticket.result()
            except BaseException as error:  # handed on to whoever asked
                answer.settle(None, error)

        self.with_register(begin, background=True).add_done_callback(begun)
        return answer

    def _elsewhere(
        self, work: Callable[[], T], ticket: Ticket[T] | None = None
    ) -> tuple[Ticket[T], threading.Thread]:
        """Do long work that does not touch the register in a thread of its own."""
        answer: Ticket[T] = ticket or Ticket()
        thread = threading.Thread(target=lambda: settle(answer, work), name="aside", daemon=True)
        thread.start()
        return answer, thread

    async def undo(self, step_id: str | None = None) -> UndoPlan:
        """Take a step back (this session's last unless given); see `Register.undo`.

        The backup that large ones want is made first, with the screen's questions between.
        """
        rows = await awaited(self.with_register(lambda register: register.rows_to_undo(step_id)))
        await self.ensure_backup("change", rows)
        return await awaited(self.with_register(lambda register: register.undo(step_id)))

    async def redo(self) -> UndoPlan:
        """Do the last undone step of this session again; see `undo`."""
        rows = await awaited(self.with_register(lambda one: one.rows_to_undo(one.redoable())))
        await self.ensure_backup("change", rows)
        return await awaited(self.with_register(Register.redo))

    @property
    def register(self) -> Register:
        """The register; to be used on its own thread only."""
        if self._register is None:
            message = "the register is closed"
            raise RuntimeError(message)
        return self._register

    def close(self, *, backed_up: bool = False) -> UserError | None:
        """Finish what is waiting and close the file, backed up first if anything was written.

        Returns why the backup could not be made; the register is closed all the same.
        """
        last = self.with_register(lambda one: one.ensure_backup("closing")) if backed_up else None
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()
        for thread in self._finishing:
            thread.join()
        try:
            if last is not None:
                last.result()
        except UserError as error:
            return error
        except CancelledError:  # it never was open
            return None
        return None

    # --- the thread -------------------------------------------------------------------------------

    def _put(
        self,
        work: Callable[[], T],
        asker: object,
        *,
        background: bool,
        interruptible: bool,
        ticket: Ticket[T] | None = None,
    ) -> Ticket[T]:
        ticket = ticket or Ticket(asker)
        job = _Job(work, ticket, interruptible)
        with self._wake:
            if self._closing:
                ticket.cancel()
            elif asker is not None:
                for other in (*self._lanes[0], *self._lanes[1], self._running):
                    if other is not None and other.ticket.asker is asker:
                        other.ticket.cancel()
            self._lanes[int(background)].append(job)
            self._wake.notify()
        if self._closing and not self._thread.is_alive():
            ticket.settle(None, CancelledError())
        return ticket

    def _next(self) -> _Job | None:
        with self._wake:
            self._running = None
            while True:
                for lane in self._lanes:
                    if lane:
                        self._running = lane.popleft()
                        return self._running
                if self._closing:
                    return None
                self._wake.wait()

    def _run(self, open_register: Callable[[], Register], opened: Ticket[Register]) -> None:
        try:
            register = open_register()
        except BaseException as error:  # handed on to whoever opens
            opened.settle(None, error)
            return
        self._register = register
        register.listeners.append(self._tell)
        opened.settle(register, None)
        while (job := self._next()) is not None:
            self._carry_out(job)
        self._register = None
        register.close()

    def _carry_out(self, job: _Job) -> None:
        ticket = job.ticket
        if ticket.cancelled:
            ticket.settle(None, CancelledError())
            return
        register = self.register
        if job.interruptible:
            register.interrupt_when(lambda: ticket.cancelled)
        settle(ticket, job.work)
        if job.interruptible:
            register.interrupt_when(None)

    def _serve_screen(self) -> None:
        """Answer what a visible screen asks, in the middle of long background work."""
        while True:
            with self._wake:
                if self._running is not None and self._running.ticket.cancelled:
                    raise CancelledError
                if not self._lanes[0]:
                    return
                outer, job = self._running, self._lanes[0].popleft()
                self._running = job
            self._carry_out(job)
            with self._wake:
                self._running = outer

    def _tell(self, finished: FinishedStep) -> None:
        for listener in list(self.listeners):
            listener(finished)
