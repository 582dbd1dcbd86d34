"""A table set on pages: sizes, widths, lines and breaks, worked out once for every output."""

from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QFontMetricsF, QPainter

from organizer.printing.fonts import can_draw, page_font
from organizer.printing.painting import paint_page
from organizer.printing.sheets import ON_PAPER, Paper, TableSheet
from organizer.printing.wrapping import LINE, Widths, shared_out

_CHUNK = 100
"""Rows between two pauses: some three milliseconds."""
_MEASURED = 1000
#: A column may want so many characters before the sheet is turned or written smaller …
_COMFORT = 13.0
#: … and a part that can't be torn claims at most so many.
_LONGEST_PART = 14.0
#: What is at most so wide stays on one line …
_WHOLE = 4.3
_PADDING = 0.45
"""Room beside a text, in heights of the text."""


#: Of each column: the width it wants, the least it takes, those of its cells.
Measured = tuple[list[float], list[float], list["array[float]"]]


@dataclass(frozen=True)
class Span:
    """The rows of one page, and the height its content takes."""

    first: int
    end: int
    height: float


class TablePages:
    """A sheet set on pages of the first of the papers it fits well.

    Exhaust `work()` first: it sets the table row by row and pauses every few rows.
    """

    def __init__(self, sheet: TableSheet, papers: Sequence[Paper] = ON_PAPER) -> None:
        self.sheet = sheet
        self.paper = papers[0]
        self.size = papers[0].sizes[0]
        self.title = sheet.title
        self.columns: list[float] = []
        """The widths of the columns."""
        self.pages: list[Span] = []
        self.header_lines: list[list[str]] = []
        self._papers = papers
        self._wrapped: dict[int, list[list[str]]] = {}
        font = page_font(_MEASURED)
        metrics = QFontMetricsF(font)
        self._widths = Widths(
            lambda character: metrics.horizontalAdvance(character) / _MEASURED,
            lambda character: can_draw(character, font, metrics),
        )

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages)

    @property
    def is_picture(self) -> bool:
        """Whether they are pictures for a phone."""
        return self.paper.is_picture

    def size_of(self, number: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0; a picture ends where its content ends."""
        paper = self.paper
        if not paper.is_picture:
            return paper.width, paper.height
        foot = self.foot_height if self.count > 1 else 0
        return paper.width, self.pages[number].height + 2 * paper.margin + foot

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 0, at the origin."""
        paint_page(painter, self, number)

    # --- what a painter asks --------------------------------------------------------------------

    def lines(self, row: int) -> Sequence[Sequence[str]]:
        """The lines of each cell of a row."""
        return self._wrapped.get(row) or [(text,) for text in self.sheet.rows[row]]

    def row_height(self, row: int) -> float:
        """The height of a row."""
        found = self._wrapped.get(row)
        return self.height_of(max(map(len, found)) if found else 1)

    def height_of(self, lines: int) -> float:
        """The height of a row of so many lines."""
        return (lines * LINE + 2 * _PADDING * 0.8) * self.size

    @property
    def padding(self) -> float:
        """The room left and right of a text in its cell."""
        return _PADDING * self.size

    @property
    def title_size(self) -> int:
        """The height of the title's text."""
        return round(self.size * 1.7)

    @property
    def detail_size(self) -> int:
        """The height of the text below the title and at the foot."""
        return round(self.size * 0.92)

    @property
    def head_height(self) -> float:
        """The room of title and details on the first page."""
        return LINE * (len(self.title_lines) * self.title_size + self.detail_size) + 0.9 * self.size

    @property
    def foot_height(self) -> float:
        """The room of the foot of a page."""
        return 2.2 * self.detail_size

    def width_of(self, text: str, size: float) -> float:
        """The width of a line of text in this size."""
        return self._widths.of(text) * size

    def shortened(self, text: str, room: float, size: float) -> str:
        """The beginning of a text that fits into the room, with “…” if it is not the whole."""
        return self._widths.shortened(text, room / size)

    # --- setting --------------------------------------------------------------------------------

    def work(self) -> Generator[None, None, None]:
        """Set the table; pauses every few rows, so that a window can go on between."""
        natural, least, measured = yield from self._measure()
        if self._widths.lacking:
            yield from self._make_readable()
            natural, least, measured = yield from self._measure()
        # names, positions and headings stay on one line; longer texts on a few
        least = [
            min(max(part, min(wish, _WHOLE), 1.1 * wish / self.paper.lines), _LONGEST_PART)
            for part, wish in zip(least, natural, strict=True)
        ]
        self._choose_paper(self._usual(natural, measured), least)
        yield
        yield from self._wrap(measured)
        self._break()

    def _make_readable(self) -> Generator[None, None, None]:
        """Take out of every text what no font of this machine can draw."""
        readable = self._widths.readable
        sheet = self.sheet
        rows: list[Sequence[str]] = []
        for start in range(0, len(sheet.rows), _CHUNK):
            rows += [tuple(map(readable, row)) for row in sheet.rows[start : start + _CHUNK]]
            yield
        self.sheet = replace(
            sheet,
            title=readable(sheet.title),
            details=tuple(map(readable, sheet.details)),
            header=tuple(map(readable, sheet.header)),
            rows=rows,
        )

    def _measure(self) -> "Generator[None, None, Measured]":
        """How wide each column wants to be, and must be, and how wide each of its cells is."""
        sheet = self.sheet
        widths = self._widths
        for text in (sheet.title, *sheet.details):
            widths.of(text)
        count = len(sheet.header)
        natural = [widths.of(text) for text in sheet.header]
        least = [widths.widest_part(text) for text in sheet.header]
        measured = [array("f") for _column in range(count)]
        for start in range(0, len(sheet.rows), _CHUNK):
            chunk = sheet.rows[start : start + _CHUNK]
            for column, cells in enumerate(zip(*chunk, strict=True)):
                found = [widths.of(text) for text in cells]
                measured[column].extend(found)
                natural[column] = max(natural[column], *found)
                for text, width in zip(cells, found, strict=True):
                    if width > least[column]:
                        least[column] = max(least[column], widths.widest_part(text))
            yield
        return natural, least, measured

    def finish(self) -> "TablePages":
        """Set the whole table at once."""
        for _pause in self.work():
            pass
        return self

    def _choose_paper(self, natural: list[float], least: list[float]) -> None:
        """Take the first paper and size the table fits well, else the last."""
        padding = 2 * _PADDING
        for paper in self._papers:
            for size in paper.sizes:
                self.paper, self.size = paper, size
                comfort = sum(
                    max(small, min(wish, _COMFORT))
                    for wish, small in zip(*self._claims(natural, least), strict=True)
                )
                if (comfort + padding * len(natural)) * size <= paper.inside:
                    break
            else:
                continue
            break
        natural, least = self._claims(natural, least)
        room = self.paper.inside / self.size - padding * len(natural)
        if self.paper.is_picture and sum(least) > room:
            # narrower than its parts it could not be read: a wider picture can be zoomed into
            room = sum(least)
            wide = round((room + padding * len(natural)) * self.size) + 2 * self.paper.margin
            self.paper = replace(self.paper, width=wide)
        self.columns = [(width + padding) * self.size for width in shared_out(natural, least, room)]
        self._fill()
        self._set_head()
        self.header_lines = [
            self._widths.wrap(text, width / self.size - padding + 0.01, self._most_lines)
            for text, width in zip(self.sheet.header, self.columns, strict=True)
        ]

    @property
    def _most_lines(self) -> int:
        """How many lines a cell may take before it is cut."""
        return self.paper.lines

    def _usual(self, natural: list[float], _measured: list["array[float]"]) -> list[float]:
        """What columns want, of the widest texts and those of all rows."""
        return natural

    def _claims(self, natural: list[float], least: list[float]) -> tuple[list[float], list[float]]:
        """What columns want and need at the size tried, in heights of the text."""
        return natural, least

    def _set_head(self) -> None:
        """Break what stands above the table."""
        self.title_lines = self._widths.wrap(
            self.sheet.title, self.paper.inside / self.title_size, 2
        )

    def _fill(self) -> None:
        """Let the columns of texts share what is left of the width, up to half as much again."""
        left = self.paper.inside - sum(self.columns)
        free = [at for at in range(len(self.columns)) if at not in self.sheet.right]
        share = sum(self.columns[at] for at in free)
        if left > 0 and share:
            factor = 1 + min(left / share, 0.5)
            for at in free:
                self.columns[at] *= factor

    def _wrap(self, measured: list["array[float]"]) -> Generator[None, None, None]:
        """Break what is wider than its column or has several lines."""
        rows, limit = self.sheet.rows, self._most_lines
        rooms = [width / self.size - 2 * _PADDING + 0.01 for width in self.columns]
        wide: set[int] = set()
        for column, room in zip(measured, rooms, strict=True):
            wide.update(row for row, width in enumerate(column) if width > room)
            yield
        for start in range(0, len(rows), 10 * _CHUNK):
            chunk = rows[start : start + 10 * _CHUNK]
            wide.update(
                start + at for at, row in enumerate(chunk) if any("\n" in text for text in row)
            )
            yield
        for number, row in enumerate(sorted(wide)):
            self._wrapped[row] = [
                self._widths.wrap(text, room, limit)
                for text, room in zip(rows[row], rooms, strict=True)
            ]
            if number % _CHUNK == _CHUNK - 1:
                yield

    def _break(self) -> None:
        """Fill page after page with whole rows; the header stands on every one."""
        self.header_height = self.height_of(max(map(len, self.header_lines), default=1))
        paper = self.paper
        room = paper.height - 2 * paper.margin - self.foot_height
        self.pages = self._spans(room)
        count = len(self.pages)
        if paper.is_picture and count > 1:
            # as many pictures, but alike in height: none with three names only
            whole = sum(span.height for span in self.pages)
            tallest = self.height_of(paper.lines)
            self.pages = self._spans(min(room, whole / count + tallest))

    def _spans(self, room: float) -> list[Span]:
        pages: list[Span] = []
        head = self.header_height
        first, used = 0, self.head_height + head
        for row in range(len(self.sheet.rows)):
            height = self.row_height(row)
            if used + height > room and row > first:
                pages.append(Span(first, row, used))
                first, used = row, head
            used += height
        pages.append(Span(first, len(self.sheet.rows), used))
        return pages
