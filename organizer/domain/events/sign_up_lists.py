"""A table file of people who come, as the chain they would have written: one entry a row."""

from collections.abc import Sequence
from pathlib import Path

from organizer.base.errors import UserError
from organizer.base.table_files.headers import header_key
from organizer.base.table_files.reading import read_table
from organizer.base.table_files.table import Table
from organizer.base.words import N_
from organizer.domain.events.chain import Chain, Item
from organizer.domain.rosters.lists import counting_columns
from organizer.domain.rosters.mapping import known_names, propose

#: What a column with the number of people is called.
_SEATS = frozenset(
    header_key(name)
    for name in ("人数", "席位", "座位", "参加人数", "报名人数", "几人", "seats", "people", "count")
)


def chain_of_file(path: Path) -> Chain:
    """Read a file whose header names who comes: name, institution, phone, seats, remark.

    Raises UserError when it can't be read, or when no column holds names.
    """
    known = known_names() | _SEATS
    return chain_of_table(read_table(path, known=known.__contains__))


def chain_of_table(table: Table) -> Chain:
    """The rows of a table as entries of a chain; a file without a header has names first."""
    if not table.header_line:
        texts = [" ".join(filter(None, row)) for row in table.rows()]
    else:
        keys = propose(table.header, counting=counting_columns(table)).keys
        if "name" not in keys:
            raise UserError(
                "events.list_without_names",
                N_("No column of “{file}” holds names. Give one the heading “Name”."),
                file=table.name,
            )
        seats = [place for place, one in enumerate(table.header) if header_key(one) in _SEATS]
        texts = [_text(row, keys, seats) for row in table.rows()]
    items = [
        Item(number, text, line, line)
        for number, (text, line) in enumerate(zip(texts, table.lines, strict=True), start=1)
        if text
    ]
    if not items:
        raise UserError("events.empty_list", N_("“{file}” names nobody."), file=table.name)
    return Chain(items=tuple(items))


def _text(row: Sequence[str], keys: Sequence[str], seats: Sequence[int]) -> str:
    """A row as somebody would have written it: name, institution, position, phone, people."""
    cells = {key: row[place] for place, key in reversed(list(enumerate(keys))) if key}
    if not cells.get("name"):
        return ""
    count = next((row[place] for place in seats if row[place].strip().isdecimal()), "")
    parts = [cells.get(key, "") for key in ("name", "institution", "position", "phone")]
    return " ".join(filter(None, (*parts, f"{int(count)}人" if count else "")))
