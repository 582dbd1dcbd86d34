"""Name badges of 90 × 54 mm, ten on a sheet of A4, with marks to cut along."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from organizer.base.overriding import override
from organizer.printing.cards import CardPages, Person
from organizer.printing.fonts import page_font
from organizer.printing.painting import INK, QUIET
from organizer.printing.sheets import A4_SIZE, MILLIMETRE, Paper

_WIDTH, _HEIGHT = 90 * MILLIMETRE, 54 * MILLIMETRE
_COLUMNS, _ROWS = 2, 5
_PAPER = Paper(*A4_SIZE, 0, (100,), 1)
_ACCENT = QColor("#2f5d8c")
_MARK = QColor("#7c8596")
_BAND = 11 * MILLIMETRE
_PADDING = 6 * MILLIMETRE


class BadgePages(CardPages):
    """Badges with the event in a band, the name as large as fits, institution and position."""

    def __init__(self, event: str, people: Sequence[Person], blank: int = 0) -> None:
        super().__init__(event, _PAPER, [*people, *[Person("")] * blank], _COLUMNS * _ROWS)
        self._left = (_PAPER.width - _COLUMNS * _WIDTH) / 2
        self._top = (_PAPER.height - _ROWS * _HEIGHT) / 2

    @override
    def paint_cards(self, painter: QPainter, number: int) -> None:
        """Draw the badges of a page and the marks around them."""
        for place, person in enumerate(self.of_page(number)):
            row, column = divmod(place, _COLUMNS)
            x, y = self._left + column * _WIDTH, self._top + row * _HEIGHT
            self._badge(painter, QRectF(x, y, _WIDTH, _HEIGHT), person)
        self._marks(painter)

    def _badge(self, painter: QPainter, card: QRectF, person: Person) -> None:
        band = QRectF(card.left(), card.top(), card.width(), _BAND)
        painter.fillRect(band, _ACCENT)
        inside = band.adjusted(_PADDING, 0, -_PADDING, 0)
        self.draw(painter, self.title, inside, (130, 60), QColor("white"), lines=2)
        left, width = card.left() + _PADDING, card.width() - 2 * _PADDING
        if not person.name:
            line = card.top() + 32 * MILLIMETRE
            painter.setPen(QPen(_MARK, 5))
            painter.drawLine(QLineF(left, line, left + width, line))
            return
        name = QRectF(left, card.top() + _BAND + 2 * MILLIMETRE, width, 22 * MILLIMETRE)
        self.draw(painter, person.name, name, (430, 130), INK, lines=2)
        below = QRectF(left, card.top() + 36 * MILLIMETRE, width, 9 * MILLIMETRE)
        self.draw(painter, person.institution, below, (150, 70), INK, lines=2)
        last = QRectF(left, card.top() + 45.5 * MILLIMETRE, width, 6 * MILLIMETRE)
        self.draw(painter, person.position, last, (125, 60), QUIET)

    def _marks(self, painter: QPainter) -> None:
        """Short lines outside the badges, where a ruler is laid."""
        painter.setPen(QPen(_MARK, 3))
        gap, length = 1.5 * MILLIMETRE, 5 * MILLIMETRE
        right, bottom = self._left + _COLUMNS * _WIDTH, self._top + _ROWS * _HEIGHT
        for column in range(_COLUMNS + 1):
            x = self._left + column * _WIDTH
            painter.drawLine(QLineF(x, self._top - gap - length, x, self._top - gap))
            painter.drawLine(QLineF(x, bottom + gap, x, bottom + gap + length))
        for row in range(_ROWS + 1):
            y = self._top + row * _HEIGHT
            painter.drawLine(QLineF(self._left - gap - length, y, self._left - gap, y))
            painter.drawLine(QLineF(right + gap, y, right + gap + length, y))
        # between badges a hair line: bands of neighbours would run into each other
        painter.setPen(QPen(QColor("white"), 4))
        middle = self._left + _WIDTH
        painter.drawLine(QLineF(middle, self._top, middle, bottom))
        painter.setFont(page_font(70))
        painter.setPen(_MARK)
        painter.drawText(QPointF(self._left, bottom + gap + length + 60), "90 × 54 mm")
