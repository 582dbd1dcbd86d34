"""What came of something: a promise kept or dropped, a problem worked off, another day."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions_said
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks.records import Task
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.labels import PlainLabel

if TYPE_CHECKING:
    import datetime as dt

    from organizer.base.steps import Step


class OutcomeSheet(FormSheet):
    """A word about what came of it; none is needed."""

    def __init__(
        self, desk: Desk, title: str, words: str, action: Callable[..., Any], *given: Any
    ) -> None:
        """`title` is translated; the action is called with what is given and the word."""
        super().__init__(desk, title, _("Save"), "events.outcome", 440)
        self._action, self._given = action, given
        self.form.add(N_("About"), PlainLabel(words, self, wrap=True))
        self.word = MultiLineField()
        self.form.add(N_("What came of it"), self.word)
        self.word.setFocus()

    @override
    async def carry_out(self) -> None:
        done = await self.desk.save(self._action, *self._given, self.word.value)
        self.desk.say_done(done)


class DaySheet(FormSheet):
    """Another day by which something is to be done."""

    def __init__(self, desk: Desk, task: Task) -> None:
        super().__init__(desk, _("Another day"), _("Save"), "events.other_day", 440)
        self._task = task
        self.form.add(N_("About"), PlainLabel(task.words, self, wrap=True))
        self.day = DateField(desk.clock.today)
        self.form.add(N_("Due on"), self.day)
        self.day.set_day(task.due_on)
        self.day.line.selectAll()
        self.day.setFocus()

    @override
    async def carry_out(self) -> None:
        done = await self.desk.save(change_day, self._task, self.day.day)
        self.desk.say_done(done)


def ask_kept(desk: Desk, found: Sequence[Task]) -> None:
    """Tick promises off, with a word about what came of them."""
    _ask(desk, OutcomeSheet(desk, _("Kept"), _named(found), tasks.finish, [t.id for t in found]))


def ask_dropped(desk: Desk, found: Sequence[Task]) -> None:
    """Say that promises will not be kept, with a word why."""
    _ask(desk, OutcomeSheet(desk, _("Dropped"), _named(found), tasks.drop, [t.id for t in found]))


def ask_settled(desk: Desk, key: str, note_ids: Sequence[str], words: str) -> None:
    """Say that topics or problems were worked off at an event, with a word how."""
    sheet = OutcomeSheet(desk, _("Worked off"), words, actions_said.settle, key, list(note_ids))
    _ask(desk, sheet)


def ask_other_day(desk: Desk, task: Task) -> None:
    """Put a promise off, or bring it forward."""
    _ask(desk, DaySheet(desk, task))


def _ask(desk: Desk, sheet: FormSheet) -> None:
    desk.start(desk.messages.open(sheet))


def _named(found: Sequence[Task]) -> str:
    return "\n".join(one.words for one in found)


def change_day(step: "Step", task: Task, day: "dt.date | None") -> bool:
    """Set the day something is due; a promise needs one, other tasks need none."""
    if task.purpose == "promise" and task.kind == "event":
        return actions_said.change_promise(step, task.id, due_on=day)
    return tasks.change(step, task.id, due_on=day)
