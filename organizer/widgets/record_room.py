"""Columns with room to spare give it to those that are cut, and to a table that is too wide."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFontMetrics

from organizer.base.words import _
from organizer.widgets.record_model import RecordModel
from organizer.widgets.record_painter import PADDING
from organizer.widgets.record_view import RecordView
from organizer.widgets.theme import Space

MOST = 2
"""How many times its own width a column is widened at most: a long note does not take all."""


def share(
    widths: Mapping[str, int],
    needed: Mapping[str, int],
    least: Mapping[str, int],
    viewport: int,
) -> dict[str, int]:
    """The widths (pixels) to show of columns that are `widths` wide by themselves.

    `needed` is what their contents take, `least` what a column keeps. Room that is free in the
    viewport goes first; columns give only as much as others lack or the table is too wide.
    """
    spare = {
        key: max(0, width - max(needed.get(key, width), least.get(key, 0)))
        for key, width in widths.items()
    }
    lacking = {
        key: max(0, min(needed.get(key, 0), MOST * width) - width) for key, width in widths.items()
    }
    free = viewport - sum(widths.values())
    taken = min(sum(spare.values()), max(0, sum(lacking.values()) - free))
    given = max(0, min(sum(lacking.values()), free + taken))
    # a pixel rather too much taken than given: one too many would bring a scroll bar
    less, more = _split(spare, taken, up=True), _split(lacking, given)
    return {key: width - less[key] + more[key] for key, width in widths.items()}


def _split(parts: Mapping[str, int], amount: int, *, up: bool = False) -> dict[str, int]:
    """An amount (at most all parts) shared out in proportion, in whole pixels."""
    whole = sum(parts.values()) or 1
    odd = whole - 1 if up else 0
    return {key: (part * amount + odd) // whole for key, part in parts.items()}


class ContentWidths:
    """How wide (pixels) the contents of columns were so far; a list scrolled does not shrink it."""

    def __init__(self, view: RecordView, model: RecordModel) -> None:
        self._view, self._model = view, model
        self.needed: dict[str, int] = {}

    def forget(self) -> None:
        """Measure anew, such as after another text size."""
        self.needed.clear()

    def look(self, keys: Sequence[str]) -> bool:
        """Measure the rows in view; whether a column of these keys needs more than was known."""
        model, painter = self._model, self._view.painter
        before = dict(self.needed)
        columns = [column for column in model.columns if column.key in keys]
        for number in self._view.visible_rows():
            row = model.row(number)
            if row is None:
                continue
            row_id = model.id(number)
            for column in columns:
                width = painter.wanted_width(model, row_id, row, column) + 2 * PADDING
                if width > self.needed.get(column.key, 0):
                    self.needed[column.key] = width
        return self.needed != before

    def least(self) -> dict[str, int]:
        """What each column's own title takes, with room for the arrow."""
        metrics = QFontMetrics(self._view.header.font())
        return {
            column.key: metrics.horizontalAdvance(_(column.title)) + 2 * PADDING + 14 + Space.XS
            for column in self._model.columns
        }
