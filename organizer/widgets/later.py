"""What a room names before the first paint, and what is imported only when it is called."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from organizer.widgets.desk import Desk


class Later:
    """A page, tab or function of a module that is imported when it is first called.

    `place` is its module and name, as in `"organizer.screens.groups.page:GroupsPage"`. It is called
    with what it is called with here, and with `more` behind that.
    """

    def __init__(self, place: str, *more: object) -> None:
        self.place = place
        self.more = more

    def load(self) -> Callable[..., Any]:
        """The thing itself. Raises ImportError or AttributeError when there is no such thing."""
        module, _colon, name = self.place.partition(":")
        found: Callable[..., Any] = getattr(import_module(module), name)
        return found

    def __call__(self, *given: object) -> Any:
        """What the thing gives."""
        return self.load()(*given, *self.more)


def within(package: str) -> Callable[..., Later]:
    """Give names to things of a package, as in `here("page:GroupsPage")`."""

    def here(place: str, *more: object) -> Later:
        return Later(f"{package}.{place}", *more)

    return here


def opens(key: str, **arguments: object) -> "Callable[[Desk], None]":
    """What opens the page of this key, as `Desk.open_page` does."""

    def open_it(desk: "Desk") -> None:
        desk.open_page(key, **arguments)

    return open_it


def starts(work: Later) -> "Callable[[Desk], None]":
    """What starts a coroutine of a screen, such as opening a sheet."""

    def start_it(desk: "Desk") -> None:
        desk.start(work(desk))

    return start_it
