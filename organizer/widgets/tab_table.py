"""A list inside a tab of the detail."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from organizer.base.overriding import override
from organizer.widgets.record_columns import Column, RowSource
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import theme

LEAST = 100
"""Pixels at 100 % text: the titles and some rows, the least a list is of use with."""


class TabTable(RecordTable):
    """A record table that keeps its height in a low pane; the tab scrolls instead.

    What it says while it is empty is shown whole.
    """

    _least = LEAST
    _rows = 0

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource,
        parent: QWidget | None = None,
        *,
        least: int = LEAST,
    ) -> None:
        super().__init__(columns, source, parent)
        self._least = least
        theme.changed.connect(self._keep_height)
        self._keep_height()

    def keep_in_view(self, rows: int) -> None:
        """Be high enough for so many rows: what follows below the list is scrolled to."""
        self._rows = rows
        self._keep_height()

    @Slot()
    def _keep_height(self) -> None:
        wanted = max(self._least * theme.text_percent // 100, self.overlay_height())
        if self._rows:
            around = self.height() - self.view.viewport().height()
            wanted = max(wanted, self._rows * self.view.painter.row_height + around)
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)

    @override
    def _show_overlay(self) -> None:
        super()._show_overlay()
        self._keep_height()
