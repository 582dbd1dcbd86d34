"""Carrying out a sign-up that was planned from a pasted chain, and adding people, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events import actions, store, store_participants
from organizer.domain.events.actions_participants import SIGN_UP, sign_up
from organizer.domain.events.chain_items import MOST_SEATS, read_item
from organizer.domain.events.participants import Participant, seats_taken
from organizer.domain.events.records import Key
from organizer.domain.events.sign_up import PlannedLine, SignUpPlan, is_on
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount

PASTE = ActionKind(
    "events.paste_chain",
    N_("Took over a sign-up chain: {new} signed up, {changed} changed, {withdrawn} withdrew"),
)


class Comer(NamedTuple):
    """Somebody to be put on the list: a member, or a name the register does not know."""

    member_id: str | None = None
    name: str = ""
    institution: str = ""
    seats: int = 1


class Added(NamedTuple):
    """How many were put on the list, how many of them wait, how many stood there already."""

    signed_up: int
    waiting: int
    already: int


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What a chain did: how many signed up (of them waiting), changed, withdrew, are undecided."""

    new: int
    waiting: int
    changed: int
    withdrawn: int
    undecided: int
    added_members: int


def apply(step: Step, plan: SignUpPlan) -> SignedUp:
    """Do what the plan says; lines that wait for a decision are left alone.

    Raises UserError for seats that can't be.
    """
    step.begins(PASTE, new=0, changed=0, withdrawn=0)
    if plan.changes_nothing:
        return _result(plan, 0)
    event_id = actions.own_row(step, plan.key)
    withdrawing = plan.withdrawing
    gone = {one.id for one in plan.gone}
    lines = {line.participant_id: line.item.text for line in plan.lines}
    step.update_many(
        "participant",
        ("withdrawn_at", "signed_line"),
        [
            # without its line, a line that comes back is a new sign-up
            (one.id, step.now, "" if one.id in gone else lines.get(one.id, one.signed_line))
            for one in withdrawing
        ],
    )
    for line in plan.declining:
        _decline(step, event_id, line)
    known = {one.id: one for one in plan.known}
    added = _add_members(step, plan)
    for place, line in enumerate(plan.lines):
        if not line.acts:
            continue
        if not 1 <= line.seats <= MOST_SEATS:
            raise UserError("events.seats", N_("A sign-up takes 1 to 99 seats."))
        member_id = added.get(place, line.member_id)
        present = known.get(line.participant_id or "")
        if line.state == "changed" and present is not None:
            changes = _changes(line, present, member_id)
            if not plan.is_chain:
                del changes["signed_line"]  # the next chain is compared with the last one
            step.update("participant", present.id, **changes)
        else:
            _sign_up(step, event_id, plan.came_by, line, member_id, present)
    done = _result(plan, len(added))
    step.note(new=done.new, changed=done.changed, withdrawn=done.withdrawn, event_id=event_id)
    return done


def add(step: Step, key: str | Key, comers: Iterable[Comer], came_by: str = "search") -> Added:
    """Sign people up who are not on the list; once the seats are taken they wait, in order.

    Raises UserError without a name, or for seats that can't be.
    """
    wanted = list(dict.fromkeys(comers))
    step.begins(SIGN_UP, count=len(wanted))
    event_id = actions.own_row(step, key)
    capacity = store.columns_of(step, event_id, ["capacity"])["capacity"]
    present = store_participants.participants(step, event_id)
    taken = seats_taken(present)
    somebody_waits = any(one.is_waiting for one in present)
    on_list = {one.member_id or (one.name, one.institution) for one in present if is_on(one)}
    new = [one for one in wanted if (one.member_id or (one.name, one.institution)) not in on_list]
    waiting = 0
    for one in new:
        full = capacity is not None and taken + one.seats > capacity
        somebody_waits = somebody_waits or full
        taken += 0 if somebody_waits else one.seats
        waiting += somebody_waits
        sign_up(
            step,
            Key(event_id),
            member_id=one.member_id,
            name=one.name,
            institution=one.institution,
            seats=one.seats,
            came_by=came_by,
            waiting=somebody_waits,
        )
    step.note(count=len(new))
    return Added(len(new), waiting, len(wanted) - len(new))


def _result(plan: SignUpPlan, added: int) -> SignedUp:
    return SignedUp(
        plan.count("new"),
        sum(1 for line in plan.lines if line.state == "new" and line.waits),
        plan.count("changed"),
        len(plan.withdrawing),
        plan.count("undecided"),
        added,
    )


def _add_members(step: Step, plan: SignUpPlan) -> dict[int, str]:
    """New members for the lines that are to be some, by the place of the line."""
    wanted = {
        place: line.read
        for place, line in enumerate(plan.lines)
        if line.who == "new_member" and line.acts
    }
    names = [read.institution for read in wanted.values() if read.institution]
    ids = institutions.find_or_create(step, names) if names else {}
    return {
        place: members.add(
            step,
            read.name,
            accounts=[NewAccount("wechat", nickname=read.shown)],
            phones=[read.phone] if read.phone else [],
            institution_id=ids.get(read.institution),
            position=read.position,
        )
        for place, read in wanted.items()
    }


def _decline(step: Step, event_id: str, line: PlannedLine) -> None:
    """Note that a member answered no, so that nobody asks again."""
    answer = {"withdrawn_at": step.now, "signed_line": line.item.text, "came_by": "chain"}
    if line.participant_id is not None:
        step.update("participant", line.participant_id, **answer)
        return
    place = store_participants.last_place(step, event_id) + 1
    step.insert(
        "participant", event_id=event_id, member_id=line.member_id, position=place, **answer
    )


def _sign_up(
    step: Step,
    event_id: str,
    came_by: str,
    line: PlannedLine,
    member_id: str | None,
    present: Participant | None,
) -> None:
    signed_line = line.item.text if came_by == "chain" else ""
    if present is not None:
        # whoever comes back stands behind those who stayed
        place = store_participants.last_place(step, event_id) + 1
        linked = {"member_id": member_id, "name": "", "institution": ""} if member_id else {}
        step.update(
            "participant",
            present.id,
            **linked,
            seats=line.seats,
            came_by=came_by,
            position=place,
            signed_up_at=step.now,
            waiting_since=step.now if line.waits else None,
            withdrawn_at=None,
            signed_line=signed_line,
            remark=line.read.note or present.remark,
        )
        return
    sign_up(
        step,
        Key(event_id),
        member_id=member_id,
        name=line.read.name,
        institution=line.read.institution,
        seats=line.seats,
        came_by=came_by,
        waiting=line.waits,
        signed_line=signed_line,
        remark=line.read.note,
    )


def _changes(line: PlannedLine, present: Participant, member_id: str | None) -> dict[str, Any]:
    """What a changed line changes; what the owner wrote meanwhile stays."""
    changes: dict[str, Any] = {"seats": line.seats, "signed_line": line.item.text}
    before = read_item(present.signed_line, (line.read.shown,)) if present.signed_line else None
    if not present.remark or (before is not None and present.remark == before.note):
        changes["remark"] = line.read.note
    if member_id is not None and present.member_id is None:
        changes |= {"member_id": member_id, "name": "", "institution": ""}
    elif present.member_id is None:
        changes |= {
            "name": line.read.name,
            "institution": line.read.institution or present.institution,
        }
    return changes
