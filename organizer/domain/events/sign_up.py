"""Signing up from a pasted chain: what each line would do, looked at before it is done.

The chain is pasted again and again while it grows. A line that stands as it stood before changes
nothing, so the owner's own corrections stay; somebody whose line is gone withdrew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from organizer.base.words import N_
from organizer.domain.events.chain import Chain, Item
from organizer.domain.events.chain_items import SignUpText, read_item
from organizer.domain.events.participants import Participant, seats_taken
from organizer.domain.events.records import Key
from organizer.domain.groups.store_matching import Candidate
from organizer.domain.institutions.rules import comparable

#: Who a line is: somebody of the register, a name on this list only, a name that becomes a member.
Who = Literal["member", "name", "new_member", "undecided"]
State = Literal["new", "changed", "same", "repeated", "undecided", "left_out", "not_coming",
                "interactive", "kept_off"]  # fmt: skip

#: Who is on the list, by one of their ids.
Known = dict[str | None, Participant]

#: What a line would do, as codes.
STATES: dict[str, str] = {
    "new": N_("Signs up"),
    "changed": N_("Changed"),
    "same": N_("As before"),
    "repeated": N_("Stands in the list again further down"),
    "undecided": N_("Who is it?"),
    "left_out": N_("Left out"),
    "not_coming": N_("Says they are not coming"),
    "interactive": N_("An interactive account, takes no seat"),
    "kept_off": N_("You took this person off the list"),
}
#: What was not plain about an entry, as codes.
WARNINGS: dict[str, str] = {
    "gap": N_("Numbers before it are missing."),
    "nested": N_("It holds a list of its own; check where it ends."),
    "number_jump": N_("A line in it begins with a number that does not follow."),
    "one_line": N_("It was cut out of a line with several entries."),
    "more_lines": N_("It has several lines."),
    "loose_lines": N_("Lines without a number follow after a blank line."),
    "plus": N_("“+1” is read as one more person."),
    "with_company": N_("Somebody is brought along and counted."),
    "company_unclear": N_("Somebody is brought along, but it does not say how many."),
    "seats_unclear": N_("How many people come is not clear."),
    "declined": N_("It says that this person does not come."),
    "maybe": N_("It says that this is not certain."),
    "no_name": N_("No name was found in it."),
    "another_person": N_("Another person of the register is named in it: {name}."),
    "renamed": N_("It is taken for “{name}” of the last list, whose line is gone."),
    "over_capacity": N_("More seats than there are."),
}
#: Why a line belongs to no entry, as codes.
REASONS: dict[str, str] = {
    "no_number": N_("It has no number."),
    "after_list": N_("It stands behind the list."),
    "quoted": N_("It is quoted from an older message."),
    "older_copy": N_("It belongs to an older copy of the chain."),
    "other_chain": N_("It belongs to another chain."),
    "chat": N_("It is another message of the chat."),
}


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What one entry of the chain would do.

    `seats` are those the person would have; `waits` says that there is no seat for a new one.
    `participant_id` is the place on the list they have already. `words` fill the warnings.
    """

    item: Item
    read: SignUpText
    who: Who
    state: State = "new"
    member_id: str | None = None
    participant_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    seats: int = 1
    waits: bool = False
    by_hand: bool = False
    seats_by_hand: bool = False
    out: Literal["", "left_out", "not_coming", "interactive"] = ""
    warnings: tuple[str, ...] = ()
    words: str = ""

    @property
    def acts(self) -> bool:
        """Whether something would be written for it."""
        return self.state in ("new", "changed")


