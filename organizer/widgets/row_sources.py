"""Sources for record tables: a short list read whole, or a long one read in pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from organizer.base.pinyin import text_reading
from organizer.widgets.record_columns import IdList, Request

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.widgets.desk import Desk

R = TypeVar("R")
T = TypeVar("T")
FIRST_ROWS = 128
"""Rows that come along with the ids, so that the first page needs no second question."""


@lru_cache(maxsize=4096)
def _spoken(text: str) -> str:
    reading = text_reading(text)
    return f"{reading.full.replace(' ', '')}\n{reading.initials}"


def says(text: str, words: str) -> bool:
    """Whether every one of the words stands in a text, by 汉字, pinyin or initials."""
    wanted = words.casefold().split()
    if not wanted:
        return True
    together = f"{text.casefold()}\n{_spoken(text).casefold()}"
    return all(word in together for word in wanted)


class WholeList(Generic[R]):
    """A list short enough to be read whole, then searched and sorted: groups, positions.

    Whoever shows it asks again after a step; its rows are those of the last answer.

    Args:
        read: gives all records the filter asks for, in their own order; it is given the filter
            state, of which `words` is looked after here.
        key: the id of a record.
        text: what is searched of a record.
        orders: what a column sorts by; records without it (None) come last.
    """

    def __init__(
        self,
        desk: "Desk",
        read: "Callable[[Database, Mapping[str, Any]], Sequence[R]]",
        key: Callable[[R], str],
        text: Callable[[R], str],
        orders: Mapping[str, Callable[[R], Any]],
    ) -> None:
        self._desk = desk
        self._read = read
        self._key = key
        self._text = text
        self._orders = orders
        self._kept: dict[str, R] = {}

    def head(self, request: Request) -> "Ticket[IdList] | None":  # noqa: ARG002
        """None: the whole list is as quick."""
        return None

    def ids(self, request: Request) -> "Ticket[IdList]":
        """The list of a request, its rows with it."""
        return self._desk.opened().ask(lambda db: self._list(db, request), asker=self)

    def rows(self, ids: Sequence[str], *, background: bool = False) -> "Ticket[Mapping[str, R]]":  # noqa: ARG002
        """The records of these ids, as they were when the list was read."""
        from organizer.base.register_thread import Ticket

        kept = self._kept
        ticket: Ticket[Mapping[str, R]] = Ticket()
        ticket.settle({row_id: kept[row_id] for row_id in ids if row_id in kept}, None)
        return ticket

    def _list(self, db: "Database", request: Request) -> IdList:
        everything = self._read(db, request.filter)
        words = str(request.filter.get("words") or "")
        found = [record for record in everything if says(self._text(record), words)]
        order = self._orders.get(request.sort)
        if order is not None:
            known = [record for record in found if order(record) is not None]
            known.sort(key=order, reverse=request.descending)
            found = known + [record for record in found if order(record) is None]
        ids = [self._key(record) for record in found]
        self._kept = dict(zip(ids, found, strict=True))
        first = ids[:FIRST_ROWS]
        return IdList(ids, len(everything), rows={one: self._kept[one] for one in first})


class PagedList(Generic[R]):
    """A list whose ids are asked for at once and whose rows page by page.

    Args:
        find: gives the ids of a request in order, and how many there are without any filter.
        read: gives the records of some ids, those that are gone left out.
        key: the id of a record.
    """

    def __init__(
        self,
        desk: "Desk",
        find: "Callable[[Database, Request], tuple[Sequence[str], int]]",
        read: "Callable[[Database, Sequence[str]], Sequence[R]]",
        key: Callable[[R], str],
    ) -> None:
        self._desk = desk
        self._find = find
        self._read = read
        self._key = key

    def head(self, request: Request) -> "Ticket[IdList] | None":  # noqa: ARG002
        """None: the ids are read in one statement."""
        return None

    def ids(self, request: Request) -> "Ticket[IdList]":
        """All ids of a request, with the rows of the first page."""

        def read(db: "Database") -> IdList:
            ids, total = self._find(db, request)
            return IdList(ids, total, rows=self._keyed(db, ids[:FIRST_ROWS]))

        return self._desk.opened().ask(read, asker=self)

    def rows(self, ids: Sequence[str], *, background: bool = False) -> "Ticket[Mapping[str, R]]":
        """The records of these ids."""
        wanted = list(ids)
        return self._desk.opened().ask(lambda db: self._keyed(db, wanted), background=background)

    def _keyed(self, db: "Database", ids: Sequence[str]) -> dict[str, R]:
        return {self._key(record): record for record in self._read(db, ids)}


class AtHand(Generic[R]):
    """Rows that were read already, in the order they were given."""

    def __init__(self, key: Callable[[R], str]) -> None:
        self._key = key
        self.rows_by_key: dict[str, R] = {}

    def give(self, records: Sequence[R]) -> None:
        """Hand out these from now on; the table is told with `refresh`."""
        self.rows_by_key = {self._key(one): one for one in records}

    def head(self, request: Request) -> None:  # noqa: ARG002
        """None: everything is at hand."""
        return

    def ids(self, request: Request) -> "Ticket[IdList]":  # noqa: ARG002
        """All of them."""
        ids = list(self.rows_by_key)
        return _settled(IdList(ids, len(ids), rows=self.rows_by_key))

    def rows(self, ids: Sequence[str], *, background: bool = False) -> "Ticket[Mapping[str, R]]":  # noqa: ARG002
        """Those of them that are there."""
        return _settled({one: self.rows_by_key[one] for one in ids if one in self.rows_by_key})


def _settled(result: T) -> "Ticket[T]":
    from organizer.base.register_thread import Ticket

    ticket: Ticket[T] = Ticket()
    ticket.settle(result, None)
    return ticket
