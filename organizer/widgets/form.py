"""A form: labels in one column, fields in the other, what is seldom needed folded under “More”."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.edit_field import EditField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind, theme

LABEL_CHARACTERS = 9
"""Width of the label column in Chinese characters; longer labels wrap."""
LEAST_FIELD = 200
"""Pixels a field needs beside its label; with less the labels stand above the fields."""
WIDEST = 16_777_215


@runtime_checkable
class Labelled(Protocol):
    """A field that takes its name from its label and knows whether it shows anything."""

    def set_label(self, text: str) -> None:
        """Name the field for screen readers."""

    def is_empty(self) -> bool:
        """Whether the field shows nothing."""


@runtime_checkable
class Checked(Protocol):
    """A field that knows whether what is typed can be taken."""

    def check(self) -> bool:
        """Whether it can; says so at the field when not."""


@dataclass
class _Row:
    label: PlainLabel
    words: str
    translated: bool
    field: QWidget
    folded: bool


class Form(QWidget):
    """Rows of a label and a field; the label column is aligned over all of them.

    Add rows with `add`; with `folded=True` they stand under “More”. Labels are marked with N_ and
    shown in the language spoken; words of the owner's own are given with `own_words=True`.
    """

    unfolded = Signal(bool)
    """“More” was opened or closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._next = {False: 0, True: 0}
        self._narrow = False
        self._sized = False
        self._open = False
        self._first = self._grid()
        self._folded = self._grid()
        self._more = QPushButton(self)
        set_kind(self._more, Kind.QUIET)
        self._more.clicked.connect(lambda: self.unfold(not self._open))
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._first)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._folded)
        column.addStretch(1)
        theme.changed.connect(self._align)
        self.retranslate()

    # --- building -------------------------------------------------------------------------------

    def add(
        self, label: str, field: QWidget, *, folded: bool = False, own_words: bool = False
    ) -> None:
        """Add a field; the label becomes its name for screen readers and its shortcut's target."""
        made = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        made.setBuddy(field.focusProxy() or field)
        self._put(made, field, folded=folded)
        self._rows.append(_Row(made, label, not own_words, field, folded))
        if isinstance(field, EditField):
            field.refused.connect(lambda _why: self._show_folded_problem(folded=folded))
            field.saved.connect(self._count)
        visible = self._open or not folded
        made.setVisible(visible)
        field.setVisible(visible)
        self.retranslate()
        self._align()

    def show_row(self, field: QWidget, visible: bool) -> None:
        """Show or hide a field that was added, with its label; not for folded ones."""
        for row in self._rows:
            if row.field is field:
                row.label.setVisible(visible)
                row.field.setVisible(visible)

    def clear(self) -> None:
        """Take every row out, such as before the owner's own fields are built again."""
        for row in self._rows:
            for widget in (row.label, row.field):
                widget.setParent(None)
                widget.deleteLater()
        self._rows.clear()
        self._next = {False: 0, True: 0}
        self._count()

    # --- using ----------------------------------------------------------------------------------

    def fields(self) -> list[QWidget]:
        """All fields in their order."""
        return [row.field for row in self._rows]

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Show a field that is not folded, or leave it out, with its label."""
        for row in self._rows:
            if row.field is field:
                row.label.setVisible(shown)
                row.field.setVisible(shown)

    def unfold(self, open_it: bool) -> None:
        """Show or fold what stands under “More”."""
        if open_it == self._open:
            return
        self._open = open_it
        for row in self._rows:
            if row.folded:
                row.label.setVisible(open_it)
                row.field.setVisible(open_it)
        self._count()
        self.unfolded.emit(open_it)

    def check(self) -> bool:
        """Whether everything typed can be taken; the first field that can't gets the cursor."""
        wrong = [
            row for row in self._rows if isinstance(row.field, Checked) and not row.field.check()
        ]
        if wrong:
            wrong[0].field.setFocus()
        return not wrong

    def commit(self) -> None:
        """Save what is being typed in any field."""
        for row in self._rows:
            if isinstance(row.field, EditField):
                row.field.commit()

    def count_again(self) -> None:
        """Say again how many folded fields hold something; call it after values were loaded."""
        self._count()

    def retranslate(self) -> None:
        """Set every label again in the language spoken."""
        for row in self._rows:
            text = _(row.words) if row.translated else row.words
            row.label.setText(text)
            if isinstance(row.field, Labelled):
                row.field.set_label(text)
            elif not isinstance(row.field, PlainLabel):  # a text is read as it stands
                row.field.setAccessibleName(text)
        self._count()
        self._align()

    # --- inside ---------------------------------------------------------------------------------

    @staticmethod
    def _grid() -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        return grid

    def _free(self, *, folded: bool) -> tuple[QGridLayout, int]:
        """The grid of this part of the form and its next row; each entry has two."""
        grid = self._folded if folded else self._first
        self._next[folded] += 2
        return grid, self._next[folded] - 2

    def _put(self, label: PlainLabel, field: QWidget, *, folded: bool) -> None:
        """Put a label beside its field, or above it in a narrow form."""
        grid, row = self._free(folded=folded)
        if self._narrow:
            grid.addWidget(label, row, 0, 1, 2)
            grid.addWidget(field, row + 1, 0, 1, 2)
        else:
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)

    def _show_folded_problem(self, *, folded: bool) -> None:
        if folded:
            self.unfold(open_it=True)

    @Slot()
    def _count(self, _value: object = None) -> None:
        folded = [row for row in self._rows if row.folded]
        self._more.setVisible(bool(folded))
        set_icon(self._more, "chevron-up" if self._open else "chevron-down", Tone.MUTED)
        filled = sum(isinstance(row.field, Labelled) and not row.field.is_empty() for row in folded)
        if self._open:
            self._more.setText(_("Less"))
        elif filled:
            self._more.setText(
                ngettext("More ({count} filled in)", "More ({count} filled in)", filled).format(
                    count=filled
                )
            )
        else:
            self._more.setText(_("More"))

    @Slot()
    def _align(self) -> None:
        """Give both grids the label column the widest label wants, up to a bound."""
        metrics = self.fontMetrics()
        words = (word for row in self._rows for word in row.label.text().split() if word.isascii())
        unbroken = max(map(metrics.horizontalAdvance, words), default=0)
        most = max(LABEL_CHARACTERS * metrics.height(), unbroken + 2)
        widest = max((metrics.horizontalAdvance(row.label.text()) for row in self._rows), default=0)
        width = min(widest + 2, most)
        # Before it has a width of its own a form is wide: a sheet asks it how high it wants to be.
        needed = width + LEAST_FIELD * theme.text_percent // 100
        self._stack(self._sized and needed > self.width())
        # A label's first line stands beside the first line of what is typed.
        line = self._rows[0].field.sizeHint().height() if self._rows else 0
        drop = max(0, (min(line, metrics.height() * 2) - metrics.height()) // 2)
        for row in self._rows:
            row.label.setMinimumWidth(0 if self._narrow else width)
            row.label.setMaximumWidth(WIDEST if self._narrow else width)
            row.label.setContentsMargins(0, Space.XS if self._narrow else drop, 0, 0)
            if isinstance(row.field, PlainLabel):  # read only: its text where a field has its own
                beside = 0 if self._narrow else drop
                row.field.setContentsMargins(Space.S, beside, 0, beside)

    def _stack(self, narrow: bool) -> None:
        """Put labels above their fields, or beside them, when that changes."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for row in self._rows:
            # Not takeAt: an item that lives on keeps the label's old height for itself.
            grid = self._folded if row.folded else self._first
            grid.removeWidget(row.label)
            grid.removeWidget(row.field)
        self._next = {False: 0, True: 0}
        for row in self._rows:
            self._put(row.label, row.field, folded=row.folded)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sized = True
        if event.size().width() != event.oldSize().width():
            self._align()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._align()
