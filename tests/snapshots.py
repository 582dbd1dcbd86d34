"""The whole content of a register, to compare before and after."""

from typing import Any

from organizer.base.register import Register

#: What a step always adds to.
HISTORY = ("step", "change")


def every_row(register: Register, *, without: tuple[str, ...] = HISTORY) -> dict[str, list[Any]]:
    """All rows of all tables in order of their ids, history left out."""
    with register.reading() as db:
        tables = db.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return {
            table: db.rows(f"SELECT * FROM {table} ORDER BY 1")
            for table in tables
            if table not in without and not table.startswith("sqlite_")
        }
