"""What every screen gets, and what every screen offers; knows no subject.

A subject's ``screens/<subject>/__init__.py`` holds one constant ``ROOM``. It is imported before the
first paint, so its ``make_page``, ``make``, ``find`` and ``run`` import the screen's own modules
inside the function.
"""

from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.widgets.room import Command, Finder, Room, TabOffer

if TYPE_CHECKING:
    from organizer.base.clock import Clock
    from organizer.base.database import Database
    from organizer.base.register import Register
    from organizer.base.register_thread import RegisterThread
    from organizer.base.settings import MachineSettings
    from organizer.base.steps import FinishedStep, Step
    from organizer.base.undo import UndoPlan
    from organizer.widgets.messages import Messages
    from organizer.widgets.room import Files
    from organizer.widgets.tasks import Task, Tasks

__all__ = [
    "Command",
    "Desk",
    "DetailTab",
    "Done",
    "Finder",
    "Listening",
    "Page",
    "Room",
    "TabOffer",
]

P = ParamSpec("P")
R = TypeVar("R")


class Done(NamedTuple, Generic[R]):
    """What came of an action: its own result, and the step it made (None: nothing changed)."""

    result: R
    step: "FinishedStep | None"


class Desk(QObject):
    """What lies on every screen's desk: the register, messages, tasks, the clock and the way about.

    All signals arrive on the UI thread.
    """

    changed = Signal(object)
    """A step finished; carries the FinishedStep."""
    register_opened = Signal()
    register_closed = Signal()
    language_changed = Signal()
    theme_changed = Signal()
    page_wanted = Signal(str, dict)
    """A screen wants the page of this key, with these arguments; the window opens it."""
    record_wanted = Signal(str, str)
    """A screen wants this record (kind, id) shown, wherever it lives."""
    _step_arrived = Signal(object)

    def __init__(
        self,
        messages: "Messages",
        tasks: "Tasks",
        clock: "Clock",
        machine_settings: "MachineSettings",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.messages = messages
        self.tasks = tasks
        self.clock = clock
        self.machine_settings = machine_settings
        self.files: Files
        self.register: RegisterThread | None = None
        self.last_step: FinishedStep | None = None
        self._tabs: tuple[TabOffer, ...] = ()
        # The register's thread emits; the step is handled on the thread this object lives in.
        self._step_arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    # --- the register ---------------------------------------------------------------------------

    def use_register(self, register: "RegisterThread | None") -> None:
        """Put another register on the desk, or none; every page hears of it."""
        if self.register is not None and self._heard in self.register.listeners:
            self.register.listeners.remove(self._heard)
        self.register = register
        self.last_step = None
        if register is None:
            self.register_closed.emit()
            return
        self.messages.newest_step = 0
        register.listeners.append(self._heard)
        self.register_opened.emit()

    def _heard(self, step: "FinishedStep") -> None:
        """On the register's thread, before whoever asked for the step hears of its end."""
        self.messages.newest_step = step.number
        self._step_arrived.emit(step)

    def _tell(self, step: "FinishedStep") -> None:
        if self.register is None:
            return
        self.last_step = step
        self.messages.step_finished(step.number)
        self.changed.emit(step)

    def opened(self) -> "RegisterThread":
        """The open register; raises UserError ``register.none_open`` when there is none."""
        if self.register is None:
            raise UserError(
                "register.none_open", N_("No register is open. Open or create one first.")
            )
        return self.register

    async def read(
        self,
        function: "Callable[Concatenate[Database, P], R]",
        *args: P.args,
        **values: P.kwargs,
    ) -> R:
        """Ask the register for a visible screen; `read_for` gives up an older question."""
        answer: R = await self.opened().read(function, *args, **values)
        return answer

    async def read_for(
        self,
        asker: object,
        function: "Callable[Concatenate[Database, P], R]",
        *args: P.args,
        **values: P.kwargs,
    ) -> R:
        """Ask the register; this asker's older question, waiting or running, is given up.

        The older one's coroutine ends with CancelledError, which a task takes as cancelled.
        """
        from organizer.base.register_thread import awaited

        ticket = self.opened().ask(lambda db: function(db, *args, **values), asker=asker)
        return await awaited(ticket)

    async def read_long(
        self,
        function: "Callable[Concatenate[Database, P], R]",
        *args: P.args,
        **values: P.kwargs,
    ) -> R:
        """Ask something long on a copy of the register, in a thread of its own."""
        answer: R = await self.opened().snapshot(function, *args, **values)
        return answer

    async def save(
        self, action: "Callable[Concatenate[Step, P], R]", *args: P.args, **values: P.kwargs
    ) -> Done[R]:
        """Run an action in one step without a message; for fields edited in place.

        Raises UserError as the action raised it, so that the field can say why.
        """
        from organizer.base.register_thread import awaited

        ticket = self.opened().act(lambda step: action(step, *args, **values))
        result, step = await awaited(ticket)
        return Done(result, step)

    async def do(
        self,
        action: "Callable[Concatenate[Step, P], R]",
        *args: P.args,
        **values: P.kwargs,
    ) -> Done[R] | None:
        """Run an action in one step, say what was done with “Undo”; a refusal is said calmly.

        Gives None when the action was refused. Name the values of the action as in the action.
        """
        return await self.do_saying("", action, *args, **values)

    async def do_saying(
        self,
        said: str,
        action: "Callable[Concatenate[Step, P], R]",
        *args: P.args,
        **values: P.kwargs,
    ) -> Done[R] | None:
        """As `do`, with a sentence of one's own (translated) instead of the step's title."""
        try:
            done = await self.save(action, *args, **values)
        except UserError as refusal:
            self.messages.refuse(refusal)
            return None
        if done.step is not None:
            self._say_done(said, done.step)
        return done

    def say_done(self, done: Done[Any]) -> None:
        """Say what was saved with `save`, with “Undo”; nothing when nothing changed."""
        if done.step is not None:
            self._say_done("", done.step)

    def _say_done(self, said: str, step: "FinishedStep") -> None:
        from organizer.base.history import title
        from organizer.base.steps import KINDS

        text = said or title(step.action, step.values)
        kind = KINDS.get(step.action)
        if kind is None or kind.taken_back != "rows":
            self.messages.say(text)
            return
        self.messages.say(text, _("Undo"), lambda: self.start(self.take_back(step.id)))

    async def take_back(self, step_id: str) -> None:
        """Take one step back if it is still in force, and say so; a refusal is said calmly."""
        from organizer.base.register_thread import awaited

        try:
            plan = await awaited(self.opened().with_register(partial(_take_back, step_id=step_id)))
        except UserError as refusal:
            self.messages.refuse(refusal)
            return
        if plan is None:
            self.messages.say(_("This was undone already."))
        elif plan.conflicts:
            left = len(plan.conflicts)
            self.messages.say(
                ngettext(
                    "Undone, except {count} entry that was changed or used since.",
                    "Undone, except {count} entries that were changed or used since.",
                    left,
                ).format(count=left)
            )
        else:
            self.messages.say(_("Undone"))

    # --- what rooms add to each other's pages -----------------------------------------------------

    def offer_tabs(self, offers: "Iterable[TabOffer]") -> None:
        """Lay out the tabs that rooms add to a noun's detail; called once, before any page."""
        self._tabs = tuple(sorted(offers, key=lambda offer: offer.position))

    def tabs(self, noun: str) -> "tuple[TabOffer, ...]":
        """The tabs for the detail of a noun ("member", "group" …), in their order."""
        return tuple(offer for offer in self._tabs if offer.noun == noun)

    # --- the way about --------------------------------------------------------------------------

    def open_page(self, key: str, **arguments: object) -> None:
        """Bring the page of this key to the front."""
        self.page_wanted.emit(key, arguments)

    def open_record(self, kind: str, record_id: str) -> None:
        """Show one record on the page it lives on."""
        self.record_wanted.emit(kind, record_id)

    def start(self, work: Coroutine[Any, Any, object], title: str | None = None) -> "Task":
        """Start a coroutine; its failure is reported, it ends with the window."""
        return self.tasks.start(work, title)


def _take_back(register: "Register", step_id: str) -> "UndoPlan | None":
    """Undo a step; None when it was undone since, because undoing again would do it again."""
    from organizer.base.undo import last_of_chain

    with register.reading() as db:
        in_force = last_of_chain(db, step_id)[1]
    return register.undo(step_id) if in_force else None


class Listening(QWidget):
    """A part of a screen that hears of steps: at once when seen, else when it is shown next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._missed = True
        desk.changed.connect(self._hear)
        desk.register_opened.connect(self._start_over)
        desk.register_closed.connect(self._start_over)
        desk.language_changed.connect(self._speak)

    def _hear(self, step: "FinishedStep") -> None:
        if self.isVisible():
            self.refresh(step)
        else:
            self._missed = True

    def _speak(self) -> None:
        """Say everything in the language spoken now, what was read as well: its words are ours."""
        self.retranslate()
        self._start_over()

    def read_again(self) -> None:
        """Read everything anew: at once when seen, else when shown next."""
        self._start_over()

    def _start_over(self) -> None:
        self._missed = True
        if self.isVisible():
            self.shown()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.shown()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden()

    def shown(self) -> None:
        """Came to the front (called by Qt's own event); reads again if something was missed."""
        if self._missed:
            self._missed = False
            self.refresh(None)

    def hidden(self) -> None:
        """Went out of sight."""

    def refresh(self, step: "FinishedStep | None") -> None:
        """Bring what is shown up to date after a step; None means read everything anew."""

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""


class Page(Listening):
    """One page of the window. Reads nothing while it is built; `refresh(None)` reads."""

    help_page = ""
    """The page of the help that F1 opens here."""

    def title(self) -> str:
        """The page's name in the language spoken now."""
        return ""

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor into the page's search field."""

    def new_record(self) -> None:
        """Ctrl+N: start a new record, if the page has such."""

    def show_record(self, record_id: str) -> None:
        """Select this record and show its details."""

    def open_with(self, **arguments: object) -> None:
        """Take what `Desk.open_page` was given besides the key, such as a filter."""

    def commands(self) -> "tuple[Command, ...]":
        """What can be done here besides the room's own commands; asked each time it is shown."""
        return ()

    def state(self) -> dict[str, Any]:
        """What to remember of the page's look (JSON values): sorting, widths, the open tab."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a remembered look; unknown or missing keys are left alone."""


class DetailTab(Listening):
    """One tab of the detail beside a list; built when it is first opened.

    The pane sets its margins: a tab's own outermost layout has none (`setContentsMargins(0, …)`).
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record_id: str | None = None

    def show_record(self, record_id: str | None) -> None:
        """Show another record, or nothing; reads at once when seen, else when shown next."""
        self.record_id = record_id
        self._missed = True
        if self.isVisible():
            self.shown()

    @override
    def shown(self) -> None:
        if self.record_id is not None:
            super().shown()

    def finish_editing(self) -> None:
        """Save what is being typed; called before another record is shown."""
