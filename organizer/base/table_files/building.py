"""From records to a table: header found, columns filled, every record accounted for."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import compress

from organizer.base.errors import UserError
from organizer.base.table_files.cells import LONGEST_CELL, tidy, tidy_column
from organizer.base.table_files.headers import SEARCHED, find_header, refuse_duplicates
from organizer.base.table_files.table import RowProblem, SheetName, Table
from organizer.base.words import N_

MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
# A column is worth sharing equal strings while it has at most so many different ones.
_SHARED = 5_000

Known = Callable[[str], bool]
Rows = Sequence[Sequence[str]]


@dataclass
class TableBuilder:
    """Takes records in chunks, in the order of the file, and makes the table of them.

    `header_line` is the line of the header row if the owner said it, 0 for "there is none", None to
    search for it with `known`. `without_header` allows a table in which none is found.
    """

    name: str
    known: Known | None = None
    header_line: int | None = None
    without_header: bool = False
    short_allowed: bool = False
    """Whether rows may simply end before the last column, as rows typed by hand do."""
    unclean: bool = True
    """Whether a cell can hold something to clean; False saves looking at each."""
    quoted: bool = True
    """Whether a cell can start with `'`."""

    records: int = 0
    _blank: int = 0
    _head_rows: list[Sequence[str]] = field(default_factory=list)
    _head_lines: list[int] = field(default_factory=list)
    _header: tuple[str, ...] | None = None
    _found_line: int = 0
    _titles: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    _columns: list[list[str]] = field(default_factory=list)
    _shared: list[dict[str, str] | None] = field(default_factory=list)
    _lines: "array[int]" = field(default_factory=lambda: array("L"))
    _problems: dict[int, RowProblem] = field(default_factory=dict)
    _ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, rows: Rows, lines: Sequence[int]) -> None:
        """Take the next records and the lines they start on.

        Raises:
            UserError: too many rows or columns, no header, two columns of one name.
        """
        self.records += len(rows)
        if self._header is not None:
            self._take(rows, lines)
            return
        self._head_rows.extend(rows)
        self._head_lines.extend(lines)
        if len(self._head_rows) >= SEARCHED and (
            not self.header_line or self._head_lines[-1] >= self.header_line
        ):
            self._settle()

    def finish(
        self,
        *,
        encoding: str = "",
        delimiter: str = "",
        sheet: str = "",
        sheets: tuple[SheetName, ...] = (),
        blank_above: int = 0,
    ) -> Table:
        """Return the table. `blank_above` counts blank rows that were never handed in."""
        if self._header is None:
            self._settle()
        header = self._header or ()
        width = len(header)
        # Columns without a name and without a cell say nothing.
        while width and not header[width - 1] and not any(self._columns[width - 1]):
            width -= 1
        return Table(
            name=self.name,
            header=header[:width],
            columns=tuple(self._columns[:width]),
            lines=self._lines,
            problems=self._problems,
            ragged=self._ragged,
            header_line=self._found_line,
            titles=tuple(self._titles),
            blank_rows=self._blank + blank_above,
            records=self.records + blank_above,
            encoding=encoding,
            delimiter=delimiter,
            sheet=sheet,
            sheets=sheets,
        )

    # --- the header ------------------------------------------------------------------------------

    def _settle(self) -> None:
        rows, lines = self._head_rows, self._head_lines
        tidied = [[tidy(cell) for cell in row] for row in rows]
        if not any(any(row) for row in tidied):
            if not lines:
                raise self._empty()
            self._header = ()  # only blank rows so far: say so at the end
            raise self._empty()
        index = self._header_index(tidied, lines)
        if index is None:
            if not self.without_header:
                raise UserError(
                    "import.no_header",
                    N_(
                        "No header row was found in “{file}”. Put the column names in one row, "
                        "for example name and phone."
                    ),
                    file=self.name,
                )
            width = max(map(len, tidied))
            self._begin(("",) * width, 0)
            self._take(rows, lines)
            return
        header = tidied[index]
        while header and not header[-1]:
            header.pop()
        # Cells beyond the last name are kept: a column may have no name.
        width = max(len(header), self._usual_width(tidied[index + 1 :]))
        names = tuple(" ".join(name.split()) for name in header)
        refuse_duplicates(names, lines[index])
        self._begin(names + ("",) * (width - len(names)), lines[index])
        for line, row in zip(lines[:index], tidied[:index], strict=True):
            if any(row):
                self._titles.append((line, tuple(row)))
            else:
                self._blank += 1
        self._take(rows[index + 1 :], lines[index + 1 :])

    def _header_index(self, rows: Rows, lines: Sequence[int]) -> int | None:
        if self.header_line is None:
            return find_header(rows, self.known)
        if self.header_line == 0:
            return None
        for index, line in enumerate(lines):
            if line >= self.header_line:
                return index
        return None

    @staticmethod
    def _usual_width(rows: Rows) -> int:
        """Return the width most rows fill with something, 0 if there are too few to tell."""
        widths = sorted(_filled(row) for row in rows if any(row))
        return widths[len(widths) // 2] if len(widths) >= 3 else 0

    def _begin(self, header: tuple[str, ...], line: int) -> None:
        if len(header) > MOST_COLUMNS:
            raise UserError(
                "import.too_many_columns",
                N_("“{file}” has more than {most} columns. Leave out what is not needed."),
                file=self.name,
                most=MOST_COLUMNS,
            )
        self._header = header
        self._found_line = line
        self._columns = [[] for _name in header]
        self._shared = [{} for _name in header]
        self._head_rows, self._head_lines = [], []

    def _empty(self) -> UserError:
        return UserError(
            "import.empty",
            N_("“{file}” holds no rows. Choose another file, or another sheet."),
            file=self.name,
        )

    # --- rows ------------------------------------------------------------------------------------

    def _take(self, rows: Rows, lines: Sequence[int]) -> None:
        width = len(self._header or ())
        if not rows:
            return
        if set(map(len, rows)) != {width}:
            rows, lines = self._straighten(rows, lines, width)
        columns = [
            tidy_column(column, unclean=self.unclean, quoted=self.quoted)
            for column in zip(*rows, strict=True)
        ]
        # A column without a gap proves that no row is blank; only otherwise rows are looked at.
        if columns and not any(map(all, columns)):
            columns, lines = self._without_blank(columns, lines)
        if len(self._lines) + len(lines) > MOST_ROWS:
            raise UserError(
                "import.too_many_rows",
                N_("“{file}” has more than {most} rows. Divide it into several files."),
                file=self.name,
                most=MOST_ROWS,
            )
        for index, column in enumerate(columns):
            if max(map(len, column), default=0) > LONGEST_CELL:
                self._mark_long(column, lines)
            self._columns[index].extend(self._share(index, column))
        self._lines.extend(lines)

    def _share(self, index: int, column: list[str]) -> list[str]:
        """Keep one string for equal cells of a column that repeats itself: half the memory."""
        shared = self._shared[index]
        if shared is None:
            return column
        if len(shared) > _SHARED:
            self._shared[index] = None
        return list(map(shared.setdefault, column, column))

    def _straighten(
        self, rows: Rows, lines: Sequence[int], width: int
    ) -> tuple[list[list[str]], list[int]]:
        straight: list[list[str]] = []
        kept: list[int] = []
        for row, line in zip(rows, lines, strict=True):
            filled = len(row) if len(row) <= width else _filled(row)
            if filled > width:
                self._problems[line] = "long"
                self._ragged[line] = tuple(map(tidy, row))
            elif filled < width and not any(map(str.strip, row)):
                self._blank += 1
                continue
            elif len(row) < width and not self.short_allowed:
                self._problems[line] = "short"
                self._ragged[line] = tuple(map(tidy, row))
            straight.append([*row[:width], *[""] * (width - len(row))])
            kept.append(line)
        return straight, kept

    def _without_blank(
        self, columns: list[list[str]], lines: Sequence[int]
    ) -> tuple[list[list[str]], list[int]]:
        # A row whose only filled cells lie beyond the header is not blank: it is refused.
        keep = [
            any(row) or line in self._problems
            for row, line in zip(zip(*columns, strict=True), lines, strict=True)
        ]
        self._blank += keep.count(False)
        return [list(compress(column, keep)) for column in columns], list(compress(lines, keep))

    def _mark_long(self, column: list[str], lines: Sequence[int]) -> None:
        for cell, line in zip(column, lines, strict=True):
            if len(cell) > LONGEST_CELL:
                self._problems[line] = "cell_too_long"


def _filled(row: Sequence[str]) -> int:
    """Return how many cells the row has up to its last filled one."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return width
