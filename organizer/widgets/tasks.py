"""The one helper that starts every coroutine: shows it, reports its failure, ends it.

asyncio is imported when the first task starts, after the first window is painted; what is started
before that waits for `Tasks.begin`.
"""

import sys
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from organizer.base.errors import UserError

if TYPE_CHECKING:
    import asyncio

    from organizer.widgets.messages import Messages

T = TypeVar("T")
SHOWN_AFTER = 300
"""Milliseconds; a task that ends sooner never shows a progress strip."""


TOLD_EVERY = 0.05
"""Seconds; work may tell its progress far more often than anyone can see."""


class Progress(QObject):
    """How far a piece of work is; may be told from any thread.

    Work in a thread looks at `cancelled` and stops at the next safe place.
    """

    changed = Signal(object, object)
    """Done and total (int; bytes of a large file are beyond Qt's own); 0 in total: unknown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.done = 0
        self.total = 0
        self.cancelled = False
        self._told_at: float | None = None

    def tell(self, done: int, total: int | None = None) -> None:
        """Say how much is done, and of how much when that is known or has changed."""
        self.done = done
        if total is not None:
            self.total = total
        now = time.monotonic()
        if self._told_at is None or now - self._told_at >= TOLD_EVERY or done >= self.total:
            self._told_at = now
            self.changed.emit(self.done, self.total)


class Task(QObject):
    """One coroutine under way."""

    finished = Signal()
    """Ended in any way: done, failed or cancelled."""

    def __init__(
        self, work: Coroutine[Any, Any, object], title: str | None, progress: Progress | None
    ) -> None:
        super().__init__()
        self.title = title
        self.progress = progress or Progress(self)
        self.error: BaseException | None = None
        self.running = True
        self.work = work
        self.handle: asyncio.Task[object] | None = None

    def cancel(self) -> None:
        """Ask the task to stop; a cancelled write leaves nothing."""
        self.progress.cancelled = True
        if self.handle is not None:
            self.handle.cancel()
        elif self.running:
            self.work.close()
            self.running = False
            self.finished.emit()


class Tasks(QObject):
    """Every task of the window; `crash` is told of a failure that is a bug."""

    shown = Signal(object)
    """A Task with a title has been running for a while: show it."""
    ended = Signal(object)
    """A Task ended, shown or not."""

    def __init__(
        self,
        messages: "Messages",
        crash: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._crash = crash
        self._tasks: list[Task] = []
        self._closed = False

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks under way, oldest first."""
        return tuple(self._tasks)

    def start(
        self,
        work: Coroutine[Any, Any, object],
        title: str | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Start a coroutine; with a title it is shown in the progress strip after 300 ms."""
        task = Task(work, title, progress)
        if self._closed:
            task.cancel()
            return task
        self._tasks.append(task)
        task.finished.connect(lambda: self._end(task))
        if _loop() is not None:
            self._begin(task)
        return task

    def begin(self) -> None:
        """Start what was asked for before the loop ran; called once by the window."""
        for task in self.running:
            if task.handle is None:
                self._begin(task)

    def report(self, error: BaseException) -> None:
        """Tell of a failure that is a bug and happened outside of a task."""
        self._crash(error)

    def cancel_all(self) -> None:
        """Cancel everything and take nothing new; called when the window closes."""
        self._closed = True
        for task in self.running:
            task.cancel()

    async def close(self) -> None:
        """Cancel everything and wait until each task has put its things away."""
        import asyncio

        self.cancel_all()
        mine = asyncio.current_task()
        handles = [task.handle for task in self.running if task.handle is not None]
        others = [handle for handle in handles if handle is not mine]
        await asyncio.gather(*others, return_exceptions=True)

    def _begin(self, task: Task) -> None:
        loop = _loop()
        if loop is None:
            raise RuntimeError("the event loop is not running yet")
        task.handle = loop.create_task(task.work)
        task.handle.add_done_callback(lambda handle: self._finish(task, handle))
        if task.title is not None:
            QTimer.singleShot(SHOWN_AFTER, task, lambda: self._show(task))

    def _show(self, task: Task) -> None:
        if task.running:
            self.shown.emit(task)

    def _finish(self, task: Task, handle: "asyncio.Task[object]") -> None:
        task.running = False
        task.error = None if handle.cancelled() else handle.exception()
        if _given_up(task.error):
            task.error = None
        task.finished.emit()
        if isinstance(task.error, UserError):
            self._messages.refuse(task.error)
        elif task.error is not None:
            self._crash(task.error)

    def _end(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
            self.ended.emit(task)


def _given_up(error: BaseException | None) -> bool:
    """Whether the work ended because its question was replaced or its action cancelled."""
    if error is None:
        return False
    from organizer.base.steps import CancelledError

    return isinstance(error, CancelledError)


def _loop() -> "asyncio.AbstractEventLoop | None":
    """The running loop, or None; does not import asyncio when nobody has."""
    if "asyncio" not in sys.modules:
        return None
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def beside(function: Callable[[], T]) -> T:
    """The result of work in a thread of its own; it ends when the work notices it is given up."""
    import threading

    from organizer.base.register_thread import Ticket, awaited

    ticket: Ticket[T] = Ticket()

    def work() -> None:
        try:
            result = function()
        except BaseException as error:
            ticket.settle(None, error)
        else:
            ticket.settle(result, None)

    threading.Thread(target=work, name="beside", daemon=True).start()
    return await awaited(ticket)
