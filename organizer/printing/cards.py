"""Pages that are drawn card by card: what badges, table tents and certificates have in common."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from organizer.base.files import write_whole
from organizer.printing.fonts import can_draw, page_font
from organizer.printing.outputs import ensure_application, pdf_in_steps
from organizer.printing.sheets import Paper
from organizer.printing.wrapping import LINE, Widths

_MEASURED = 1000
_ANY = 99
_BALANCE = 0.3


class Person(NamedTuple):
    """Who a card is for; an empty one is left to be written on."""

    name: str
    institution: str = ""
    position: str = ""


class CardPages:
    """Pages that hold some cards each; a subclass says how many and draws one page."""

    def __init__(self, title: str, paper: Paper, people: Sequence[Person], on_page: int) -> None:
        self.title = title
        self.paper = paper
        self.people = people
        self._on_page = on_page
        font = page_font(_MEASURED)
        metrics = QFontMetricsF(font)
        self.widths = Widths(
            lambda character: metrics.horizontalAdvance(character) / _MEASURED,
            lambda character: can_draw(character, font, metrics),
        )

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.people) // self._on_page))

    @property
    def is_picture(self) -> bool:
        """Whether they are pictures for a phone: never."""
        return False

    def size_of(self, _number: int) -> tuple[float, float]:
        """Width and height of a page."""
        return self.paper.width, self.paper.height

    def of_page(self, number: int) -> Sequence[Person]:
        """The people whose cards a page holds."""
        return self.people[number * self._on_page : (number + 1) * self._on_page]

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 0, at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.paint_cards(painter, number)

    def paint_cards(self, painter: QPainter, number: int) -> None:
        """Draw the cards of a page."""
        raise NotImplementedError

    def fitted(
        self, text: str, box: QRectF, sizes: tuple[int, int], lines: int = 1
    ) -> tuple[int, list[str]]:
        """The largest size at which a text fits into a box, and its lines; never cut.

        Below the smaller of `sizes` it takes as many lines as there is room for.
        """
        size, smallest = sizes
        while size > 1:
            broken = self.widths.wrap(text, box.width() / size, _ANY)
            few = len(broken) <= lines or size < smallest
            if few and len(broken) * LINE * size <= box.height() + 1:
                return size, self._balanced(text, box.width() / size, broken)
            size = min(size - 1, round(size * 0.94))
        return 1, [text]

    def _balanced(self, text: str, room: float, broken: list[str]) -> list[str]:
        """The same number of lines, as equally long as they can be."""
        low, high = room / len(broken), room
        while len(broken) > 1 and high - low > _BALANCE:
            middle = (low + high) / 2
            tried = self.widths.wrap(text, middle, _ANY)
            fits = max(map(self.widths.of, tried)) <= middle
            if len(tried) == len(broken) and fits:
                broken, high = tried, middle
            else:
                low = middle
        return broken

    def draw(
        self,
        painter: QPainter,
        text: str,
        box: QRectF,
        sizes: tuple[int, int],
        colour: QColor,
        *,
        lines: int = 1,
    ) -> None:
        """Draw a text in the middle of a box, as large as fits."""
        if not text:
            return
        self.widths.of(text)  # only what was measured is known to lack a sign
        size, broken = self.fitted(self.widths.readable(text), box, sizes, lines)
        painter.setFont(page_font(size))
        painter.setPen(colour)
        top = box.center().y() - len(broken) * LINE * size / 2
        for number, line in enumerate(broken):
            x = box.center().x() - self.widths.of(line) * size / 2
            painter.drawText(QPointF(x, top + (number * LINE + 1.06) * size), line)


def write_cards(path: Path, pages: CardPages) -> int:
    """Write cards as PDF; returns the number of pages. Raises UserError if the disk refuses."""
    ensure_application()
    data = QByteArray()
    steps: Iterator[int] = pdf_in_steps(pages, data)
    for _page in steps:
        pass
    write_whole(path, bytes(data.data()))
    return pages.count
