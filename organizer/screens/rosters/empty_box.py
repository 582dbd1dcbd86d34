"""Rows refused for one cell: the owner may have them taken with that cell left empty."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.domain.rosters import reasons
from organizer.domain.rosters.plan import Cell, ImportPlan
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space


class EmptyBox(QWidget):
    """One tick for each reason and column; hidden where there is nothing to choose."""

    chosen = Signal(frozenset)
    """The cells (`plan.Cell`) that are to be left empty from now on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[Cell, QCheckBox] = {}
        self.last: QCheckBox | None = None
        """The tick that was set or taken last: the keyboard stays there."""
        self._title: Callable[[str], str] = str
        self._offers: Mapping[Cell, int] = {}
        self.caption = PlainLabel("", self, wrap=True)
        self._ticks = QWidget(self)
        self._flow = FlowLayout(self._ticks, Space.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.caption)
        column.addWidget(self._ticks)
        self.hide()

    def show_plan(self, plan: ImportPlan, title: Callable[[str], str]) -> None:
        """Show what this plan offers and has taken up; `title` names a column by its key."""
        self._title = title
        if list(plan.offers) != list(self.boxes):
            self._build(plan)
        self._offers = plan.offers
        for cell, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(cell in plan.left_empty)
        self.setVisible(bool(self.boxes))
        self.retranslate()

    def _build(self, plan: ImportPlan) -> None:
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes, self.last = {}, None
        for cell in plan.offers:
            box = QCheckBox(self._ticks)
            box.toggled.connect(lambda _on, box=box: self._choose(box))
            self._flow.addWidget(box)
            box.show()
            self.boxes[cell] = box

    def _choose(self, box: QCheckBox) -> None:
        self.last = box
        self.chosen.emit(frozenset(cell for cell, one in self.boxes.items() if one.isChecked()))

    def retranslate(self) -> None:
        """Set every text again."""
        self.caption.setText(_("Take these rows as well, with only this cell left empty:"))
        for cell, box in self.boxes.items():
            count = self._offers[cell]
            box.setText(
                ngettext(
                    "{column}: {reason} ({count} row)", "{column}: {reason} ({count} rows)", count
                ).format(
                    column=self._title(cell.key),
                    reason=reasons.few_words(cell.code),
                    count=count,
                )
            )