@dataclass(frozen=True, slots=True)
class SignUpPlan:
    """What a pasted chain would do to the list of an event; nothing is written yet.

    `gone` are those whose line stood in the last chain and does not any more; they are only taken
    off while `withdraws`, which is not so for what looks like half a list. A list that is no chain
    (`came_by`) adds people and takes nobody off.
    """

    key: Key
    chain: Chain
    lines: tuple[PlannedLine, ...]
    known: tuple[Participant, ...] = ()
    capacity: int | None = None
    withdraws: bool = True
    gone: tuple[Participant, ...] = ()
    stays: frozenset[str] = field(default_factory=frozenset)
    came_by: str = "chain"

    def count(self, state: State) -> int:
        """How many lines are in a state."""
        return sum(1 for one in self.lines if one.state == state)

    @property
    def is_chain(self) -> bool:
        """Whether it also says who does not come any more."""
        return self.came_by == "chain"

    @property
    def looks_partial(self) -> bool:
        """Whether so much is missing that the chain was probably not copied in full."""
        before = sum(1 for one in self.known if _from_chain(one))
        return self.chain.starts_late or (len(self.gone) > 2 and 2 * len(self.gone) > before)

    @property
    def withdrawing(self) -> tuple[Participant, ...]:
        """Who would be taken off the list."""
        saying = {one.participant_id for one in self.lines if one.state == "not_coming"}
        off = [one for one in self.known if one.id in saying and is_on(one)]
        return (*(self.gone if self.withdraws else ()), *off)

    @property
    def declining(self) -> tuple[PlannedLine, ...]:
        """The lines of members who answer that they do not come without having signed up."""
        by_id = {one.id: one for one in self.known}
        return tuple(
            line
            for line in self.lines
            if line.state == "not_coming" and line.member_id is not None
            and not _has_answered(by_id.get(line.participant_id or ""))
        )  # fmt: skip

    @property
    def changes_nothing(self) -> bool:
        """Whether the list is as the chain says already."""
        acting = any(one.acts for one in self.lines)
        return not (acting or self.withdrawing or self.declining)

    @property
    def seats(self) -> int:
        """How many seats would be taken afterwards."""
        return _seats_after(self)

    def decided(self, place: int, member_id: str | None) -> "SignUpPlan":
        """The plan with the owner's word on a line: this member, or (None) a name not known."""
        who: Who = "name" if member_id is None else "member"
        return self._with(place, who=who, member_id=member_id, by_hand=True, out="")

    def as_new_member(self, place: int) -> "SignUpPlan":
        """The plan with the name of a line entered into the register as a new member."""
        return self._with(place, who="new_member", member_id=None, by_hand=True, out="")

    def without(self, place: int) -> "SignUpPlan":
        """The plan with a line left out; whoever it may have been stays as they are."""
        return self._with(place, out="left_out")

    def with_seats(self, place: int, seats: int) -> "SignUpPlan":
        """The plan with another number of seats for a line."""
        return self._with(place, seats=seats, seats_by_hand=True)

    def with_name(self, place: int, name: str) -> "SignUpPlan":
        """The plan with another name for a line that is nobody of the register."""
        read = replace(self.lines[place].read, name=name)
        who: Who = "new_member" if self.lines[place].who == "new_member" else "name"
        return self._with(place, read=read, who=who, member_id=None, by_hand=True, out="")

    def signing_up(self, place: int) -> "SignUpPlan":
        """The plan with somebody who says no, or was taken off, signed up after all."""
        return self._with(place, out="", by_hand=True)

    def staying(self, participant_id: str) -> "SignUpPlan":
        """The plan with somebody whose line is gone staying on the list."""
        return settled(replace(self, stays=self.stays | {participant_id}))

    def withdrawing_gone(self, *, withdraws: bool) -> "SignUpPlan":
        """The plan with those whose line is gone taken off the list, or not."""
        return replace(self, withdraws=withdraws)

    def _with(self, place: int, **changes: object) -> "SignUpPlan":
        line = replace(self.lines[place], **changes)  # type: ignore[arg-type]
        lines = (*self.lines[:place], line, *self.lines[place + 1 :])
        withdraws = self.withdraws
        return replace(settled(replace(self, lines=lines)), withdraws=withdraws)


