"""Rows refused for one cell, or that nothing tells: the owner may have them taken all the same."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.domain.rosters import reasons
from organizer.domain.rosters.columns import BY_NAME, key_title
from organizer.domain.rosters.keyless import AS_NEW
from organizer.domain.rosters.plan import Cell, ImportPlan
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space


class EmptyBox(QWidget):
    """One tick for each reason and column; hidden where there is nothing to choose."""

    chosen = Signal(frozenset)
    """The cells (`plan.Cell`) that are to be left empty, or rows taken as new, from now on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[Cell, QCheckBox] = {}
        self.last: QCheckBox | None = None
        """The tick that was set or taken last: the keyboard stays there."""
        self._title: Callable[[str], str] = str
        self._plan: ImportPlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.caption, self._ticks, self._flow = self._add_part(column)
        self.new_caption, self._new_ticks, self._new_flow = self._add_part(column)
        self.hide()

    def _add_part(self, column: QVBoxLayout) -> tuple[PlainLabel, QWidget, FlowLayout]:
        caption = PlainLabel("", self, wrap=True)
        ticks = QWidget(self)
        column.addWidget(caption)
        column.addWidget(ticks)
        return caption, ticks, FlowLayout(ticks, Space.L)

    def show_plan(self, plan: ImportPlan, title: Callable[[str], str]) -> None:
        """Show what this plan offers and has taken up; `title` names a column by its key."""
        self._title, self._plan = title, plan
        if list(plan.offers) != list(self.boxes):
            self._build(plan)
        for cell, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(cell in plan.left_empty)
        as_new = [cell.key == AS_NEW for cell in self.boxes]
        for part in (self.caption, self._ticks):
            part.setVisible(not all(as_new))
        for part in (self.new_caption, self._new_ticks):
            part.setVisible(any(as_new))
        self.setVisible(bool(self.boxes))
        self.retranslate()

    def _build(self, plan: ImportPlan) -> None:
        for cell, box in self.boxes.items():
            (self._new_flow if cell.key == AS_NEW else self._flow).removeWidget(box)
            box.deleteLater()
        self.boxes, self.last = {}, None
        for cell in plan.offers:
            new = cell.key == AS_NEW
            box = QCheckBox(self._new_ticks if new else self._ticks)
            box.toggled.connect(lambda _on, box=box: self._choose(box))
            (self._new_flow if new else self._flow).addWidget(box)
            box.show()
            self.boxes[cell] = box

    def _choose(self, box: QCheckBox) -> None:
        self.last = box
        self.chosen.emit(frozenset(cell for cell, one in self.boxes.items() if one.isChecked()))

    def retranslate(self) -> None:
        """Set every text again."""
        self.caption.setText(_("Take these rows as well, with only this cell left empty:"))
        self.new_caption.setText(_("Take these rows as new members:"))
        plan = self._plan
        for cell, box in self.boxes.items() if plan is not None else ():
            count = plan.offers[cell] if plan is not None else 0
            if cell.key == AS_NEW:
                words = ngettext("{reason} ({count} row)", "{reason} ({count} rows)", count)
                box.setText(words.format(reason=self._why_new(cell), count=count))
                continue
            box.setText(
                ngettext(
                    "{column}: {reason} ({count} row)", "{column}: {reason} ({count} rows)", count
                ).format(
                    column=self._title(cell.key),
                    reason=reasons.few_words(cell.code),
                    count=count,
                )
            )

    def _why_new(self, cell: Cell) -> str:
        keys = self._plan.keys if self._plan is not None else ()
        if cell.code != "key_missing" or not keys:
            return reasons.as_new_words(cell.code)
        titles = [self._title("institution") if key == BY_NAME else key_title(key) for key in keys]
        return _("without {columns}").format(columns=_(", ").join(titles))
