"""Answers pasted back from the chat: a preview of what is kept, decided line by line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import _, ngettext
from organizer.domain.events import actions_feedback
from organizer.domain.events.feedback import AnswersPlan, Question
from organizer.domain.events.store_feedback import plan_answers
from organizer.screens.events.feedback_rows import (
    LEAVE_OUT,
    NAME_ONLY,
    PlanRow,
    plan_columns,
    plan_rows,
    who_choices,
)
from organizer.screens.events.paste_strip import find_people
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.theme import Kind, Space, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

TYPING_PAUSE = 120
"""Milliseconds without a key before the text is read again."""


class FeedbackPaste(QWidget):
    """A box to paste into, a table of what each answer does, and who somebody is."""

    kept = Signal()
    """Answers were kept."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._key = desk, key
        self.plan: AnswersPlan | None = None
        self._picked: dict[str, str] = {}
        self._acting = False
        self._answers = Answers(self)
        self._asker = object()
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(_("Pasted answers"))
        self.box.setPlaceholderText(
            _("Paste the answers from the chat: a sign-up chain, “Name: answer”, or messages.")
        )
        self.box.textChanged.connect(self._read_soon)
        self.source = AtHand[PlanRow](lambda row: row.key)
        self.table: RecordTable | None = None
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.person = PickerField(desk.tasks, self._find, self._chosen)
        self.person.set_label(_("Who is it?"))
        self.keep_button = QPushButton(self)
        set_kind(self.keep_button, Kind.PRIMARY)
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self.keep)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        for widget in (self.box, self.problem, self.person):
            self._column.addWidget(widget)
        self._column.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignRight)
        line = theme.line_height()
        self.box.setMinimumHeight(3 * line)
        self.box.setMaximumHeight(6 * line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self.read)
        self._show_plan()

    def ask_for(self, questions: Sequence[Question]) -> None:
        """Read the answers to these questions; a column for each."""
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
        made = self.table = RecordTable(
            plan_columns(questions, self._decide_words, self._divide), self.source, self
        )
        made.setAccessibleName(_("What each answer does"))
        made.setMinimumHeight(6 * theme.line_height())
        made.current_changed.connect(lambda _key: self._show_person())
        made.remove_requested.connect(self._leave_out)
        made.activated.connect(lambda _key: self.person.setFocus())
        self._column.insertWidget(1, made, 1)
        self.read()

    # --- reading ----------------------------------------------------------------------------------

    def paste(self, text: str) -> None:
        """Put a text into the box and read it at once."""
        self.box.setPlainText(text)
        self.read()

    def _read_soon(self) -> None:
        self._pause.start()

    def read(self) -> None:
        """Read what stands in the box."""
        self._pause.stop()
        text = self.box.toPlainText()
        self._refuse("")
        if not text.strip():
            self.plan = None
            self._show_plan()
            return
        ticket = self._desk.opened().ask(
            lambda db: plan_answers(db, self._key, text), asker=self._asker
        )
        self._answers.when(ticket, self._planned)

    def _planned(self, ticket: "Ticket[AnswersPlan]") -> None:
        if ticket.cancelled:
            return
        try:
            self.plan = ticket.result()
        except UserError as refusal:
            self.plan = None
            self._refuse(refusal.message())
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        rows = plan_rows(plan, self._picked) if plan is not None else []
        self.source.give(rows)
        if self.table is not None:
            self.table.refresh()
        changes = 0 if plan is None else plan.count("new") + plan.count("changed")
        self.keep_button.setText(
            ngettext("Keep {count} answer", "Keep {count} answers", changes).format(count=changes)
        )
        self.keep_button.setEnabled(changes > 0)
        self._show_person()

    def _row(self) -> PlanRow | None:
        key = "" if self.table is None else self.table.current_id()
        return self.source.rows_by_key.get(key)

    def _show_person(self) -> None:
        row = self._row()
        planned = row.planned if row is not None else None
        self.person.setVisible(planned is not None)
        if row is None or planned is None:
            return
        known = planned.member_id
        name = row.called.partition(" · ")[0] or planned.read.name
        self.person.load(Choice(known, name) if known is not None else None)

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- deciding ---------------------------------------------------------------------------------

    def _use(self, plan: AnswersPlan) -> None:
        self.plan = plan
        self._refuse("")
        self._show_plan()

    async def _find(self, words: str) -> Sequence[Choice]:
        return await find_people(self._desk, words)

    async def _chosen(self, choice: Choice | None) -> None:
        row = self._row()
        if row is not None and row.planned is not None and self.plan is not None:
            if choice is not None:
                place = choice.detail.partition(" · ")[0]
                self._picked[choice.id] = " · ".join(filter(None, (choice.title, place)))
            self._use(self.plan.decided(row.place, None if choice is None else choice.id))

    def _decide_words(self, key: str, words: str) -> None:
        """What was chosen in a cell, by its words."""
        row = self.source.rows_by_key.get(key)
        if row is None or self.plan is None or row.planned is None:
            return
        chosen = next((code for code, text in who_choices(row) if text == words), "")
        if chosen == LEAVE_OUT:
            self._use(self.plan.without(row.place))
        elif chosen:
            self._use(self.plan.decided(row.place, None if chosen == NAME_ONLY else chosen))

    def _divide(self, key: str, place: int, text: str) -> None:
        row = self.source.rows_by_key.get(key)
        if row is None or row.planned is None or self.plan is None:
            return
        words = list(row.planned.read.words)
        words[place] = text.strip()
        self._use(self.plan.with_words(row.place, words))

    def _leave_out(self, keys: list[str]) -> None:
        plan = self.plan
        for key in keys:
            row = self.source.rows_by_key.get(key)
            if plan is not None and row is not None and row.planned is not None:
                plan = plan.without(row.place)
        if plan is not None:
            self._use(plan)

    # --- keeping ----------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the answers; those that wait for a word stay in the box."""
        if self._pause.isActive():
            self.read()
            return
        if self.plan is not None and not self._acting:
            self._acting = True
            self._desk.start(self._keep(self.plan))

    async def _keep(self, plan: AnswersPlan) -> None:
        try:
            done = await self._desk.save(actions_feedback.keep, plan)
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        finally:
            self._acting = False
        self._desk.say_done(done)
        waiting = done.result.undecided
        if waiting:
            self.read()
            self._refuse(
                ngettext(
                    "{count} answer waits: say who it is.",
                    "{count} answers wait: say who they are.",
                    waiting,
                ).format(count=waiting)
            )
        else:
            self.box.clear()
        self.kept.emit()
