"""What happened to a member: every step that touched them or what belongs to them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizer.base import history
from organizer.base.database import Database
from organizer.base.history import PastStep, RowChange

_MEMBERSHIPS = (
    "SELECT s.id, s.group_id, s.joined_on, s.alias FROM membership s"
    " JOIN account a ON a.id = s.account_id WHERE a.member_id = ?"
)
#: What belongs to a member: table, the rows of a member, and what is needed to describe a row.
_BELONGS = {
    "phone": ("SELECT id, number, label FROM phone WHERE member_id = ?", "member_id"),
    "account": ("SELECT id, platform, handle, nickname FROM account WHERE member_id = ?",
                "member_id"),
    "member_subject": ("SELECT id, subject FROM member_subject WHERE member_id = ?", "member_id"),
    "tagging": ("SELECT id, tag_id FROM tagging WHERE kind = 'member' AND subject_id = ?",
                "subject_id"),
    "field_value": ("SELECT id, field_id, value FROM field_value WHERE subject_id = ?",
                    "subject_id"),
    "membership": (_MEMBERSHIPS, "account_id"),
    "appointment": ("SELECT id, title, group_id, branch_id FROM appointment WHERE member_id = ?",
                    "member_id"),
}  # fmt: skip
_COLUMNS = {
    "phone": ("number", "label"),
    "account": ("platform", "handle", "nickname"),
    "member_subject": ("subject",),
    "tagging": ("tag_id",),
    "field_value": ("field_id", "value"),
    "membership": ("group_id", "joined_on", "alias"),
    "appointment": ("title", "group_id", "branch_id"),
}
#: So many deletions of one record are looked through; larger ones are of whole lists.
_MOST_GONE = 1000
#: Names behind the ids that changes speak of.
_NAMES = {
    "institution_id": "SELECT id, name FROM institution",
    "recommended_by_id": "SELECT id, name FROM member",
    "invited_by_id": "SELECT id, name FROM member",
    "operator_id": "SELECT id, name FROM member",
    "tag_id": "SELECT id, name FROM tag",
    "field_id": "SELECT id, name FROM field",
    "group_id": "SELECT id, name FROM chat_group",
    "branch_id": "SELECT id, name FROM branch",
}


@dataclass(frozen=True)
class PastOfMember:
    """Steps, newest first, each with what it changed of a member.

    `rows` holds by id what rows are now, or were when they went; `names` what ids are called.
    """

    entries: list[tuple[PastStep, list[RowChange]]]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def past_of_member(db: Database, member_id: str, *, limit: int = 200) -> PastOfMember:
    """The history of one member and of everybody merged into them, at most so many steps."""
    lost = db.column(
        "SELECT lost_id FROM merged_record WHERE kind = 'member' AND kept_id = ?", (member_id,)
    )
    people = [member_id, *lost]
    changes = history.of_rows(db, "member", people)
    rows: dict[str, dict[str, Any]] = {}
    accounts = db.column(
        "SELECT id FROM account WHERE member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(people),),
    )
    for table, (sql, owner) in _BELONGS.items():
        present = [row for one in people for row in db.rows(sql, (one,))]
        names = _COLUMNS[table]
        rows.update({row[0]: dict(zip(names, row[1:], strict=True)) for row in present})
        changes += history.of_rows(db, table, [row[0] for row in present])
        gone = _gone(db, table, owner, accounts if owner == "account_id" else people)
        rows = gone | rows
        changes += history.of_rows(db, table, list(gone))
    entries = _by_step(db, _once(changes), limit)
    return PastOfMember(entries, rows, _names(db, entries, rows))


def _gone(db: Database, table: str, owner: str, owners: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Rows that are there no longer, by id: only their last image names the owner."""
    wanted = set(owners)
    gone: dict[str, dict[str, Any]] = {}
    for image in db.column(
        "SELECT c.image FROM change c WHERE c.table_name = ? AND c.kind = 'delete'"
        " AND c.row_count <= ? AND EXISTS (SELECT 1 FROM json_each(?) w"
        " WHERE instr(c.image, w.value))",
        (table, _MOST_GONE, json.dumps(list(wanted))),
    ):
        content = json.loads(image)
        for values in content["rows"]:
            row = dict(zip(content["columns"], values, strict=True))
            if row[owner] in wanted:
                gone[row["id"]] = row
    return gone


def _once(changes: Iterable[RowChange]) -> list[RowChange]:
    seen: set[tuple[str, str, str, str]] = set()
    found = []
    for change in changes:
        key = (change.step_id, change.table, change.row_id, change.kind)
        if key not in seen:
            seen.add(key)
            found.append(change)
    return found


def _by_step(
    db: Database, changes: Sequence[RowChange], limit: int
) -> list[tuple[PastStep, list[RowChange]]]:
    of_step: dict[str, list[RowChange]] = {}
    for change in changes:
        of_step.setdefault(change.step_id, []).append(change)
    newest = db.column(
        "SELECT id FROM step WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY number DESC LIMIT ?",
        (json.dumps(list(of_step)), limit),
    )
    steps = ((history.step(db, step_id), of_step[step_id]) for step_id in newest)
    return [(step, changed) for step, changed in steps if step is not None]


def _names(
    db: Database,
    entries: Sequence[tuple[PastStep, list[RowChange]]],
    rows: dict[str, dict[str, Any]],
) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for row in rows.values():
        for column, value in row.items():
            if column in _NAMES and value:
                wanted.setdefault(column, set()).add(value)
    for _step, changes in entries:
        for change in changes:
            for column, values in change.columns.items():
                if column in _NAMES:
                    wanted.setdefault(column, set()).update(v for v in values if v)
    names: dict[str, str] = {}
    for column, ids in wanted.items():
        names |= dict(
            db.rows(
                f"{_NAMES[column]} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(ids)),),
            )
        )
    return names
