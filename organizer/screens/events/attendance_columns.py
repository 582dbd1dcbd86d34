"""The columns of the list that is ticked, and its rows in the order of the paper sheet."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.clock import local, moment_of
from organizer.base.words import N_, _
from organizer.domain.events.attendance import tally
from organizer.domain.events.participants import PRESENCE, Participant
from organizer.screens.events.attendance_noting import Noted, Noting
from organizer.screens.events.sign_up_rows import PAYMENTS
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, IdList, Request

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

TABLES = frozenset(
    {"participant", "attendance", "event", "session", "skipped_occurrence", "member",
     "institution", "preset"}
)  # fmt: skip
"""Steps that touch none of these leave the list as it is."""
TONES = {
    "present": Tone.GOOD,
    "absent": Tone.DANGER,
    "excused": Tone.WARNING,
    "unknown": Tone.PLAIN,
}


class Line(NamedTuple):
    """A row of the list: its number on the paper sheet, and who it is."""

    number: int
    person: Participant


def time_words(moment: str | None) -> str:
    """The local time of day of a stored moment; '' for none."""
    return "" if moment is None else f"{local(moment_of(moment)):%H:%M}"


def state_badges(noted: Noted) -> list[Badge]:
    """Whether somebody was there, late or left early, as chips."""
    if noted.state == "unknown":
        return []
    chips = [Badge(_(PRESENCE[noted.state]), TONES[noted.state])]
    if noted.is_late:
        chips.append(Badge(_("Late"), Tone.WARNING))
    if noted.left_early:
        chips.append(Badge(_("Left early"), Tone.WARNING))
    return chips


def state_words(noted: Noted) -> str:
    """The same in words, as it is copied and read aloud."""
    return " · ".join(badge.text for badge in state_badges(noted)) or _(PRESENCE["unknown"])


_NO_BREAK = "\u00a0"


def tally_words(states: Sequence[str]) -> str:
    """How many came, are missing, excused themselves, and are not noted yet."""
    counted = tally(states)
    parts = [
        _("present {count}").format(count=counted.present),
        _("absent {count}").format(count=counted.absent),
    ]
    if counted.excused:
        parts.append(_("excused {count}").format(count=counted.excused))
    parts.append(_("not noted {count}").format(count=counted.unknown))
    return f"{_NO_BREAK}· ".join(part.replace(" ", _NO_BREAK) for part in parts)


def columns(noting: Noting) -> tuple[Column, ...]:
    """The columns; what they show of a row is what is noted now."""

    def noted(line: Line) -> Noted:
        return noting.of(line.person)

    return (
        Column("number", N_("No."), lambda one: str(one.number), sortable=False, right=True,
               width=4),
        Column("name", N_("Name"), lambda one: one.person.name or "—", sortable=False,
               strong=True,
               width=14),
        Column("state", N_("Attendance"), lambda one: state_words(noted(one)), sortable=False,
               badges=lambda one: state_badges(noted(one)), width=16),
        Column("payment", N_("Payment"), lambda one: _words(PAYMENTS[noted(one).payment][0]),
               sortable=False, tone=lambda one: PAYMENTS[noted(one).payment][1],
               icon=lambda one: PAYMENTS[noted(one).payment][2], width=10),
        Column("time", N_("Arrived at"), lambda one: time_words(noted(one).checked_in_at),
               sortable=False, width=8),
        Column("institution", N_("Institution"), lambda one: one.person.institution,
               sortable=False, width=16),
        Column("seats", N_("Seats"), lambda one: str(one.person.seats), sortable=False, right=True,
               width=6, visible=False),
        Column("remark", N_("Remark"), lambda one: one.person.remark, sortable=False, width=16,
               visible=False),
    )  # fmt: skip


def _words(marked: str) -> str:
    return _(marked) if marked else ""


class RowsAtHand:
    """A source of rows that were read already."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def give(self, people: Sequence[Participant]) -> None:
        """List these people, numbered from 1."""
        self.lines = {one.id: Line(at, one) for at, one in enumerate(people, start=1)}

    def head(self, request: Request) -> "Ticket[IdList] | None":  # noqa: ARG002
        """None: everything is there."""
        return None

    def ids(self, request: Request) -> "Ticket[IdList]":  # noqa: ARG002
        """All of them, in their order."""
        from organizer.base.register_thread import Ticket

        ticket: Ticket[IdList] = Ticket()
        ticket.settle(IdList(list(self.lines), len(self.lines), rows=self.lines), None)
        return ticket

    def rows(
        self,
        ids: Sequence[str],
        *,
        background: bool = False,  # noqa: ARG002
    ) -> "Ticket[Mapping[str, Line]]":
        """Those of them that are there."""
        from organizer.base.register_thread import Ticket

        ticket: Ticket[Mapping[str, Line]] = Ticket()
        ticket.settle({one: self.lines[one] for one in ids if one in self.lines}, None)
        return ticket
