"""Erasing on request: rows go without an image, and the history forgets what it held of them.

The exception to "nothing is removed from history": a person may ask for it. What stays are ids and
the fact that a step happened. The file is rewritten when the step is committed.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from organizer.base.database import Database
from organizer.base.recording import CHUNK, chunks
from organizer.base.steps import Step

# ruff: noqa: SLF001 - the gate records whole images of what goes; only here that must not be

#: What stands in a text of somebody else where an erased person was named.
BLANKED = "＊＊＊"


def erase_rows(step: Step, table: str, row_ids: Iterable[str]) -> int:
    """Delete rows for good: the step keeps their ids alone. Returns how many there were."""
    gone = 0
    for part in chunks(row_ids, CHUNK):
        places = ", ".join("?" * len(part))
        present = step.column(f"SELECT id FROM {table} WHERE id IN ({places})", part)
        step._connection.execute(f"DELETE FROM {table} WHERE id IN ({places})", part)
        for row_id in present:
            step._changes(table).deleted(("id",), {"id": row_id})
        gone += len(present)
    step.rewrites_file = True
    return gone


def overwrite(step: Step, table: str, column: str, row_ids: Iterable[str], text: str = "") -> None:
    """Empty a text column of rows, or put a text there; what stood there is not kept."""
    for row_id in row_ids:
        step._connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (text, row_id))
        step._changes(table).updated(row_id, (column,), [text], [text])
    step.rewrites_file = True


def rows_held_by(db: Database, table: str, column: str, owners: Collection[str]) -> set[str]:
    """Ids of rows of a table that belong or once belonged to one of the owners, by history too."""
    marks = ", ".join("?" * len(owners))
    found = set(db.column(f"SELECT id FROM {table} WHERE {column} IN ({marks})", [*owners]))
    for owner in owners:
        for (image,) in db.rows(
            "SELECT image FROM change WHERE table_name = ? AND instr(image, ?)", (table, owner)
        ):
            content = json.loads(image)
            columns = content["columns"]
            if column not in columns:
                continue
            place, key = columns.index(column), columns.index("id")
            after = place + len(columns) - 1  # where an update keeps what came after
            found |= {
                row[key]
                for row in content["rows"]
                if row[place] in owners or (len(row) > after and row[after] in owners)
            }
    return found


def blank_words(step: Step, table: str, column: str, row_id: str, words: Collection[str]) -> None:
    """Put `BLANKED` in the place of words within a text; what stood there is not kept."""
    text = step.value(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
    if text is None or (blanked := _blanked(text, words)) == text:
        return
    step._connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (blanked, row_id))
    step._changes(table).updated(row_id, (column,), [blanked], [blanked])
    step.rewrites_file = True


def _blanked(text: str, words: Collection[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, BLANKED)
    return text


def forget(
    step: Step,
    rows: Mapping[str, Collection[str]],
    texts: Collection[str],
    *,
    within: Collection[str] = (),
    whole_only: Collection[str] = (),
) -> None:
    """Take the images of rows out of the history, and what it holds of them in images of others.

    `rows` are ids by table. Values that are one of `texts`, such as a name or a number, are
    emptied; `within` longer texts these are blanked, but in columns of `whole_only`.
    """
    for table, row_ids in rows.items():
        _forget_rows(step, table, set(row_ids))
    words = {text for text in within if text}
    for text in {*filter(None, texts), *words}:
        inside = json.dumps(text, ensure_ascii=False)[1:-1]
        for rowid, image in step.rows(
            "SELECT rowid, image FROM change WHERE instr(image, ?)", (inside,)
        ):
            content = json.loads(image)
            names = _names_of_values(content["columns"])
            content["rows"] = [
                [
                    _forgotten(value, name, text, words, whole_only)
                    for value, name in zip(row, names, strict=False)
                ]
                for row in content["rows"]
            ]
            _replace(step, rowid, content)
    step.rewrites_file = True


def _names_of_values(columns: list[str]) -> list[str]:
    """The column of every value of an image's row: befores, then the afters of an update."""
    return [*columns, *columns[1:]]


def _forgotten(
    value: Any, column: str, text: str, within: Collection[str], whole_only: Collection[str]
) -> Any:
    if value == text:
        return ""
    free = isinstance(value, str) and not (column == "id" or column.endswith("_id"))
    if free and text in within and column not in whole_only:
        return value.replace(text, BLANKED)
    return value


def former_texts(db: Database, table: str, column: str, row_ids: Collection[str]) -> set[str]:
    """What a column of rows holds and ever held, as far as the file knows."""
    found: set[str] = set()
    for row_id in row_ids:
        found |= set(db.column(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)))
        for (image,) in db.rows(
            "SELECT image FROM change WHERE table_name = ? AND instr(image, ?)", (table, row_id)
        ):
            content = json.loads(image)
            columns = content["columns"]
            if column in columns:
                place, key = columns.index(column), columns.index("id")
                for row in content["rows"]:
                    if row[key] == row_id:
                        found |= {row[place], *row[place + len(columns) - 1 :][:1]}
    return {text for text in found if text}


def _forget_rows(step: Step, table: str, row_ids: set[str]) -> None:
    wanted = json.dumps(sorted(row_ids))
    step._connection.execute(
        "DELETE FROM change WHERE table_name = ? AND row_count = 1 AND kind <> 'insert'"
        " AND first_id IN (SELECT value FROM json_each(?))",
        (table, wanted),
    )
    for rowid, image in step.rows(
        "SELECT c.rowid, c.image FROM change c WHERE c.table_name = ? AND c.row_count > 1"
        " AND c.kind <> 'insert' AND EXISTS (SELECT 1 FROM json_each(?) w"
        "  WHERE w.value BETWEEN c.first_id AND c.last_id AND instr(c.image, w.value))",
        (table, wanted),
    ):
        content = json.loads(image)
        key = content["columns"].index("id")
        content["rows"] = [row for row in content["rows"] if row[key] not in row_ids]
        _replace(step, rowid, content)


def _replace(step: Step, rowid: int, content: dict[str, Any]) -> None:
    rows = content["rows"]
    if not rows:
        step._connection.execute("DELETE FROM change WHERE rowid = ?", (rowid,))
        return
    key = content["columns"].index("id")
    step._connection.execute(
        "UPDATE change SET image = ?, row_count = ?, first_id = ?, last_id = ? WHERE rowid = ?",
        (json.dumps(content, ensure_ascii=False), len(rows), rows[0][key], rows[-1][key], rowid),
    )
