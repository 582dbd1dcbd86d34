"""What happened to a person: who changed what and when, each step to be taken back from here."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.clock import register_zone
from organizer.base.formats import format_moment
from organizer.base.history import PastStep
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.rosters.store_history import PastOfMember, past_of_member
from organizer.screens.members.past_lines import PastLine, PastWords
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, HairLine, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

FIRST = 20
"""Steps shown at once; the rest on demand."""
MOST_LINES = 12


class PastTab(DetailTab):
    """The steps of one person, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self._past: PastOfMember | None = None
        self._shown = FIRST
        self._entries: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.M)
        self.empty = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.more = QPushButton(self)
        set_kind(self.more, Kind.QUIET)
        set_icon(self.more, "chevron-down")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.empty)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.retranslate()

    @override
    def show_record(self, record_id: str | None) -> None:
        self._shown = FIRST
        super().show_record(record_id)

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.record_id is None or self.desk.register is None:
            return
        wanted = self.record_id
        ticket = self.desk.opened().ask(lambda db: past_of_member(db, wanted), asker=self._asker)
        self._answers.when(ticket, lambda answer: self._arrived(wanted, answer))

    def _arrived(self, member_id: str, ticket: "Ticket[PastOfMember]") -> None:
        if ticket.cancelled or member_id != self.record_id:
            return
        self._past = ticket.result()
        self._fill()

    def _show_more(self) -> None:
        self._shown += FIRST
        self._fill()

    def _fill(self) -> None:
        for entry in self._entries:
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()
        past = self._past
        self.empty.setVisible(past is None or not past.entries)
        self.more.setVisible(past is not None and len(past.entries) > self._shown)
        if past is None:
            return
        masked = self.desk.machine_settings.get("mask_numbers")
        words = PastWords(past, masked=masked)
        for step, changes in past.entries[: self._shown]:
            entry = PastEntry(self.desk, step, words.lines(changes), self)
            self._list.addWidget(entry)
            self._entries.append(entry)

    @override
    def retranslate(self) -> None:
        self.empty.setText(_("Nothing has been noted of this person yet."))
        self.more.setText(_("Show more"))
        self._fill()


class PastEntry(QWidget):
    """One step: its title, when and by whom, what it changed, and the way back."""

    def __init__(self, desk: Desk, step: PastStep, lines: list[PastLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self.undo: QPushButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(PlainLabel(step.title(), self, role=TextRole.STRONG, wrap=True), 1)
        if not step.in_force and step.undoes_id is None:
            head.addWidget(Chip(_("Undone"), Tone.MUTED, self))
        elif step.taken_back == "rows" and step.undoes_id is None:
            head.addWidget(self._way_back(desk), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(PlainLabel(_when(step), self, role=TextRole.CAPTION, tone=Tone.MUTED))
        if lines:
            column.addLayout(self._facts(lines))
        column.addWidget(HairLine(self))

    def _way_back(self, desk: Desk) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, Kind.QUIET)
        many = int(self.step.values.get("count", 1) or 1) > 1
        if many:  # the owner sees first what else would be taken back
            button.setText(_("Show step"))
            button.clicked.connect(lambda: desk.open_page("history", step=self.step.id))
        else:
            set_icon(button, "undo-2")
            button.setText(_("Undo"))
            button.clicked.connect(lambda: desk.start(desk.take_back(self.step.id)))
            self.undo = button
        button.setAccessibleName(f"{button.text()}: {self.step.title()}")
        return button

    def _facts(self, lines: list[PastLine]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines[:MOST_LINES]):
            grid.addWidget(
                PlainLabel(line.title, self, tone=Tone.MUTED, wrap=True),
                row,
                0,
                Qt.AlignmentFlag.AlignTop,
            )
            grid.addWidget(PlainLabel(_arrow(line), self, wrap=True, selectable=True), row, 1)
        return grid


def _arrow(line: PastLine) -> str:
    if not line.before:
        return f"+ {line.after}"
    if not line.after:
        return f"− {line.before}"
    return f"{line.before} → {line.after}"


def _when(step: PastStep) -> str:
    moment = dt.datetime.fromisoformat(step.made_at.replace("Z", "+00:00"))
    when = format_moment(moment, register_zone())
    return " · ".join(filter(None, (when, step.made_by)))
