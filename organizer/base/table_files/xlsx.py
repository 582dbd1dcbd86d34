"""Workbooks: checked as the zip they are before anything understands them, read in a child.

A small file can claim gigabytes, and a single cell at XFD1048576 makes a reader reserve room for 17
thousand million. So sizes, names and the outermost cell are looked at first, and the reader runs
in a process with a limit on time and memory.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.base.child import ChildStoppedError, Send, run_in_child
from organizer.base.errors import UserError
from organizer.base.table_files.building import TableBuilder
from organizer.base.table_files.cells import LONGEST_CELL, from_value
from organizer.base.table_files.table import SheetName, Table
from organizer.base.text import clean, is_clean
from organizer.base.words import N_

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SECONDS = 120
MEGABYTES = 2_000
_CHUNK = 1_000

Merged = dict[int, list[tuple[int, int]]]


def read_workbook(
    path: Path,
    builder: TableBuilder,
    sheet: str | None,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Table:
    """Read one sheet: the named one, else the first visible one that holds something.

    Raises:
        UserError: macros, password, damage, absurd size, no such sheet, nothing in it.
        CancelledError: `cancelled` said so.
    """
    about: dict[str, Any] = {}
    builder.unclean = False  # the child cleans

    def received(piece: dict[str, Any]) -> None:
        if "rows" not in piece:
            about.update(piece)
            return
        rows = piece["rows"]
        builder.add(rows, range(piece["line"], piece["line"] + len(rows)))
        if progress is not None:
            progress(piece["line"] - about["above"] + len(rows) - 1, about["height"])

    try:
        run_in_child(
            parse,
            str(path),
            sheet,
            seconds=SECONDS,
            megabytes=MEGABYTES,
            received=received,
            cancelled=cancelled,
        )
    except ChildStoppedError as error:
        raise UserError(
            "import.too_heavy",
            N_(
                "“{file}” is damaged, or needs far more memory or time than a list should. Copy "
                "the rows into a new workbook and choose that one."
            ),
            file=path.name,
        ) from error
    return builder.finish(
        sheet=about["sheet"],
        sheets=tuple(
            SheetName(name, hidden, filled=name in about["filled"])
            for name, hidden in about["sheets"]
        ),
        blank_above=about["above"],
    )


def parse(send: Send, path: str, wanted: str | None) -> None:
    """Check and read a workbook and send its rows in pieces; runs in the child."""
    from python_calamine import CalamineError, CalamineWorkbook

    from organizer.base.table_files.zips import check_workbook, damaged

    name = Path(path).name
    check_workbook(Path(path))
    try:
        with CalamineWorkbook.from_path(path) as book:
            _send_sheet(send, book, wanted, name)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(name) from error


def _send_sheet(send: Send, book: "CalamineWorkbook", wanted: str | None, name: str) -> None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    listed = [
        (each.name, each.visible != SheetVisibleEnum.Visible)
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet
    ]
    sheet = _choose(book, listed, wanted, name)
    first, _column = sheet.start or (0, 0)
    send({"sheet": sheet.name, "sheets": listed, "above": first, "height": sheet.height})
    rows = _filled_rows(sheet, first)
    line = first + 1
    while chunk := list(islice(rows, _CHUNK)):
        # Cleaned here: the process that waits for the rows may have a window to paint.
        if not all(is_clean("".join(row)) for row in chunk):
            chunk = [
                [clean(cell, multi_line=True, limit=LONGEST_CELL + 1) for cell in row]
                for row in chunk
            ]
        send({"rows": chunk, "line": line})
        line += len(chunk)
    name_read = sheet.name
    del sheet, rows  # each sheet lies in memory whole: one at a time
    others = (each for each, _hidden in listed if each != name_read)
    filled = [each for each in others if book.get_sheet_by_name(each).start is not None]
    send({"filled": [name_read, *filled]})


def _choose(
    book: "CalamineWorkbook", listed: list[tuple[str, bool]], wanted: str | None, name: str
) -> "CalamineSheet":
    if wanted is not None:
        if wanted not in [each for each, _hidden in listed]:
            raise UserError(
                "import.no_sheet",
                N_("“{file}” has no sheet “{sheet}”. It has: {sheets}."),
                file=name,
                sheet=wanted,
                sheets="、".join(each for each, _hidden in listed),
            )
        return book.get_sheet_by_name(wanted)
    for each, _hidden in sorted(listed, key=lambda pair: pair[1]):
        sheet = book.get_sheet_by_name(each)
        if sheet.start is not None:
            return sheet
    raise UserError(
        "import.empty",
        N_("“{file}” holds no rows. Choose another file, or another sheet."),
        file=name,
    )


def _filled_rows(sheet: "CalamineSheet", first: int) -> Iterator[list[str]]:
    """Yield rows as text; a cell merged over several rows counts for each row that has others."""
    merged = _merged(sheet)
    left = (sheet.start or (0, 0))[1]
    held: dict[int, tuple[int, str]] = {}  # column: (last row, value)
    for number, values in enumerate(sheet.iter_rows(), first):
        row = [value if type(value) is str else from_value(value) for value in values]
        if held:
            held = {column: hold for column, hold in held.items() if hold[0] >= number}
            if any(row):
                for column, (_last, value) in held.items():
                    row[column] = row[column] or value
        for column, last in merged.get(number, ()):
            if 0 <= column - left < len(row):
                held[column - left] = (last, row[column - left])
        yield row


def _merged(sheet: "CalamineSheet") -> Merged:
    """Return, by first row, the columns merged over several rows, each with its last row."""
    merged: Merged = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top and left == right:
            merged.setdefault(top, []).append((left, bottom))
    return merged
