"""Below an agenda: promises of last time, problems left, newcomers, stories, the last feedback."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.base.formats import format_date
from organizer.base.words import _, ngettext
from organizer.domain.events import actions_participants, actions_said
from organizer.domain.events.said import Newcomer, Note
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks.records import Task
from organizer.screens.events.agenda_rows import AgendaShown, day_and_title
from organizer.screens.events.outcome_sheet import (
    ask_dropped,
    ask_kept,
    ask_other_day,
    ask_settled,
)
from organizer.screens.events.said_lines import Act, Line, Lines
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.theme import Space

ANSWERS_SHOWN = 12
"""Answers to one question of the last feedback; the others are counted."""
LOOKED_BACK = frozenset({"follow_up", "open_problems", "welcome"})
"""Items of an agenda that go through what stands here."""


class AgendaAround(QWidget):
    """What should be known when planning, each with what can be done about it at once."""

    def __init__(self, desk: Desk, parent: QWidget, key: Callable[[], str | None]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = key
        self.promises, self.problems = Lines(self), Lines(self)
        self.newcomers, self.stories, self.feedback = Lines(self), Lines(self), Lines(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for lines in (
            self.promises,
            self.problems,
            self.newcomers,
            self.stories,
            self.feedback,
        ):
            column.addWidget(lines)

    def show_agenda(self, found: AgendaShown | None, item: str = "") -> None:
        """Show what belongs to this event, or to one item (a code); nothing for no event."""
        self.setVisible(found is not None)
        if found is None:
            return
        self._show_promises(found)
        self._show_problems(found)
        self._show_newcomers(found)
        self._show_stories(found)
        self._show_feedback(found)
        wanted = self._of_item(item)
        for lines in (self.promises, self.problems, self.newcomers, self.stories, self.feedback):
            if item and lines not in wanted:
                lines.hide()

    def _of_item(self, item: str) -> tuple[Lines, ...]:
        return {
            "follow_up": (self.promises, self.problems),
            "open_problems": (self.problems,),
            "welcome": (self.newcomers,),
        }.get(item, ())

    # --- promises -------------------------------------------------------------------------------

    def _show_promises(self, found: AgendaShown) -> None:
        follow_up = found.follow_up
        lines = [self.promise_line(one) for one in follow_up.promises]
        lines += [self.promise_line(one, earlier=True) for one in follow_up.older]
        last = follow_up.last
        event = "" if last is None or not lines else day_and_title(last.title, last.day)
        note = _("From {event}").format(event=event) if event else ""
        self.promises.show_lines(_("Promises of last time"), lines, note)

    def promise_line(self, task: Task, *, earlier: bool = False) -> Line:
        """A promise with its state, and what can be said about it."""
        state, tone = task_state(self._desk, task)
        due = "" if task.due_on is None else _("by {day}").format(day=format_date(task.due_on))
        older = _("from an earlier session") if earlier else ""
        acts: tuple[Act, ...] = (
            Act("undo-2", _("Open again"), lambda: self._do(tasks.reopen, [task.id])),
        )
        if task.is_open:
            acts = (
                Act("circle-check", _("Kept…"), lambda: ask_kept(self._desk, [task])),
                Act("calendar", _("Another day…"), lambda: ask_other_day(self._desk, task)),
                Act("x", _("Dropped…"), lambda: ask_dropped(self._desk, [task])),
            )
        words = _("{name}: {words}").format(name=task.member_name or "—", words=task.words)
        return Line(words, " · ".join(filter(None, (due, older, task.outcome))), state, tone, acts)

    # --- problems and topics left ---------------------------------------------------------------

    def _show_problems(self, found: AgendaShown) -> None:
        lines = [self._left_line(one) for one in found.left]
        lines += [self._settled_line(one) for one in found.settled]
        heading = (
            _("Topics left from earlier sessions")
            if found.event.kind == "private_board"
            else _("Problems left from last time")
        )
        self.problems.show_lines(heading, lines)

    def _left_line(self, note: Note) -> Line:
        act = Act("check", _("Worked off…"), partial(self._settle, note))
        return Line(note.words, _said_by(note), acts=(act,))

    def _settled_line(self, note: Note) -> Line:
        act = Act("undo-2", _("Open again"), lambda: self._do(actions_said.reopen, [note.id]))
        detail = " · ".join(filter(None, (_said_by(note), note.settlement)))
        return Line(note.words, detail, _("Worked off"), Tone.GOOD, (act,))

    def _settle(self, note: Note) -> None:
        key = self._key()
        if key is not None:
            ask_settled(self._desk, key, [note.id], note.words)

    # --- newcomers ------------------------------------------------------------------------------

    def _show_newcomers(self, found: AgendaShown) -> None:
        new = found.newcomers
        if new is None:
            self.newcomers.show_lines("", ())
            return
        since = format_date(new.since)
        note = (
            _("Who joined since the last salon on {day}").format(day=since)
            if new.last is not None
            else _("Who joined since {day}").format(day=since)
        )
        if not new.people:
            self.newcomers.show_lines(_("Newcomers"), (), _("{note}: nobody").format(note=note))
            return
        waiting = [one for one in new.people if one.member_id not in found.on_list]
        acts = []
        if len(waiting) > 1:
            text = ngettext(
                "Put {count} newcomer on the list",
                "Put {count} newcomers on the list",
                len(waiting),
            ).format(count=len(waiting))
            acts.append(Act("user-plus", text, partial(self._put_on_list, waiting)))
        lines = [self._newcomer_line(one, found.on_list) for one in new.people]
        self.newcomers.show_lines(_("Newcomers"), lines, note, acts)

    def _newcomer_line(self, one: Newcomer, on_list: frozenset[str]) -> Line:
        joined = _("joined {group} on {day}").format(
            group=one.group_name, day=format_date(one.joined_on)
        )
        called = one.form_of_address if one.form_of_address != one.name else ""
        detail = " · ".join(filter(None, (called, one.institution, joined)))
        if one.member_id in on_list:
            return Line(one.name, detail, _("On the list"), Tone.GOOD)
        act = Act("user-plus", _("Put on the list"), partial(self._put_on_list, [one]))
        return Line(one.name, detail, acts=(act,))

    def _put_on_list(self, people: list[Newcomer]) -> None:
        key = self._key()
        if key is not None:
            ids = [one.member_id for one in people]
            self._desk.start(self._desk.do(actions_participants.sign_up_members, key, ids))

    # --- stories and feedback -------------------------------------------------------------------

    def _show_stories(self, found: AgendaShown) -> None:
        if found.event.kind != "salon":
            self.stories.show_lines("", ())
            return
        lines = [Line(one.words, one.speaker) for one in found.stories]
        self.stories.show_lines(
            _("Success stories"),
            lines,
            "" if lines else _("None yet. Ask for one and write it down under “Said”."),
        )

    def _show_feedback(self, found: AgendaShown) -> None:
        kept = found.feedback
        if kept is None:
            self.feedback.show_lines("", ())
            return
        lines = []
        for question, answers in kept.questions:
            said = [_("{name}: {words}").format(name=one.name or "—", words=one.words)
                    for one in answers[:ANSWERS_SHOWN]]  # fmt: skip
            more = len(answers) - ANSWERS_SHOWN
            if more > 0:
                said.append(
                    ngettext("{count} more answer", "{count} more answers", more).format(count=more)
                )
            if said:
                lines.append(Line(question.words, "\n".join(said)))
        last = day_and_title(kept.event.title, kept.event.day)
        self.feedback.show_lines(_("Last time’s feedback"), lines, last)

    def _do(self, action: Callable[..., object], ids: list[str]) -> None:
        self._desk.start(self._desk.do(action, ids))


def task_state(desk: Desk, task: Task) -> tuple[str, Tone]:
    """How a promise stands, with the colour of it."""
    if task.done_on is not None:
        return _("Kept"), Tone.GOOD
    if task.dropped_on is not None:
        return _("Dropped"), Tone.MUTED
    if task.is_late(desk.clock.today()):
        return _("Overdue"), Tone.DANGER
    return _("Still open"), Tone.ACCENT


def _said_by(note: Note) -> str:
    event = day_and_title(note.event_title, note.event_day)
    return " · ".join(filter(None, (note.speaker, event)))
