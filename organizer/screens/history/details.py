"""One step beside the list: when, by whom, what it changed, and the way back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from organizer.base.clock import register_zone
from organizer.base.formats import format_moment, format_number
from organizer.base.words import _, ngettext
from organizer.screens.history.change_words import ChangeWords, RecordWords
from organizer.screens.history.step_model import local
from organizer.widgets.colours import Tone
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, HairLine, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from organizer.base.history import PastStep
    from organizer.domain.overview.store_history import Changed

TURNED = 500
"""Milliseconds in which a button that now says the opposite takes no click."""


class StepDetails(QFrame):
    """Shows a step; `more_wanted` asks for further rows of it."""

    undo_wanted = Signal()
    more_wanted = Signal(int)
    """So many rows are shown; the following are wanted."""
    other_wanted = Signal(str)
    """Another step (id) should be shown: the one that this one took back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_card(self)
        self.step: PastStep | None = None
        self._shown = 0
        self._title = PlainLabel("", self, role=TextRole.TITLE, wrap=True, selectable=True)
        self._when = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self._state = Chip("", Tone.MUTED, self)
        self._note = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.undo = QPushButton(self)
        self.undo.clicked.connect(self._press)
        self._said = ("", False)
        self._turned = QElapsedTimer()
        self.other = QPushButton(self)
        set_kind(self.other, Kind.QUIET)
        self.other.clicked.connect(self._go_to_other)
        self.more = QPushButton(self)
        set_kind(self.more, Kind.QUIET)
        set_icon(self.more, "chevron-down")
        self.more.clicked.connect(lambda: self.more_wanted.emit(self._shown))
        self._count = PlainLabel("", self, role=TextRole.STRONG)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.M)
        self.empty = EmptyState("history", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._laid_out())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._stack)

    def _laid_out(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._state)
        head.addWidget(self._when, 1)
        actions = QHBoxLayout()
        actions.setSpacing(Space.S)
        actions.addWidget(self.undo)
        actions.addWidget(self.other)
        actions.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addLayout(actions)
        column.addWidget(HairLine())
        column.addWidget(self._count)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def show_step(self, step: "PastStep | None") -> None:
        """Show the head of a step; its rows come with `add_changes`."""
        self.step = step
        self._shown = 0
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._stack.setCurrentIndex(0 if step is None else 1)
        self._count.setText("")
        self.more.hide()
        if step is not None:
            self._show_head(step)

    def _show_head(self, step: "PastStep") -> None:
        self._title.setText(step.title())
        moment = format_moment(local(step), register_zone(), seconds=True)
        self._when.setText(" · ".join(filter(None, (moment, step.made_by))))
        takes_back = step.undoes_id is not None
        self._state.setVisible(not takes_back and not step.in_force)
        self._state.setText(_("Undone"))
        can = step.taken_back == "rows" and not takes_back
        self.undo.setVisible(can)
        self.undo.setText(_("Undo this") if step.in_force else _("Do it again"))
        said = (step.id, step.in_force)
        if said[0] == self._said[0] and said != self._said:
            self._turned.start()
        elif said != self._said:
            self._turned.invalidate()
        self._said = said
        set_icon(self.undo, "undo-2" if step.in_force else "redo-2")
        self.other.setVisible(takes_back)
        self.other.setText(_("Show the operation it took back"))
        self._note.setText(_why_not(step))
        self._note.setVisible(bool(self._note.text()))

    def _press(self) -> None:
        # The second click of a double click was meant for what the button said before.
        if not self._turned.isValid() or self._turned.hasExpired(TURNED):
            self.undo_wanted.emit()

    def _go_to_other(self) -> None:
        if self.step is not None and self.step.undoes_id is not None:
            self.other_wanted.emit(self.step.undoes_id)

    def add_changes(self, changed: "Changed", *, masked: bool) -> None:
        """Add rows of the step below those that are shown."""
        self._count.setText(
            ngettext("{count} entry", "{count} entries", changed.total).format(
                count=format_number(changed.total)
            )
        )
        for words in ChangeWords(changed, masked=masked).records():
            self._rows.addWidget(_record(words))
        self._shown += len(changed.changes)
        rest = changed.total - self._shown
        self.more.setVisible(rest > 0 and bool(changed.changes))
        self.more.setText(_("Show more ({count} left)").format(count=format_number(rest)))

    def records(self) -> Sequence[QWidget]:
        """The records shown."""
        items = [self._rows.itemAt(place) for place in range(self._rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if widget is not None]

    def retranslate(self) -> None:
        """Set the texts of an empty pane again."""
        self.empty.tell(
            _("Choose an operation."),
            hint=_("You see what it changed, and can take it back — today or next week."),
        )


def _why_not(step: "PastStep") -> str:
    if step.taken_back == "none":
        return _("This can’t be undone: it is kept as a record.")
    if step.taken_back == "reversal":
        return _("This is not undone, but answered by a counter-entry.")
    return ""


def _record(words: RecordWords) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(
        PlainLabel(f"{words.kind}  {words.title}".strip(), box, role=TextRole.STRONG, wrap=True)
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, (label, before, after) in enumerate(words.lines):
        name = PlainLabel(label, box, tone=Tone.MUTED)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        text = before if words.removed else f"{before or '—'} → {after or '—'}"
        grid.addWidget(PlainLabel(text, box, wrap=True, selectable=True), row, 1)
    column.addLayout(grid)
    return box
