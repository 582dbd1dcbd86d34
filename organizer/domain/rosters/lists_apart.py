"""Reading and checking a list in a child process, for the window: its own thread keeps its time.

Call with `base.child.run_in_child`; what goes in and comes back is what JSON can hold.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from organizer.base.table_files.table import Table
from organizer.domain.rosters import lists
from organizer.domain.rosters.checking import check
from organizer.domain.rosters.columns import OwnField
from organizer.domain.rosters.mapping import ColumnMapping

#: Rows shown while columns are mapped.
SAMPLE = 20

Send = Callable[[Any], None]


def plain_fields(fields: Sequence[OwnField]) -> list[list[Any]]:
    """Own fields as JSON can hold them."""
    return [list(astuple(one)) for one in fields]


def _fields(plain: Sequence[Sequence[Any]]) -> list[OwnField]:
    return [OwnField(one[0], one[1], one[2], tuple(one[3])) for one in plain]


def _read(send: Send, path: str, fields: list[OwnField], choices: dict[str, Any]) -> Table:
    return lists.read_list(
        Path(path),
        fields,
        sheet=choices.get("sheet"),
        encoding=choices.get("encoding"),
        header_line=choices.get("header_line"),
        progress=lambda done, total: send([done, total]),
    )


def look(send: Send, path: str, fields: list[list[Any]], choices: dict[str, Any]) -> dict[str, Any]:
    """What a file is: header, first rows, number of rows, encoding, sheets.

    `choices` may hold sheet, encoding and header_line; `send` gets [done, total]. Raises UserError.
    """
    table = _read(send, path, _fields(fields), choices)
    count = min(SAMPLE, len(table))
    return {
        "header": list(table.header),
        "header_line": table.header_line,
        "rows": len(table),
        "sample": [list(table.row(row)) for row in range(count)],
        "encoding": table.encoding,
        "sheet": table.sheet,
        "sheets": [one.name for one in table.sheets if not one.hidden],
    }


def check_file(
    send: Send,
    path: str,
    fields: list[list[Any]],
    choices: dict[str, Any],
    keys: list[str],
    today: str,
    in_group: bool,
) -> dict[str, Any]:
    """Check a file with the mapping chosen; `CheckedList.from_plain` takes the answer.

    Raises UserError.
    """
    known = _fields(fields)
    table = _read(send, path, known, choices)
    mapping = ColumnMapping(table.header, tuple(keys))
    checked = check(
        table, mapping, today=dt.date.fromisoformat(today), fields=known, in_group=in_group
    )
    return checked.to_plain()
