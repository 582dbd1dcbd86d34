"""Putting people onto the list of an event, taking them off, noting what they paid and who came."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.events import actions
from organizer.domain.events import store_participants as store
from organizer.domain.events.participants import CAME_BY, Presence
from organizer.domain.events.records import Key

SIGN_UP = ActionKind(
    "events.sign_up", N_("Signed up {count} person"), N_("Signed up {count} people")
)
INVITE = ActionKind("events.invite", N_("Invited {count} person"), N_("Invited {count} people"))
WITHDRAW = ActionKind(
    "events.withdraw",
    N_("Took {count} person off the list"),
    N_("Took {count} people off the list"),
)
CHANGE = ActionKind("events.change_participant", N_("Changed a sign-up"))
PAY = ActionKind(
    "events.pay",
    N_("Noted the payment of {count} person"),
    N_("Noted the payment of {count} people"),
)
ATTEND = ActionKind(
    "events.attend", N_("Noted the attendance of {count} person"),
    N_("Noted the attendance of {count} people"),
)  # fmt: skip
REMOVE = ActionKind(
    "events.remove_participant",
    N_("Removed {count} mistaken sign-up"),
    N_("Removed {count} mistaken sign-ups"),
)

CHANGEABLE = frozenset({"member_id", "name", "institution", "seats", "remark", "signed_line"})


def sign_up(  # noqa: PLR0913 - what a sign-up consists of
    step: Step,
    key: str | Key,
    *,
    member_id: str | None = None,
    name: str = "",
    institution: str = "",
    seats: int = 1,
    came_by: str = "search",
    waiting: bool = False,
    signed_line: str = "",
    remark: str = "",
) -> str:
    """Sign one person up, a member or a name; returns the participant's id.

    A member who is on the list already (invited, withdrawn) keeps the row. Raises UserError without
    a name, or for seats that can't be.
    """
    step.begins(SIGN_UP, count=1)
    event_id = actions.own_row(step, key)
    name = one_line(name, 100)
    if member_id is None and not name:
        raise UserError("events.nobody", N_("Say who comes: choose a person or write a name."))
    columns: dict[str, Any] = {
        "seats": _checked_seats(seats),
        "came_by": _checked_way(came_by),
        "signed_up_at": step.now,
        "waiting_since": step.now if waiting else None,
        "withdrawn_at": None,
        "signed_line": signed_line,
        "remark": remark,
    }
    known = None
    if member_id is not None:
        known = store.of_members(step, event_id, [member_id]).get(member_id)
    if known is not None:
        step.update("participant", known, **columns)
        return known
    return step.insert(
        "participant",
        event_id=event_id,
        member_id=member_id,
        name="" if member_id else name,
        institution="" if member_id else one_line(institution),
        position=store.last_place(step, event_id) + 1,
        **columns,
    )


def sign_up_members(
    step: Step, key: str | Key, member_ids: Sequence[str], came_by: str = "group"
) -> list[str]:
    """Sign members up, one seat each, but those who are signed up already; returns the new ids."""
    step.begins(SIGN_UP, count=len(member_ids))
    event_id = actions.own_row(step, key)
    expected = {one.member_id for one in store.participants(step, event_id) if one.is_expected}
    new = [one for one in dict.fromkeys(member_ids) if one not in expected]
    return [sign_up(step, Key(event_id), member_id=one, came_by=came_by) for one in new]


def invite(step: Step, key: str | Key, member_ids: Sequence[str]) -> int:
    """Invite members by name, beside the groups; returns how many were not on the list."""
    step.begins(INVITE, count=len(member_ids))
    event_id = actions.own_row(step, key)
    known = store.of_members(step, event_id, member_ids)
    step.update_where("participant", known.values(), invited_at=step.now)
    new = [one for one in dict.fromkeys(member_ids) if one not in known]
    place = store.last_place(step, event_id)
    return step.insert_many(
        "participant",
        ("event_id", "member_id", "invited_at", "position"),
        [(event_id, one, step.now, place + n) for n, one in enumerate(new, start=1)],
    )


def withdraw(step: Step, participant_ids: Sequence[str]) -> int:
    """Note that people do not come after all; returns how many were signed up."""
    step.begins(WITHDRAW, count=len(participant_ids))
    return step.update_where("participant", participant_ids, withdrawn_at=step.now)


def give_seat(step: Step, participant_ids: Sequence[str]) -> int:
    """Move people from the waiting list to a seat; returns how many waited."""
    step.begins(SIGN_UP, count=len(participant_ids))
    return step.update_where("participant", participant_ids, waiting_since=None, withdrawn_at=None)


def put_on_waiting_list(step: Step, participant_ids: Sequence[str]) -> int:
    """Let people wait for a seat; returns how many did not."""
    step.begins(CHANGE)
    return step.update_where("participant", participant_ids, waiting_since=step.now)


def change(step: Step, /, participant_id: str, **changes: Any) -> bool:
    """Change fields of `CHANGEABLE`; a name becomes a member by `member_id`.

    Raises UserError for seats that can't be, or when the member is on the list already.
    """
    step.begins(CHANGE)
    unknown = set(changes) - CHANGEABLE
    if unknown:
        message = f"a participant has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    if "seats" in changes:
        _checked_seats(changes["seats"])
    if (member_id := changes.get("member_id")) is not None:
        event_id = store.event_of(step, participant_id)
        other = store.of_members(step, event_id, [member_id]).get(member_id)
        if other not in (None, participant_id):
            raise UserError("events.on_the_list", N_("This person is on the list already."))
        changes |= {"name": "", "institution": ""}
    return step.update("participant", participant_id, **changes)


def set_paid(step: Step, participant_ids: Sequence[str], on: dt.date | None = None) -> int:
    """Note that people paid for their seats, today unless a day is given; returns how many."""
    step.begins(PAY, count=len(participant_ids))
    day = on or step.today
    return step.update_many(
        "participant",
        ("paid_fen", "paid_on", "is_free"),
        [(row_id, due, day, 0) for row_id, due in store.dues(step, participant_ids)],
    )


def set_free(step: Step, participant_ids: Sequence[str]) -> int:
    """Note that people need not pay; returns how many had to."""
    step.begins(PAY, count=len(participant_ids))
    return step.update_where("participant", participant_ids, is_free=1, paid_fen=None, paid_on=None)


def set_unpaid(step: Step, participant_ids: Sequence[str]) -> int:
    """Take back what was noted of people's payment; returns how many had some."""
    step.begins(PAY, count=len(participant_ids))
    return step.update_where("participant", participant_ids, is_free=0, paid_fen=None, paid_on=None)


