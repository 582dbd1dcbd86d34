"""Who each row of a list is: pure decisions on what the keys found in the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from organizer.domain.rosters.checking import CheckedList
from organizer.domain.rosters.columns import MATCH_KEYS
from organizer.domain.rosters.plan import CONFLICT, MATCHED, NEW, REFUSED, Problem

Found = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass
class Identification:
    """Who each row is, worked out from what keys found; the second half of the plan uses it."""

    outcome: bytearray
    member_of: dict[int, str] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    same_as: dict[int, int] = field(default_factory=dict)

    def conflict(self, row: int, code: str, columns: Iterable[str], *candidates: str) -> None:
        """Leave a row to the owner's decision."""
        self.outcome[row] = CONFLICT
        self.member_of.pop(row, None)
        self.problems[row] = Problem(code, tuple(columns), candidates)

    def refuse(self, row: int, code: str, *columns: str) -> None:
        """Refuse a row."""
        self.outcome[row] = REFUSED
        self.problems[row] = Problem(code, columns)

    def match(self, row: int, member_id: str) -> None:
        """Say whom a row is."""
        self.outcome[row] = MATCHED
        self.member_of[row] = member_id


def identify(
    checked: CheckedList, keys: Sequence[str], found: Found, masked: Mapping[int, Sequence[str]]
) -> Identification:
    """Decide for each row who it is: by the first key it has, the others must not disagree.

    `found` are the members by key and value; `masked` the members a masked number stands for, by
    row.
    """
    result = Identification(bytearray(len(checked)))
    for row, (code, columns) in checked.refused.items():
        result.refuse(row, code, *columns)
    _without_key(checked, keys, result, masked)
    _same_in_list(checked, result)
    others = [key for key in MATCH_KEYS if checked.has(key)]
    if any(found.get(key) for key in others):
        _match(checked, keys, others, found, result)
    return result


def _without_key(
    checked: CheckedList,
    keys: Sequence[str],
    result: Identification,
    masked: Mapping[int, Sequence[str]],
) -> None:
    outcome = result.outcome
    columns = [checked.values[key] for key in keys]
    if len(columns) == 1 and all(columns[0]):
        return
    for row, filled in enumerate(map(any, zip(*columns, strict=True))):
        if filled or outcome[row] == REFUSED:
            continue
        ids = masked.get(row)
        if ids is None:
            result.refuse(row, "key_missing", *keys)
        elif not ids:
            hidden = [key for key in keys if row in checked.masked.get(key, {})]
            result.refuse(row, "masked_number", *hidden)
        elif len(ids) > 1:
            result.conflict(row, "several_members", keys, *ids)
        else:
            result.match(row, ids[0])


def _same_in_list(checked: CheckedList, result: Identification) -> None:
    """Find rows that say they are one person; equal ones are one, differing ones are decided on."""
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
    contents = {tuple(column[row] for column in checked.values.values()) for row in rows}
    if len(contents) == 1:
        for row in rows[1:]:
            result.same_as[row] = rows[0]
        return
    for row in rows:
        result.conflict(row, "same_in_list", (key,))


def _match(
    checked: CheckedList,
    keys: Sequence[str],
    others: Sequence[str],
    found: Found,
    result: Identification,
) -> None:
    """Match the rows whose keys found somebody; only rows with a hit are looked at one by one."""
    hits: set[int] = set()
    for key in others:
        known = found.get(key)
        if known:
            hits.update(row for row, value in enumerate(checked.values[key]) if value in known)
            hits.update(checked.several.get(key, ()))
    outcome = result.outcome
    for row in sorted(hits):
        if outcome[row] != NEW or row in result.same_as:
            continue
        by_key = {key: _members(checked, found, key, row) for key in others}
        first = next((key for key in keys if checked.values[key][row]), None)
        if first is None:
            continue
        ids = by_key[first]
        everybody = set().union(*by_key.values())
        if len(ids) > 1:
            result.conflict(row, "several_members", (first,), *sorted(ids))
        elif len(everybody) > 1 or (everybody and not ids):
            disagreeing = [key for key in others if by_key[key] - ids]
            result.conflict(row, "keys_disagree", disagreeing, *sorted(everybody))
        elif ids:
            result.match(row, next(iter(ids)))


def _members(checked: CheckedList, found: Found, key: str, row: int) -> set[str]:
    known = found.get(key)
    if not known:
        return set()
    return {one for value in checked.all_of(key, row) for one in known.get(value, ())}
