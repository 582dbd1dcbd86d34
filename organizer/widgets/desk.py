"""What every screen gets, and what every screen offers; knows no subject.

A subject's ``screens/<subject>/__init__.py`` holds one constant ``ROOM``. It is imported before the
first paint, so its ``make_page``, ``make``, ``find`` and ``run`` import the screen's own modules
inside the function.
"""

from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.widgets.pages import DetailTab, Listening, Page
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
        self.step_title: Callable[[Database, str], str] | None = None
        """How a finished step (its id) is told, with the names of the few it was about; the window
        gives it. Without it a step is told by its counts."""
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
        self.messages.register_left()
        if register is None:
            self.register_closed.emit()
            return
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
            await self._say_done(said, done.step)
        return done

    def say_done(self, done: Done[Any]) -> None:
        """Say what was saved with `save`, with “Undo”; nothing when nothing changed."""
        if done.step is not None:
            self.start(self._say_done("", done.step))

    async def _say_done(self, said: str, step: "FinishedStep") -> None:
        from organizer.base.history import title
        from organizer.base.steps import KINDS

        text = said or title(step.action, step.values)
        if not said and self.step_title is not None:
            text = await self.read(self.step_title, step.id) or text
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
