"""What is said at an event: written down as it comes, corrected, worked off, copied as text."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from organizer.base import words as spoken
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions
from organizer.domain.events.said_text import said_text
from organizer.screens.events.notes_card import NoteCard
from organizer.screens.events.notes_list import NotesList
from organizer.screens.events.writing_line import WritingLine, promise_day
from organizer.widgets.action_row import ActionRow
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.fields import MultiLineField
from organizer.widgets.form import Form
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep
    from organizer.widgets.edit_field import Save

ROWS_IN_VIEW = 10


class EventNotes(DetailTab):
    """Topics with votes, questions, advice, problems, promises and stories; the minutes below."""

    tables = frozenset({"event_note", "task", "event", "session", "member", "skipped_occurrence"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.action_row = ActionRow(self, Space.S)
        self.copy_button = self._tool("copy", self.copy)
        self.recap_button = self._tool("send", self.open_recap)
        self.feedback_button = self._tool("message-circle", self.open_feedback)
        self.writing = WritingLine(desk, self, lambda: self.record_id)
        self.list = NotesList(desk, self)
        self.writing.written.connect(self.list.select)
        self.table = self.list.table
        self.empty = EmptyState("message-circle", self)
        self.table.set_empty_widget(self.empty)
        self.card = NoteCard(desk, self)
        self.form = Form(self)
        self.minutes = MultiLineField(desk.tasks, self._minutes_of(""))
        self.form.add(N_("Minutes"), self.minutes)
        self.list.read.connect(self._told)
        self.table.current_changed.connect(lambda _id: self._show_row())
        self.table.activated.connect(lambda _id: self._edit_words())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.action_row)
        column.addWidget(self.writing)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        column.addWidget(self.form)
        self.retranslate()

    def _tool(self, name: str, run: object) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        self.action_row.add(button)
        return button

    # --- reading ----------------------------------------------------------------------------------

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.writing.clear()
            self._shown_for = None
        super().show_record(record_id)

    _shown_for: str | None = None

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if step is None or not self.tables.isdisjoint(step.tables):
            self.list.ask(self.record_id)

    def _told(self) -> None:
        """Bring everything around the list up to what was read with it."""
        found = self.list.found
        self.table.keep_in_view(min(len(found.rows), ROWS_IN_VIEW) if found is not None else 0)
        self._show_row()
        if found is None or self.record_id is None:
            return
        if self._shown_for == self.record_id:
            self.minutes.set_value(found.event.minutes)
        else:
            self._shown_for = self.record_id
            self.minutes.load(found.event.minutes, self._minutes_of(self.record_id))
        starts = found.event.starts
        day = self.desk.clock.today() if starts is None else starts.date()
        self.writing.propose_day(promise_day(day))

    def _show_row(self) -> None:
        self.card.show_row(self.record_id, self.list.row(self.table.current_id()))

    # --- what can be done -------------------------------------------------------------------------

    def _edit_words(self) -> None:
        row = self.list.row(self.table.current_id())
        if row is not None:
            self.card.words[0 if row.note is not None else 1].setFocus()

    def _minutes_of(self, key: str) -> "Save[str]":
        async def save(text: str) -> None:
            await self.desk.save(actions.change, key, minutes=text)

        return save

    def copy(self) -> None:
        """Put everything that was said on the clipboard, as text for a chat."""
        found = self.list.found
        if found is None:
            return
        QGuiApplication.clipboard().setText(
            said_text(found.event, found.notes, found.promises, spoken.language())
        )
        self.desk.messages.say(_("Copied"))

    def open_recap(self) -> None:
        """Open the recap for the chat."""
        from organizer.screens.events.recap_sheet import open_recap

        if self.record_id is not None:
            self.desk.start(open_recap(self.desk, self.record_id))

    def open_feedback(self) -> None:
        """Open the questions after the event, and the answers."""
        from organizer.screens.events.feedback_sheet import open_feedback

        if self.record_id is not None:
            self.desk.start(open_feedback(self.desk, self.record_id))

    # --- DetailTab --------------------------------------------------------------------------------

    @override
    def finish_editing(self) -> None:
        self.card.commit()
        self.form.commit()

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.table.setAccessibleName(_("What was said"))
        for button, text in (
            (self.copy_button, _("Copy as text")),
            (self.recap_button, _("Recap…")),
            (self.feedback_button, _("Feedback…")),
        ):
            button.setText(text)
        self.writing.retranslate()
        self.card.retranslate()
        self.form.retranslate()
        self.empty.tell(
            _("Nothing written down yet."),
            hint=_("Write topics, questions, advice and promises above as they come."),
        )
