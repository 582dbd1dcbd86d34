"""The answer to a question asked of another thread: waited for, called back about, or awaited.

asyncio is imported only when a coroutine awaits one, so that the first window shows rows without.
"""

import contextlib
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from organizer.base.steps import CancelledError

T = TypeVar("T")


class Ticket(Generic[T]):
    """The answer to a question, now or later."""

    def __init__(self, asker: object = None) -> None:
        self.asker = asker
        self.cancelled = False
        self._done = threading.Event()
        self._result: T | None = None
        self._error: BaseException | None = None
        self._callbacks: list[Callable[[Ticket[T]], None]] = []
        self._lock = threading.Lock()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the answer is there, at most so long; whether it is."""
        return self._done.wait(seconds)

    def done(self) -> bool:
        """Whether the answer (or a failure, or a cancellation) is there."""
        return self._done.is_set()

    def result(self) -> T:
        """The answer; raises what the work raised, CancelledError when it was cancelled."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # set together with _done

    def add_done_callback(self, callback: "Callable[[Ticket[T]], None]") -> None:
        """Call back when the answer is there: on the register's thread, or at once."""
        with self._lock:
            if not self._done.is_set():
                self._callbacks.append(callback)
                return
        callback(self)

    def cancel(self) -> None:
        """Give the answer up; running work stops at its next chance and leaves nothing."""
        self.cancelled = True

    def settle(self, result: T | None, error: BaseException | None) -> None:
        """Put the answer in; called by whoever does the work."""
        with self._lock:
            self._result, self._error = result, error
            self._done.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback(self)


def settle(ticket: Ticket[T], work: Callable[[], T]) -> None:
    """Do the work and put its result, or what it raised, into the ticket."""
    try:
        result = work()
    except BaseException as error:  # handed on to whoever asked
        ticket.settle(None, CancelledError() if ticket.cancelled else error)
    else:
        ticket.settle(result, None)


async def awaited(ticket: Ticket[T]) -> T:
    """The answer of a ticket, awaited on the running loop; cancelling gives the ticket up."""
    import asyncio

    loop = asyncio.get_running_loop()
    future: asyncio.Future[None] = loop.create_future()

    def wake() -> None:
        if not future.done():
            future.set_result(None)

    def done(_ticket: Ticket[T]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop may be gone
            loop.call_soon_threadsafe(wake)

    ticket.add_done_callback(done)
    try:
        await future
    except asyncio.CancelledError:
        ticket.cancel()
        raise
    return ticket.result()
