"""Answers the members table: lists from the register, searches from the index in memory."""

import datetime as dt
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from organizer.base.register_thread import Ticket
from organizer.domain.fields.records import Field
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.store import member_count
from organizer.domain.rosters import listing, store_listing
from organizer.domain.rosters.store_filters import is_everybody
from organizer.screens.members.index import MemberIndex
from organizer.screens.members.lines import Line, lines
from organizer.widgets.answers import Answers
from organizer.widgets.desk import Desk
from organizer.widgets.record_columns import IdList, Request

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.text_index import Search

SLICE = 0.004
"""Seconds a search may take before the window has its turn again."""
SCREENFUL = 32
"""Lines read with the beginning of the list: most windows show no more, others ask for the rest."""
PART = 3_000
"""Ids handled at once between two looks at the clock."""


class _List:
    """The list of the present order and filters without a search, in which searches look."""

    def __init__(self, key: str, ids: Sequence[str], total: int) -> None:
        self.key = key
        self.ids = ids
        self.total = total
        self.places: dict[str, int] = {}

    def work_out_places(self) -> Iterator[None]:
        """Work out where in the list each id stands, a part at a time."""
        for start in range(len(self.places), len(self.ids), PART):
            part = self.ids[start : start + PART]
            self.places.update(zip(part, range(start, start + len(part)), strict=True))
            yield


class MemberSource(QObject):
    """The rows of the members table; what it shows of a member are `Line`s."""

    def __init__(self, desk: Desk, index: MemberIndex, own_fields: Sequence[Field] = ()) -> None:
        super().__init__()
        self.own_fields = tuple(own_fields)
        self._desk = desk
        self._index = index
        self._list: _List | None = None
        self._answers = Answers(self)
        self._search: _Searching | None = None
        self._head_asker, self._list_asker = object(), object()
        self._ahead: Ticket[IdList] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._make_ready)
        index.built.connect(self._idle.start)

    def forget(self) -> None:
        """The list may be another one now: ask the register again."""
        self._list = None

    def read_ahead(self) -> None:
        """Begin to read the first lines, before the table is built that asks for them at once."""
        self._ahead = self._ask_head()

    # --- RowSource ------------------------------------------------------------------------------

    def head(self, request: Request) -> Ticket[IdList] | None:
        """The first lines, where they are had without reading the whole list."""
        ahead, self._ahead = self._ahead, None
        if not is_everybody(request.filter) or request.sort not in ("", "name"):
            return None
        if request.descending or self._known(request) is not None:
            return None
        return ahead or self._ask_head()

    def _ask_head(self) -> Ticket[IdList]:
        return self._desk.opened().ask(self._read_head, asker=self._head_asker)

    def _read_head(self, db: "Database") -> IdList:
        ids, count = store_listing.first_ids(db)
        return IdList(ids, count, count, dict(lines(db, ids[:SCREENFUL], self.own_fields)))

    def ids(self, request: Request) -> Ticket[IdList]:
        """The whole list; a search is answered from memory once the index is there."""
        if self._search is not None:
            self._search.stop()
            self._search = None
        words = str(request.filter.get("words") or "").strip()
        if words and self._index.ready:
            return self._found(request, words)
        known = None if words else self._known(request)
        if known is not None:
            ticket = Ticket[IdList]()
            ticket.settle(IdList(known.ids, known.total), None)
            return ticket
        today = self._desk.clock.today()
        ticket = self._desk.opened().ask(
            lambda db: _read(db, request, today, words=True), asker=self._list_asker
        )
        if not words:
            self._answers.when(ticket, partial(self._note_list, _key(request, today)))
        return ticket

    def rows(self, ids: Sequence[str], *, background: bool = False) -> Ticket[Mapping[str, Line]]:
        """The lines of these members."""
        wanted = list(ids)
        return self._desk.opened().ask(
            lambda db: lines(db, wanted, self.own_fields), background=background
        )

    def _known(self, request: Request) -> _List | None:
        """The list of this order and these filters, if it was read and is still right."""
        known = self._list
        return known if known and known.key == _key(request, self._desk.clock.today()) else None

    def _make_ready(self) -> None:
        """Have at hand what the first search will want; while the window has nothing to do."""
        if self._list is not None and self._index.ready:
            for _part in self._list.work_out_places():
                self._idle.start()
                return

    # --- searching ------------------------------------------------------------------------------

    def _note_list(self, key: str, ticket: Ticket[IdList]) -> None:
        if ticket.cancelled:
            return
        try:
            answer = ticket.result()
        except Exception:
            return  # the table reports it
        self._list = _List(key, answer.ids, answer.total)
        self._idle.start()

    def _found(self, request: Request, words: str) -> Ticket[IdList]:
        today = self._desk.clock.today()
        key = _key(request, today)
        ticket: Ticket[IdList] = Ticket()
        known = self._known(request)
        if known is not None:
            self._look(words, known, ticket)
            return ticket
        asked = self._desk.opened().ask(
            lambda db: _read(db, request, today, words=False), asker=self._list_asker
        )
        self._answers.when(asked, lambda answer: self._look_in(key, words, answer, ticket))
        return ticket

    def _look_in(self, key: str, words: str, asked: Ticket[IdList], ticket: Ticket[IdList]) -> None:
        try:
            answer = asked.result()
        except BaseException as error:
            ticket.settle(None, error)
            return
        self._list = _List(key, answer.ids, answer.total)
        if not ticket.cancelled:
            self._look(words, self._list, ticket)

    def _look(self, words: str, within: _List, ticket: Ticket[IdList]) -> None:
        self._search = _Searching(self._index.texts.begin(words), within, ticket, self)
        self._search.go_on()


class _Searching(QObject):
    """One search, in slices short enough for the window; the list gives the order."""

    def __init__(
        self, search: "Search", within: _List, ticket: Ticket[IdList], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._list = within
        self._ticket = ticket
        self._work = self._find(search)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self.go_on)

    def stop(self) -> None:
        """Give the search up."""
        self._turn.stop()
        self._ticket.cancel()
        self.deleteLater()

    def go_on(self) -> None:
        """Work for a slice of time."""
        until = time.perf_counter() + SLICE
        for _part in self._work:
            if time.perf_counter() >= until:
                self._turn.start()
                return

    def _find(self, search: "Search") -> Iterator[None]:
        within = self._list
        yield from within.work_out_places()
        known, places = 0, []
        while not search.done:
            search.run(SLICE / 4)
            while known < len(search):
                taken = search.rows(known, known + PART)
                known += len(taken)
                places += [at for at in map(within.places.get, taken) if at is not None]
                yield
            yield
        places.sort()
        yield
        ids: list[str] = []
        for start in range(0, len(places), PART):
            ids += map(within.ids.__getitem__, places[start : start + PART])
            yield
        self._ticket.settle(IdList(ids, within.total), None)


def _read(db: "Database", request: Request, today: dt.date, *, words: bool) -> IdList:
    ids = listing.roster_ids(
        db, request.filter, request.sort, request.descending, today=today, words=words
    )
    everybody = is_everybody(request.filter if words else {**request.filter, "words": ""})
    return IdList(ids, len(ids) if everybody else member_count(db, [NOT_ARCHIVED]))


def _key(request: Request, today: dt.date) -> str:
    filters = json.dumps(request.filter.get("filters") or {}, sort_keys=True)
    return f"{today} {request.sort or 'name'} {request.descending} {filters}"
