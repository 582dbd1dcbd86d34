"""Making the plan of an import: one pass of bulk reads, then decisions in memory."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import islice

from organizer.base.database import Database
from organizer.base.masking import matches_mask
from organizer.domain.rosters import changes, store
from organizer.domain.rosters.checked import CheckedList
from organizer.domain.rosters.identifying import Identification, identify
from organizer.domain.rosters.keyless import Needs, People, plain
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.plan import (
    CONFLICT,
    MATCHED,
    NEW,
    REFUSED,
    Cell,
    Decision,
    GroupTarget,
    ImportPlan,
)

#: So many rows are asked about at a time.
_ROWS = 2_000


def plan_import(
    db: Database,
    checked: CheckedList,
    *,
    keys: Sequence[str],
    today: dt.date,
    group: GroupTarget | None = None,
    decisions: Mapping[int, Decision] | None = None,
    mapping: ColumnMapping | None = None,
    left_empty: Collection[Cell] = (),
) -> ImportPlan:
    """What importing a checked list would do to the register as it is now.

    `keys` are from `plan.choose_keys`; `decisions` are the owner's, by row, on conflicts of an
    earlier plan of the same list. `mapping` is remembered if it was corrected by hand. Rows that
    are refused for nothing but cells that are `left_empty` are taken without these.
    """
    decisions = decisions or {}
    masked: dict[int, list[str]] = {}
    hidden = [key for key in plain(keys) if checked.masked.get(key)]
    if hidden:
        masked = _masked_members(db, checked, hidden)
    find, find_people = None, None
    if store.has_members(db):
        find, find_people = partial(store.found_by, db), partial(_people, db)
    who = identify(checked, keys, find, masked, left_empty, find_people)
    decided = _apply(decisions, who)
    _check_members(db, checked, who, decided)
    plan = ImportPlan(
        checked,
        tuple(keys),
        group,
        store.mark(db),
        today,
        who.outcome,
        who.member_of,
        problems=who.problems,
        mapping=mapping,
        left_empty=frozenset(left_empty),
        offers=Needs(checked, keys, masked).offers(),
    )
    _link_institutions(db, plan, who, decided)
    _settle_equal(who)
    plan.same_as = who.same_as
    changes.work_out(db, plan, decided)
    return plan


def _people(db: Database, names: set[str], institutions: set[str]) -> People:
    called = store.institutions_called(db, institutions) if institutions else {}
    return People(
        store.namesakes(db, names),
        {name: {one for one, _archived in found} for name, found in called.items()},
    )


def _masked_members(
    db: Database, checked: CheckedList, keys: Sequence[str]
) -> dict[int, list[str]]:
    """By row, the members of the row's name whose numbers the masked ones can stand for."""
    rows = {row: key for key in reversed(keys) for row in checked.masked[key]}
    names = checked.values["name"]
    named = store.named(db, {names[row] for row in rows})
    of_key: dict[str, dict[str, list[str]]] = {}
    for key in set(rows.values()):
        ids = sorted(
            {one for row, k in rows.items() if k == key for one in named.get(names[row], ())}
        )
        of_key[key] = store.values_of(db, key, ids)
    return {
        row: [
            one
            for one in named.get(names[row], ())
            if any(
                matches_mask(checked.masked[key][row], full) for full in of_key[key].get(one, ())
            )
        ]
        for row, key in rows.items()
    }


def _apply(decisions: Mapping[int, Decision], who: Identification) -> set[int]:
    """Carry out the owner's decisions; the rows decided on."""
    decided: set[int] = set()
    for row, decision in decisions.items():
        if who.outcome[row] == REFUSED:
            continue
        decided.add(row)
        who.same_as.pop(row, None)
        if decision.kind == "leave":
            if who.outcome[row] != CONFLICT:
                who.conflict(row, "left", ())
            continue
        who.problems.pop(row, None)
        if decision.kind == "match":
            who.match(row, decision.member_id)
        else:
            who.outcome[row] = NEW
            who.member_of.pop(row, None)
    return decided


def _check_members(
    db: Database, checked: CheckedList, who: Identification, decided: set[int]
) -> None:
    """Leave to the owner what meets an archived member, another name, or one member twice."""
    given = checked.values["name"]
    row_of: dict[str, int] = {}
    twice: dict[str, list[int]] = {}
    matched = iter(list(who.member_of.items()))
    while part := list(islice(matched, _ROWS)):
        names = store.names_of(db, {member_id for _row, member_id in part})
        for row, member_id in part:
            name, archived = names[member_id]
            if archived and row not in decided:
                who.conflict(row, "archived", (), member_id)
            elif name != given[row] and row not in decided:
                who.conflict(row, "name_differs", ("name",), member_id)
            elif (first := row_of.setdefault(member_id, row)) != row:
                twice.setdefault(member_id, [first]).append(row)
    for member_id, rows in twice.items():
        for row in rows:
            who.conflict(row, "same_in_list", (), member_id)


def _link_institutions(
    db: Database, plan: ImportPlan, who: Identification, decided: set[int]
) -> None:
    names = plan.checked.values.get("institution")
    if names is None:
        return
    different = set(names) - {""}
    known = store.institutions_called(db, different)
    unclear: dict[str, str] = {}
    for name, candidates in known.items():
        if len(candidates) > 1:
            unclear[name] = "several_institutions"
        elif candidates[0][1]:
            unclear[name] = "archived_institution"
        plan.institutions[name] = candidates[0][0]
    if unclear:
        for row, name in enumerate(names):
            if name in unclear and who.outcome[row] in (NEW, MATCHED) and row not in decided:
                who.conflict(row, unclear[name], ("institution",))


def _settle_equal(who: Identification) -> None:
    """Rows equal to an earlier one of the list share its lot; of a new member they are matched."""
    for row, first in who.same_as.items():
        if who.outcome[row] != NEW:
            continue
        if who.outcome[first] in (CONFLICT, REFUSED):
            who.outcome[row] = who.outcome[first]
            who.problems[row] = who.problems[first]
        else:
            who.outcome[row] = MATCHED
            if first in who.member_of:
                who.member_of[row] = who.member_of[first]
