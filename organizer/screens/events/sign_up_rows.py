"""Who stands on the list of an event: one reading of all that the tab shows, and its columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.words import N_, _
from organizer.domain.events import store, store_expenses, store_participants
from organizer.domain.events.participants import CAME_BY, Counts, Participant, seats_taken
from organizer.domain.events.records import Event, Key
from organizer.domain.events.sign_up import moving_up
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit

if TYPE_CHECKING:
    from organizer.base.database import Database

#: Whether a seat is paid for, as codes of `Participant.payment`: word, colour, icon.
PAYMENTS: dict[str, tuple[str, Tone, str]] = {
    "paid": (N_("Has paid"), Tone.GOOD, "circle-check"),
    "free": (N_("Free"), Tone.MUTED, "circle-check"),
    "open": (N_("Not paid"), Tone.WARNING, "circle"),
    "none": ("", Tone.PLAIN, ""),
}


class SignUpList(NamedTuple):
    """An event with everybody on its list: those with a seat, those waiting, those who withdrew.

    `places` count those who come, in their order; `spent_fen` is what the event cost.
    """

    event: Event
    people: tuple[Participant, ...]
    counts: Counts
    spent_fen: int

    @property
    def is_pattern(self) -> bool:
        """Whether it is a repetition as a whole, for which nobody can sign up."""
        event = self.event
        return bool(event.repeats) and event.series_id == event.id and not event.is_virtual

    @property
    def free_seats(self) -> int | None:
        """How many seats are free; None when there is no limit, below 0 when too many come."""
        capacity = self.event.capacity
        return None if capacity is None else capacity - seats_taken(self.people)

    @property
    def next_ones(self) -> list[Participant]:
        """Who of those waiting is next for the seats that are free."""
        return moving_up(self.people, self.event.capacity)

    @property
    def owing(self) -> list[Participant]:
        """Who has a seat and has not paid for it."""
        return [one for one in self.people if one.is_expected and one.payment == "open"]

    @property
    def collected_fen(self) -> int:
        """What was paid so far."""
        return sum(one.paid_fen or 0 for one in self.people)

    @property
    def to_give_back_fen(self) -> int:
        """What was paid by those who withdrew since."""
        return sum(one.paid_fen or 0 for one in self.people if one.withdrawn_at is not None)

    @property
    def due_fen(self) -> int:
        """What all who have a seat and need to pay pay together."""
        return sum(one.due_fen or 0 for one in self.people if one.is_expected and not one.is_free)


def read_list(db: "Database", key: str | Key) -> SignUpList | None:
    """The list of an event, or of one day of a repetition; None when there is no such event."""
    event = store.event(db, key)
    if event is None or not event.sessions:
        return None
    counts = store_participants.counts(db, event.id, event.sessions[0].time.day)
    if event.is_virtual:
        return SignUpList(event, (), Counts(counts.invited, 0, 0, 0, 0), 0)
    people = store_participants.participants(db, event.id)
    return SignUpList(event, tuple(people), counts, store_expenses.money(db, event.key).spent)


def listed(found: SignUpList, *, withdrawn: bool) -> list[Participant]:
    """Those to be listed, in order: who comes, who waits, and who withdrew when asked for."""
    coming = [one for one in found.people if one.is_expected]
    waiting = sorted(
        (one for one in found.people if one.is_waiting),
        key=lambda one: (one.waiting_since or "", one.place, one.id),
    )
    gone = [one for one in found.people if one.withdrawn_at is not None] if withdrawn else []
    return [*coming, *waiting, *gone]


# --- columns --------------------------------------------------------------------------------------


def marks(one: Participant) -> Sequence[Badge]:
    """What is particular about somebody on the list."""
    found = []
    if one.is_waiting:
        found.append(Badge(_("Waiting list"), Tone.WARNING))
    if one.withdrawn_at is not None:
        withdrew = _("Withdrew") if one.signed_up_at is not None else _("Not coming")
        found.append(Badge(withdrew, Tone.PLAIN))
    if one.member_id is None:
        found.append(Badge(_("Name only"), Tone.PLAIN))
    return found


def _payment(one: Participant) -> tuple[str, Tone, str]:
    """Whether somebody paid: word, colour and icon; who withdrew gets back what was paid."""
    if one.withdrawn_at is not None and one.paid_fen:
        return N_("To give back"), Tone.WARNING, "circle-alert"
    return PAYMENTS[one.payment if one.is_expected else "none"]


def payment_words(one: Participant) -> str:
    """Whether somebody paid, in the language shown; empty when nothing is to be paid."""
    words = _payment(one)[0]
    return _(words) if words else ""


def _payment_hint(one: Participant) -> str:
    ticked = one.is_expected and one.payment in ("open", "paid", "free")
    return _("A click or the space bar ticks it") if ticked else payment_words(one)


def _tone(one: Participant) -> Tone:
    return Tone.PLAIN if one.is_expected else Tone.MUTED


def columns(seats: Edit, remark: Edit) -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("name", N_("Name"), lambda one: one.name, width=14, strong=True, tone=_tone),
        Column(
            "seats",
            N_("Seats"),
            lambda one: str(one.seats),
            right=True,
            width=6,
            descending_first=True,
            edit=seats,
        ),
        Column(
            "payment",
            N_("Payment"),
            payment_words,
            width=12,
            icon=lambda one: _payment(one)[2],
            hint=_payment_hint,
            tone=lambda one: _payment(one)[1],
        ),
        Column(
            "marks",
            N_("State"),
            lambda one: "、".join(mark.text for mark in marks(one)),
            badges=marks,
            width=14,
            sortable=False,
        ),
        Column("institution", N_("Institution"), lambda one: one.institution, width=16),
        Column("remark", N_("Remark"), lambda one: one.remark, width=18, edit=remark),
        Column(
            "came_by",
            N_("Came onto the list"),
            lambda one: _(CAME_BY[one.came_by]) if one.came_by in CAME_BY else "",
            width=14,
            tone=lambda _one: Tone.MUTED,
        ),
        Column(
            "signed_line",
            N_("Line of the chain"),
            lambda one: one.signed_line,
            width=24,
            visible=False,
            sortable=False,
            tone=lambda _one: Tone.MUTED,
        ),
    )


ORDERS = {
    "name": lambda one: one.sort_key,
    "seats": lambda one: one.seats,
    "payment": lambda one: ("open", "paid", "free", "none").index(one.payment),
    "institution": lambda one: one.institution or None,
    "remark": lambda one: one.remark or None,
    "came_by": lambda one: one.came_by or None,
}
