"""Feedback after an event: questions go out as text, answers are pasted back and kept."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_feedback, recap, store, store_feedback
from organizer.domain.events.feedback import MOST_QUESTIONS, USUAL_QUESTIONS, Answer, Question
from organizer.screens.events.feedback_paste import FeedbackPaste
from organizer.screens.events.feedback_rows import KeptRow, kept_columns
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.fields import TextField
from organizer.widgets.form import Form
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Edit
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Space, theme

if TYPE_CHECKING:
    from organizer.base.database import Database

ASK, PASTE, KEPT = range(3)
_NUMBERED = (N_("First question"), N_("Second question"), N_("Third question"))


class FeedbackFound(NamedTuple):
    """What was asked after an event, the text that asks it, and what was answered."""

    title: str
    questions: tuple[Question, ...]
    request: str
    answers: tuple[Answer, ...]


def read_feedback(db: "Database", key: str) -> FeedbackFound:
    """Everything the sheet shows. Raises UserError when the event is gone."""
    event = store.event(db, key)
    if event is None:
        raise UserError("events.not_found", N_("There is no such event (any more)."))
    asked = tuple(store_feedback.questions(db, event.id))
    answers = () if event.is_virtual else tuple(store_feedback.answers(db, event.id))
    request = recap.feedback_request(db, key) if asked else ""
    return FeedbackFound(event.title, asked, request, answers)


class FeedbackSheet(Sheet):
    """Three leaves: what is asked, what comes back, what is kept."""

    def __init__(self, desk: Desk, key: str, found: FeedbackFound) -> None:
        super().__init__(
            desk.messages.window,
            _("Feedback on “{event}”").format(event=found.title),
            "events.feedback",
            820,
        )
        self.desk, self.key, self.found = desk, key, found
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.leaves = QStackedWidget(self)
        self.paste = FeedbackPaste(desk, key, self)
        self.paste.kept.connect(self._read)
        for leaf, text in (
            (self._asking(), _("Questions")),
            (self.paste, _("Paste answers")),
            (self._keeping(), ""),
        ):
            self.bar.addTab(text)
            self.leaves.addWidget(leaf)
        self.bar.currentChanged.connect(self._turn)
        self.content.addWidget(self.bar)
        self.content.addWidget(self.leaves, 1)
        self.closer = self.add_button(_("Close"))
        self.closer.clicked.connect(self.accept)
        self.show_found(found)
        self.bar.setCurrentIndex(ASK if not found.questions else PASTE)
        self._turn(self.bar.currentIndex())

    # --- what is asked ----------------------------------------------------------------------------

    def _asking(self) -> QWidget:
        leaf = QWidget(self)
        self.form = Form(leaf)
        self.fields = [
            TextField(self.desk.tasks, partial(self._save_question, at))
            for at in range(MOST_QUESTIONS)
        ]
        for label, field in zip(_NUMBERED, self.fields, strict=True):
            self.form.add(label, field)
        self.usual_button = QPushButton(_("Ask what is usual"), leaf)
        set_icon(self.usual_button, "sparkles")
        self.usual_button.setAutoDefault(False)
        self.usual_button.clicked.connect(self.ask_usual)
        self.hint = PlainLabel(
            _("One to three questions; fewer are answered more often."),
            leaf,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.request = TextPreview(leaf)
        self.request.view.setMinimumHeight(7 * theme.line_height())
        self.request.view.setAccessibleName(_("The text that asks for feedback"))
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.hint)
        column.addWidget(self.form)
        column.addWidget(self.usual_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.request, 1)
        return leaf

    async def _save_question(self, at: int, words: str) -> None:
        asked = [one.words for one in self.found.questions]
        asked += [""] * (MOST_QUESTIONS - len(asked))
        asked[at] = words
        await self.desk.save(actions_feedback.ask, self.key, asked)
        await self._read_now()

    def ask_usual(self) -> None:
        """Ask what is usually asked."""
        self._do(actions_feedback.ask, self.key, [_(one) for one in USUAL_QUESTIONS])

    # --- what is kept -----------------------------------------------------------------------------

    def _keeping(self) -> QWidget:
        leaf = QWidget(self)
        self.source = AtHand[KeptRow](lambda row: row.answer.id)
        self.table = RecordTable(kept_columns(Edit(self._change)), self.source, leaf)
        self.table.setAccessibleName(_("Answers"))
        self.table.setMinimumHeight(8 * theme.line_height())
        self.table.remove_requested.connect(self._remove)
        empty = EmptyState("message-circle", leaf)
        empty.tell(_("No answers yet."), _("Paste answers"))
        empty.acted.connect(lambda: self.bar.setCurrentIndex(PASTE))
        self.table.set_empty_widget(empty)
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        return leaf

    def _change(self, answer_id: str, words: str) -> None:
        self._do(actions_feedback.change_answer, answer_id, words)

    def _remove(self, ids: list[str]) -> None:
        self._do(actions_feedback.remove_answers, ids)

    # --- reading ----------------------------------------------------------------------------------

    def show_found(self, found: FeedbackFound) -> None:
        """Show what the register holds now; what is being typed stays."""
        before, self.found = self.found, found
        for at, field in enumerate(self.fields):
            field.set_value(found.questions[at].words if at < len(found.questions) else "")
        self.usual_button.setVisible(not found.questions)
        self.request.setVisible(bool(found.questions))
        self.request.show_text(found.request)
        self.bar.setTabEnabled(PASTE, bool(found.questions))
        if self.paste.table is None or before.questions != found.questions:
            self.paste.ask_for(found.questions)
        asked = {one.id: one for one in found.questions}
        self.source.give([KeptRow(asked[one.question_id], one) for one in found.answers])
        self.table.refresh()
        count = len(found.answers)
        words = ngettext("{count} answer", "{count} answers", count).format(count=count)
        self.bar.setTabText(KEPT, words)

    def _turn(self, leaf: int) -> None:
        self.leaves.setCurrentIndex(leaf)
        first = {ASK: self.fields[0], PASTE: self.paste.box, KEPT: self.table}[leaf]
        first.setFocus()

    def _do(self, action: Callable[..., object], *given: object) -> None:
        self.desk.start(self._done(action, *given))

    async def _done(self, action: Callable[..., object], *given: object) -> None:
        await self.desk.do(action, *given)
        await self._read_now()

    def _read(self) -> None:
        self.desk.start(self._read_now())

    async def _read_now(self) -> None:
        self.show_found(await self.desk.read(read_feedback, self.key))


async def open_feedback(desk: Desk, key: str) -> None:
    """Open the sheet for an event; an event that is gone is said calmly."""
    try:
        found = await desk.read(read_feedback, key)
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.messages.open(FeedbackSheet(desk, key, found))