def mark(
    step: Step,
    session_id: str,
    participant_ids: Iterable[str],
    state: Presence | None,
    *,
    checked_in: bool = False,
    is_late: bool = False,
    left_early: bool = False,
) -> int:
    """Note whether people were at a session (None: nothing is known); returns how many changed.

    `checked_in` keeps the moment, for those who come in at the door now. Sessions of a repetition's
    day need `actions.own_row` first.
    """
    wanted = list(dict.fromkeys(participant_ids))
    step.begins(ATTEND, count=len(wanted))
    known = store.attendance_rows(step, session_id, wanted)
    if state is None:
        return step.delete("attendance", list(known.values()))
    columns: dict[str, Any] = {
        "state": state, "is_late": int(is_late), "left_early": int(left_early)
    }  # fmt: skip
    if checked_in or state != "present":
        columns["checked_in_at"] = step.now if checked_in else None
    changed = step.update_where("attendance", known.values(), **columns)
    new = [one for one in wanted if one not in known]
    return changed + step.insert_many(
        "attendance",
        ("session_id", "participant_id", *columns),
        [(session_id, one, *columns.values()) for one in new],
    )


def walk_in(
    step: Step,
    key: str | Key,
    session_id: str,
    *,
    member_id: str | None = None,
    name: str = "",
    institution: str = "",
) -> str:
    """Check in somebody who was not on the list, a member or a name; returns the participant."""
    step.begins(ATTEND, count=1)
    participant_id = sign_up(
        step, key, member_id=member_id, name=name, institution=institution, came_by="walk_in"
    )
    mark(step, session_id, [participant_id], "present", checked_in=True)
    return participant_id


def remove(step: Step, participant_ids: Sequence[str]) -> int:
    """Remove sign-ups entered by mistake, with what was noted of them; returns how many."""
    step.begins(REMOVE, count=len(participant_ids))
    step.delete("attendance", store.attendance_of(step, participant_ids))
    return step.delete("participant", participant_ids)


def _checked_seats(seats: int) -> int:
    if not 1 <= seats <= 99:
        raise UserError("events.seats", N_("A sign-up takes 1 to 99 seats."))
    return seats


def _checked_way(came_by: str) -> str:
    if came_by not in CAME_BY:
        message = f"{came_by} is no way onto a list"
        raise ValueError(message)
    return came_by
