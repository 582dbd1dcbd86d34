"""Below what was said: every fact of the chosen line, edited in place."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from organizer.base.words import N_
from organizer.domain.events import actions_said
from organizer.domain.events.said import WORKED_OFF
from organizer.domain.events.said_text import kind_words
from organizer.screens.events.board_people import NAME_ONLY, finder
from organizer.screens.events.notes_rows import Row
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, MultiLineField, NumberField
from organizer.widgets.form import Form
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Space, make_card

if TYPE_CHECKING:
    from organizer.widgets.edit_field import Save


async def _unset(_value: object) -> None:
    """No line is shown yet."""


class NoteCard(QFrame):
    """Words, kind, person, votes or day, and what came of it, of one note or promise."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._desk = desk
        self._key: str | None = None
        self._row: Row | None = None
        self.note_form, self.promise_form = Form(self), Form(self)
        self.kind = ChoiceField((), desk.tasks, _unset)
        self.speaker = PickerField(desk.tasks, finder(desk, lambda: self._key, names=True), _unset)
        self.promiser = PickerField(desk.tasks, finder(desk, lambda: self._key), _unset)
        self.words = [MultiLineField(desk.tasks, _unset) for _form in range(2)]
        self.outcome = [MultiLineField(desk.tasks, _unset) for _form in range(2)]
        self.votes = NumberField(desk.tasks, _unset, most=9_999)
        self.day = DateField(desk.clock.today, desk.tasks, _unset)
        self.note_form.add(N_("The words"), self.words[0])
        self.note_form.add(N_("Kind"), self.kind)
        self.note_form.add(N_("Said by"), self.speaker)
        self.note_form.add(N_("Votes"), self.votes)
        self.note_form.add(N_("What came of it"), self.outcome[0])
        self.promise_form.add(N_("The words"), self.words[1])
        self.promise_form.add(N_("Promised by"), self.promiser)
        self.promise_form.add(N_("Due on"), self.day)
        self.promise_form.add(N_("What came of it"), self.outcome[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.addWidget(self.note_form)
        column.addWidget(self.promise_form)
        self.hide()

    def show_row(self, key: str | None, row: Row | None) -> None:
        """Show a line of an event; nothing for none."""
        if row is None:
            self.commit()
            self._row = None
            self.hide()
            return
        again = self._row is not None and (self._key, self._row.id) == (key, row.id)
        self._key, self._row = key, row
        self.note_form.setVisible(row.note is not None)
        self.promise_form.setVisible(row.task is not None)
        if row.note is not None:
            self._show_note(row, again=again)
        else:
            self._show_promise(row, again=again)
        self.show()

    def _show_note(self, row: Row, *, again: bool) -> None:
        if row.note is None:
            return
        note = row.note
        self.kind.set_options(
            [
                (code, kind_words(code))
                for code in ("topic", "question", "advice", "problem", "story")
            ]
        )
        for field, value, name in (
            (self.words[0], note.words, "words"),
            (self.kind, note.kind, "kind"),
            (self.votes, note.votes, "votes"),
        ):
            _put(field, value, partial(self._change_note, note.id, name), again=again)
        who = Choice(note.member_id or NAME_ONLY, note.speaker) if note.speaker else None
        _put(self.speaker, who, partial(self._set_speaker, note.id), again=again)
        settle = partial(self._settle, str(self._key), note.id)
        _put(self.outcome[0], note.settlement, settle, again=again)
        self.votes.setEnabled(note.kind == "topic")
        self.outcome[0].setEnabled(note.kind in WORKED_OFF)

    def _show_promise(self, row: Row, *, again: bool) -> None:
        if row.task is None:
            return
        task = row.task
        due = "" if task.due_on is None else task.due_on.isoformat()
        who = None if task.member_id is None else Choice(task.member_id, task.member_name)
        for field, value, name in (
            (self.words[1], task.words, "words"),
            (self.outcome[1], task.outcome, "outcome"),
        ):
            _put(field, value, partial(self._change_task, task.id, name), again=again)
        _put(self.promiser, who, partial(self._set_promiser, task.id), again=again)
        _put(self.day, due, partial(self._set_day, task.id), again=again)

    def commit(self) -> None:
        """Save what is being typed."""
        self.note_form.commit()
        self.promise_form.commit()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.note_form.retranslate()
        self.promise_form.retranslate()
        for picker in (self.speaker, self.promiser):
            picker.retranslate()
        self.day.retranslate()

    # --- saving ---------------------------------------------------------------------------------

    async def _change_note(self, note_id: str, name: str, value: Any) -> None:
        await self._desk.save(actions_said.change, note_id, **{name: value})

    async def _set_speaker(self, note_id: str, who: Choice | None) -> None:
        known = who is not None and who.id != NAME_ONLY
        await self._desk.save(
            actions_said.change,
            note_id,
            member_id=who.id if who is not None and known else None,
            speaker=who.title if who is not None and not known else "",
        )

    async def _settle(self, key: str, note_id: str, word: str) -> None:
        """A word says that it was worked off; taking the word away opens it again."""
        if word:
            await self._desk.save(actions_said.settle, key, [note_id], word)
        else:
            await self._desk.save(actions_said.reopen, [note_id])

    async def _change_task(self, task_id: str, name: str, value: Any) -> None:
        await self._desk.save(actions_said.change_promise, task_id, **{name: value})

    async def _set_promiser(self, task_id: str, who: Choice | None) -> None:
        await self._desk.save(
            actions_said.change_promise, task_id, member_id=who.id if who else None
        )

    async def _set_day(self, task_id: str, day: str) -> None:
        due_on = dt.date.fromisoformat(day) if day else None
        await self._desk.save(actions_said.change_promise, task_id, due_on=due_on)


def _put(field: Any, value: Any, save: "Save[Any]", *, again: bool) -> None:
    """Show a value: of the same line unless it is being edited, of another one in any case."""
    if again:
        field.set_value(value)
    else:
        field.load(value, save)
