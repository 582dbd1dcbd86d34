"""Certificates of attendance: A4 across, one for each person."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.printing.cards import CardPages, Person
from organizer.printing.painting import INK, QUIET
from organizer.printing.sheets import A4_SIZE, MILLIMETRE, Paper

_PAPER = Paper(A4_SIZE[1], A4_SIZE[0], 0, (100,), 1)
_BLUE = QColor("#274b73")
_GOLD = QColor("#b08d4c")
_OUTER, _INNER = 11 * MILLIMETRE, 14 * MILLIMETRE


@dataclass(frozen=True)
class Attended:
    """What a certificate says: finished texts; `issuer` signs on the day `issued_on`.

    `logo` is the path of a picture, '' for none.
    """

    event: str
    when: str
    where: str
    issuer: str
    issued_on: str
    logo: str = ""


class CertificatePages(CardPages):
    """A certificate on each page."""

    def __init__(self, attended: Attended, people: Sequence[Person]) -> None:
        super().__init__(attended.event, _PAPER, people, 1)
        self._attended = attended
        self._logo = QImage(attended.logo) if attended.logo else QImage()

    @override
    def paint_cards(self, painter: QPainter, number: int) -> None:
        """Draw a certificate."""
        self._frame(painter)
        for person in self.of_page(number):
            self._words(painter, person)

    def _frame(self, painter: QPainter) -> None:
        width, height = float(self.paper.width), float(self.paper.height)
        outer = QRectF(0, 0, width, height).adjusted(_OUTER, _OUTER, -_OUTER, -_OUTER)
        inner = QRectF(0, 0, width, height).adjusted(_INNER, _INNER, -_INNER, -_INNER)
        painter.setPen(QPen(_BLUE, 16))
        painter.drawRect(outer)
        painter.setPen(QPen(_GOLD, 6))
        painter.drawRect(inner)
        arm = 9 * MILLIMETRE
        for x, across in ((inner.left(), 1), (inner.right(), -1)):
            for y, down in ((inner.top(), 1), (inner.bottom(), -1)):
                step = 2.5 * MILLIMETRE
                corner = QPointF(x + across * step, y + down * step)
                painter.drawLine(QLineF(corner, corner + QPointF(across * arm, 0)))
                painter.drawLine(QLineF(corner, corner + QPointF(0, down * arm)))

    def _words(self, painter: QPainter, person: Person) -> None:
        attended = self._attended
        left, width = 34 * MILLIMETRE, self.paper.width - 68 * MILLIMETRE

        def line(top: float, height: float) -> QRectF:
            return QRectF(left, top * MILLIMETRE, width, height * MILLIMETRE)

        if not self._logo.isNull():
            scale = min(50 * MILLIMETRE / self._logo.width(), 13 * MILLIMETRE / self._logo.height())
            across, down = self._logo.width() * scale, self._logo.height() * scale
            place = QRectF((self.paper.width - across) / 2, 22 * MILLIMETRE, across, down)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._logo)
        self.draw(painter, _("Certificate of attendance"), line(38, 20), (420, 200), _BLUE)
        rule = 60 * MILLIMETRE
        middle = self.paper.width / 2
        painter.setPen(QPen(_GOLD, 8))
        painter.drawLine(QLineF(middle - 200, rule, middle + 200, rule))
        self.draw(painter, _("This is to certify that"), line(66, 9), (150, 100), QUIET)
        self.draw(painter, person.name, line(76, 21), (400, 150), INK, lines=2)
        painter.setPen(QPen(_GOLD, 5))
        name_end = 98.5 * MILLIMETRE
        painter.drawLine(QLineF(middle - 1400, name_end, middle + 1400, name_end))
        from_where = "  ·  ".join(filter(None, (person.institution, person.position)))
        self.draw(painter, from_where, line(101, 10), (150, 90), QUIET)
        took_part = _("took part in “{event}”").format(event=attended.event)
        self.draw(painter, took_part, line(114, 20), (210, 120), INK, lines=2)
        facts = "  ·  ".join(filter(None, (attended.when, attended.where)))
        self.draw(painter, facts, line(135, 14), (140, 80), QUIET, lines=2)
        right = QRectF(
            self.paper.width - 120 * MILLIMETRE, 158 * MILLIMETRE, 86 * MILLIMETRE, 9 * MILLIMETRE
        )
        self.draw(painter, attended.issuer, right, (150, 80), INK)
        right.translate(0, 11 * MILLIMETRE)
        painter.setPen(QPen(_GOLD, 4))
        painter.drawLine(QLineF(right.topLeft(), right.topRight()))
        self.draw(painter, attended.issued_on, right, (125, 80), QUIET)
