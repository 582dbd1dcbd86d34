"""Keeps selection, current row and place by id while a list is sorted or read anew."""

from collections.abc import Sequence
from itertools import compress

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from organizer.widgets.record_columns import Request
from organizer.widgets.record_model import RecordModel
from organizer.widgets.record_view import RecordView

_FLAG = QItemSelectionModel.SelectionFlag
MOST_PLACES = 2000
"""A selection torn into more pieces by a new order is given up: Qt would take seconds for it."""


class KeptSelection:
    """Notes what was selected before a list is replaced and selects it again afterwards."""

    def __init__(self, view: RecordView, model: RecordModel) -> None:
        self.restoring = False
        self._view = view
        self._model = model
        self._selected: frozenset[str] = frozenset()
        self._current = ""
        self._column = 0
        self._shown = Request()
        self._place = 0
        model.modelAboutToBeReset.connect(self._note)
        model.modelReset.connect(self._restore)
        view.selectionModel().selectionChanged.connect(self._chosen_anew)

    def choose(self, ids: Sequence[str]) -> None:
        """Select exactly these ids, the first of them current and in view."""
        wanted = frozenset(ids)
        rows = self._rows_of(wanted)
        self._select(rows)
        if rows:
            index = self._model.index(rows[0], max(self._view.currentIndex().column(), 0))
            self._view.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
            self._view.scrollTo(index)

    def settle(self) -> None:
        """The list is complete: what only now can be found is selected too."""
        if self._selected:
            self._put_back()
            self._selected = frozenset()

    def _chosen_anew(self) -> None:
        if not self.restoring:  # what the owner selects meanwhile counts
            self._selected = frozenset()

    def _note(self) -> None:
        self.restoring = True
        model, view = self._model, self._view
        ids = model.ids()
        chosen = frozenset(
            row_id for first, last in view.selected_ranges() for row_id in ids[first : last + 1]
        )
        # A beginning that replaced the whole list may have lost some that the rest will bring.
        self._selected = chosen | self._selected if not model.complete else chosen
        current = view.currentIndex()
        if current.isValid() or model.complete:
            self._current, self._column = model.id(current.row()), max(current.column(), 0)
        self._place = view.verticalScrollBar().value()

    def _restore(self) -> None:
        self._view.read_selection()
        self._put_back()
        if self._model.complete:
            self._selected = frozenset()
        same = self._model.request == self._shown
        filters_same = self._model.request.filter == self._shown.filter
        self._shown = self._model.request
        bar = self._view.verticalScrollBar()
        # Left to the paint, the new layout would ask for a second one.
        self._view.executeDelayedItemsLayout()
        if same:
            bar.setValue(self._place)
        elif filters_same and self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())
        else:
            bar.setValue(0)

    def _put_back(self) -> None:
        self.restoring = True
        try:
            if self._selected:
                self._select(self._rows_of(self._selected))
            if self._current and not self._view.currentIndex().isValid():
                index = self._model.index(self._row_of(self._current), self._column)
                if index.isValid():
                    self._view.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
        finally:
            self.restoring = False

    def _row_of(self, wanted: str) -> int:
        """The row of an id, -1 if it is not listed."""
        try:
            return self._model.ids().index(wanted)
        except ValueError:
            return -1

    def _rows_of(self, wanted: frozenset[str]) -> Sequence[int]:
        """The rows of these ids, ascending; the loop runs inside the interpreter."""
        ids = self._model.ids()
        if len(wanted) >= len(ids) and wanted.issuperset(ids):
            return range(len(ids))
        return list(compress(range(len(ids)), map(wanted.__contains__, ids)))

    def _select(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        last_column = len(self._model.columns) - 1
        places = runs(rows)
        for first, last in places if len(places) <= MOST_PLACES else ():
            selection.select(self._model.index(first, 0), self._model.index(last, last_column))
        self._view.selectionModel().select(selection, _FLAG.ClearAndSelect)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of what lies side by side."""
    if isinstance(numbers, range):
        return [(numbers.start, numbers.stop - 1)] if numbers else []
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
