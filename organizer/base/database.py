"""Reading from the register: the only form in which the rest of the program sees the file."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Value = str | int | None
Parameters = Sequence[Any] | Mapping[str, Any]


class Database:
    """Select statements on one connection; what a reading function gets as `db`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        found: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def column(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self._connection.execute(sql, parameters)]

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another, never all in memory: for long lists out."""
        return iter(self._connection.execute(sql, parameters))

    def bulk(self, sql: str, parameters: Parameters = ()) -> list[list[Any]]:
        """Many rows, fetched as one JSON value.

        sqlite3 gives the interpreter lock away at every row; beside a busy window that makes a
        long list ten times slower. Columns must be TEXT, INTEGER or NULL.
        """
        names = [
            item[0]
            for item in self._connection.execute(
                f"SELECT * FROM ({sql}) LIMIT 0", parameters
            ).description
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        text = self.value(
            f"SELECT json_group_array(json_array({columns})) FROM ({sql})", parameters
        )
        found: list[list[Any]] = json.loads(text)
        return found

    def bulk_column(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """The only column of many rows, fetched as one JSON value."""
        name = self._connection.execute(f"SELECT * FROM ({sql}) LIMIT 0", parameters).description[
            0
        ][0]
        found: list[Any] = json.loads(
            self.value(f'SELECT json_group_array("{name}") FROM ({sql})', parameters)
        )
        return found
