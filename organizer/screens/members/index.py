"""The search index of members: built after the first paint, kept right after every step."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from organizer.base.text_index import TextIndex
from organizer.domain.members import store as members
from organizer.domain.members.conditions import EVERYBODY
from organizer.domain.members.store_filters import search_rows
from organizer.domain.rosters import store_listing
from organizer.domain.rosters.records import Touched
from organizer.widgets.answers import Answers
from organizer.widgets.desk import Desk

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

SLICE = 1000
"""Members read at once: a few milliseconds of the register's thread, one page of the index."""
PAUSE = 1
"""Milliseconds between two pages, so that whatever the owner does comes first."""
WAITING = 4
"""Slices read ahead of what the index has taken in."""

_indexes: "WeakKeyDictionary[Desk, MemberIndex]" = WeakKeyDictionary()


def index_of(desk: Desk) -> "MemberIndex":
    """The one index of a window's members."""
    if desk not in _indexes:
        _indexes[desk] = MemberIndex(desk)
    return _indexes[desk]


class MemberIndex(QObject):
    """Holds the text of all members, archived ones too, and says what each step touched.

    `begin` builds it in idle slices; until `ready` searches are for the register to answer.
    """

    touched = Signal(object, object)
    """A step finished: the FinishedStep and what it touched; the index knows it already."""
    built = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.texts = TextIndex()
        self.ready = False
        self._desk = desk
        self._answers = Answers(self)
        self._building = 0
        self._slices: Iterator[Sequence[str]] = iter(())
        self._to_come = 0
        self._rows: deque[list[str]] = deque()
        self._filling: Iterator[int] | None = None
        self._late: list[Touched] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(PAUSE)
        self._turn.timeout.connect(self._take_one)
        desk.changed.connect(self._step_finished)
        desk.register_opened.connect(self.forget)
        desk.register_closed.connect(self.forget)

    # --- building -------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another register lies on the desk, or none."""
        self._building += 1
        self.ready = False
        self.texts = TextIndex()
        self._rows.clear()
        self._filling = None
        self._late.clear()
        self._turn.stop()

    @property
    def begun(self) -> bool:
        """Whether it is built or being built."""
        return self.ready or self._filling is not None

    def begin(self) -> None:
        """Build it, unless that is done or under way."""
        if self.begun or self._desk.register is None:
            return
        building = self._building
        self._filling = self.texts.fill(self._source())
        asked = self._desk.opened().ask(_everybody, background=True)
        self._answers.when(asked, lambda ticket: self._ids_arrived(building, ticket))

    def _ids_arrived(self, building: int, ticket: "Ticket[list[str]]") -> None:
        if building != self._building or ticket.cancelled:
            return
        ids = ticket.result()
        starts = range(0, len(ids), SLICE)
        self._slices = (ids[at : at + SLICE] for at in starts)
        self._to_come = len(starts)
        self._ask(WAITING)
        self._turn.start()

    def _ask(self, count: int) -> None:
        building = self._building
        for part in islice(self._slices, count):
            ticket = self._desk.opened().ask(partial(search_rows, ids=part), background=True)
            self._answers.when(ticket, lambda answer: self._slice_arrived(building, answer))

    def _slice_arrived(self, building: int, ticket: "Ticket[list[list[str]]]") -> None:
        if building != self._building or ticket.cancelled:
            return
        self._to_come -= 1
        self._rows += ticket.result()
        if not self._turn.isActive():
            self._turn.start()

    def _source(self) -> Iterator[list[str]]:
        """The rows that have arrived; only asked while there is a page of them, or all."""
        while self._rows:
            yield self._rows.popleft()

    def _take_one(self) -> None:
        """Take one page in and ask for another slice; the last one makes the index ready."""
        if self._filling is None:
            return
        if self._to_come and len(self._rows) < SLICE:
            return  # the next slice to arrive goes on
        if next(self._filling, None) is not None or self._to_come:
            self._ask(1)
            self._turn.start()
            return
        self._filling = None
        self.ready = True
        late, self._late = self._late, []
        for touched in late:
            self._put(touched)
        if self.ready:
            self.built.emit()

    # --- following the register -----------------------------------------------------------------

    def _step_finished(self, step: "FinishedStep") -> None:
        if self._desk.register is None:
            return
        building = self._building
        ticket = self._desk.opened().ask(lambda db: store_listing.touched(db, step))
        self._answers.when(ticket, lambda answer: self._touched(building, step, answer))

    def _touched(self, building: int, step: "FinishedStep", ticket: "Ticket[Touched]") -> None:
        if building != self._building or ticket.cancelled:
            return
        touched = ticket.result()
        if self.ready:
            self._put(touched)
        elif self.begun:
            self._late.append(touched)
        self.touched.emit(step, touched)

    def _put(self, touched: Touched) -> None:
        if touched.ids is None:
            self.forget()
            self.begin()
            return
        if touched.texts:
            self.texts.put(touched.texts)
            gone = set(touched.ids).difference(row[0] for row in touched.texts)
            if gone:
                self.texts.remove(gone)


def _everybody(db: "Database") -> list[str]:
    return members.member_ids(db, [EVERYBODY])
