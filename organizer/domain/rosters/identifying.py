"""Who each row of a list is: pure decisions on what the keys found in the register."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from organizer.domain.rosters.checked import CheckedList
from organizer.domain.rosters.columns import MATCH_KEYS
from organizer.domain.rosters.keyless import (
    FindPeople,
    Needs,
    begin_keyless,
    identify_by_name,
    plain,
)
from organizer.domain.rosters.plan import CONFLICT, MATCHED, NEW, REFUSED, Cell, Problem

#: Members by value, as the register has them.
Known = Mapping[str, Sequence[str]]
#: Asked with a key and values of it: who has them. Asked for some rows at a time, so that what is
#: found for a hundred thousand rows never lies in memory at once.
Find = Callable[[str, Iterable[str]], Known]

_ROWS = 2_000


@dataclass
class Identification:
    """Who each row is, worked out from what keys found; the second half of the plan uses it."""

    outcome: bytearray
    member_of: dict[int, str] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    same_as: dict[int, int] = field(default_factory=dict)
    others: dict[int, set[str]] = field(default_factory=dict)
    """Members found by columns that were not chosen as keys, of rows that fill no key."""

    def conflict(self, row: int, code: str, columns: Iterable[str], *candidates: str) -> None:
        """Leave a row to the owner's decision."""
        self.outcome[row] = CONFLICT
        self.member_of.pop(row, None)
        self.problems[row] = Problem(code, tuple(columns), candidates)

    def refuse(self, row: int, code: str, columns: Iterable[str], wrong: str = "") -> None:
        """Refuse a row."""
        self.outcome[row] = REFUSED
        self.problems[row] = Problem(code, tuple(columns), wrong=wrong)

    def repeat(self, row: int, first: int) -> None:
        """Say that a row is an earlier one again, whoever that is."""
        self.same_as[row] = first
        self.outcome[row] = NEW
        self.member_of.pop(row, None)
        self.problems.pop(row, None)

    def match(self, row: int, member_id: str) -> None:
        """Say whom a row is."""
        self.outcome[row] = MATCHED
        self.member_of[row] = member_id

    @staticmethod
    def content(checked: CheckedList, row: int) -> list[object]:
        """All a row says: also the second phone of a cell, and numbers that are masked."""
        return [
            [column[row] for column in checked.values.values()],
            [rows.get(row) for rows in checked.several.values()],
            [rows.get(row) for rows in checked.masked.values()],
        ]


def identify(
    checked: CheckedList,
    keys: Sequence[str],
    find: Find | None,
    masked: Mapping[int, Sequence[str]],
    left_empty: Collection[Cell] = (),
    find_people: FindPeople | None = None,
) -> Identification:
    """Decide for each row who it is: by the first key it has, the others must not disagree.

    Where several members have it, the next keys tell which of them is meant.

    `find` finds members by key and values (None: there is nobody yet); `masked` are the members a
    masked number stands for, by row. A row with troubles is refused for the first of them, unless
    all are cells that are `left_empty`. Rows that fill no key are left to `keyless`.
    """
    result = Identification(bytearray(len(checked)))
    needs = Needs(checked, keys, masked)
    for row, troubles in checked.troubles.items():
        left = (one for one in troubles if needs.of_trouble(row, one) not in left_empty)
        if trouble := next(left, None):
            result.refuse(row, *trouble)
    by_name = begin_keyless(needs, checked, keys, result, left_empty)
    if find is not None:
        others = [key for key in MATCH_KEYS if checked.has(key)]
        for start in range(0, len(checked) if others else 0, _ROWS):
            rows = range(start, min(start + _ROWS, len(checked)))
            found = {key: find(key, _values(checked, key, rows)) for key in others}
            _match(checked, plain(keys), found, rows, result)
    _same_in_list(checked, result)
    identify_by_name(by_name, checked, keys, result, find_people)
    return result


def _values(checked: CheckedList, key: str, rows: range) -> set[str]:
    values = set(checked.values[key][rows.start : rows.stop])
    several = checked.several.get(key)
    if several:
        values.update(*(several[row] for row in rows if row in several))
    values.discard("")
    return values


def _same_in_list(checked: CheckedList, result: Identification) -> None:
    """Find rows that say they are one person; equal ones are one, differing ones are decided on.

    Rows that other keys told apart are different people: a couple with one phone.
    """
    for key in MATCH_KEYS:
        if not checked.has(key):
            continue
        values = checked.values[key]
        if key not in checked.several:
            filled = [value for value in values if value] if not all(values) else values
            if len(set(filled)) == len(filled):
                continue
        rows_of: dict[str, list[int]] = {}
        for row in range(len(values)):
            if result.outcome[row] != REFUSED:
                for value in checked.all_of(key, row):
                    rows_of.setdefault(value, []).append(row)
        for rows in rows_of.values():
            if len(rows) > 1:
                _decide_equal(checked, key, rows, result)


def _decide_equal(
    checked: CheckedList, key: str, rows: Sequence[int], result: Identification
) -> None:
    if all(result.content(checked, row) == result.content(checked, rows[0]) for row in rows[1:]):
        for row in rows[1:]:
            result.repeat(row, rows[0])
        return
    members = {result.member_of.get(row) for row in rows}
    if None not in members and len(members) == len(rows):
        return
    for row in rows:
        result.conflict(row, "same_in_list", (key,))


def _match(
    checked: CheckedList,
    keys: Sequence[str],
    found: Mapping[str, Known],
    rows: range,
    result: Identification,
) -> None:
    """Match rows whose keys found somebody; one person by all of them is the usual case."""
    part = slice(rows.start, rows.stop)
    by_row = zip(
        *(map(known.get, checked.values[key][part]) for key, known in found.items()), strict=True
    )
    unusual = {row for key in found for row in checked.several.get(key, ())}
    first_keys = [checked.values[key][part] for key in keys]
    leading = [list(found).index(key) for key in keys]
    for row, hits in zip(rows, by_row, strict=True):
        if row not in unusual and not any(hits):
            continue
        if result.outcome[row] != NEW or row in result.same_as:
            continue
        if row in unusual:
            _match_row(checked, keys, found, row, result)
            continue
        place = next((p for p, cells in enumerate(first_keys) if cells[row - rows.start]), None)
        ids = None if place is None else hits[leading[place]]
        if ids and len(ids) == 1 and all(other is None or other == ids for other in hits):
            result.match(row, ids[0])
        else:
            _match_row(checked, keys, found, row, result)


def _match_row(
    checked: CheckedList,
    keys: Sequence[str],
    found: Mapping[str, Known],
    row: int,
    result: Identification,
) -> None:
    """Match one row whose keys found nobody, several people, or different ones."""
    by_key = {key: _members(checked, found, key, row) for key in found}
    filled = [key for key in keys if checked.values[key][row]]
    if not filled:
        result.others[row] = set().union(*by_key.values())
        return
    ids = by_key[filled[0]]
    for key in filled[1:]:
        if len(ids) > 1:
            ids = ids & by_key[key] or ids
    if len(ids) > 1:
        result.conflict(row, "several_members", (filled[0],), *sorted(ids))
        return
    disagreeing = [key for key, those in by_key.items() if those and not ids & those]
    if disagreeing:
        everybody = set().union(*by_key.values())
        result.conflict(row, "keys_disagree", disagreeing, *sorted(everybody))
    elif ids:
        result.match(row, next(iter(ids)))


def _members(checked: CheckedList, found: Mapping[str, Known], key: str, row: int) -> set[str]:
    known = found[key]
    return {one for value in checked.all_of(key, row) for one in known.get(value, ())}
