"""What a subject offers to the window, as plain data; imported before the first paint."""

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from organizer.base.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from organizer.base.generations import Generation
    from organizer.widgets.desk import Desk, DetailTab, Page
    from organizer.widgets.picker import Choice


class Command(NamedTuple):
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


class TabOffer(NamedTuple):
    """A tab a subject adds to the detail of a noun ("person", "group" …), its own or another's."""

    noun: str
    title: str
    make: "Callable[[Desk], DetailTab]"
    position: int = 100


class Finder(NamedTuple):
    """A source of the global search: records of one kind that match some words."""

    kind: str
    find: "Callable[[Desk, str], Coroutine[Any, Any, list[Choice]]]"
    title: str = ""
    icon: str = ""


class Room(NamedTuple):
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


class Files(Protocol):
    """Which register is open, as a screen may change it; the window provides it."""

    def recent(self) -> "list[Path]":
        """The registers opened last that are still there, newest first."""

    async def open(self, path: "Path") -> None:
        """Open an existing register. Raises UserError when it can't be."""

    def made_up(self) -> bool:
        """Whether made-up data is open, which is gone when it is closed."""

    async def use_own(self) -> bool:
        """Put a register of one's own in the place of made-up data or none; whether it worked."""

    async def create_proposed(self) -> None:
        """Make an empty register in the usual place and open it."""

    async def ask_open(self) -> None:
        """Let the owner choose a register to open."""

    async def open_demo(self) -> None:
        """Make a register of made-up data in a temporary place and open it."""

    async def back_up(self) -> None:
        """Make a verified backup of the open register now and say so."""

    def backups_of(self, register: "Path") -> "list[Generation]":
        """The backups of a register, which need not be open or whole, newest first."""

    async def restore(self, backup: "Path", register: "Path") -> None:
        """Put a backup in the place of a register and open it; asks first."""

    async def ask_restore(self, register: "Path") -> None:
        """Let the owner choose a backup of this register to put in its place."""
