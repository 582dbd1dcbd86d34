"""A table that was read: columns of text, and an account of every record of the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

RowProblem = Literal["short", "long", "cell_too_long"]
"""Fewer or more cells than columns; a cell longer than a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook."""

    name: str
    hidden: bool = False
    filled: bool = True
    """Whether any cell of it says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as read, stored by column because 100,000 rows of lists take twice the room.

    Always: rows + blank rows + titles + header = records. Nothing of the file is left out.
    """

    name: str
    """The file's name without its folder, for messages."""
    header: tuple[str, ...]
    """Names as written; empty for a column without one."""
    columns: tuple[list[str], ...]
    """The cells, tidy; every column has as many as there are rows."""
    lines: Sequence[int]
    """For each row the line of the file (the row of the sheet) where it starts, counted from 1."""
    problems: Mapping[int, RowProblem] = field(default_factory=lambda: MappingProxyType({}))
    """By line: rows that must be refused."""
    ragged: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By line: all cells of rows that are longer or shorter than the header."""
    header_line: int = 0
    """0: the table has no header row."""
    titles: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Rows above the header, with their lines."""
    blank_rows: int = 0
    records: int = 0
    """Records of the file (rows of the sheet), whatever they are."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[SheetName, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def other_sheets(self) -> list[str]:
        """Names of the sheets that say something and were not read."""
        return [one.name for one in self.sheets if one.filled and one.name != self.sheet]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows in the order of the file; a ragged one filled up or cut to the header."""
        return zip(*self.columns, strict=True)

    def row(self, index: int) -> tuple[str, ...]:
        """Return one row."""
        return tuple(column[index] for column in self.columns)
