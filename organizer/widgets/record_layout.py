"""Which columns a record table shows, how wide, in which order, and how it is sorted."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics

from organizer.widgets.record_columns import Column
from organizer.widgets.record_model import RecordModel
from organizer.widgets.record_painter import PADDING
from organizer.widgets.record_room import ContentWidths, share
from organizer.widgets.record_view import RecordView
from organizer.widgets.theme import theme

LEAST_WIDTH = 48


class RecordLayout(QObject):
    """The columns of one table as the owner arranged them.

    Widths are kept as they are at a text size of 100 % and shown at the present one.
    """

    changed = Signal()

    def __init__(self, view: RecordView, model: RecordModel) -> None:
        super().__init__(view)
        self._header = view.header
        self._columns = model.columns
        self.sort = ""
        self.descending = False
        self._widths: dict[str, float] = {}
        self._by_hand = False
        """Whether a width was set by hand: then all stay as they are."""
        self._view = view
        self._contents = ContentWidths(view, model)
        self.reset()
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self.changed)

    def reset(self) -> None:
        """Back to the columns' own order, widths and visibility."""
        # Counted as a column of figures is: a Chinese character takes about two.
        character = QFontMetrics(theme.font()).horizontalAdvance("0") * 100 / theme.text_percent
        self._by_hand = False
        with QSignalBlocker(self._header):
            for section, column in enumerate(self._columns):
                self._widths[column.key] = column.width * character + 2 * PADDING
                self._header.moveSection(self._header.visualIndex(section), section)
                self._header.setSectionHidden(section, not column.visible)
        self.scale()
        self.changed.emit()

    def scale(self) -> None:
        """Show the widths at the present text size."""
        self._contents.forget()
        self._contents.look(self._visible_keys())
        self._apply()

    def fit(self) -> None:
        """Give the room columns have to spare to those that are cut, unless set by hand."""
        if not self._by_hand and self._contents.look(self._visible_keys()):
            self._apply()

    def viewport_resized(self) -> None:
        """Share the room out again."""
        if not self._by_hand:
            self._contents.look(self._visible_keys())
            self._apply()

    def _apply(self) -> None:
        widths = self._shown_widths()
        with QSignalBlocker(self._header):
            for section, column in enumerate(self._columns):
                self._header.resizeSection(section, widths[column.key])
        self._header.viewport().update()
        self._view.viewport().update()
        self._header.geometriesChanged.emit()

    def _shown_widths(self) -> dict[str, int]:
        own = {
            key: max(round(width * theme.text_percent / 100), LEAST_WIDTH)
            for key, width in self._widths.items()
        }
        if self._by_hand or not self._contents.needed:
            return own
        shown = {key: own[key] for key in self._visible_keys()}
        viewport = self._view.viewport().width()
        return own | share(shown, self._contents.needed, self._contents.least(), viewport)

    def _visible_keys(self) -> list[str]:
        return [column.key for column in self._columns if self.is_visible(column.key)]

    def visible(self) -> list[Column]:
        """The columns shown, in the order shown."""
        return [column for column in self.ordered() if self.is_visible(column.key)]

    def ordered(self) -> list[Column]:
        """All columns in the order shown, the hidden ones in their place."""
        header = self._header
        return [self._columns[header.logicalIndex(at)] for at in range(header.count())]

    def is_visible(self, key: str) -> bool:
        """Whether a column is shown."""
        return not self._header.isSectionHidden(self._section(key))

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not visible and [column.key for column in self.visible()] == [key]:
            return
        with QSignalBlocker(self._header):  # a column that is shown was not widened by hand
            self._header.setSectionHidden(self._section(key), not visible)
        self.scale()
        self.changed.emit()

    def move(self, key: str, place: int) -> None:
        """Put a column at this place among all columns, counted from 0."""
        self._header.moveSection(self._header.visualIndex(self._section(key)), place)

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Note the order the list is asked for in, and show the arrow."""
        self.sort, self.descending = key, descending
        self._header.show_sort(key, descending=descending)

    def state(self) -> dict[str, Any]:
        """Everything here as JSON-able values."""
        return {
            "columns": [
                {
                    "key": column.key,
                    "width": round(self._widths[column.key]),
                    "visible": self.is_visible(column.key),
                }
                for column in self.ordered()
            ],
            "by_hand": self._by_hand,
            "sort": self.sort,
            "descending": self.descending,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a state from `state()`; what does not fit is passed over."""
        keys = {column.key for column in self._columns}
        place = 0
        listed = state.get("columns")
        self._by_hand = state.get("by_hand") is True
        with QSignalBlocker(self._header):
            for entry in listed if isinstance(listed, list) else []:
                key = entry.get("key") if isinstance(entry, Mapping) else None
                if key not in keys:
                    continue
                keys.discard(key)
                self._restore_column(str(key), entry, place)
                place += 1
            if not self.visible():
                self._header.setSectionHidden(self._header.logicalIndex(0), False)  # noqa: FBT003
        sort = state.get("sort")
        if sort in {column.key for column in self._columns if column.sortable}:
            self.set_sort(str(sort), descending=state.get("descending") is True)
        self.scale()
        self.changed.emit()

    def _restore_column(self, key: str, entry: Mapping[str, Any], place: int) -> None:
        section = self._section(key)
        width = entry.get("width")
        if self._by_hand and isinstance(width, int | float) and LEAST_WIDTH <= width <= 2000:
            self._widths[key] = float(width)
        self._header.moveSection(self._header.visualIndex(section), place)
        self._header.setSectionHidden(section, entry.get("visible") is False)

    def _section(self, key: str) -> int:
        for section, column in enumerate(self._columns):
            if column.key == key:
                return section
        raise KeyError(key)

    def _resized(self, section: int, _old: int, new: int) -> None:
        if new > 0:  # hiding tells a width of 0
            if not self._by_hand:  # the others stay as they are seen
                self._by_hand = True
                for at, column in enumerate(self._columns):
                    if not self._header.isSectionHidden(at):
                        shown = self._header.sectionSize(at)
                        self._widths[column.key] = shown * 100 / theme.text_percent
            self._widths[self._columns[section].key] = new * 100 / theme.text_percent
            self.changed.emit()
