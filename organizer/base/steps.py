"""The one write gate: a user action is one transaction, and what it changed is kept in the file.

A step knows its net effect per table: rows that came, rows that went (whole), and columns that
changed (before and after). That is stored as records of `change`: single records up to 1,000 rows
of a table, above that id ranges and chunks of 500 rows. Undo reads the same records.
"""

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from organizer.base.clock import moment_text
from organizer.base.database import Database, Value
from organizer.base.ids import StepIds
from organizer.base.recording import CHUNK, TableChanges, chunks
from organizer.base.text import clean

TakenBack = Literal["rows", "reversal", "none"]

#: SQLite binds at most 32,766 values in one statement; a few hundred rows are as fast as more.
_MOST_PARAMETERS = 8_000

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_HISTORY_TABLES = frozenset({"step", "change"})


class ActionKind:
    """One thing a user can do, declared once as data.

    `singular` and `plural` are message ids of the step's title (N_ constants; `{count}` chooses);
    `taken_back` says how it is undone: by its rows, by a counter-entry, or not at all. Where the
    title has `{parts}`, those of `parts` (a value's name, the message id that shows it) stand there
    whose number is not zero.
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - as every record calls it
        singular: str,
        plural: str = "",
        taken_back: TakenBack = "rows",
        parts: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Enter the kind into the list of all kinds; an id names one kind only."""
        self.id = id
        self.singular = singular
        self.plural = plural
        self.taken_back = taken_back
        self.parts = parts
        if vars(KINDS.setdefault(id, self)) != vars(self):
            message = f"two action kinds are called {id}"
            raise ValueError(message)


#: Every declared kind by its id; filled when the modules that declare them are imported.
KINDS: dict[str, ActionKind] = {}


class NotDescribedError(Exception):
    """A step changed rows but no action said what it is: a bug."""


class CancelledError(Exception):
    """Work was cancelled by the user; nothing of it remains."""


class FinishedStep(NamedTuple):
    """What a committed step was and which tables it changed.

    `tables` maps a table to the ids that came, went or changed, or to None when there are more
    than 1,000. `reshaped` names the tables in which rows came or went.
    """

    id: str
    number: int
    action: str
    values: dict[str, Any]
    tables: dict[str, tuple[str, ...] | None]
    reshaped: frozenset[str] = frozenset()
    columns: Mapping[str, frozenset[str]] = MappingProxyType({})


