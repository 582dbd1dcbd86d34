"""Taking a step back: a new step that restores what the old one changed and nobody touched since.

A step and its undo, and the undo's own undo (redo), form a chain; the last link is what a new
undo works on. Rows that later steps changed, or that later rows refer to, stay and are listed.
"""

import json
from typing import NamedTuple

from organizer.base import conflicts as staying
from organizer.base.conflicts import Conflict, Record
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_

UNDO = ActionKind("history.undo", N_("Undone: {title}"))
REDO = ActionKind("history.redo", N_("Redone: {title}"))


class UndoPlan(NamedTuple):
    """What undoing a step will do: read it to the owner first when there are conflicts."""

    step_id: str
    undone_id: str
    redoes: bool
    row_count: int
    conflicts: tuple[Conflict, ...]
    records: list[Record]

    def kept(self, table: str) -> set[str]:
        """Ids of the rows of a table that stay as they are."""
        return {conflict.row_id for conflict in self.conflicts if conflict.table == table}


def last_of_chain(db: Database, step_id: str) -> tuple[str, bool]:
    """The last undo or redo of a step (or itself), and whether the step is in force then."""
    in_force = True
    while following := db.value("SELECT id FROM step WHERE undoes_id = ?", (step_id,)):
        step_id, in_force = following, not in_force
    return step_id, in_force


def plan_undo(db: Database, step_id: str) -> UndoPlan:
    """What undoing a step would change and what it would leave.

    A step that was undone already is done again. Raises UserError when the step does not exist or
    cannot be taken back.
    """
    last_id, in_force = last_of_chain(db, step_id)
    found = db.row("SELECT number, taken_back FROM step WHERE id = ?", (last_id,))
    if found is None:
        raise UserError("history.unknown", N_("This operation is not in the history any more."))
    number, taken_back = found
    if taken_back != "rows":
        raise UserError(
            "history.final",
            N_("This operation can’t be undone: it is kept as a record. Make a new one instead."),
        )
    records = staying.records_of(db, last_id)
    conflicts = staying.find(db, number, records)
    total = sum(record.row_count for record in records)
    return UndoPlan(step_id, last_id, not in_force, total, conflicts, records)


def undo(step: Step, plan: UndoPlan) -> None:
    """Carry out a plan made in the same transaction or just before it.

    Raises UserError when what the plan saw has changed since.
    """
    action, values = step.row("SELECT action, details FROM step WHERE id = ?", (plan.step_id,)) or (
        "",
        "{}",
    )
    step.begins(
        REDO if plan.redoes else UNDO,
        step=plan.step_id,
        action=action,
        values=json.loads(values),
        kept=len(plan.conflicts),
    )
    step.undoes_id = plan.undone_id
    step.value("PRAGMA defer_foreign_keys = ON")
    kept: dict[str, set[str]] = {}
    for conflict in plan.conflicts:
        kept.setdefault(conflict.table, set()).add(conflict.row_id)
    for record in plan.records:
        stays = kept.get(record.table, set())
        if record.is_range():
            step.delete_range(record.table, record.first_id, record.last_id, sorted(stays))
        elif record.kind == "insert":
            step.delete(record.table, [i for i in record.row_ids(step) if i not in stays])
        else:
            _restore(step, record, stays)


def _restore(step: Step, record: Record, stays: set[str]) -> None:
    columns, rows = record.content(step)
    place = columns.index("id")
    rows = [row for row in rows if row[place] not in stays]
    if not rows:
        return
    if record.kind == "delete":
        if place:
            columns = ["id", *columns[:place], *columns[place + 1 :]]
            rows = [[row[place], *row[:place], *row[place + 1 :]] for row in rows]
        step.insert_many(record.table, columns, rows, cleaned=True)
    else:
        changed = columns[1:]
        step.update_many(record.table, changed, [row[: len(changed) + 1] for row in rows])


# --- before it is done ----------------------------------------------------------------------------


def row_count(db: Database, step_id: str) -> int:
    """How many rows undoing a step concerns at most; no plan is made for it."""
    last_id, _in_force = last_of_chain(db, step_id)
    return int(db.value("SELECT total(row_count) FROM change WHERE step_id = ?", (last_id,)))


def changes_anything(db: Database, plan: UndoPlan) -> bool:
    """Whether carrying out a plan would change a row: not when everything stays as it is."""
    return any(_changes(db, record, plan.kept(record.table)) for record in plan.records)


def _changes(db: Database, record: Record, stays: set[str]) -> bool:
    if record.is_range():
        where, bounds = "id BETWEEN ? AND ?", [record.first_id, record.last_id]
    else:
        ids = [row_id for row_id in record.row_ids(db) if row_id not in stays]
        if record.kind == "delete" or not ids:
            return bool(ids)
        where, bounds = "id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
    if record.kind == "insert":
        found = db.value(
            f"SELECT 1 FROM {record.table} WHERE {where}"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            [*bounds, json.dumps(sorted(stays))],
        )
        return found is not None
    columns, rows = record.content(db)
    before = {row[0]: tuple(row[: len(columns)]) for row in rows}
    return any(
        before[row[0]] != row
        for row in db.rows(f"SELECT {', '.join(columns)} FROM {record.table} WHERE {where}", bounds)
    )
