"""Taking a step back: a new step that restores what the old one changed and nobody touched since.

A step and its undo, and the undo's own undo (redo), form a chain; the last link is what a new
undo works on. Rows that later steps changed, or that later rows refer to, stay and are listed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_

UNDO = ActionKind("history.undo", N_("Undid: {title}"))
REDO = ActionKind("history.redo", N_("Redid: {title}"))

Reason = Literal["changed", "referred", "missing"]


@dataclass(frozen=True)
class Conflict:
    """A row that undo leaves as it is.

    It was changed later, later rows refer to it, or a row it refers to is gone.
    """

    table: str
    row_id: str
    reason: Reason


@dataclass(frozen=True)
class _Record:
    """One stored record of what a step changed."""

    position: int
    table: str
    kind: Literal["insert", "update", "delete"]
    first_id: str
    last_id: str
    row_count: int
    image: str | None

    def is_range(self) -> bool:
        """Whether it stands for all rows of the step between two ids."""
        return self.kind == "insert" and self.image is None and self.row_count > 1

    def content(self) -> tuple[list[str], list[list[Any]]]:
        """The columns and rows of the image."""
        image = json.loads(self.image or '{"columns": ["id"], "rows": []}')
        return image["columns"], image["rows"]

    def row_ids(self) -> list[str]:
        """The ids of the rows it changed; not for ranges."""
        if self.image is None:
            return [self.first_id]
        columns, rows = self.content()
        place = columns.index("id")
        return [row[place] for row in rows]


@dataclass
class UndoPlan:
    """What undoing a step will do: read it to the owner first when there are conflicts."""

    step_id: str
    undone_id: str
    redoes: bool
    row_count: int
    conflicts: tuple[Conflict, ...]
    records: list[_Record] = field(repr=False)

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
    records = [
        _Record(*row)
        for row in db.rows(
            "SELECT position, table_name, kind, first_id, last_id, row_count, image"
            " FROM change WHERE step_id = ? ORDER BY position DESC",
            (last_id,),
        )
    ]
    conflicts = _conflicts(db, number, records)
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
            step.delete(record.table, [i for i in record.row_ids() if i not in stays])
        else:
            _restore(step, record, stays)


def _restore(step: Step, record: _Record, stays: set[str]) -> None:
    columns, rows = record.content()
    place = columns.index("id")
    rows = [row for row in rows if row[place] not in stays]
    if not rows:
        return
    if record.kind == "delete":
        step.insert_many(
            record.table,
            ["id", *(name for name in columns if name != "id")],
            [[row[place], *row[:place], *row[place + 1 :]] for row in rows],
            cleaned=True,
        )
    else:
        changed = columns[1:]
        step.update_many(record.table, changed, [row[: len(changed) + 1] for row in rows])


# --- conflicts ----------------------------------------------------------------------------------


class _Rows:
    """The rows of one table that a step inserted, as a condition for queries."""

    def __init__(self) -> None:
        self.ranges: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def add(self, record: _Record) -> None:
        """Take in the rows of one record."""
        if record.is_range():
            self.ranges.append((record.first_id, record.last_id))
        else:
            self.ids.update(record.row_ids())

    def condition(self, column: str) -> tuple[str, list[str]]:
        """SQL that holds for these rows' ids in `column`, with its parameters."""
        parts = [f"{column} BETWEEN ? AND ?"] * len(self.ranges)
        parameters = [bound for pair in self.ranges for bound in pair]
        if self.ids or not parts:
            parts.append(f"{column} IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(sorted(self.ids)))
        return f"({' OR '.join(parts)})", parameters


def _conflicts(db: Database, number: int, records: Sequence[_Record]) -> tuple[Conflict, ...]:
    touched: dict[str, _Rows] = {}
    inserted: dict[str, _Rows] = {}
    for record in records:
        touched.setdefault(record.table, _Rows()).add(record)
        if record.kind == "insert":
            inserted.setdefault(record.table, _Rows()).add(record)
    conflicts: dict[tuple[str, str], Reason] = {}
    for table, rows in touched.items():
        for row_id in _changed_later(db, number, table, rows):
            conflicts[table, row_id] = "changed"
    references = _references(db)
    _add_missing(db, records, references, conflicts)
    released = _released(records)
    while _add_referred(db, inserted, references, released, conflicts):
        pass
    return tuple(Conflict(table, row_id, why) for (table, row_id), why in conflicts.items())


def _changed_later(db: Database, number: int, table: str, rows: _Rows) -> Iterable[str]:
    """Rows that later steps changed; a later step and its own undo cancel each other out."""
    condition, parameters = rows.condition("c.first_id")
    seen: dict[str, list[str]] = {}
    for row_id, step_id in db.rows(
        "SELECT c.first_id, c.step_id FROM change c JOIN step s ON s.id = c.step_id"
        f" WHERE c.table_name = ? AND c.row_count = 1 AND s.number > ? AND {condition}",
        [table, number, *parameters],
    ):
        seen.setdefault(row_id, []).append(step_id)
    condition, parameters = rows.condition("row_id")
    for row_id, step_id in db.rows(
        "SELECT row_id, step_id FROM (SELECT c.step_id AS step_id,"
        " r.value ->> (CASE c.kind WHEN 'delete' THEN"
        "   (SELECT key FROM json_each(c.image, '$.columns') WHERE value = 'id') ELSE 0 END)"
        " AS row_id FROM change c JOIN step s ON s.id = c.step_id,"
        " json_each(c.image, '$.rows') AS r"
        " WHERE c.table_name = ? AND c.row_count > 1 AND c.image IS NOT NULL AND s.number > ?)"
        f" WHERE {condition}",
        [table, number, *parameters],
    ):
        seen.setdefault(row_id, []).append(step_id)
    roots: dict[str, str] = {}
    for row_id, steps in seen.items():
        odd: set[str] = set()
        for step_id in steps:
            if step_id not in roots:
                roots[step_id] = _root(db, step_id)
            odd ^= {roots[step_id]}
        if odd:
            yield row_id


def _root(db: Database, step_id: str) -> str:
    while earlier := db.value("SELECT undoes_id FROM step WHERE id = ?", (step_id,)):
        step_id = earlier
    return step_id


@dataclass(frozen=True)
class _Reference:
    table: str
    column: str
    parent: str


def _references(db: Database) -> list[_Reference]:
    tables = db.column("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [
        _Reference(table, row[3], row[2])
        for table in tables
        for row in db.rows(f"PRAGMA foreign_key_list({table})")
    ]


def _released(records: Sequence[_Record]) -> dict[tuple[str, str], set[str]]:
    """Rows whose column gets back what it held before: what it refers to now is let go."""
    released: dict[tuple[str, str], set[str]] = {}
    for record in records:
        if record.kind == "update":
            columns, _rows = record.content()
            for column in columns[1:]:
                released.setdefault((record.table, column), set()).update(record.row_ids())
    return released


def _add_referred(
    db: Database,
    inserted: dict[str, _Rows],
    references: list[_Reference],
    released: dict[tuple[str, str], set[str]],
    conflicts: dict[tuple[str, str], Reason],
) -> bool:
    """Keep rows that rows which stay refer to; whether any were added."""
    added = False
    for reference in references:
        if reference.parent not in inserted or reference.table == "change":
            continue
        condition, parameters = inserted[reference.parent].condition(reference.column)
        sql = f"SELECT DISTINCT {reference.column} FROM {reference.table} WHERE {condition}"
        if reference.table in inserted:
            own, own_parameters = inserted[reference.table].condition("id")
            stays = [row_id for table, row_id in conflicts if table == reference.table]
            sql += f" AND (NOT {own} OR id IN (SELECT value FROM json_each(?)))"
            parameters = [*parameters, *own_parameters, json.dumps(stays)]
        if going := released.get((reference.table, reference.column)):
            free = [row_id for row_id in going if (reference.table, row_id) not in conflicts]
            sql += " AND id NOT IN (SELECT value FROM json_each(?))"
            parameters = [*parameters, json.dumps(free)]
        for row_id in db.column(sql, parameters):
            if (reference.parent, row_id) not in conflicts:
                conflicts[reference.parent, row_id] = "referred"
                added = True
    return added


def _add_missing(
    db: Database,
    records: Sequence[_Record],
    references: list[_Reference],
    conflicts: dict[tuple[str, str], Reason],
) -> None:
    """Leave rows away whose return would refer to a row that has gone since."""
    restored: dict[str, set[str]] = {}
    for record in records:
        if record.kind == "delete":
            restored.setdefault(record.table, set()).update(record.row_ids())
    grown = True
    while grown:
        grown = False
        for record in records:
            if record.kind == "insert":
                continue
            for reference in references:
                if reference.table == record.table:
                    for row_id in _orphans(db, record, reference, restored, conflicts):
                        conflicts[record.table, row_id] = "missing"
                        grown = True


def _orphans(
    db: Database,
    record: _Record,
    reference: _Reference,
    restored: dict[str, set[str]],
    conflicts: dict[tuple[str, str], Reason],
) -> list[str]:
    columns, rows = record.content()
    if reference.column not in columns:
        return []
    place, key = columns.index(reference.column), columns.index("id")
    wanted = {row[place] for row in rows if row[place] is not None}
    present = set(
        db.column(
            f"SELECT id FROM {reference.parent} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(wanted)),),
        )
    )
    returning = restored.get(reference.parent, set())
    gone = {
        value
        for value in wanted - present
        if value not in returning or (reference.parent, value) in conflicts
    }
    return [
        row[key] for row in rows if row[place] in gone and (record.table, row[key]) not in conflicts
    ]