def _placeholders(columns: int, rows: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


def _stored(value: Any) -> Value:
    """The value as it is stored: clean text, integer or NULL."""
    if value is None or isinstance(value, str):
        return clean(value, multi_line=True) if value else value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    message = f"a column cannot hold a {type(value).__name__}"
    raise TypeError(message)


class Step(Database):
    """An open user action: reads like `Database`, and is the only way to write.

    Made by `Register.step()`, which commits it when the block ends and takes everything back when
    it raises.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        now: dt.datetime,
        today: dt.date,
        ids: StepIds,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        super().__init__(connection)
        self.today = today
        self.now = moment_text(now)
        self.kind: ActionKind | None = None
        self.values: dict[str, Any] = {}
        self.undoes_id: str | None = None
        #: Set by `erasing`: after the commit the whole file is written anew.
        self.rewrites_file = False
        self._ids = ids
        self.id = ids.new()
        self._tables: dict[str, TableChanges] = {}
        self._position = 0
        self._progress = progress

    # --- what the step is -------------------------------------------------------------------------

    def begins(self, kind: ActionKind, **values: Value | list[Any] | dict[str, Any]) -> None:
        """Say what the user does; the outermost action, which calls first, names the step.

        `values` are numbers, ids and codes, never names of people: they stay when a person is
        erased.
        """
        if self.kind is None:
            self.kind = kind
            self.values.update(values)

    def note(self, **values: Any) -> None:
        """Add or replace values of the step, such as counts known only at the end."""
        self.values.update(values)

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; raises CancelledError when the user has cancelled it."""
        if self._progress is not None:
            self._progress(done, total)

    def new_id(self) -> str:
        """An id for a row of this step; later ids are greater."""
        return self._ids.new()

    def new_ids(self, count: int) -> Iterator[str]:
        """So many ids for rows of this step, ascending."""
        return self._ids.many(count)

    # --- writing ----------------------------------------------------------------------------------

    def insert(self, table: str, **columns: Any) -> str:
        """Add one row and return its id, which is made unless it is given."""
        row_id = columns.pop("id", None) or self._ids.new()
        names = ("id", *columns)
        values = [row_id, *map(_stored, columns.values())]
        self._check(table, names)
        self._connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES {_placeholders(len(names), 1)}",
            values,
        )
        self._changes(table).inserted([row_id])
        return str(row_id)

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        cleaned: bool = False,
    ) -> int:
        """Add many rows; ids are made unless "id" is the first column. Returns how many.

        `cleaned` says that all texts have been through `clean` already.
        """
        names = tuple(columns) if columns[0] == "id" else ("id", *columns)
        self._check(table, names)
        with_ids = names == tuple(columns)
        head = f"INSERT INTO {table} ({', '.join(names)}) VALUES "
        size = max(1, _MOST_PARAMETERS // len(names))
        statement = head + _placeholders(len(names), size)
        total = 0
        for given in chunks(rows, size):
            part = given
            if not with_ids:
                ids = self._ids.many(len(given))
                part = [(row_id, *row) for row_id, row in zip(ids, given, strict=True)]
            flat = list(chain.from_iterable(part))
            if len(flat) != len(part) * len(names):
                message = f"a row for {table} does not have {len(columns)} values"
                raise ValueError(message)
            self._connection.execute(
                statement if len(part) == size else head + _placeholders(len(names), len(part)),
                flat if cleaned else list(map(_stored, flat)),
            )
            self._changes(table).inserted([row[0] for row in part])
            total += len(part)
            self.report(total, 0)
        return total

    def update(self, table: str, row_id: str, **changes: Any) -> bool:
        """Change columns of one row; only what really differs is written and recorded.

        Returns whether anything changed. Raises KeyError when there is no such row.
        """
        return self.update_many(table, tuple(changes), [(row_id, *changes.values())]) == 1

    def update_where(self, table: str, row_ids: Iterable[str], **changes: Any) -> int:
        """Give the same values to many rows; returns how many rows really changed."""
        values = tuple(changes.values())
        return self.update_many(table, tuple(changes), ((row_id, *values) for row_id in row_ids))

    def update_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Change columns of many rows, given as (id, value, …); returns how many rows changed.

        Raises KeyError when a row does not exist.
        """
        self._check(table, columns)
        changed = 0
        select = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN "
        for part in chunks(rows, max(1, _MOST_PARAMETERS // (len(columns) + 1))):
            wanted = {row[0]: [_stored(value) for value in row[1:]] for row in part}
            places = f"({', '.join('?' * len(wanted))})"
            before = {
                row[0]: list(row[1:])
                for row in self._connection.execute(select + places, list(wanted))
            }
            groups: dict[tuple[str, ...], list[list[Value]]] = {}
            for row_id, new in wanted.items():
                old = before[row_id]
                differing = [i for i, value in enumerate(new) if value != old[i]]
                if differing:
                    names = tuple(columns[i] for i in differing)
                    values = [new[i] for i in differing]
                    groups.setdefault(names, []).append([row_id, *values])
                    self._changes(table).updated(row_id, names, [old[i] for i in differing], values)
                    changed += 1
            for names, new_rows in groups.items():
                self._write_updates(table, names, new_rows)
            self.report(changed, 0)
        return changed

    def delete(self, table: str, row_ids: Iterable[str]) -> int:
        """Remove rows, keeping their whole images for undo; returns how many there were."""
        self._check(table, ())
        gone = 0
        for part in chunks(row_ids, CHUNK):
            where = f"FROM {table} WHERE id IN ({', '.join('?' * len(part))})"
            cursor = self._connection.execute(f"SELECT * {where}", part)
            names = tuple(item[0] for item in cursor.description)
            images = [dict(zip(names, row, strict=True)) for row in cursor]
            self._connection.execute(f"DELETE {where}", part)
            for image in images:
                self._changes(table).deleted(names, image)
            gone += len(images)
            self.report(gone, 0)
        return gone

    def delete_range(
        self, table: str, first_id: str, last_id: str, keep: Sequence[str] = ()
    ) -> int:
        """Remove all rows with ids from `first_id` to `last_id` but `keep`, in bulk.

        For undo of large inserts: images are made inside SQLite, 500 rows a record.
        """
        self._check(table, ())
        names = [row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")]
        where = "id BETWEEN ? AND ? AND id NOT IN (SELECT value FROM json_each(?))"
        bounds = (first_id, last_id, json.dumps(list(keep)))
        cursor = self._connection.execute(
            "INSERT INTO change SELECT ?, ? + part, ?, 'delete', min(id), max(id), count(*),"
            " json_object('columns', json(?), 'rows', json_group_array(json(row))) FROM ("
            f" SELECT id, json_array({', '.join(names)}) AS row,"
            f" (row_number() OVER (ORDER BY id) - 1) / {CHUNK} AS part FROM {table} WHERE {where})"
            " GROUP BY part",
            (self.id, self._position, table, json.dumps(names), *bounds),
        )
        self._position += cursor.rowcount
        self.report(0, 0)
        gone = self._connection.execute(f"DELETE FROM {table} WHERE {where}", bounds).rowcount
        self._changes(table).stored_deletes += gone
        return gone

    # --- recording --------------------------------------------------------------------------------

    def _check(self, table: str, columns: Sequence[str]) -> None:
        for name in (table, *columns):
            if not _IDENTIFIER.fullmatch(name):
                message = f"{name!r} is not the name of a table or column"
                raise ValueError(message)
        if table in _HISTORY_TABLES:
            message = f"{table} is written by the step itself"
            raise ValueError(message)

    def _changes(self, table: str) -> TableChanges:
        return self._tables.setdefault(table, TableChanges(self._ids.prefix))

    def _write_updates(self, table: str, columns: tuple[str, ...], rows: list[list[Value]]) -> None:
        if len(rows) == 1:
            sets = ", ".join(f"{name} = ?" for name in columns)
            self._connection.execute(
                f"UPDATE {table} SET {sets} WHERE id = ?", [*rows[0][1:], rows[0][0]]
            )
            return
        # SQLite calls the columns of a VALUES list column1, column2, …
        sets = ", ".join(f"{name} = new.column{i}" for i, name in enumerate(columns, start=2))
        self._connection.execute(
            f"UPDATE {table} SET {sets} FROM (VALUES {_placeholders(len(columns) + 1, len(rows))})"
            f" AS new WHERE {table}.id = new.column1",
            list(chain.from_iterable(rows)),
        )

    # --- the end ----------------------------------------------------------------------------------

    def finish(self, schema_version: int, made_by: str) -> FinishedStep | None:
        """Write the step and its changes; None when nothing changed. Called by the register.

        Raises NotDescribedError when rows changed and no action named the step.
        """
        changed = {name: changes for name, changes in self._tables.items() if changes.row_count()}
        if not changed:
            return None
        if self.kind is None:
            raise NotDescribedError(", ".join(changed))
        number = (self.value("SELECT max(number) FROM step") or 0) + 1
        self._connection.execute(
            f"INSERT INTO step VALUES {_placeholders(9, 1)}",
            (
                self.id,
                number,
                self.kind.id,
                json.dumps(self.values, ensure_ascii=False, sort_keys=True),
                self.now,
                made_by,
                schema_version,
                self.kind.taken_back,
                self.undoes_id,
            ),
        )
        for table, changes in changed.items():
            self._write_records(table, changes)
        return FinishedStep(
            self.id,
            number,
            self.kind.id,
            dict(self.values),
            {name: changes.touched() for name, changes in changed.items()},
            frozenset(name for name, changes in changed.items() if changes.came_or_went()),
            {
                name: frozenset(chain.from_iterable(changes.updates))
                for name, changes in changed.items()
            },
        )

    def _write_records(self, table: str, changes: TableChanges) -> None:
        records = [
            (self.id, self._position + i, table, *record)
            for i, record in enumerate(changes.records())
        ]
        self._connection.executemany(f"INSERT INTO change VALUES {_placeholders(8, 1)}", records)
        self._position += len(records)
