"""What undoing a step means for people: who is taken out, who stays, who is as before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.base.database import Database
from organizer.base.history import RowChange
from organizer.domain.overview.store_whom import owners_of

if TYPE_CHECKING:
    from organizer.base.conflicts import Conflict
    from organizer.base.undo import UndoPlan

#: The reasons why something stays, the one to name first.
_REASONS = ("changed", "referred", "missing", "belongs")


@dataclass(frozen=True)
class Kept:
    """A plan in people.

    `people` stay, with (name, reason); `others` are rows of nobody that stay; `leaving` members go
    as they came with the step; `restored` ones were changed or removed by it and are as before.
    """

    people: tuple[tuple[str, str], ...]
    others: tuple["Conflict", ...]
    leaving: int
    restored: int


def kept(db: Database, plan: "UndoPlan") -> Kept:
    """Say a plan in people."""
    rows = [RowChange("", one.table, one.row_id, "update", {}) for one in plan.conflicts]
    owners = owners_of(db, rows)
    every = {owner for found in owners.values() for owner in found if owner}
    members = _members(db, every)
    reasons: dict[str, str] = {}
    others: list[Conflict] = []
    for one in plan.conflicts:
        people = [members[i] for i in owners.get((one.table, one.row_id), ()) if i in members]
        for member_id, _name in people:
            known = reasons.get(member_id, one.reason)
            reasons[member_id] = min(known, one.reason, key=_REASONS.index)
        if not people and one.reason != "belongs":
            others.append(one)
    called = dict(members.values())
    named = tuple((called[member_id], reason) for member_id, reason in reasons.items())
    leaving, restored = _rest(db, plan)
    return Kept(named, tuple(others), leaving, restored)


def _members(db: Database, ids: set[Any]) -> dict[str, tuple[str, str]]:
    """The members (id, name) whom these ids of members and accounts stand for."""
    wanted = json.dumps(sorted(ids))
    rows = db.rows(
        "WITH wanted AS (SELECT value AS id FROM json_each(?))"
        " SELECT id, id, name FROM member WHERE id IN wanted"
        " UNION ALL SELECT a.id, m.id, m.name FROM account a JOIN member m ON m.id = a.member_id"
        " WHERE a.id IN wanted",
        (wanted,),
    )
    return {one: (member_id, name) for one, member_id, name in rows}


def _rest(db: Database, plan: "UndoPlan") -> tuple[int, int]:
    stays = plan.kept("member")
    leaving = restored = 0
    for record in plan.records:
        if record.table != "member":
            continue
        if record.is_range():
            left = sum(record.first_id <= row_id <= record.last_id for row_id in stays)
        else:
            left = _among(record.row_ids(db), stays)
        if record.kind == "insert":
            leaving += record.row_count - left
        else:
            restored += record.row_count - left
    return leaving, restored


def _among(ids: Sequence[str], stays: set[str]) -> int:
    return sum(row_id in stays for row_id in ids)
