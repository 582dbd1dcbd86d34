"""The history of everything: steps found by what and whom they were about, and their records."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizer.base import history, undo
from organizer.base.database import Database
from organizer.base.history import PastStep, RowChange

#: The columns of a row that say which one it is; ids among them are looked up.
NAMED_BY: dict[str, tuple[str, ...]] = {
    "account": ("member_id", "platform"),
    "agenda_item": ("event_id", "kind", "title"),
    "attendance": ("participant_id", "session_id"),
    "event": ("title",),
    "event_expense": ("event_id", "purpose"),
    "event_file": ("event_id", "file_id"),
    "event_group": ("event_id", "group_id"),
    "event_kind": ("name",),
    "event_note": ("event_id", "words"),
    "event_person": ("event_id", "member_id", "part"),
    "feedback_answer": ("question_id", "member_id", "name"),
    "feedback_question": ("event_id", "words"),
    "own_text": ("text_key", "language"),
    "participant": ("id", "event_id"),
    "session": ("event_id", "held_on", "starts_at"),
    "skipped_occurrence": ("event_id", "occurs_on"),
    "special_day": ("day", "name"),
    "task": ("words",),
    "venue": ("name",),
    "venue_room": ("venue_id", "name"),
    "willing_host": ("institution_id",),
    "appointment": ("member_id", "title"),
    "branch": ("name",),
    "chat_group": ("name",),
    "different_people": ("first_id", "second_id"),
    "export_log": ("what",),
    "field": ("name",),
    "field_choice": ("field_id", "words"),
    "field_value": ("subject_id", "field_id"),
    "file": ("name",),
    "head_count": ("group_id", "counted_on"),
    "institution": ("name",),
    "institution_private": ("id",),
    "institution_subject": ("institution_id", "subject"),
    "member": ("name",),
    "member_subject": ("member_id", "subject"),
    "membership": ("account_id", "group_id"),
    "merged_record": ("kept_id",),
    "phone": ("member_id",),
    "preset": ("name",),
    "setting": ("key",),
    "tag": ("name",),
    "tagging": ("subject_id", "tag_id"),
}
_CALLED = (
    *(f"SELECT id, name FROM {table}" for table in ("member", "chat_group", "institution")),
    *(f"SELECT id, name FROM {table}" for table in ("branch", "tag", "field", "file")),
    *(f"SELECT id, name FROM {table}" for table in ("venue", "venue_room", "event_kind")),
    *(
        f"SELECT id, {column} FROM {table}"
        for table, column in (("event", "title"), ("feedback_question", "words"))
    ),
    "SELECT a.id, m.name FROM account a JOIN member m ON m.id = a.member_id",
    "SELECT a.id, ifnull(m.name, a.name) FROM participant a LEFT JOIN member m ON m.id=a.member_id",
    "SELECT a.id, e.title || ' ' || a.held_on FROM session a JOIN event e ON e.id = a.event_id",
)
MOST_GONE = 2_000
"""Rows looked through for what undone rows were called."""
_AMONG = " IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Wanted:
    """Which steps to show: of an area, with one of these actions, about these steps, by a name.

    `actions`, `step_ids` and `made_by` are alternatives; all empty means every step.
    """

    area: str = ""
    actions: tuple[str, ...] = ()
    step_ids: tuple[str, ...] = ()
    made_by: str = ""
    searched: bool = False


@dataclass(frozen=True)
class Changed:
    """Some rows a step changed.

    `rows` holds what says which row it is, by row id; `names` what ids are called; `total` counts
    all rows of the step.
    """

    changes: tuple[RowChange, ...]
    total: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def past_steps(
    db: Database, wanted: Wanted, *, before: int | None = None, limit: int = 100
) -> list[PastStep]:
    """The newest steps that fit (before a number), newest first."""
    conditions, values = ["number < ?"], [2**62 if before is None else before]
    parameters: list[Any] = [*values]
    if wanted.area:
        conditions.append("action LIKE ? ESCAPE '\\'")
        parameters.append(f"{wanted.area}.%")
    if wanted.searched:
        conditions.append(
            f"(action{_AMONG} OR id{_AMONG} OR (? <> '' AND instr(lower(made_by), ?)))"
        )
        name = wanted.made_by.lower()
        parameters += [json.dumps(wanted.actions), json.dumps(wanted.step_ids), name, name]
    ids = db.column(
        f"SELECT id FROM step WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?",
        (*parameters, limit),
    )
    found = (history.step(db, step_id) for step_id in ids)
    return [step for step in found if step is not None]


def newer_than(db: Database, step_id: str) -> int:
    """How many steps are newer than this one; all if it is unknown."""
    return int(
        db.value(
            "SELECT count(*) FROM step WHERE number >"
            " coalesce((SELECT number FROM step WHERE id = ?), 0)",
            (step_id,),
        )
    )


def areas(db: Database) -> list[str]:
    """The areas this register has steps of."""
    return db.column("SELECT DISTINCT substr(action, 1, instr(action, '.') - 1) FROM step")


def changed(db: Database, step_id: str, *, skip: int = 0, limit: int = 20) -> Changed:
    """What a step changed, from its row number `skip` on, with the names needed to say it."""
    total = db.value("SELECT coalesce(sum(row_count), 0) FROM change WHERE step_id = ?", (step_id,))
    changes = history.changes(db, step_id, limit=skip + limit)[skip:]
    rows = _identifying(db, [(change.table, change.row_id) for change in changes])
    for change in changes:
        if change.kind == "delete":
            rows[change.row_id] = {name: pair[0] for name, pair in change.columns.items()}
    gone = _went(db, step_id) if any(change.row_id not in rows for change in changes) else {}
    rows = gone | rows
    ids = {value for row in rows.values() for name, value in row.items() if _refers(name)}
    for change in changes:
        for column, pair in change.columns.items():
            if _refers(column):
                ids.update(pair)
    return Changed(tuple(changes), int(total), rows, _called(gone) | names(db, ids))


def _called(rows: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """The names in rows that are gone; an account is called as its member."""
    called = {row_id: str(row["name"]) for row_id, row in rows.items() if row.get("name")}
    for row_id, row in rows.items():
        if "handle" in row and row.get("member_id") in called:
            called[row_id] = called[row["member_id"]]
    return called


def _went(db: Database, step_id: str) -> dict[str, dict[str, Any]]:
    """What the undo of a step took away, as far as that is little; else its rows have no names."""
    last_id, in_force = undo.last_of_chain(db, step_id)
    rows = db.value("SELECT total(row_count) FROM change WHERE step_id = ?", (last_id,))
    if in_force or rows > MOST_GONE:
        return {}
    return {
        change.row_id: {name: pair[0] for name, pair in change.columns.items()}
        for change in history.changes(db, last_id, limit=MOST_GONE)
        if change.kind == "delete"
    }


def rows_named(db: Database, wanted: Sequence[tuple[str, str]]) -> Changed:
    """What says which rows these (table, id) are, for a list of what undo leaves alone."""
    rows = _identifying(db, wanted)
    ids = {value for row in rows.values() for name, value in row.items() if _refers(name)}
    changes = [RowChange("", table, row_id, "update", {}) for table, row_id in wanted]
    return Changed(tuple(changes), len(wanted), rows, names(db, ids))


def _refers(column: str) -> bool:
    return column.endswith("_id") or column == "id"


def _identifying(db: Database, wanted: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    of_table: dict[str, list[str]] = {}
    for table, row_id in wanted:
        of_table.setdefault(table, []).append(row_id)
    rows: dict[str, dict[str, Any]] = {}
    for table, ids in of_table.items():
        columns = NAMED_BY.get(table)
        if columns is None:
            continue
        for row_id, *values in db.rows(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id{_AMONG}", (json.dumps(ids),)
        ):
            rows[row_id] = dict(zip(columns, values, strict=True))
    return rows


def names(db: Database, ids: Iterable[Any]) -> dict[str, str]:
    """What the records with these ids are called now; an account is called as its member."""
    wanted = json.dumps(sorted(one for one in set(ids) if isinstance(one, str)))
    called: dict[str, str] = {}
    for sql in _CALLED:
        key = "a.id" if sql.startswith("SELECT a.") else "id"
        called |= dict(db.rows(f"{sql} WHERE {key}{_AMONG}", (wanted,)))
    return called
