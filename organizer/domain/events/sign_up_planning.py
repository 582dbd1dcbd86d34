"""Planning a sign-up: asking the register who the entries of a pasted chain are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events import store, store_participants, store_sign_up
from organizer.domain.events.chain import Chain, Item, read_chain
from organizer.domain.events.chain_items import SignUpText, name_words, read_item, tokens
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Event, Key
from organizer.domain.events.sign_up import PlannedLine, SignUpPlan, settled
from organizer.domain.groups.entry import same_institution
from organizer.domain.groups.store_matching import Candidate, people_called

#: What is nearer to a person's real name goes first.
_NEARNESS = {"name": 0, "alias": 1, "nickname": 2}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register knows of the words of a chain, and who stood in the last one."""

    called: Mapping[str, list[Candidate]]
    interactive: set[str]
    by_line: Mapping[str, Participant]
    by_name: Mapping[str, list[Participant]]
    words: frozenset[str]


def plan_sign_up(
    db: Database, key: str | Key, pasted: str | Chain, came_by: str = "chain"
) -> SignUpPlan:
    """Say for each entry of a chain who it is and what changes; nothing is written.

    A line that stood in the last chain is who it was then. Else exact names, aliases and nicknames
    in the invited groups go before those in the whole register; several, or only a name of the
    same sound, wait for the owner. Raises UserError without such an event, for a repetition as a
    whole, and when the text has no numbered entry.
    """
    event = _event(db, key)
    chain = read_chain(pasted) if isinstance(pasted, str) else pasted
    if not chain.items and not chain.placeholders:
        raise UserError(
            "events.no_chain",
            N_("No numbered entry such as “1. 王芳” was found. Paste the whole chain."),
        )
    participants = [] if event.is_virtual else store_participants.participants(db, event.id)
    group_ids = [group_id for group_id, _name in event.groups]
    known = _known(db, chain, participants, group_ids)
    lines = [_line(item, known) for item in chain.items]
    lines = _with_near_names(db, lines, group_ids)
    lines = _with_renamed(lines, participants)
    plan = settled(
        SignUpPlan(
            event.key, chain, tuple(lines), tuple(participants), event.capacity, came_by=came_by
        )
    )
    # the seats that withdrawals make free depend on whether they count
    return settled(replace(plan, withdraws=not plan.looks_partial))


def _event(db: Database, key: str | Key) -> Event:
    event = store.event(db, key)
    if event is None:
        raise UserError("events.not_found", N_("There is no such event (any more)."))
    if event.repeats and event.series_id == event.id and not event.is_virtual:
        raise UserError(
            "events.which_day",
            N_("“{title}” repeats. Say which day is meant, as in {key}."),
            title=event.title,
            key=f"{event.id}@{event.anchor}",
        )
    return event


def _known(
    db: Database, chain: Chain, participants: Sequence[Participant], group_ids: Sequence[str]
) -> _Known:
    before = [one for one in participants if one.signed_line]
    words: set[str] = set()
    for text in (*(item.text for item in chain.items), *(one.signed_line for one in before)):
        words |= name_words(text)
        for line in text.split("\n")[1:]:
            words.add(read_item(line).name)
    called = people_called(db, words, *group_ids)
    interactive = store_sign_up.interactive_words(db, words)
    spoken = frozenset(called) | interactive
    by_name: dict[str, list[Participant]] = {}
    for one in before:
        by_name.setdefault(read_item(one.signed_line, spoken).name, []).append(one)
    return _Known(called, interactive, {one.signed_line: one for one in before}, by_name, spoken)


def _line(item: Item, known: _Known) -> PlannedLine:
    read = read_item(item.text, known.words)
    line = PlannedLine(item, read, "name", warnings=(*item.warnings, *read.warnings))
    line = _with_another_person(line, known)
    if read.declined:
        line = replace(line, out="not_coming")
    same = known.by_line.get(item.text)
    if same is not None:
        return _as_before(line, same)
    if read.name in known.interactive and read.name not in known.called:
        return replace(line, out="interactive")
    found = _meant(read, known.called)
    before = known.by_name.get(read.name, []) if read.name else []
    if len(before) == 1 and (len(found) != 1 or before[0].member_id is not None):
        return _as_before(line, before[0])
    if read.name and not found:
        found = _named_further_on(item, known.called)
        return replace(line, who="undecided", candidates=tuple(found)) if found else line
    if len(found) != 1 or not _is_certain(found[0], read):
        return replace(line, who="undecided", candidates=tuple(found))
    return replace(line, who="member", member_id=found[0].member_id, candidates=tuple(found))


