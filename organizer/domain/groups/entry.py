"""Quick entry (进群快记): what would be done with pasted join lines, to look at before it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from organizer.base.database import Database
from organizer.domain.groups.join_lines import MYSELF, JoinLine, PastedJoins, read_join_lines
from organizer.domain.groups.person_text import beginnings, looks_like_name, read_person
from organizer.domain.groups.store_matching import Candidate, institutions_called, people_called
from organizer.domain.institutions.rules import comparable

State = Literal["known", "new", "present", "undecided", "repeated", "left_out"]


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """What would be done with one line.

    "known" people join, "new" ones are added and join, "present" ones are there already;
    "undecided" ones wait for the owner to say who of `candidates` it is, "repeated" ones stand in
    the text twice. `inviter_line` is the line of an inviter who comes in the same text.
    """

    line: JoinLine
    state: State
    member_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    inviter_id: str | None = None
    inviter_line: int | None = None
    by_hand: bool = False

    @property
    def inviter_unknown(self) -> bool:
        """Whether the text says who invited, but nobody in the register is called that."""
        return bool(self.line.invited_by) and self.inviter_id is None and self.inviter_line is None


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """What quick entry would do in a group on a day (None: the day it is done)."""

    group_id: str
    on: dt.date | None
    people: tuple[PlannedPerson, ...]
    removed: tuple[str, ...] = ()
    other_lines: tuple[str, ...] = ()

    def count(self, state: State) -> int:
        """How many lines are in a state."""
        return sum(1 for one in self.people if one.state == state)

    @property
    def joining(self) -> int:
        """How many people would be put into the group."""
        return self.count("known") + self.count("new")

    def decided(self, place: int, member_id: str | None) -> "EntryPlan":
        """The plan with the owner's word on a line: this member, or (None) somebody new."""
        person = self.people[place]
        if member_id is None:
            return self._with(place, replace(person, state="new", member_id=None, by_hand=True))
        chosen = next((one for one in person.candidates if one.member_id == member_id), None)
        state: State = "present" if chosen is not None and chosen.present else "known"
        return self._with(place, replace(person, state=state, member_id=member_id, by_hand=True))

    def without(self, place: int) -> "EntryPlan":
        """The plan with a line left out."""
        return self._with(place, replace(self.people[place], state="left_out", member_id=None))

    def corrected(self, place: int, line: JoinLine) -> "EntryPlan":
        """The plan with another reading of a line that is to be somebody new."""
        return self._with(place, replace(self.people[place], line=line, state="new"))

    def replaced(self, place: int, person: PlannedPerson) -> "EntryPlan":
        """The plan with a line planned anew."""
        return self._with(place, person)

    def _with(self, place: int, person: PlannedPerson) -> "EntryPlan":
        people = (*self.people[:place], person, *self.people[place + 1 :])
        return replace(self, people=people)


def plan_entry(
    db: Database,
    group_id: str,
    pasted: str | PastedJoins | Sequence[JoinLine],
    *,
    on: dt.date | None = None,
    myself_id: str | None = None,
) -> EntryPlan:
    """Say for each line who it is: exactly one name, nickname or alias links, several wait.

    `myself_id` is who is meant by 你 as the inviter. Nothing is written.
    """
    if isinstance(pasted, str):
        pasted = read_join_lines(pasted)
    elif not isinstance(pasted, PastedJoins):
        pasted = PastedJoins(tuple(pasted))
    lines = _with_known_institutions(db, pasted.joins)
    words = {word for one in lines for word in (one.name, one.shown, one.invited_by)}
    known = people_called(db, words, group_id)
    seen: dict[tuple[str, str, str], int] = {}
    people: list[PlannedPerson] = []
    for place, line in enumerate(lines):
        key = (line.shown or line.name, comparable(line.institution), line.phone)
        if key in seen:
            people.append(PlannedPerson(line, "repeated"))
            continue
        seen[key] = place
        people.append(_planned(line, _meant(line, known)))
    linked = tuple(_with_inviter(one, people, known, myself_id) for one in people)
    return EntryPlan(group_id, on, linked, pasted.removed, pasted.other_lines)


def _with_known_institutions(db: Database, lines: Sequence[JoinLine]) -> list[JoinLine]:
    """Cut a known institution off what is glued to it: 晨光书画校长, 晨光书画王芳."""
    glued = [one for one in lines if not one.institution]
    words = {
        word for one in glued for text in (one.position, one.name) for word in beginnings(text)
    }
    known = institutions_called(db, words)
    return [one if one.institution else _without_institution(one, known) for one in lines]


def _without_institution(line: JoinLine, known: set[str]) -> JoinLine:
    for word in beginnings(line.position):
        if word in known:
            return replace(line, institution=word, position=line.position[len(word) :])
    for word in beginnings(line.name):
        rest = read_person(line.name[len(word) :])
        if word in known and looks_like_name(rest.name):
            position = line.position or rest.position
            return replace(line, name=rest.name, institution=word, position=position)
    return line


def _meant(line: JoinLine, known: dict[str, list[Candidate]]) -> list[Candidate]:
    found = {
        one.member_id: one
        for word in (line.shown, line.name)
        if word
        for one in known.get(word, [])
    }
    candidates = list(found.values())
    return [one for one in candidates if not one.archived] or candidates


def _planned(line: JoinLine, candidates: list[Candidate]) -> PlannedPerson:
    if not candidates:
        return PlannedPerson(line, "new")
    if line.institution:
        fitting = [one for one in candidates if same_institution(line.institution, one)]
        candidates = fitting or candidates
        # somebody of this name at another institution may be another person
        certain = bool(fitting) or not candidates[0].institution
    else:
        certain = True
    if len(candidates) > 1 or not certain or candidates[0].archived:
        return PlannedPerson(line, "undecided", candidates=tuple(candidates))
    only = candidates[0]
    state: State = "present" if only.present else "known"
    return PlannedPerson(line, state, only.member_id, tuple(candidates))


def same_institution(typed: str, candidate: Candidate) -> bool:
    """Whether a typed name, perhaps only its beginning, is that of the candidate's institution."""
    wanted = comparable(typed)
    names = {comparable(one) for one in (candidate.institution, candidate.institution_short) if one}
    return wanted in names or any(name.startswith(wanted) for name in names)


def _with_inviter(
    person: PlannedPerson,
    people: list[PlannedPerson],
    known: dict[str, list[Candidate]],
    myself_id: str | None,
) -> PlannedPerson:
    inviter = person.line.invited_by
    if not inviter:
        return person
    if inviter == MYSELF:
        return replace(person, inviter_id=myself_id)
    found = [one for one in known.get(inviter, []) if not one.archived]
    there = [one for one in found if one.present]
    if len(there) == 1 or len(found) == 1:
        return replace(person, inviter_id=(there or found)[0].member_id)
    for place, other in enumerate(people):
        if other.state == "new" and inviter in (other.line.name, other.line.shown) and not found:
            return replace(person, inviter_line=place)
    return person
