"""What is put on pages and what pages are like; lengths are tenths of a point (254/720 mm)."""

from collections.abc import Sequence
from dataclasses import dataclass

POINT = 10
"""Units of a page in one point; on a picture, units in one of its 750 columns."""


@dataclass(frozen=True)
class TableSheet:
    """A table with a title: finished texts only. `details` stand below the title."""

    title: str
    details: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    """Columns set flush right: numbers."""


@dataclass(frozen=True)
class Paper:
    """A kind of page and how a table is set on it.

    `sizes` are the heights of the text that may be tried, largest first; a cell takes up to
    `lines` lines. A page of a picture ends where its content ends, and may be widened.
    """

    width: int
    height: int
    margin: int
    sizes: tuple[int, ...]
    lines: int
    is_picture: bool = False

    @property
    def inside(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin


A4 = Paper(5953, 8419, 360, (95, 85), 3)
A4_LANDSCAPE = Paper(8419, 5953, 360, (95, 85, 75), 3)
ON_PAPER = (A4, A4_LANDSCAPE)
"""What is tried for a sheet on paper: upright if it fits well, else across."""
AS_PICTURE = (Paper(7500, 28_000, 280, (260, 230, 200), 3, is_picture=True),)
"""A picture for a phone: 750 columns wide; a longer list goes on in the next picture."""
