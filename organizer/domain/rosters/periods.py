"""What a list says of when its people were in the group: joined, left, came back, or in doubt."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.rosters import store
from organizer.domain.rosters.plan import CONFLICT, MATCHED, Change, ImportPlan, Problem

_ROWS = 1_000
_NEVER = "9999-12-31"


class _Said(NamedTuple):
    """What a row says of the group; '' where it says nothing."""

    joined: str
    left: str
    alias: str


class _DoubtError(Exception):
    """The row is for the owner to decide on, for this reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def work_out(
    db: Database, plan: ImportPlan, rows: Sequence[int], decided: Collection[int]
) -> dict[int, list[Change]]:
    """Plan who joins, leaves, comes back; the changes by row.

    A row that puts somebody back who has left, without saying when, or whose days do not fit those
    the register has, is left to the owner; of rows `decided` on, days that do not fit are left out.
    """
    if plan.group is None:
        return {}
    work = _Periods(db, plan, decided)
    remaining = iter(rows)
    while part := list(islice(remaining, _ROWS)):
        work.settle(part)
    for row, first in plan.same_as.items():
        if plan.outcome[first] == CONFLICT and plan.outcome[row] == MATCHED:
            plan.outcome[row] = CONFLICT
            plan.member_of.pop(row, None)
            plan.problems[row] = plan.problems[first]
    return work.changes


class _Periods:
    """The periods of one group and what a list makes of them."""

    def __init__(self, db: Database, plan: ImportPlan, decided: Collection[int]) -> None:
        self._db = db
        self._plan = plan
        self._decided = decided
        self.changes: dict[int, list[Change]] = {}
        values, empty = plan.checked.values, [""] * len(plan)
        self._said = [values.get(key, empty) for key in ("joined", "left", "alias")]
        group = plan.group
        self._group_id = group.id if group else None
        # a day the owner gave for the whole list counts where the list has no column of days
        self._given_day = group.joined_on if group and not plan.checked.has("joined") else ""
        self._day = self._given_day or (
            "" if plan.checked.has("joined") else plan.today.isoformat()
        )

    def settle(self, rows: Sequence[int]) -> None:
        """Plan these rows."""
        plan = self._plan
        known: dict[str, list[store.Stay]] = {}
        if self._group_id is not None:
            known = store.stays(self._db, [plan.member_of[row] for row in rows], self._group_id)
        joined, left, alias = self._said
        for row in rows:
            said = _Said(joined[row], left[row], alias[row])
            member_id = plan.member_of[row]
            try:
                if stays := known.get(member_id):
                    self._settle(row, member_id, stays, said)
                else:
                    self._join(row, member_id, said._replace(joined=said.joined or self._day))
            except _DoubtError as doubt:
                if row not in self._decided:
                    plan.outcome[row] = CONFLICT
                    plan.member_of.pop(row)
                    plan.problems[row] = Problem(doubt.code, ("joined", "left"), (member_id,))

    def _settle(self, row: int, member_id: str, stays: list[store.Stay], said: _Said) -> None:
        last = stays[-1]
        stay = _meant(stays, said)
        if stay is None:
            self._join(row, member_id, said)
        elif stay is last and last.left and not said.left and not said.joined:
            self._come_back(row, member_id, last, said)
        else:
            self._change(row, stay, stays, said)

    def _come_back(self, row: int, member_id: str, last: store.Stay, said: _Said) -> None:
        """Put somebody back who has left: only as of a day somebody gave, or if decided so."""
        day = self._given_day
        if not day and row in self._decided:
            day = self._plan.today.isoformat()
        if not day or day < (last.left or ""):
            raise _DoubtError("left_since")
        self._join(row, member_id, said._replace(joined=day))

    def _join(self, row: int, member_id: str, said: _Said) -> None:
        self.changes.setdefault(row, []).append(Change("joined", "", said.joined))
        self._plan.updates.joins.append((member_id, said.joined, said.left, said.alias))

    def _change(self, row: int, stay: store.Stay, stays: list[store.Stay], said: _Said) -> None:
        before = _Said(stay.joined or "", stay.left or "", stay.alias)
        changed = {
            key: after
            for key, was, after in zip(_Said._fields, before, said, strict=True)
            if after and after != was
        }
        if not changed:
            return
        if "joined" in changed or "left" in changed:
            after = before._replace(**changed)
            if after.left and after.left < after.joined:
                raise _DoubtError("period_contradicts")
            others = [one for one in stays if one is not stay and one.account_id == stay.account_id]
            if any(_overlap(after, one) for one in others):
                raise _DoubtError("period_overlaps")
        for key, after_text in changed.items():
            self.changes.setdefault(row, []).append(Change(key, getattr(before, key), after_text))
        column = {"joined": "joined_on", "left": "left_on", "alias": "alias"}
        self._plan.updates.memberships[stay.id] = {
            column[key]: text for key, text in changed.items()
        }


def _meant(stays: list[store.Stay], said: _Said) -> store.Stay | None:
    """Which stay in the group a row is about; None: one the register does not have yet."""
    same_start = [one for one in stays if said.joined and one.joined == said.joined]
    for one in same_start:
        if (one.left or "") == said.left:
            return one
    if same_start:
        return same_start[-1]
    last = stays[-1]
    if said.joined and said.left:
        touched = [one for one in stays if _overlap(said, one)]
        if len(touched) > 1:
            raise _DoubtError("period_overlaps")
        return touched[0] if touched else None
    if said.joined and last.left and said.joined >= last.left:
        if said.joined == last.left:  # left and came on one day: went on, or a slip
            raise _DoubtError("period_overlaps")
        return None
    return last


def _overlap(said: _Said, stay: store.Stay) -> bool:
    return said.joined <= (stay.left or _NEVER) and (said.left or _NEVER) >= (stay.joined or "")
