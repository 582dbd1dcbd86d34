"""What undo must leave as it is, and what it reads of the history to know that.

Rows that later steps changed, rows that rows which stay refer to, rows that would refer to
something that is gone. Whole rows of large deletes stay in the file: only ids are read.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from organizer.base.database import Database
from organizer.base.references import Reference, references, subject_columns
from organizer.migrations import BELONGINGS

Reason = Literal["changed", "referred", "belongs", "missing"]


class Conflict(NamedTuple):
    """A row that undo leaves as it is.

    It was changed later, rows that stay refer to it, it belongs to a row that stays, or a row it
    refers to is gone.
    """

    table: str
    row_id: str
    reason: Reason


class Record(NamedTuple):
    """One stored record of what a step changed."""

    step_id: str
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

    def content(self, db: Database) -> tuple[list[str], list[list[Any]]]:
        """The columns and rows of the image; those of one record at a time are in memory."""
        image = self.image
        if image is None and self.kind != "insert":
            image = db.value(
                "SELECT image FROM change WHERE step_id = ? AND position = ?",
                (self.step_id, self.position),
            )
        content = json.loads(image or '{"columns": ["id"], "rows": []}')
        return content["columns"], content["rows"]

    def row_ids(self, db: Database) -> list[str]:
        """The ids of the rows it changed; not for ranges."""
        if self.kind == "insert" and self.image is None:
            return [self.first_id]
        columns, rows = self.content(db)
        place = columns.index("id")
        return [row[place] for row in rows]


def records_of(db: Database, step_id: str) -> list[Record]:
    """What a step changed, the last first; images of many rows are left in the file."""
    return [
        Record(step_id, *row)
        for row in db.rows(
            "SELECT position, table_name, kind, first_id, last_id, row_count,"
            " iif(kind <> 'insert' AND row_count > 1, NULL, image)"
            " FROM change WHERE step_id = ? ORDER BY position DESC",
            (step_id,),
        )
    ]


class _Rows:
    """The rows of one table that a step inserted, as a condition for queries."""

    def __init__(self) -> None:
        self.ranges: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def add(self, record: Record, row_ids: Sequence[str]) -> None:
        """Take in the rows of one record."""
        if record.is_range():
            self.ranges.append((record.first_id, record.last_id))
        else:
            self.ids.update(row_ids)

    def holds(self, row_id: str) -> bool:
        """Whether it is one of these rows."""
        return row_id in self.ids or any(first <= row_id <= last for first, last in self.ranges)

    def condition(self, column: str) -> tuple[str, list[str]]:
        """SQL that holds for these rows' ids in `column`, with its parameters."""
        parts = [f"{column} BETWEEN ? AND ?"] * len(self.ranges)
        parameters = [bound for pair in self.ranges for bound in pair]
        if self.ids or not parts:
            parts.append(f"{column} IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(sorted(self.ids)))
        return f"({' OR '.join(parts)})", parameters


def find(db: Database, number: int, records: Sequence[Record]) -> tuple[Conflict, ...]:
    """What stays when the records of the step of this number are taken back."""
    pointing = references(db)
    touched: dict[str, _Rows] = {}
    inserted: dict[str, _Rows] = {}
    released: dict[tuple[str, str], set[str]] = {}
    absent: list[_Absent] = []
    restored: dict[str, set[str]] = {}
    for record in records:
        columns, rows = record.content(db)
        place = columns.index("id")
        ids = [row[place] for row in rows] or [record.first_id]
        touched.setdefault(record.table, _Rows()).add(record, ids)
        if record.kind == "insert":
            inserted.setdefault(record.table, _Rows()).add(record, ids)
            continue
        if record.kind == "update":
            # its column gets back what it held before: what it refers to now is let go
            for column in columns[1:]:
                released.setdefault((record.table, column), set()).update(ids)
        else:
            restored.setdefault(record.table, set()).update(ids)
        for reference in pointing:
            if reference.table == record.table and reference.column in columns:
                values = [row[columns.index(reference.column)] for row in rows]
                absent.append(_Absent.among(db, reference, ids, values))
    conflicts: dict[tuple[str, str], Reason] = {}
    for table, changed in touched.items():
        for row_id in _changed_later(db, number, table, changed):
            conflicts[table, row_id] = "changed"
    while _add_missing(absent, restored, conflicts):
        pass
    # what hangs on a record by (kind, id) is no foreign key, yet it must not lose its record
    pointing += [
        Reference(one.table, one.column, parent)
        for one in subject_columns(db)
        for parent in inserted
        if parent not in BELONGINGS
    ]
    grown = True
    while grown:
        grown = _add_referred(db, inserted, pointing, released, conflicts)
        grown |= _add_belongings(db, inserted, conflicts)
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


def _add_referred(
    db: Database,
    inserted: dict[str, _Rows],
    pointing: Sequence[Reference],
    released: dict[tuple[str, str], set[str]],
    conflicts: dict[tuple[str, str], Reason],
) -> bool:
    """Keep rows that rows which stay refer to; whether any were added."""
    added = False
    for reference in pointing:
        if reference.parent not in inserted:
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


def _add_belongings(
    db: Database, inserted: Mapping[str, _Rows], conflicts: dict[tuple[str, str], Reason]
) -> bool:
    """Keep what belongs to a row of the step that stays; whether anything was added."""
    owners = [row_id for table, row_id in conflicts if _came_with(inserted, table, row_id)]
    added = False
    for table, column in BELONGINGS.items():
        if table not in inserted or not owners:
            continue
        condition, parameters = inserted[table].condition("id")
        for row_id in db.column(
            f"SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
            f" AND {condition}",
            [json.dumps(owners), *parameters],
        ):
            if (table, row_id) not in conflicts:
                conflicts[table, row_id] = "belongs"
                added = True
    return added


def _came_with(inserted: Mapping[str, _Rows], table: str, row_id: str) -> bool:
    return table in inserted and inserted[table].holds(row_id)


class _Absent(NamedTuple):
    """Rows of one record whose return would refer to something that is not there now."""

    table: str
    parent: str
    rows: list[tuple[str, str]]  # id, and what it would refer to

    @classmethod
    def among(
        cls, db: Database, reference: Reference, ids: Sequence[str], values: Sequence[str | None]
    ) -> "_Absent":
        """Those of the rows with these ids whose column would hold these values."""
        wanted = {value for value in values if value is not None}
        present = db.column(
            f"SELECT id FROM {reference.parent} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(wanted)),),
        )
        gone = wanted - set(present)
        if not gone:
            return cls(reference.table, reference.parent, [])
        rows = [
            (row_id, value)
            for row_id, value in zip(ids, values, strict=True)
            if value is not None and value in gone
        ]
        return cls(reference.table, reference.parent, rows)


def _add_missing(
    absent: Sequence[_Absent],
    restored: Mapping[str, set[str]],
    conflicts: dict[tuple[str, str], Reason],
) -> bool:
    """Leave rows away that would refer to what is gone and does not come back either."""
    added = False
    for one in absent:
        returning = restored.get(one.parent, set())
        for row_id, value in one.rows:
            lost = value not in returning or (one.parent, value) in conflicts
            if lost and (one.table, row_id) not in conflicts:
                conflicts[one.table, row_id] = "missing"
                added = True
    return added
