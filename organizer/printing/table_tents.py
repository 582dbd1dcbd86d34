"""Table tents: one on A4 across, to be folded in the middle, the name readable from both sides."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from organizer.base.overriding import override
from organizer.printing.cards import CardPages, Person
from organizer.printing.painting import INK, QUIET
from organizer.printing.sheets import A4_SIZE, MILLIMETRE, Paper

_PAPER = Paper(A4_SIZE[1], A4_SIZE[0], 0, (100,), 1)
_SIDE = 20 * MILLIMETRE
_HAN = range(0x4E00, 0xA000)
_FOLD = QColor("#b6bdc9")


class TentPages(CardPages):
    """A tent on each page: the lower half upright, the upper one upside down."""

    def __init__(self, event: str, people: Sequence[Person]) -> None:
        super().__init__(event, _PAPER, people, 1)

    @override
    def paint_cards(self, painter: QPainter, number: int) -> None:
        """Draw both halves of a tent and the line to fold along."""
        width, height = self.paper.width, self.paper.height
        middle = height / 2
        for person in self.of_page(number):
            self._half(painter, QRectF(0, middle, width, middle), person)
            painter.save()
            painter.translate(width, height)
            painter.rotate(180)
            self._half(painter, QRectF(0, middle, width, middle), person)
            painter.restore()
        pen = QPen(_FOLD, 5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for left, right in ((0.0, 12 * MILLIMETRE), (width - 12 * MILLIMETRE, float(width))):
            painter.drawLine(QLineF(left, middle, right, middle))

    def _half(self, painter: QPainter, half: QRectF, person: Person) -> None:
        inside = half.adjusted(_SIDE, 12 * MILLIMETRE, -_SIDE, -10 * MILLIMETRE)
        name = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.68)
        self.draw(painter, spread(person.name), name, (1500, 420), INK, lines=2)
        below = QRectF(inside.left(), name.bottom(), inside.width(), inside.height() * 0.32)
        words = "  ·  ".join(filter(None, (person.institution, person.position)))
        self.draw(painter, words, below, (330, 130), QUIET, lines=2)


def spread(name: str) -> str:
    """A name of two Chinese characters with room between them, as it is set on tents."""
    is_han = len(name) == 2 and all(ord(character) in _HAN for character in name)
    return f"{name[0]}\u3000{name[1]}" if is_han else name
