"""Who comes to an event: one record with all that is known, and what follows from it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from organizer.base.words import N_

Presence = Literal["present", "absent", "excused"]

#: Whether somebody was there, stored as codes; nothing stored is "unknown".
PRESENCE = {
    "present": N_("Present"),
    "absent": N_("Absent"),
    "excused": N_("Excused"),
    "unknown": N_("Not noted"),
}
#: How somebody came onto the list, stored as codes.
CAME_BY = {
    "chain": N_("Sign-up chain"),
    "search": N_("Added by hand"),
    "group": N_("From a group"),
    "list": N_("From a list"),
    "walk_in": N_("Walk-in"),
}


class Attendance(NamedTuple):
    """What is noted of a participant at one session."""

    session_id: str
    state: Presence
    checked_in_at: str | None
    is_late: bool
    left_early: bool


@dataclass(frozen=True)
class Participant:
    """Somebody at one event; `member_id` is None while only a name is known.

    `name` is the member's, or the one typed; `institution` and `position` likewise. `alias` is what
    the person is called in the first group invited. Moments are UTC texts; `due_fen` is what the
    seats cost (None: nothing was said); `attendance` has a row for each session something is noted
    of.
    """

    id: str
    member_id: str | None
    name: str
    reading: str
    initials: str
    sort_key: str
    form_of_address: str
    institution: str
    position: str
    phone: str
    seats: int
    came_by: str
    place: int
    invited_at: str | None
    signed_up_at: str | None
    waiting_since: str | None
    withdrawn_at: str | None
    signed_line: str
    is_free: bool
    paid_fen: int | None
    paid_on: dt.date | None
    due_fen: int | None
    remark: str
    attendance: tuple[Attendance, ...]

    @property
    def is_expected(self) -> bool:
        """Whether the person signed up, has a seat and did not withdraw."""
        return (
            self.signed_up_at is not None
            and self.withdrawn_at is None
            and self.waiting_since is None
        )

    @property
    def is_waiting(self) -> bool:
        """Whether the person waits for a seat."""
        return self.waiting_since is not None and self.withdrawn_at is None

    @property
    def payment(self) -> Literal["none", "free", "paid", "open"]:
        """Whether something is to be paid, and was: "none" where the event costs nothing."""
        if not self.due_fen:
            return "none"
        if self.is_free:
            return "free"
        return "paid" if self.paid_fen is not None and self.paid_fen >= self.due_fen else "open"

    def presence(self, session_id: str) -> str:
        """A code of `PRESENCE` for one session."""
        return next(
            (one.state for one in self.attendance if one.session_id == session_id), "unknown"
        )

    @property
    def was_there(self) -> bool:
        """Whether the person was at any session."""
        return any(one.state == "present" for one in self.attendance)


class Counts(NamedTuple):
    """How many people an event has: heads, but `seats` counts seats."""

    invited: int
    signed_up: int
    seats: int
    waiting: int
    attended: int


def seats_taken(participants: Iterable[Participant]) -> int:
    """How many seats those who are expected take."""
    return sum(one.seats for one in participants if one.is_expected)
