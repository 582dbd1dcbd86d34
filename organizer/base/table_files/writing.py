"""Tables out: CSV and xlsx that no spreadsheet runs and that read back unchanged."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from organizer.base.files import replacing
from organizer.base.table_files.cells import LONGEST_CELL, STARTERS, guard, guard_text_cell
from organizer.base.text import clean, is_clean

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | None
CsvEncoding = Literal["utf-8-sig", "gb18030"]
Progress = Callable[[int], None]

_CHUNK = 500
# How a cell that needs a guard can look in our CSV: after a delimiter, a line end or a quote.
_FIRSTS = "'" + STARTERS + "\t \u3000\xa0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_STARTS = [(first, ("," + first, "\n" + first, '"' + first)) for first in _FIRSTS]
_LINE_STARTS = (',"\n', ',"\r', '\n"\n', '\n"\r')


def write_csv(
    path: Path | str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    encoding: CsvEncoding = "utf-8-sig",
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a CSV that Excel opens by a double click; return the number of rows.

    A text that a spreadsheet could run gets `'` before it (see `cells.guard`); numbers stay. The
    old file stays unless all was written. `progress` gets the rows written so far.

    Raises:
        UserError: the disk is full, the place can't be written.
        CancelledError: `cancelled` said so.
    """
    count = 0
    with replacing(path) as file:
        file.write(_csv_text([header]).encode(encoding, "replace"))
        plain = "utf-8" if encoding == "utf-8-sig" else encoding
        for chunk in _chunks(rows, cancelled):
            file.write(_csv_text(chunk).encode(plain, "replace"))
            count += len(chunk)
            if progress is not None:
                progress(count)
    return count


def write_xlsx(
    path: Path | str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = "",
    widths: Sequence[int] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a workbook of one sheet in little memory; return the number of rows.

    Texts are cells marked as text: phone numbers keep their digits, `=1+1` is what it says. The
    header is bold and stays in view. `widths` are in characters; without them the first rows tell.

    Raises:
        UserError: the disk is full, the place can't be written.
        CancelledError: `cancelled` said so.
    """
    count = 0
    source = iter(rows)
    sample = list(islice(source, 200))
    with (
        replacing(path) as file,
        tempfile.TemporaryDirectory(prefix="organizer-") as scratch,
        _workbook(file, scratch) as book,
    ):
        page = book.add_worksheet(_sheet_name(sheet) or None)
        _dress(book, page, header, widths or _widths(header, sample))
        text = book.add_format({"num_format": "@", "valign": "top"})
        for chunk in _chunks(chain(sample, source), cancelled):
            for row in chunk:
                count += 1
                _write_row(page, count, row, text)
            if progress is not None:
                progress(count)
    return count


def _chunks(
    rows: Iterable[Sequence[Cell]], cancelled: Callable[[], bool] | None
) -> Iterator[list[Sequence[Cell]]]:
    source = iter(rows)
    while chunk := list(islice(source, _CHUNK)):
        if cancelled is not None and cancelled():
            from organizer.base.steps import CancelledError

            raise CancelledError
        yield chunk


# --- CSV -----------------------------------------------------------------------------------------


def _csv_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as CSV; the cells are looked at one by one only if one of them may be risky."""
    text = _plain_csv(rows)
    if _may_be_risky(text):
        return _plain_csv([[guard(c) if type(c) is str else c for c in row] for row in rows])
    return text


def _plain_csv(rows: Iterable[Sequence[Cell]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _may_be_risky(text: str) -> bool:
    """Tell whether a cell may start with a character of `guard`; blanks may come before it.

    Searching what can start a risky cell, and only if its first letter occurs at all, costs a
    fraction of asking every cell.
    """
    return (
        text.removeprefix('"')[0] in _FIRSTS + "\r\n"
        or any(first in text and any(map(text.__contains__, after)) for first, after in _STARTS)
        or ('"' in text and any(map(text.__contains__, _LINE_STARTS)))
    )


# --- xlsx ----------------------------------------------------------------------------------------


class _Target:
    """A file that gives up after the first write that failed, and only keeps count from then on.

    What packs the workbook tries to finish its work even when it is thrown away: then it must
    neither fail again nor meet a file that was closed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._place = 0
        self.given_up = False

    def write(self, data: bytes) -> int:
        """Write, unless a write failed before."""
        if not self.given_up:
            try:
                self._file.write(data)
            except BaseException:
                self.given_up = True
                raise
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        """The place in the file."""
        return self._place

    def seek(self, place: int) -> int:
        """Go to a place in the file, counted from its beginning."""
        if not self.given_up:
            self._file.seek(place)
        self._place = place
        return place

    def flush(self) -> None:
        """Hand on what was written."""
        if not self.given_up:
            self._file.flush()


class _workbook:  # noqa: N801 - used as a function in a with statement
    """An XlsxWriter workbook that is finished only if nothing failed."""

    def __init__(self, file: IO[bytes], scratch: str) -> None:
        import xlsxwriter

        self._target = _Target(file)
        target: Any = self._target  # anything that writes will do
        self.book = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": True,
                "tmpdir": scratch,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )

    def __enter__(self) -> Any:
        return self.book

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self._finish()
        else:
            self._give_up()

    def _finish(self) -> None:
        """Pack the workbook. Raises OSError for what the disk refuses."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self.book.close()
        except FileCreateError as error:  # holds what the disk said
            self._give_up()
            raise OSError(*error.args[0].args) from error
        except BaseException:
            self._give_up()
            raise

    def _give_up(self) -> None:
        self._target.given_up = True
        for page in self.book.worksheets():
            scratch: IO[str] | None = page.row_data_fh
            if scratch is not None:
                scratch.close()
        self.book.fileclosed = True


def _dress(book: Any, page: "Worksheet", header: Sequence[str], widths: Sequence[int]) -> None:
    style = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "vcenter", "num_format": "@"}
    )
    body = book.add_format({"num_format": "@"})
    for index, width in enumerate(widths):
        page.set_column(index, index, width, body)
    page.freeze_panes(1, 0)
    page.set_row(0, 20)
    for index, name in enumerate(header):
        page.write_string(0, index, _text_cell(name), style)


def _write_row(page: "Worksheet", number: int, row: Sequence[Cell], text: Any) -> None:
    for index, cell in enumerate(row):
        if type(cell) is str:
            if cell:
                page.write_string(number, index, _text_cell(cell), text)
        elif cell is not None:
            page.write_number(number, index, int(cell))


def _text_cell(text: str) -> str:
    if len(text) > LONGEST_CELL or not is_clean(text):
        text = clean(text, multi_line=True, limit=LONGEST_CELL)
    return guard_text_cell(text) if text.startswith("'") else text


def _sheet_name(name: str) -> str:
    """Return a name a workbook allows: at most 31 characters, without those it forbids."""
    return "".join(c for c in clean(name) if c not in "[]:*?/\\").strip("' ")[:31].strip("' ")


def _widths(header: Sequence[str], sample: Sequence[Sequence[Cell]]) -> list[int]:
    """Return column widths from the first rows; a Chinese character counts two."""
    longest = [_columns_of(name) for name in header]
    for row in sample:
        for index, cell in enumerate(row[: len(longest)]):
            longest[index] = max(longest[index], _columns_of("" if cell is None else str(cell)))
    return [min(max(width, 6) + 2, 48) for width in longest]


def _columns_of(text: str) -> int:
    first = text.partition("\n")[0]
    return len(first) + sum(1 for character in first if character > "\u2e7f")
