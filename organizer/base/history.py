"""Reading the history: which steps there were, what each changed, and what happened to a row."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizer.base import undo
from organizer.base.database import Database
from organizer.base.steps import KINDS
from organizer.base.words import _, ngettext


@dataclass(frozen=True)
class PastStep:
    """One user action as the history shows it; `in_force` is False while it is undone.

    `whom` says whom it was about, for those who looked the names up.
    """

    id: str
    number: int
    action: str
    values: dict[str, Any]
    made_at: str
    made_by: str
    taken_back: str
    undoes_id: str | None
    in_force: bool
    whom: str = field(default="", compare=False)

    def title(self) -> str:
        """What was done, in the language shown now, and with whom if that is known."""
        done = title(self.action, self.values)
        return f"{done} · {self.whom}" if self.whom else done


#: The table of changes that stand for a whole step.
STEP = "step"


@dataclass(frozen=True)
class RowChange:
    """What one step did to one row: `columns` maps a column to (before, after)."""

    step_id: str
    table: str
    row_id: str
    kind: str
    columns: dict[str, tuple[Any, Any]]


def title(action: str, values: dict[str, Any]) -> str:
    """The title of an action, in the language shown now; the id of one this version lacks."""
    if action in (undo.UNDO.id, undo.REDO.id):
        inner = title(values.get("action", ""), values.get("values", {}))
        return _(KINDS[action].singular).format(title=inner)
    kind = KINDS.get(action)
    if kind is None:
        return action
    count = values.get("count", 1)
    text = ngettext(kind.singular, kind.plural, count) if kind.plural else _(kind.singular)
    if kind.parts:
        said = [_(part).format_map(values) for name, part in kind.parts if values.get(name)]
        values = values | {"parts": _(", ").join(said) or _("no change")}
    return text.format_map(_Shown(values))


class _Shown(dict[str, Any]):
    """Values of a title; one that an old step lacks is shown as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"


_STEP = "SELECT id, number, action, details, made_at, made_by, taken_back, undoes_id FROM step"


def steps(db: Database, *, limit: int = 100, before: int | None = None) -> list[PastStep]:
    """The newest steps (before a number), newest first."""
    rows = db.rows(
        f"{_STEP} WHERE number < ? ORDER BY number DESC LIMIT ?",
        (2**62 if before is None else before, limit),
    )
    return [_past(db, row) for row in rows]


def step(db: Database, step_id: str) -> PastStep | None:
    """One step by its id."""
    row = db.row(f"{_STEP} WHERE id = ?", (step_id,))
    return None if row is None else _past(db, row)


def _past(db: Database, row: Sequence[Any]) -> PastStep:
    row_id, number, action, details, made_at, made_by, taken_back, undoes_id = row
    in_force = undo.last_of_chain(db, row_id)[1]
    return PastStep(
        row_id,
        number,
        action,
        json.loads(details),
        made_at,
        made_by,
        taken_back,
        undoes_id,
        in_force,
    )


def changes(db: Database, step_id: str, *, limit: int = 500) -> list[RowChange]:
    """What a step changed, row by row, at most `limit` rows."""
    found: list[RowChange] = []
    for record in db.rows(
        "SELECT table_name, kind, first_id, last_id, image, row_count FROM change"
        " WHERE step_id = ? ORDER BY position",
        (step_id,),
    ):
        for change in _expand(db, step_id, *record):
            found.append(change)
            if len(found) == limit:
                return found
    return found


def _expand(
    db: Database,
    step_id: str,
    table: str,
    kind: str,
    first_id: str,
    last_id: str,
    image: str | None,
    row_count: int,
) -> Iterator[RowChange]:
    if image is None:
        ids = (
            [first_id]
            if row_count == 1
            else db.column(
                f"SELECT id FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 500",
                (first_id, last_id),
            )
        )
        for row_id in ids:
            yield RowChange(step_id, table, row_id, kind, {})
        return
    content = json.loads(image)
    columns, rows = content["columns"], content["rows"]
    place = columns.index("id")
    for row in rows:
        yield RowChange(step_id, table, row[place], kind, _columns(kind, columns, row))


def _columns(kind: str, columns: list[str], row: list[Any]) -> dict[str, tuple[Any, Any]]:
    if kind == "delete":
        return {name: (value, None) for name, value in zip(columns, row, strict=True)}
    if kind == "update":
        names = columns[1:]
        old, new = row[1 : len(names) + 1], row[len(names) + 1 :]
        return {name: (before, after) for name, before, after in zip(names, old, new, strict=True)}
    return {}


def of_rows(db: Database, table: str, row_ids: Sequence[str]) -> list[RowChange]:
    """Everything that happened to some rows of a table, newest first; for a record's own page."""
    found: list[tuple[int, RowChange]] = []
    for row_id in row_ids:
        wanted = (table, row_id, table, row_id, row_id)
        for number, step_id, kind, first_id, last_id, image, row_count in db.rows(
            "SELECT s.number, c.step_id, c.kind, c.first_id, c.last_id, c.image, c.row_count"
            " FROM change c JOIN step s ON s.id = c.step_id WHERE (c.table_name = ?"
            " AND c.first_id = ? AND c.row_count = 1) OR (c.table_name = ?"
            " AND c.first_id <= ? AND c.last_id >= ? AND c.row_count > 1)",
            wanted,
        ):
            if image is None:
                found.append((number, RowChange(step_id, table, row_id, kind, {})))
                continue
            found += [
                (number, change)
                for change in _expand(db, step_id, table, kind, first_id, last_id, image, row_count)
                if change.row_id == row_id
            ]
    found.sort(key=lambda pair: -pair[0])
    return [change for _number, change in found]


def with_steps(
    db: Database, found: list[RowChange], steps: list[tuple[str, int]], limit: int
) -> list[RowChange]:
    """Changes of rows and whole steps (id and number) in one list, the newest first.

    A step that none of the changes tells of stands for itself, as a change of the table `STEP`.
    """
    told = {change.step_id for change in found}
    numbers = dict(steps)
    whole = [
        RowChange(step_id, STEP, step_id, "insert", {})
        for step_id, _number in steps
        if step_id not in told
    ]
    for change in found:
        if change.step_id not in numbers:
            known = step(db, change.step_id)
            numbers[change.step_id] = known.number if known is not None else 0
    return sorted([*found, *whole], key=lambda change: -numbers[change.step_id])[:limit]