def is_on(participant: Participant) -> bool:
    """Whether somebody is signed up or waits."""
    return participant.signed_up_at is not None and participant.withdrawn_at is None


def _has_answered(participant: Participant | None) -> bool:
    return participant is not None and (
        participant.signed_up_at is not None or participant.withdrawn_at is not None
    )


def _from_chain(participant: Participant) -> bool:
    return participant.came_by == "chain" and bool(participant.signed_line) and is_on(participant)


def settled(plan: SignUpPlan) -> SignUpPlan:
    """The plan with every line's state, seats and waiting worked out from who it is."""
    by_member: Known = {one.member_id: one for one in plan.known if one.member_id is not None}
    by_id: Known = {one.id: one for one in plan.known}
    lines = [_placed(line, by_member, by_id) for line in plan.lines]
    identities = _identities(lines)
    last = {identities[place]: place for place, line in enumerate(lines) if _is_somebody(line)}
    repeated = [last.get(one, place) != place for place, one in enumerate(identities)]
    lines = [
        _with_state(line, by_id, repeated=repeated[place], is_chain=plan.is_chain)
        for place, line in enumerate(lines)
    ]
    settled_plan = replace(plan, lines=tuple(lines), gone=_gone(plan, lines))
    return _with_waiting(settled_plan)


def _placed(line: PlannedLine, by_member: Known, by_id: Known) -> PlannedLine:
    """The line with the place its person has on the list already.

    A name on the list that turns out to be a member keeps its place; a member's place is not
    given to somebody else.
    """
    present = by_id.get(line.participant_id)
    named = present is not None and present.member_id is None
    if line.member_id is not None:
        found = by_member.get(line.member_id) or (present if named else None)
        return replace(line, participant_id=found.id if found else None)
    if named or line.who not in ("name", "new_member"):
        return line
    same = [one for one in by_id.values() if one.member_id is None and one.name == line.read.name]
    if len(same) > 1:
        place = comparable(line.read.institution)
        same = [one for one in same if comparable(one.institution) == place]
    return replace(line, participant_id=same[0].id if len(same) == 1 else None)


def _identities(lines: Sequence[PlannedLine]) -> list[tuple[str, ...]]:
    """What is the same for two lines of one person.

    Two of one name are the same, unless they come from different institutions.
    """
    places: dict[str, set[str]] = {}
    for line in lines:
        if line.read.institution:
            places.setdefault(line.read.name, set()).add(comparable(line.read.institution))
    found: list[tuple[str, ...]] = []
    for line in lines:
        if line.member_id is not None:
            found.append(("member", line.member_id))
        elif line.participant_id is not None:
            found.append(("participant", line.participant_id))
        elif len(places.get(line.read.name, ())) > 1:
            found.append(("name", line.read.name, comparable(line.read.institution)))
        else:
            found.append(("name", line.read.name))
    return found


def _is_somebody(line: PlannedLine) -> bool:
    return line.who != "undecided" and line.out not in ("left_out", "interactive")


def _with_state(line: PlannedLine, by_id: Known, *, repeated: bool, is_chain: bool) -> PlannedLine:
    known = by_id.get(line.participant_id)
    if known is not None and not is_chain:
        # the line of a chain goes on saying what it said; a list only speaks for itself
        known = replace(known, signed_line=line.item.text if is_on(known) else "")
    seats = line.seats if line.seats_by_hand else _seats_of(line, known, is_chain=is_chain)
    return replace(line, state=_state(line, known, seats, repeated=repeated), seats=seats)


def _state(line: PlannedLine, known: Participant | None, seats: int, *, repeated: bool) -> State:
    if line.out in ("left_out", "interactive"):
        return line.out
    if line.who == "undecided" and not line.out:
        return "undecided"
    if repeated:
        return "repeated"
    return line.out or _state_on_list(line, known, seats)


