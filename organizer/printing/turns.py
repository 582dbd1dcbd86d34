"""Long work on pages in a window: a bit in each turn of the loop, told and stopped between them."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Telling(Protocol):
    """What hears how far the work is, and may stop it."""

    cancelled: bool

    def tell(self, done: int, total: int | None = None) -> None:
        """How much is done, and of how much."""


class Worked(Protocol):
    """Pages that are set piece by piece."""

    def work(self) -> Iterator[object]:
        """Set them; pauses now and then."""


P = TypeVar("P", bound=Worked)


async def set_pages(pages: P, progress: Telling | None = None) -> P:
    """Set pages, a few rows in each turn of the loop. Raises CancelledError when stopped."""
    import asyncio

    for _pause in pages.work():
        await asyncio.sleep(0)
        stop_if_cancelled(progress)
    return pages


async def in_turns(steps: Iterable[int], total: int, progress: Telling) -> None:
    """Do one step in each turn of the loop. Raises CancelledError when stopped."""
    import asyncio

    for done in steps:
        progress.tell(done, total)
        await asyncio.sleep(0)
        stop_if_cancelled(progress)


def stop_if_cancelled(progress: Telling | None) -> None:
    """Raises CancelledError when the work was stopped."""
    if progress is not None and progress.cancelled:
        from organizer.base.steps import CancelledError

        raise CancelledError
