"""Comparing the register with the list of the real group: who joined, left, changed alias.

People are matched by account, then by exactly the alias, nickname or name, then by a name contained
in what the list shows, longest first, and only if no one else could be meant. A form of address
(王校长) says whom a line may be, never who it is. Whatever is not certain is shown with those it
may be, and left to the owner.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from organizer.base.database import Database
from organizer.domain.groups import rules, store
from organizer.domain.groups.member_lists import ListedPerson
from organizer.domain.groups.person_text import read_person
from organizer.domain.groups.records import Membership
from organizer.domain.groups.store_matching import (
    Address,
    Candidate,
    addresses,
    people_called,
    people_with_handles,
)

Finding = Literal["same", "alias_changed", "joined", "unsure", "skipped"]


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """What a line of the list means.

    "same" and "alias_changed" lines are a membership; "joined" ones a person of the register, or
    somebody new when `member_id` is None; "unsure" ones wait: they may be one of `memberships`, of
    `candidates`, or somebody new.
    """

    row: ListedPerson
    finding: Finding
    membership: Membership | None = None
    member_id: str | None = None
    memberships: tuple[Membership, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def new_alias(self) -> str:
        """The alias the list shows; '' when it only shows the nickname or name."""
        shown = self.row.shown
        if self.membership is not None:
            known = self.membership
            shows_alias = shown == known.alias or shown not in (known.nickname, known.member_name)
        elif self.member_id is None:
            shows_alias = self.row.has_alias
        else:
            named = [one for one in self.candidates if one.member_id == self.member_id]
            shows_alias = not any(one.name == shown or one.found_by == "nickname" for one in named)
        return shown if shows_alias and shown != self.row.nickname else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the list of a group says about the register on a day; nothing is written yet.

    `left` are memberships nobody in the list can be, `may_have_left` those an unsure line may be;
    `interactive` are interactive accounts, which are matched but never proposed as having left;
    `people` is how many accounts of people are in the group here.
    """

    group_id: str
    on: dt.date | None
    listed: tuple[ListedFinding, ...]
    left: tuple[Membership, ...]
    may_have_left: tuple[Membership, ...] = ()
    interactive: tuple[Membership, ...] = ()
    people: int = 0

    @property
    def looks_partial(self) -> bool:
        """Whether so many are missing that the list was probably not copied in full."""
        return rules.looks_partial(len(self.left), self.people)

    def of(self, finding: Finding) -> list[ListedFinding]:
        """The lines with a finding."""
        return [one for one in self.listed if one.finding == finding]

    def is_membership(self, place: int, membership_id: str) -> "Comparison":
        """The comparison with the owner's word that a line is this membership."""
        known = [*self.left, *self.may_have_left, *self.listed[place].memberships]
        chosen = next(one for one in known if one.id == membership_id)
        decided = _same_or_changed(self.listed[place].row, chosen)
        left = tuple(one for one in self.left if one.id != membership_id)
        return _settled(replace(self._with(place, decided), left=left))

    def is_member(self, place: int, member_id: str | None) -> "Comparison":
        """The comparison with the owner's word that a line is this member, or (None) new."""
        decided = replace(
            self.listed[place], finding="joined", member_id=member_id, membership=None
        )
        return _settled(self._with(place, decided))

    def without(self, place: int) -> "Comparison":
        """The comparison with a line left out; whoever it may have been is not taken as gone."""
        return self._with(place, replace(self.listed[place], finding="skipped"))

    def stays(self, membership_id: str) -> "Comparison":
        """The comparison with somebody who is not taken as having left."""
        return replace(self, left=tuple(one for one in self.left if one.id != membership_id))

    def _with(self, place: int, decided: ListedFinding) -> "Comparison":
        return replace(self, listed=(*self.listed[:place], decided, *self.listed[place + 1 :]))


def _settled(comparison: Comparison) -> Comparison:
    """Whom no unsure or left-out line may be any more has left, unless matched."""
    open_ids = {
        known.id
        for one in comparison.listed
        if one.finding in ("unsure", "skipped")
        for known in one.memberships
    }
    taken = {one.membership.id for one in comparison.listed if one.membership is not None}
    maybe = comparison.may_have_left
    gone = [one for one in maybe if one.id not in open_ids and one.id not in taken]
    waiting = tuple(one for one in maybe if one.id in open_ids - taken)
    return replace(comparison, left=(*comparison.left, *gone), may_have_left=waiting)


def plan_comparison(
    db: Database, group_id: str, rows: Sequence[ListedPerson], *, on: dt.date | None = None
) -> Comparison:
    """Compare a group's own list (see `read_member_list`) with who is in it here."""
    group = store.group(db, group_id)
    known = store.memberships_of_group(db, group_id)
    matching = _Matching(rows, known)
    matching.match()
    rest = [rows[place] for place in matching.open_rows()]
    words = {
        word for row in rest for word in (row.shown, row.nickname, read_person(row.shown).name)
    }
    called = people_called(db, words, group_id)
    platform = group.platform if group is not None else "wechat"
    by_handle = people_with_handles(db, {row.handle for row in rest}, platform, group_id)
    called_so = matching.by_address(addresses(db, {one.member_id for one in known}))
    listed = []
    for place, row in enumerate(rows):
        if place in matching.found:
            listed.append(_same_or_changed(row, matching.found[place]))
        elif place in matching.unsure:
            maybe = tuple(matching.unsure[place])
            listed.append(ListedFinding(row, "unsure", memberships=maybe))
        else:
            found = _from_register(row, called, by_handle.get(row.handle, []))
            maybe = called_so.get(place, ())
            if maybe and found.member_id is None and not found.candidates:
                found = ListedFinding(row, "unsure", memberships=maybe)
            listed.append(found)
    taken = {one.id for one in matching.found.values()}
    maybe_ids = {known.id for one in listed for known in one.memberships}
    missing = [one for one in known if one.id not in taken]
    return Comparison(
        group_id,
        on,
        tuple(listed),
        tuple(one for one in missing if one.counts and one.id not in maybe_ids),
        tuple(one for one in missing if one.counts and one.id in maybe_ids),
        tuple(one for one in known if not one.counts),
        sum(one.counts for one in known),
    )


