"""Named layouts: columns in an order, kept for the next time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.screens.rosters.order import SHORT_KEYS
from organizer.widgets.named_bar import BarWords, NamedBar

if TYPE_CHECKING:
    from organizer.domain.fields.records import Preset
    from organizer.widgets.desk import Desk

USUAL, SHORT = "", "short"
_WORDS = BarWords(
    N_("Layout"),
    N_("Keep these columns"),
    N_("Keep these columns…"),
    N_("Name of the layout"),
    N_("Delete this layout"),
)


class LayoutBar(NamedBar):
    """Choose a layout, keep the present columns as one, delete one."""

    columns_chosen = Signal(list)
    """The keys of the chosen layout; an empty list is the usual one."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        self._layouts: list[Preset] = []
        super().__init__(desk.tasks, desk.messages.open, parent, _WORDS)
        self.chosen.connect(self._tell_columns)

    def show_layouts(self, layouts: Sequence["Preset"], chosen: str | None = None) -> None:
        """Offer these layouts; `chosen` is the name of the one to show."""
        before = self.combo.currentData() or USUAL
        self._layouts = list(layouts)
        named = next((one.id for one in self._layouts if one.name == chosen), before)
        given = [(USUAL, _("Usual columns")), (SHORT, _("Short, for a phone"))]
        self.offer(given, [(one.id, one.name) for one in self._layouts], named)

    def _tell_columns(self, wanted: str) -> None:
        if wanted == SHORT:
            self.columns_chosen.emit(list(SHORT_KEYS))
            return
        one = next((one for one in self._layouts if one.id == wanted), None)
        columns = one.content.get("columns") if one is not None else []
        self.columns_chosen.emit([str(key) for key in columns] if isinstance(columns, list) else [])

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.show_layouts(self._layouts)