def _state_on_list(line: PlannedLine, known: Participant | None, seats: int) -> State:
    if known is None or known.signed_up_at is None:
        return "new"
    same_line = known.signed_line == line.item.text
    if known.withdrawn_at is not None:
        # a line that still stands although its person was taken off was taken off by the owner
        return "kept_off" if same_line and not line.by_hand else "new"
    linked = line.member_id == known.member_id and line.who != "new_member"
    renamed = line.by_hand and known.member_id is None and known.name != line.read.name
    same = same_line and linked and known.seats == seats and not renamed
    return "same" if same else "changed"


def _seats_of(line: PlannedLine, known: Participant | None, *, is_chain: bool) -> int:
    """The seats a line gives somebody: what it says, unless it says what it said before."""
    if known is None or not is_on(known):
        return line.read.seats
    if is_chain and known.signed_line == line.item.text:
        return known.seats
    if is_chain and known.signed_line:
        before = read_item(known.signed_line, (line.read.shown,))
        return known.seats if before.seats == line.read.seats else line.read.seats
    return line.read.seats if line.read.counted else known.seats


def _gone(plan: SignUpPlan, lines: Iterable[PlannedLine]) -> tuple[Participant, ...]:
    """Those of the last chain no line can be."""
    kept = {line.participant_id for line in lines}
    may_be = {
        candidate.member_id
        for line in lines
        if line.who == "undecided" or line.out == "left_out"
        for candidate in line.candidates
    }
    if not plan.lines or not plan.is_chain:
        return ()
    return tuple(
        one
        for one in plan.known
        if _from_chain(one)
        and one.id not in kept
        and one.id not in plan.stays
        and (one.member_id is None or one.member_id not in may_be)
    )


def _with_waiting(plan: SignUpPlan) -> SignUpPlan:
    """The plan in which new people wait once the seats are taken: in order, nobody passes."""
    if plan.capacity is None:
        return replace(plan, lines=tuple(replace(one, waits=False) for one in plan.lines))
    leaving = {one.id for one in plan.withdrawing}
    staying = [one for one in plan.known if one.id not in leaving]
    seats = {one.participant_id: one.seats for one in plan.lines if one.state == "changed"}
    taken = sum(seats.get(one.id, one.seats) for one in staying if one.is_expected)
    somebody_waits = any(one.is_waiting for one in staying)
    expected = {one.id for one in staying if one.is_expected}
    lines = []
    for line in plan.lines:
        waits = False
        warnings = [code for code in line.warnings if code != "over_capacity"]
        if line.state == "new":
            waits = somebody_waits or taken + line.seats > plan.capacity
            somebody_waits = somebody_waits or waits
            taken += 0 if waits else line.seats
        elif line.state == "changed" and line.participant_id in expected and taken > plan.capacity:
            warnings.append("over_capacity")
        lines.append(replace(line, waits=waits, warnings=tuple(warnings)))
    return replace(plan, lines=tuple(lines))


def _seats_after(plan: SignUpPlan) -> int:
    leaving = {one.id for one in plan.withdrawing}
    acting = {one.participant_id: one for one in plan.lines if one.acts}
    stay = [one for one in plan.known if one.id not in leaving and one.id not in acting]
    waiting = {one.id for one in plan.known if one.is_waiting}
    return seats_taken(stay) + sum(
        one.seats
        for one in plan.lines
        if one.acts and not one.waits
        and not (one.state == "changed" and one.participant_id in waiting)
    )  # fmt: skip


def moving_up(participants: Sequence[Participant], capacity: int | None) -> list[Participant]:
    """Who of those waiting is next for the free seats: in order, nobody is passed."""
    waiting = sorted(
        (one for one in participants if one.is_waiting),
        key=lambda one: (one.waiting_since or "", one.place, one.id),
    )
    if capacity is None:
        return waiting
    free = capacity - seats_taken(participants)
    next_ones: list[Participant] = []
    for one in waiting:
        if one.seats > free:
            break
        free -= one.seats
        next_ones.append(one)
    return next_ones
