"""What is noted of the people of a session: shown at once, saved in order, back if refused."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from organizer.base.errors import UserError
from organizer.domain.events import actions_participants as actions
from organizer.domain.events.participants import Participant, Presence
from organizer.widgets.answers import Answers
from organizer.widgets.desk import Desk

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep, Step
    from organizer.domain.events.attendance import Roll

    WhenSaved = Callable[[Any, FinishedStep | None], None]


class Noted(NamedTuple):
    """What is known of somebody at a session; `state` and `payment` as participants have them."""

    state: str = "unknown"
    is_late: bool = False
    left_early: bool = False
    checked_in_at: str | None = None
    payment: str = "none"


_STATES: dict[str, Presence] = {"present": "present", "absent": "absent", "excused": "excused"}


class _Shown(NamedTuple):
    """What is shown before the register has said so; `saved` once it was written."""

    noted: Noted
    number: int
    saved: bool


class Noting(QObject):
    """Keys follow one another quicker than the disk: what was pressed is shown, then written.

    Each press is one step, written in the order they were pressed. A reading that was asked for
    before a write ended says nothing about what it wrote.
    """

    changed = Signal()
    """Something is shown otherwise than before."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._answers = Answers(self)
        self._people: dict[str, Participant] = {}
        self._listed: tuple[Participant, ...] = ()
        self._session_id = ""
        self._shown: dict[str, _Shown] = {}
        self._count = 0
        self._steps: list[str] = []

    # --- what is shown --------------------------------------------------------------------------

    def written(self) -> frozenset[int]:
        """The writes that are over: what is asked for now will know of them."""
        return frozenset(one.number for one in self._shown.values() if one.saved)

    def show_roll(self, roll: "Roll | None", written: frozenset[int]) -> None:
        """Take over what was read; `written` is what the method of that name said before."""
        session_id = roll.session_id if roll is not None else ""
        if session_id != self._session_id:
            self._shown.clear()
        self._session_id = session_id
        known = () if roll is None else (*roll.people, *roll.others)
        self._people = {one.id: one for one in known}
        self._listed = () if roll is None else roll.people
        self._shown = {key: one for key, one in self._shown.items() if one.number not in written}
        self.changed.emit()

    def of(self, person: Participant) -> Noted:
        """What is noted of somebody, as it is shown."""
        shown = self._shown.get(person.id)
        return shown.noted if shown is not None else self._read(person)

    def states(self) -> list[str]:
        """The state of everybody on the list."""
        return [self.of(one).state for one in self._listed]

    def _read(self, person: Participant) -> Noted:
        for one in person.attendance:
            if one.session_id == self._session_id:
                return Noted(
                    one.state, one.is_late, one.left_early, one.checked_in_at, person.payment
                )
        return Noted(payment=person.payment)

    # --- noting ---------------------------------------------------------------------------------

    def mark(
        self,
        ids: Sequence[str],
        state: str,
        *,
        is_late: bool = False,
        left_early: bool = False,
        when_saved: "WhenSaved | None" = None,
    ) -> None:
        """Note whether people were there ("unknown" takes back what was noted)."""
        wanted = [one for one in ids if one in self._people]
        if not wanted or not self._session_id:
            return

        def change(noted: Noted) -> Noted:
            kept = noted.checked_in_at if state == "present" else None
            return Noted(state, is_late, left_early, kept, noted.payment)

        self._write(
            wanted,
            change,
            partial(
                actions.mark,
                session_id=self._session_id,
                participant_ids=wanted,
                state=_STATES.get(state),
                is_late=is_late,
                left_early=left_early,
            ),
            when_saved,
        )

    def check_in(self, person_id: str, moment: str, when_saved: "WhenSaved") -> None:
        """Note that somebody comes in at the door now; `moment` (UTC text) is shown until read."""
        self._write(
            [person_id],
            lambda noted: Noted("present", False, False, moment, noted.payment),  # noqa: FBT003
            partial(
                actions.mark,
                session_id=self._session_id,
                participant_ids=[person_id],
                state="present",
                checked_in=True,
            ),
            when_saved,
        )

    def pay(self, ids: Sequence[str], *, paid: bool) -> None:
        """Note that people paid, or take that back."""
        wanted = [one for one in ids if one in self._people]
        action = actions.set_paid if paid else actions.set_unpaid
        self._write(
            wanted,
            lambda noted: noted._replace(payment="paid" if paid else "open"),
            partial(action, participant_ids=wanted),
            None,
        )

    def undo(self) -> None:
        """Take the last of the steps made here back, then the one before."""
        if self._steps:
            self._desk.start(self._desk.take_back(self._steps.pop()))

    def _write(
        self,
        ids: Iterable[str],
        change: Callable[[Noted], Noted],
        action: "Callable[[Step], Any]",
        when_saved: "WhenSaved | None",
    ) -> None:
        self._count += 1
        number = self._count
        for one in ids:
            self._shown[one] = _Shown(change(self.of(self._people[one])), number, saved=False)
        ticket = self._desk.opened().act(action)
        self._answers.when(ticket, lambda answer: self._ended(number, answer, when_saved))
        self.changed.emit()

    def _ended(
        self,
        number: int,
        ticket: "Ticket[tuple[Any, FinishedStep | None]]",
        when_saved: "WhenSaved | None",
    ) -> None:
        try:
            if ticket.cancelled:
                raise _GivenUpError
            result, step = ticket.result()
        except Exception as error:
            self._shown = {key: one for key, one in self._shown.items() if one.number != number}
            self.changed.emit()
            if isinstance(error, UserError):
                self._desk.messages.refuse(error)
            elif not isinstance(error, _GivenUpError):
                self._desk.tasks.report(error)
            return
        for key, one in self._shown.items():
            if one.number == number:
                self._shown[key] = one._replace(saved=True)
        if step is not None:
            self._steps.append(step.id)
        if when_saved is not None:
            when_saved(result, step)


class _GivenUpError(Exception):
    """The register was closed before it was written."""
