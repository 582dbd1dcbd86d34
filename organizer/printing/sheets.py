"""What is put on pages and what pages are like; lengths are tenths of a point (254/720 mm)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

POINT = 10
"""Units of a page in one point; on a picture, units in one of its 750 columns."""
MILLIMETRE = 720 / 25.4
"""Units of a page in one millimetre."""


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
class FormSheet(TableSheet):
    """A table people write on: rows of a height for that, room in some columns, a strong grid.

    `facts` are labelled lines below the title; `by_hand` has the width a column needs at least for
    a pen, these columns share what is left; `sections` are headings across the table, before which
    row each. `total` stands below the last row. No text is ever cut.
    """

    title_parts: tuple[str, ...] = ()
    """The title in parts that each begin a line where it does not fit into one."""
    facts: tuple[tuple[str, str], ...] = ()
    centred: frozenset[int] = frozenset()
    by_hand: Mapping[int, float] = field(default_factory=dict)
    least: Mapping[int, float] = field(default_factory=dict)
    """The width other columns need at least: rows may be empty and written into."""
    row_height: float = 0.0
    sections: Mapping[int, str] = field(default_factory=dict)
    section_on_new_page: bool = False
    total: str = ""
    logo: str = ""
    """The path of a picture for the corner, '' for none."""


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


A4_SIZE, A5_SIZE, LETTER_SIZE = (5953, 8419), (4195, 5953), (6120, 7920)
"""Width and height of papers held upright."""
A4 = Paper(*A4_SIZE, 360, (95, 85), 3)
A4_LANDSCAPE = Paper(A4_SIZE[1], A4_SIZE[0], 360, (95, 85, 75), 3)


def like_a4(paper: Paper) -> Paper:
    """A paper of this size with texts and margins as on A4 held the same way."""
    proposed = A4_LANDSCAPE if paper.width > paper.height else A4
    return replace(proposed, width=paper.width, height=paper.height)


ON_PAPER = (A4, A4_LANDSCAPE)
"""What is tried for a sheet on paper: upright if it fits well, else across."""
AS_PICTURE = (Paper(7500, 28_000, 280, (260, 230, 200), 3, is_picture=True),)
"""A picture for a phone: 750 columns wide; a longer list goes on in the next picture."""


class Pages(Protocol):
    """What can be printed: pages that are set and draw themselves."""

    paper: Paper
    title: str

    @property
    def count(self) -> int:
        """How many pages there are."""

    @property
    def is_picture(self) -> bool:
        """Whether they are pictures for a phone."""

    def size_of(self, number: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0; a picture ends where its content ends."""

    def paint(self, painter: "QPainter", number: int) -> None:
        """Draw a page at the origin; one unit of the painter is one of the page."""
