"""What a subject offers to the window, as plain data; imported before the first paint."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.base.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from organizer.widgets.desk import Desk, DetailTab, Page
    from organizer.widgets.picker import Choice


@dataclass(frozen=True)
class Command:
    """Something that can be done from the palette, a menu or by a shortcut.

    `title` and `keywords` are marked with N_ and shown translated; `shortcut` as Qt writes it.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    run: "Callable[[Desk], None]"
    keywords: tuple[str, ...] = ()
    needs_register: bool = True

    def shown_title(self) -> str:
        """The title in the language spoken now."""
        return _(self.title)


@dataclass(frozen=True)
class TabOffer:
    """A tab a subject adds to the detail of a noun ("person", "group" …), its own or another's."""

    noun: str
    title: str
    make: "Callable[[Desk], DetailTab]"
    position: int = 100


@dataclass(frozen=True)
class Finder:
    """A source of the global search: records of one kind that match some words."""

    kind: str
    find: "Callable[[Desk, str], Coroutine[Any, Any, list[Choice]]]"
    title: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Room:
    """What a subject offers to the window: module constant ROOM of `screens/<subject>`.

    `title` is marked with N_; `position` orders the sidebar, None keeps the room out of it.
    """

    key: str
    title: str
    icon: str
    make_page: "Callable[[Desk], Page] | None" = None
    position: int | None = None
    tabs: tuple[TabOffer, ...] = ()
    commands: tuple[Command, ...] = ()
    finders: tuple[Finder, ...] = ()
    help_page: str = ""
