"""The rows of a record table: ids in order, and pages of rows read when they are looked at."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.answers import Answers
from organizer.widgets.first_rows import WAIT, FirstRows
from organizer.widgets.record_columns import Column, IdList, Request, Row, RowSource

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

PAGE_BITS = 7
PAGE = 1 << PAGE_BITS
"""Rows of a page."""
KEPT_PAGES = 64
READ_AHEAD = 48
"""Rows from the edge of a page at which the next one is read."""

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TEXT_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole})


class RecordModel(QAbstractTableModel):
    """Rows by number. What paints asks `prepare` first and `row` then; `data` is for the others."""

    listed = Signal()
    """The whole list of the last request is there."""
    rows_arrived = Signal()
    """Rows that were missing can be painted."""
    failed = Signal(object)
    """A question failed; carries the exception. What was shown stays."""

    def __init__(
        self, columns: Sequence[Column], source: RowSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.source = source
        self.request = Request()
        self._request_shown = Request()
        self.total = 0
        self.complete = False
        self.masked = True
        self._ids: Sequence[str] = ()
        self._count = 0
        self._asked = 0
        self._head_of = 0
        self._complete_for = 0
        self._listing: list[Ticket[IdList]] = []
        self.screen = 0
        """Rows the view has room for; it says how many."""
        self._first_rows = FirstRows(self)
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._pending: dict[int, Ticket[Mapping[str, Row]]] = {}
        self._looked_at = range(0)
        self._glance: Ticket[Mapping[str, Row]] | None = None
        self._glance_ids: list[str] = []
        self._at_hand: dict[str, Row] = {}
        """Rows by id: shown wherever a new list puts them until their page is read."""
        self._revealed: set[tuple[str, str]] = set()
        self._answers = Answers(self)
        # Pages are read when the paint that looked at them is over.
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_pages)

    # --- the list -------------------------------------------------------------------------------

    def ask(self, request: Request) -> None:
        """Ask for a list; what is shown stays until the answer is there."""
        self.request = request
        self._asked += 1
        number = self._asked
        for ticket in self._listing:
            ticket.cancel()
        self._first_rows.stop()
        head = self.source.head(request)
        everything = self.source.ids(request)
        self._listing = [everything] if head is None else [head, everything]
        if head is not None:
            self._answers.when(head, lambda ticket: self._list_arrived(number, ticket, last=False))
        self._answers.when(everything, lambda ticket: self._list_arrived(number, ticket, last=True))

    def _list_arrived(self, number: int, ticket: "Ticket[IdList]", *, last: bool) -> None:
        if number != self._asked or (self._complete_for == number and not last):
            return
        answer = self._answer_of(ticket)
        if answer is None:
            return
        if last:
            self._listing = []
        if last and self._continues(answer, number):
            self._ids, self.total = answer.ids, answer.total
            self.complete = True
            self._shown(number, last=True)
            return
        missing = self._missing_of(answer)
        if missing:
            # Shown together with its first rows, the list has nothing to wait for while painting.
            self._first_rows.bring(
                self.source.rows(missing), lambda rows: self._show(answer, number, rows, last=last)
            )
        else:
            self._first_rows.stop()
            self._show(answer, number, {}, last=last)

    def _answer_of(self, ticket: "Ticket[T]") -> T | None:
        """The answer; None if it was given up, or failed, which is told."""
        if ticket.cancelled:
            return None
        try:
            return ticket.result()
        except Exception as error:
            self.failed.emit(error)
            return None

    def _continues(self, answer: IdList, number: int) -> bool:
        """Whether the beginning of this list is on the screen: only the rest becomes known."""
        return (
            self._head_of == number
            and not self.complete
            and len(answer.ids) == self._count
            and list(answer.ids[: len(self._ids)]) == list(self._ids)
        )

    def _missing_of(self, answer: IdList) -> list[str]:
        """The rows a new list begins with, as far as they are not at hand."""
        first = self._looked_at.start if self.request == self._request_shown else 0
        looked_at = answer.ids[first : first + self.screen]
        return [one for one in looked_at if one not in answer.rows and one not in self._at_hand]

    def _show(
        self, answer: IdList, number: int, first_rows: Mapping[str, Row], *, last: bool
    ) -> None:
        self.beginResetModel()
        self._forget_pages()
        self._ids = answer.ids
        self._count = len(answer.ids) if last or answer.found is None else answer.found
        self.total = answer.total
        self.complete = last
        self._keep(answer.rows)
        self._keep(first_rows)
        first = self._ids[:PAGE]
        if answer.rows and all(one in answer.rows for one in first):
            self._pages[0] = [answer.rows[one] for one in first]
        self._request_shown = self.request
        self.endResetModel()
        self._shown(number, last=last)

    def _shown(self, number: int, *, last: bool) -> None:
        if last:
            self._complete_for = number
            self.listed.emit()
        else:
            self._head_of = number

    def _forget_pages(self) -> None:
        for ticket in self._pending.values():
            ticket.cancel()
        self._pages.clear()
        self._pending.clear()
        self._glance_ids = []

    # --- rows -----------------------------------------------------------------------------------

    def id(self, number: int) -> str:
        """The id of a row; empty while only the beginning of the list is known."""
        return self._ids[number] if 0 <= number < len(self._ids) else ""

    def ids(self) -> Sequence[str]:
        """All ids in the order shown, as far as they are known (see `complete`)."""
        return self._ids

    def row(self, number: int) -> Row | None:
        """The row if it is there, else None; reads nothing."""
        page = self._pages.get(number >> PAGE_BITS)
        if page is not None:
            offset = number & (PAGE - 1)
            return page[offset] if offset < len(page) else None
        return self._at_hand.get(self.id(number)) if self._at_hand else None

    def prepare(self, first: int, last: int) -> None:
        """Have the rows first to last at hand, as far as a short wait brings them.

        Only the rows looked at are waited for; their pages are read when the paint is over.
        """
        first, last = max(first, 0), min(last, self._count - 1)
        self._looked_at = range(first, last + 1)
        missing = [
            row_id
            for number in self._looked_at
            if number >> PAGE_BITS not in self._pages
            and (row_id := self.id(number))
            and row_id not in self._at_hand
        ]
        if missing and missing != self._glance_ids:
            self._glance_at(missing)
        pages = self._pages_of(self._looked_at)
        for page in pages:
            if page in self._pages:
                self._pages.move_to_end(page)
        near = range(max(first - READ_AHEAD, 0), min(last + READ_AHEAD, self._count - 1) + 1)
        if any(page not in self._pages for page in self._pages_of(near)):
            self._reading.start()

    @staticmethod
    def _pages_of(rows: range) -> range:
        return range(rows.start >> PAGE_BITS, ((rows.stop - 1) >> PAGE_BITS) + 1)

    def _glance_at(self, ids: list[str]) -> None:
        """Ask for the few rows on the screen and wait a moment: a gap is seen, 8 ms are not."""
        if self._glance is not None:
            self._glance.cancel()
        self._glance_ids = ids
        ticket = self._glance = self.source.rows(ids)
        if ticket.wait(WAIT):
            self._glanced(ticket)
        else:
            self._answers.when(ticket, self._glance_arrived)

    def _keep(self, rows: Mapping[str, Row]) -> None:
        """Have these rows at hand for whatever list they are looked at in."""
        if len(self._at_hand) > 2 * PAGE * KEPT_PAGES:
            self._at_hand.clear()
        self._at_hand.update(rows)

    def _glance_arrived(self, ticket: "Ticket[Mapping[str, Row]]") -> None:
        if ticket is self._glance:
            self._glanced(ticket)
            self.rows_arrived.emit()

    def _glanced(self, ticket: "Ticket[Mapping[str, Row]]") -> None:
        self._glance = None
        rows = self._answer_of(ticket)
        if rows is None:
            return
        self._keep(rows)

    def _read_pages(self) -> None:
        """Read the pages looked at, and the next one where their edge is near."""
        rows = self._looked_at
        if not rows:
            return
        for page in self._pages_of(rows):
            self._want(page)
        for number in (rows.stop - 1 + READ_AHEAD, rows.start - READ_AHEAD):
            if 0 <= number < self._count:
                self._want(number >> PAGE_BITS, background=True)

    def _want(self, page: int, *, background: bool = False) -> None:
        if page in self._pages or page in self._pending:
            return
        ids = self._ids_of(page)
        if len(ids) < min(PAGE, self._count - (page << PAGE_BITS)):
            return  # only the beginning of the list is known yet
        ticket = self.source.rows(ids, background=background)
        self._pending[page] = ticket
        self._answers.when(ticket, lambda answered: self._page_arrived(page, answered))

    def _page_arrived(self, page: int, ticket: "Ticket[Mapping[str, Row]]") -> None:
        if self._pending.get(page) is not ticket:
            return
        before = [self.row(number) for number in self._looked_at]
        self._take(page, ticket)
        if before != [self.row(number) for number in self._looked_at]:
            self.rows_arrived.emit()

    def _take(self, page: int, ticket: "Ticket[Mapping[str, Row]]") -> None:
        del self._pending[page]
        rows = self._answer_of(ticket)
        if rows is None:
            if not ticket.cancelled:
                self._pages[page] = []  # asking again at every paint would not end
            return
        self._pages[page] = [rows.get(row_id) for row_id in self._ids_of(page)]
        self._keep(rows)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def rows_changed(self, ids: Sequence[str]) -> None:
        """Read these rows again, those at hand only; until they come the old ones are shown."""
        changed = set(ids)
        here = changed & (self._at_hand.keys() | set(self._glance_ids))
        for page in self._pages:
            here.update(changed.intersection(self._ids_of(page)))
        for page in [*self._pending]:  # asked before the change: ask again
            if changed.intersection(self._ids_of(page)):
                self._pending.pop(page).cancel()
                self._want(page)
        if here:
            self._answers.when(self.source.rows(sorted(here)), self._changes_arrived)

    def _ids_of(self, page: int) -> Sequence[str]:
        return self._ids[page << PAGE_BITS : (page + 1) << PAGE_BITS]

    def _changes_arrived(self, ticket: "Ticket[Mapping[str, Row]]") -> None:
        rows = self._answer_of(ticket)
        if rows is None:
            return
        self._at_hand.update(rows)
        for page, held in self._pages.items():
            start = page << PAGE_BITS
            for offset, row_id in enumerate(self._ids[start : start + len(held)]):
                if row_id in rows:
                    held[offset] = rows[row_id]
                    at = start + offset
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        self.rows_arrived.emit()

    # --- what is shown --------------------------------------------------------------------------

    def text(self, row_id: str, row: Row, column: Column) -> str:
        """The text of a cell as it is shown and copied: personal columns masked."""
        shown = column.show(row)
        if column.personal and self.masked and (row_id, column.key) not in self._revealed:
            return column.mask(shown)
        return shown

    def reveal(self, row_id: str, key: str) -> None:
        """Show a masked cell, or mask it again."""
        self._revealed ^= {(row_id, key)}

    def set_masked(self, masked: bool) -> None:
        """Mask personal columns or not; cells shown one by one are masked again."""
        self.masked = masked
        self._revealed.clear()
        self.rows_arrived.emit()

    # --- Qt -------------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _TEXT_ROLES:
            return None
        number = index.row()
        row, column = self.row(number), self.columns[index.column()]
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(self.id(number), row, column)
        edit = column.edit
        return edit.value(row) if edit is not None and edit.value is not None else column.show(row)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        edit = self.columns[index.column()].edit
        if role != Qt.ItemDataRole.EditRole or edit is None or not self.id(index.row()):
            return False
        if str(value) == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        edit.commit(self.id(index.row()), str(value))
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self.columns[index.column()].edit is not None
        return _FLAGS | Qt.ItemFlag.ItemIsEditable if editable else _FLAGS

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        return None