def _as_before(line: PlannedLine, participant: Participant) -> PlannedLine:
    if participant.member_id is not None:
        return replace(
            line, who="member", member_id=participant.member_id, participant_id=participant.id
        )
    return replace(line, participant_id=participant.id)


def _meant(read: SignUpText, called: Mapping[str, list[Candidate]]) -> list[Candidate]:
    """Those an entry may mean: the nearest, in the groups before all others."""
    found = {one.member_id: one for word in (read.shown, read.name) for one in called.get(word, [])}
    living = [one for one in found.values() if not one.archived] or list(found.values())
    pool = [one for one in living if one.present] or living
    nearest = min((_NEARNESS[one.found_by] for one in pool), default=0)
    pool = [one for one in pool if _NEARNESS[one.found_by] == nearest]
    if read.institution and len(pool) > 1:
        pool = [one for one in pool if same_institution(read.institution, one)] or pool
    return pool


def _named_further_on(item: Item, called: Mapping[str, list[Candidate]]) -> list[Candidate]:
    """People whose name or alias stands in an entry behind a word that names nobody: 海淀 王芳."""
    found = {
        one.member_id: one
        for token in tokens(item.text)
        for one in called.get(token, [])
        if one.found_by != "nickname" and not one.archived
    }
    present = [one for one in found.values() if one.present]
    return present or list(found.values())


def _is_certain(candidate: Candidate, read: SignUpText) -> bool:
    if candidate.archived:
        return False
    if candidate.present or not read.institution or not candidate.institution:
        return True
    # somebody of this name at another institution may be another person
    return same_institution(read.institution, candidate)


def _with_another_person(line: PlannedLine, known: _Known) -> PlannedLine:
    """The line with a warning when one of its further lines names somebody of the register."""
    for further in line.item.text.split("\n")[1:]:
        name = read_item(further).name
        if any(not one.archived for one in known.called.get(name, [])):
            return replace(line, warnings=(*line.warnings, "another_person"), words=name)
    return line


def _with_near_names(
    db: Database, lines: Sequence[PlannedLine], group_ids: Sequence[str]
) -> list[PlannedLine]:
    """The lines, those nobody is called exactly with whom they sound like: the owner confirms."""
    unknown = {
        line.read.name
        for line in lines
        if line.who == "name" and line.participant_id is None and not line.out
    }
    near = store_sign_up.people_like(db, unknown, group_ids)
    changes: dict[str, Any] = {"who": "undecided"}
    return [
        replace(line, candidates=tuple(near[line.read.name]), **changes)
        if line.read.name in near and line.who == "name" and line.participant_id is None
        and not line.out
        else line
        for line in lines
    ]  # fmt: skip


def _with_renamed(
    lines: Sequence[PlannedLine], participants: Sequence[Participant]
) -> list[PlannedLine]:
    """The lines, a new name that goes on with one whose line is gone taken for the same person."""
    kept = {line.participant_id for line in lines}
    gone = [
        one
        for one in participants
        if one.member_id is None and one.signed_line and one.signed_up_at is not None
        and one.withdrawn_at is None and one.id not in kept
    ]  # fmt: skip
    result = []
    for line in lines:
        name = line.read.name
        like = [
            one
            for one in gone
            if min(len(one.name), len(name)) > 1
            and (one.name.startswith(name) or name.startswith(one.name))
        ]
        if line.who == "name" and line.participant_id is None and not line.out and len(like) == 1:
            gone.remove(like[0])
            result.append(
                replace(
                    line,
                    participant_id=like[0].id,
                    warnings=(*line.warnings, "renamed"),
                    words=like[0].name,
                )
            )
        else:
            result.append(line)
    return result
