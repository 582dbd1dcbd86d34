"""Each column of a list beside the column of ours it is read as."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from organizer.base.words import _
from organizer.domain.rosters.apart import Look
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.records import OwnField
from organizer.screens.rosters.column_choice import (
    ColumnChoice,
    Entry,
    new_field,
    shared_entries,
)
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, set_tone

MOST_SHOWN = 60
"""Columns of a list beyond these can't be mapped by hand; they keep what was proposed."""


class ColumnGrid(QScrollArea):
    """One line for each column of the list: name, first values, and what it is."""

    corrected = Signal(int, str)
    """The owner said that this column (by place) is that one of ours (by key)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.combos: list[ColumnChoice] = []
        self._names: list[PlainLabel] = []

    def show_columns(self, look: Look, mapping: ColumnMapping, fields: Sequence[OwnField]) -> None:
        """Show the columns of a list and what they are read as."""
        for _row in self.build(look, mapping, fields):
            pass

    def build(
        self, look: Look, mapping: ColumnMapping, fields: Sequence[OwnField]
    ) -> Iterator[None]:
        """Show the columns of a list, a row in each turn: all at once would hold the window."""
        yield from self._clear()
        inside = QWidget()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card's own ground, which setWidget covers
        grid = QGridLayout(inside)
        grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 4)
        for at, text in enumerate((_("In the list"), _("First values"), _("Read as"))):
            grid.addWidget(PlainLabel(text, inside, role=TextRole.CAPTION, tone=Tone.MUTED), 0, at)
        entries = shared_entries(fields)
        for place, name in enumerate(look.header[:MOST_SHOWN]):
            yield
            if self.widget() is not inside:
                return  # another list is shown by now
            row = self._row(inside, look, place, [*entries, *new_field(name)])
            for at, widget in enumerate(row):
                grid.addWidget(widget, place + 1, at)
            self._show_key(place, mapping.keys[place])
        rest = len(look.header) - MOST_SHOWN
        if rest > 0:
            more = _("{count} more columns keep what was found for them.").format(count=rest)
            grid.addWidget(PlainLabel(more, inside, tone=Tone.MUTED), MOST_SHOWN + 1, 0, 1, 3)
        grid.setRowStretch(len(self.combos) + 2, 1)
        yield

    def _clear(self) -> Iterator[None]:
        """Let go of the rows of the list before, a few at a time."""
        old = self.takeWidget()
        rows: list[QWidget] = [*self.combos, *self._names]
        self.combos, self._names = [], []
        for row in rows:
            row.deleteLater()
            yield
        if old is not None:
            old.deleteLater()

    def _row(
        self, inside: QWidget, look: Look, place: int, entries: Sequence[Entry]
    ) -> tuple[QWidget, ...]:
        shown = look.header[place] or _("Column {number}").format(number=place + 1)
        label = PlainLabel(shown, inside, role=TextRole.STRONG, elide=True)
        sample = PlainLabel(
            "  ·  ".join(look.samples[place]) or "–", inside, tone=Tone.MUTED, elide=True
        )
        combo = ColumnChoice(entries, inside)
        combo.setAccessibleName(_("“{column}” is read as").format(column=shown))
        combo.activated.connect(lambda _at: self.corrected.emit(place, str(combo.currentData())))
        combo.ensurePolished()
        combo.setMinimumWidth(combo.width_for(entries))
        self._names.append(label)
        self.combos.append(combo)
        return label, sample, combo

    def show_mapping(self, mapping: ColumnMapping) -> None:
        """Show what each column is read as now."""
        for place in range(len(self.combos)):
            self._show_key(place, mapping.keys[place])

    def _show_key(self, place: int, key: str) -> None:
        combo = self.combos[place]
        with QSignalBlocker(combo):
            combo.show_key(key)
        # what goes out only is not imported either
        set_tone(self._names[place], Tone.PLAIN if combo.currentData() else Tone.MUTED)
