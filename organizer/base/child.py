"""Work in a process of its own: parsing a stranger's file, or Python that takes long.

A child that hangs, eats the memory or falls over takes nothing with it, and the window's thread
keeps its time. Values travel as JSON: whatever a bad file makes of the child, it can send text and
numbers, never code.

`multiprocessing.freeze_support()` must be the first call of the program for the bundle.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from organizer.base.errors import UserError
from organizer.base.words import N_

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Send = Callable[[Any], None]
MEGABYTE = 1_048_576
_WAIT = 0.05


class ChildStoppedError(UserError):
    """The child was ended or fell over; `reason` is `time`, `memory` or `crash`."""

    def __init__(self, reason: str) -> None:
        templates = {
            "time": N_("This takes too long and was stopped. Nothing was changed."),
            "memory": N_("This needs too much memory and was stopped. Nothing was changed."),
            "crash": N_("This could not be finished. Nothing was changed."),
        }
        super().__init__(f"child.{reason}", templates[reason])
        self.reason = reason


class ChildBugError(Exception):
    """A bug in the child: type of the exception and frames, never its message or values."""

    def __init__(self, type_name: str, frames: list[str]) -> None:
        super().__init__(f"{type_name} in a child process:\n" + "\n".join(frames))
        self.type_name = type_name
        self.frames = frames


def run_in_child(
    function: Callable[..., Any],
    *arguments: Any,
    seconds: float = 60,
    megabytes: int = 1024,
    received: Callable[[Any], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Any:
    """Call `function(send, *arguments)` in a new process and return its result.

    `function` is a plain function of a module of ours. What it passes to `send` reaches `received`
    in this process while it works (progress, pieces of a large result). Results and pieces are what
    JSON can hold; tuples arrive as lists. `megabytes` is what the child may take beyond what it
    needs to start; only POSIX systems enforce it. `cancelled` is asked twenty times a second.

    Raises:
        UserError: what the function raised.
        ChildStoppedError: too long, too much memory, or the process died.
        ChildBugError: any other exception of the function.
        CancelledError: `cancelled` said so.
    """
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    # Not a daemon: a child may need one of its own (an import that reads a workbook).
    process = context.Process(
        target=_work, args=(there, function, arguments, seconds, megabytes), daemon=False
    )
    try:
        process.start()
        there.close()
        return _listen(here, process, time.monotonic() + seconds, received, cancelled)
    finally:
        here.close()
        if process.pid is not None:
            process.kill()
            process.join()
            process.close()


def _listen(
    here: "Connection",
    process: "SpawnProcess",
    deadline: float,
    received: Callable[[Any], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Any:
    while True:
        if cancelled is not None and cancelled():
            from organizer.base.steps import CancelledError

            raise CancelledError
        left = deadline - time.monotonic()
        if left <= 0:
            raise ChildStoppedError("time")
        try:
            if not here.poll(min(_WAIT, left)):
                continue
            kind, value = json.loads(here.recv_bytes())
        except (EOFError, OSError):
            process.join(5)
            raise ChildStoppedError(_why(process.exitcode)) from None
        if kind == "piece":
            if received is not None:
                received(value)
        else:
            return _outcome(kind, value)


def _outcome(kind: str, value: Any) -> Any:
    if kind == "refused":
        code, template, values = value
        raise UserError(code, template, **values)
    if kind == "stopped":
        raise ChildStoppedError(value)
    if kind == "bug":
        raise ChildBugError(*value)
    return value


def _why(exit_code: int | None) -> str:
    """Name the reason of a death: the limit on processor time is told by its signal."""
    import signal

    if exit_code is not None and -exit_code == getattr(signal, "SIGXCPU", None):
        return "time"
    return "crash"


def _work(
    there: "Connection",
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    seconds: float,
    megabytes: int,
) -> None:
    """Run in the child: limit it, call the function, send what came of it."""

    def tell(kind: str, value: Any) -> None:
        there.send_bytes(json.dumps((kind, value), ensure_ascii=False).encode("utf-8", "replace"))

    try:
        _silence()
        _limit(seconds, megabytes)
        outcome: tuple[str, Any] = (
            "result",
            function(lambda value: tell("piece", value), *arguments),
        )
    except UserError as error:
        outcome = ("refused", (error.code, error.template, _plain(error.values)))
    except MemoryError:
        outcome = ("stopped", "memory")
    except Exception as error:
        outcome = ("bug", (type(error).__name__, _frames(error)))
    # A parent that is gone needs no answer.
    with suppress(BrokenPipeError, ConnectionError):
        tell(*outcome)
    there.close()


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {
        key: value if isinstance(value, str | int | float) else str(value)
        for key, value in values.items()
    }


def _frames(error: BaseException) -> list[str]:
    return [
        f"{os.path.basename(frame.filename)}:{frame.lineno} {frame.name}"  # noqa: PTH119
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _silence() -> None:
    """Keep what a library says while it falls over out of the answers of the command line."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def _limit(seconds: float, megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        # A dump of the memory would hold other people's names.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        # Ends a child whose parent died while it was in a loop.
        processor = int(seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    with suppress(OSError, ValueError):
        size = _size_now() + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _size_now() -> int:
    """Return the address space in use, in bytes; a guess where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 512 * MEGABYTE