def _same_or_changed(row: ListedPerson, membership: Membership) -> ListedFinding:
    found = ListedFinding(row, "same", membership, membership.member_id)
    return found if found.new_alias == membership.alias else replace(found, finding="alias_changed")


def _from_register(
    row: ListedPerson, called: dict[str, list[Candidate]], by_handle: list[Candidate]
) -> ListedFinding:
    """Somebody who is not in the group here: known from elsewhere, new, or unsure."""
    if len(by_handle) == 1 and not by_handle[0].archived:
        return ListedFinding(row, "joined", member_id=by_handle[0].member_id)
    name = read_person(row.shown).name
    people = {
        one.member_id: one
        for word in (row.shown, row.nickname, name)
        if word
        for one in called.get(word, [])
        if not one.present
    }
    candidates = (*by_handle, *people.values())
    if not candidates:
        return ListedFinding(row, "joined")
    only = candidates[0]
    if len(candidates) == 1 and not only.archived:
        return ListedFinding(row, "joined", member_id=only.member_id, candidates=candidates)
    return ListedFinding(row, "unsure", candidates=candidates)


def _is_from(address: Address, text: str) -> bool:
    names = [name for name in (address.institution, address.institution_short) if name]
    return any(name in text or text in name for name in names)


class _Matching:
    """Lines and memberships brought together by one kind of evidence after the other."""

    def __init__(self, rows: Sequence[ListedPerson], known: Sequence[Membership]) -> None:
        self._rows = rows
        self._known = {one.id: one for one in known}
        self.found: dict[int, Membership] = {}
        self.unsure: dict[int, list[Membership]] = {}

    def open_rows(self) -> list[int]:
        """The lines nothing was found for."""
        return [
            place
            for place in range(len(self._rows))
            if place not in self.found and place not in self.unsure
        ]

    def match(self) -> None:
        """Match by account, alias, nickname and name, then by names contained."""
        self._exactly(lambda row: row.handle.casefold(), lambda one: [one.handle.casefold()])
        self._exactly(lambda row: row.shown, lambda one: [one.alias])
        self._exactly(lambda row: row.nickname, lambda one: [one.nickname])
        self._exactly(lambda row: row.shown, lambda one: [one.nickname, one.member_name])
        self._contained()

    def by_address(self, known: dict[str, Address]) -> dict[int, tuple[Membership, ...]]:
        """Whom lines nothing was found for may be, as the form of address in them says.

        Those from the institution the line names alone, if there are any.
        """
        maybe = {one.id for options in self.unsure.values() for one in options}
        free = [one for one in self._free() if one.counts and one.id not in maybe]
        found: dict[int, tuple[Membership, ...]] = {}
        for place in self.open_rows():
            person = read_person(self._rows[place].shown)
            called = [
                one
                for one in free
                if (words := known[one.member_id].words) and person.name.endswith(words)
            ]
            rest = person.institution or self._rows[place].shown
            there = [one for one in called if _is_from(known[one.member_id], rest)]
            if called:
                found[place] = tuple(there or called)
        return found

    def _free(self) -> list[Membership]:
        taken = {one.id for one in self.found.values()}
        return [one for one in self._known.values() if one.id not in taken]

    def _exactly(
        self,
        of_row: Callable[[ListedPerson], str],
        of_known: Callable[[Membership], Iterable[str]],
    ) -> None:
        """Match where exactly one line and one membership say the same; several are unsure."""
        options: dict[str, list[Membership]] = {}
        for one in self._free():
            for word in dict.fromkeys(of_known(one)):
                if word:
                    options.setdefault(word, []).append(one)
        lines: dict[str, list[int]] = {}
        for place in self.open_rows():
            if (word := of_row(self._rows[place])) in options:
                lines.setdefault(word, []).append(place)
        for word, places in lines.items():
            if len(places) == 1 and len(options[word]) == 1:
                self.found[places[0]] = options[word][0]
            else:
                for place in places:
                    self.unsure[place] = options[word]

    def _contained(self) -> None:
        """A name contained in what is shown, the longest; only if nobody else could be meant."""
        maybe = {one.id for options in self.unsure.values() for one in options}
        free = [one for one in self._free() if one.id not in maybe and len(one.member_name) > 1]
        options: dict[int, list[Membership]] = {}
        for place in self.open_rows():
            shown = self._rows[place].shown
            inside = [one for one in free if one.member_name in shown]
            longest = max((len(one.member_name) for one in inside), default=0)
            inside = [one for one in inside if len(one.member_name) == longest]
            if inside:
                options[place] = inside
        claims = Counter(one.id for inside in options.values() for one in inside)
        for place, inside in options.items():
            if len(inside) == 1 and claims[inside[0].id] == 1:
                self.found[place] = inside[0]
            else:
                self.unsure[place] = inside
