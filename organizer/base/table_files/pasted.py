"""Cells from the clipboard, as Excel, WPS and web tables put them there."""

import csv
import io
import re

from organizer.base.errors import UserError
from organizer.base.table_files.building import Known, TableBuilder
from organizer.base.table_files.headers import SEARCHED, header_key
from organizer.base.table_files.sniffing import sniff_delimiter
from organizer.base.table_files.table import Table
from organizer.base.words import N_

LONGEST_PASTE = 50_000_000
"""Characters."""

# A cell with a line break or a tab comes in quotes, inner ones doubled; a quotation mark that is
# not closed before a tab or the end of a line is an ordinary character of a name.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*)')


def read_cells(text: str, known: Known | None, header_line: int | None) -> Table:
    """Read pasted cells; see `reading.read_pasted`."""
    name = ""
    if len(text) > LONGEST_PASTE:
        raise UserError(
            "import.paste_too_long",
            N_("This is too much to paste. Save it as a file and import that."),
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    records, lines = _tab_separated(text) if "\t" in text else _without_tabs(text, known)
    # A clipboard ends with a line end, which is not a blank row.
    if records and records[-1] == [""]:
        records.pop()
        lines.pop()
    if header_line is None and not _names_known(records, known):
        header_line = 0
    builder = TableBuilder(
        name, known, header_line, without_header=header_line == 0, short_allowed=True
    )
    if not any(map(any, records)):
        raise UserError("import.empty_paste", N_("There are no cells to paste. Copy them again."))
    if header_line == 0:
        width = max(map(len, records))
        records = [row + [""] * (width - len(row)) for row in records]
    builder.add(records, lines)
    return builder.finish(delimiter="\t" if "\t" in text else "")


def _names_known(records: list[list[str]], known: Known | None) -> bool:
    if known is None:
        return False
    return any(known(header_key(cell)) for row in records[:SEARCHED] for cell in row if cell)


def _tab_separated(text: str) -> tuple[list[list[str]], list[int]]:
    records: list[list[str]] = []
    lines: list[int] = []
    row: list[str] = []
    start = line = 1
    position, end = 0, len(text)
    while position <= end:
        match = _CELL.match(text, position)
        assert match is not None  # noqa: S101 - the second half matches anything
        quoted, plain = match.groups()
        if quoted is not None and _swallows_rows(quoted):
            quoted, plain = None, text[position : _cell_end(text, position)]
        cell = plain if quoted is None else quoted.replace('""', '"')
        stop = position + len(plain) if quoted is None else match.end()
        row.append(cell)
        line += cell.count("\n")
        if stop >= end or text[stop] == "\n":
            records.append(row)
            lines.append(start)
            row = []
            line += 1
            start = line
        position = stop + 1
    return records, lines


def _swallows_rows(quoted: str) -> bool:
    """Tell a cell that holds whole rows: two names that merely start and end with a quote."""
    return quoted.count("\n") >= 1 and "\t" in quoted


def _cell_end(text: str, position: int) -> int:
    match = re.compile(r"[^\t\n]*").match(text, position)
    return match.end() if match else position


def _without_tabs(text: str, known: Known | None) -> tuple[list[list[str]], list[int]]:
    """Read one column, or CSV if a delimiter gives every row the same number of cells."""
    plain = text.split("\n")
    delimiter = sniff_delimiter(text, known)
    records: list[list[str]] = []
    lines: list[int] = []
    start = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for row in reader:
            records.append(row or [""])
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error:
        records = []
    widths = {len(row) for row in records if any(row)}
    if len(widths) == 1 and widths != {1}:
        return records, lines
    return [[line] for line in plain], list(range(1, len(plain) + 1))
