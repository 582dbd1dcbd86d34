"""Tables in: a file or pasted cells, read strictly and accounted for."""

import csv
import errno
import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from organizer.base.errors import UserError
from organizer.base.files import file_error
from organizer.base.table_files import pasted, xlsx
from organizer.base.table_files.building import Known, TableBuilder
from organizer.base.table_files.kinds import Kind, kind_of, refuse_kind
from organizer.base.table_files.sniffing import decode, sniff_delimiter
from organizer.base.table_files.table import Table
from organizer.base.text import is_clean
from organizer.base.words import N_

if TYPE_CHECKING:
    import _csv

LARGEST_FILE = 300_000_000
"""Bytes; a million rows of a member list are about 110 MB."""
_CHUNK = 1_000

Progress = Callable[[int, int], None]


def read_table(  # noqa: PLR0913 - each is a choice of the owner
    path: Path | str,
    *,
    known: Known | None = None,
    header_line: int | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    quoting: bool = True,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Table:
    """Read a CSV, TSV or xlsx file; what it is, is told by its content, not by its name.

    `known` says of a `header_key` whether it names a column; the header is searched with it below
    titles, unless `header_line` gives its line (0: there is none). `sheet`, `encoding`
    and `delimiter` are the owner's choice over what would be found. With `quoting=False` quotes
    are ordinary characters. `progress(done, total)` counts bytes, or rows of a sheet.

    Raises:
        UserError: with the sentence for the owner; nothing is read in part.
        CancelledError: `cancelled` said so.
    """
    path = Path(path)
    builder = TableBuilder(path.name, known, header_line, without_header=header_line == 0)
    kind = _kind(path)
    if kind == "xlsx":
        return xlsx.read_workbook(path, builder, sheet, progress, cancelled)
    refuse_kind(kind, path.name)
    data = _bytes(path)
    text, encoding, start = decode(data, path.name, encoding)
    delimiter = delimiter or sniff_delimiter(text, known)
    builder.unclean = not is_clean(text.replace("\r\n", "\n"))
    builder.quoted = _may_be_guarded(text, delimiter)
    quoting = quoting and '"' in text
    if encoding != "utf-8":
        # The slow decoders run once; csv then reads UTF-8.
        data, start = text.encode("utf-8", "replace"), 0
    del text
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") as lines:
        lines.buffer.seek(start)
        for rows, numbers in _csv_chunks(lines, delimiter, path.name, quoting=quoting):
            if cancelled is not None and cancelled():
                from organizer.base.steps import CancelledError

                raise CancelledError
            builder.add(rows, numbers)
            if progress is not None:
                progress(min(lines.buffer.tell(), len(data)), len(data))
    return builder.finish(encoding=encoding, delimiter=delimiter)


def read_pasted(text: str, *, known: Known | None = None, header_line: int | None = None) -> Table:
    """Read cells as Excel or WPS put them on the clipboard; text with commas is read as CSV.

    A header row is taken only if `known` knows a name in it, or `header_line` says so.

    Raises:
        UserError: nothing in it, too much of it, two columns of one name.
    """
    return pasted.read_cells(text, known, header_line)


def _may_be_guarded(text: str, delimiter: str) -> bool:
    """Tell whether a cell may start with `'`, so that most files need no look at each cell."""
    before = (delimiter, "\n", "\r", '"', " ", "\t", "\u3000")
    return "'" in text and (text[0] == "'" or any(each + "'" in text for each in before))


def _kind(path: Path) -> Kind:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            raise UserError(
                "files.no_file", N_("“{file}” is not a file that can be read."), file=path.name
            )
        if status.st_size > LARGEST_FILE:
            raise UserError(
                "import.too_large",
                N_("“{file}” is larger than {megabytes} MB. Divide it into several files."),
                file=path.name,
                megabytes=LARGEST_FILE // 1_000_000,
            )
        return kind_of(path)
    except OSError as error:
        raise file_error(error, path) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # room is made for as much as is asked for, so no more than the file has is asked for
            size = os.fstat(file.fileno()).st_size
            return file.read(min(size, LARGEST_FILE) + 1)
    except OSError as error:
        raise file_error(error, path) from error


def _csv_chunks(
    lines: io.TextIOWrapper, delimiter: str, name: str, *, quoting: bool
) -> Iterator[tuple[list[list[str]], Sequence[int]]]:
    """Yield records and the physical lines they start on."""
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
        strict=True,
    )
    chunks = _quoted_chunks(reader, delimiter, name) if quoting else _plain_chunks(reader)
    last = 0
    try:
        for rows, numbers in chunks:
            last = numbers[-1]
            yield rows, numbers
    except csv.Error as error:
        raise _broken(name, reader.line_num, last, str(error)) from error


def _plain_chunks(reader: "_csv.Reader") -> Iterator[tuple[list[list[str]], Sequence[int]]]:
    line = 1
    while rows := list(islice(reader, _CHUNK)):
        yield rows, range(line, line + len(rows))
        line += len(rows)


def _quoted_chunks(
    reader: "_csv.Reader", delimiter: str, name: str
) -> Iterator[tuple[list[list[str]], Sequence[int]]]:
    rows: list[list[str]] = []
    numbers: list[int] = []
    start = 1
    usual = 0
    try:
        for row in reader:
            rows.append(row)
            numbers.append(start)
            following = reader.line_num + 1
            if following - start > 1:
                _refuse_swallowed(row, delimiter, max(usual, len(row)), name, start)
                row[:] = [cell.replace("\r\n", "\n") for cell in row]
            usual = max(usual, len(row))
            start = following
            if len(rows) == _CHUNK:
                yield rows, numbers
                rows, numbers = [], []
    except csv.Error as error:
        raise _broken(name, reader.line_num, start - 1, str(error)) from error
    if rows:
        yield rows, numbers


def _refuse_swallowed(row: Sequence[str], delimiter: str, width: int, name: str, line: int) -> None:
    """Refuse a cell of several lines that look like rows: its quote was never closed.

    csv alone takes such a file without a word: a quote that opens in one row is closed by the next
    quote wherever it is. A note of several lines may hold delimiters too, so the narrower the
    table, the more lines must look like rows.
    """
    for index, cell in enumerate(row):
        if "\n" not in cell and "\r" not in cell:
            continue
        parts = cell.splitlines()
        inner = [part.count(delimiter) for part in parts[1:-1]]
        whole = inner.count(width - 1)
        ends = (parts[0].count(delimiter), parts[-1].count(delimiter))
        joined = len(parts) > 1 and ends == (width - 1 - index, index)
        enough = (0 if joined else 2) if width >= 6 else (1 if joined else 2) if width >= 4 else 5
        if width > 1 and (joined or whole) and whole >= enough and whole * 2 >= len(inner):
            raise _unclosed(name, line)


def _broken(name: str, line: int, last: int, reason: str) -> UserError:
    if "field larger" in reason:
        return UserError(
            "import.cell_too_long",
            N_(
                "“{file}”, line {line}: a cell is far too long. Either a quotation mark is missing "
                "there, or this is not a list."
            ),
            file=name,
            line=last + 1,
        )
    if "unexpected end" in reason or "expected after" in reason:
        return _unclosed(name, last + 1)
    return UserError(
        "import.broken_line",
        N_("“{file}”, line {line} can't be read as a row. Save the list as xlsx and try again."),
        file=name,
        line=line,
    )


def _unclosed(name: str, line: int) -> UserError:
    return UserError(
        "import.unclosed_quote",
        N_(
            "“{file}”, line {line}: a quotation mark is opened and not closed, so the rows after "
            "it can't be told apart. Correct this line, or save the list as xlsx."
        ),
        file=name,
        line=line,
    )
