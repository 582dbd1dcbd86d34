"""An invitation as a picture for a phone: what, when, where, who invites, what it costs."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from organizer.printing.fonts import can_draw, page_font
from organizer.printing.painting import INK, QUIET
from organizer.printing.sheets import AS_PICTURE
from organizer.printing.wrapping import ELLIPSIS, LINE, Widths

_WIDTH = AS_PICTURE[0].width
_GROUND = QColor("#e9eff2")
_PAPER = QColor("#ffffff")
_BAND = QColor("#2f6670")
_ON_BAND = QColor("#ffffff")
_QUIET_ON_BAND = QColor("#cfe3e4")
_ACCENT = QColor("#2f6670")
_RULE = QColor("#dde4e8")
_EDGE, _INSIDE, _ROUND = 260.0, 460.0, 260.0
_LABEL_GAP = 320.0
_TITLES, _KIND, _WHEN, _LABEL, _VALUE, _WORDS, _FOOT = (620, 520, 440), 250, 380, 250, 300, 270, 240
_MEASURED = 1000
_MOST_LINES = 60
_LONGEST = 560
"""Characters of one text: a picture is looked at on a phone; the words hold everything."""


class Invitation(NamedTuple):
    """Finished texts only; `when` has a line for each session.

    `facts` are labelled lines, `words` a paragraph below them, `foot` the last line.
    """

    kind: str
    title: str
    when: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    foot: str = ""


class _Text(NamedTuple):
    """Lines of one size at a place; `top` counts from the top of the picture."""

    lines: Sequence[str]
    size: int
    left: float
    top: float
    colour: QColor
    bold: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * LINE * self.size


class InvitationPages:
    """One picture, as high as its content."""

    is_picture = True
    count = 1

    def __init__(self, invitation: Invitation) -> None:
        self.title = invitation.title
        self.paper = AS_PICTURE[0]
        self._plain, self._bold = _widths(bold=False), _widths(bold=True)
        self._texts: list[_Text] = []
        self._rules: list[float] = []
        self._left = _EDGE + _INSIDE
        self._room = _WIDTH - 2 * self._left
        self._band = self._set_band(invitation)
        self._height = self._set_rest(invitation, self._band) + _EDGE

    def size_of(self, _number: int) -> tuple[float, float]:
        """Width and height of the picture."""
        return float(_WIDTH), self._height

    def shown(self) -> list[str]:
        """All lines as they are drawn, from top to bottom."""
        return [line for text in self._texts for line in text.lines]

    # --- setting ----------------------------------------------------------------------------------

    def _put(
        self,
        text: str,
        size: int,
        top: float,
        colour: QColor,
        *,
        bold: bool = False,
        left: float = 0.0,
        most: int = _MOST_LINES,
    ) -> float:
        """Set a text, broken into lines, and give where it ends."""
        if not text:
            return top
        if len(text) > _LONGEST:
            text = text[:_LONGEST].rstrip() + ELLIPSIS
        widths = self._bold if bold else self._plain
        widths.of(text)  # only what was measured is known to lack a sign
        left = left or self._left
        lines = widths.wrap(widths.readable(text), (_WIDTH - self._left - left) / size, most)
        made = _Text(lines, size, left, top, colour, bold)
        self._texts.append(made)
        return top + made.height

    def _set_band(self, invitation: Invitation) -> float:
        top = self._put(invitation.kind, _KIND, _EDGE + _INSIDE * 0.8, _QUIET_ON_BAND)
        size = next(
            (
                one
                for one in _TITLES
                if len(self._bold.wrap(invitation.title, self._room / one, 9)) < 3
            ),
            _TITLES[-1],
        )
        top = self._put(invitation.title, size, top + 110, _ON_BAND, bold=True)
        return top + _INSIDE * 0.75

    def _set_rest(self, invitation: Invitation, top: float) -> float:
        top += _INSIDE * 0.7
        for line in invitation.when:
            top = self._put(line, _WHEN, top, _ACCENT, bold=True) + 40
        top += 160
        labels = (self._plain.of(label) * _LABEL for label, _value in invitation.facts)
        beside = self._left + max(labels, default=0) + _LABEL_GAP
        for label, value in invitation.facts:
            self._rules.append(top)
            top += 170
            self._put(label, _LABEL, top + (_VALUE - _LABEL) * 0.9, QUIET, most=1)
            top = self._put(value, _VALUE, top, INK, left=beside) + 150
        if invitation.words:
            self._rules.append(top)
            top = self._put(invitation.words, _WORDS, top + 210, QUIET) + 120
        if invitation.foot:
            self._rules.append(top)
            top = self._put(invitation.foot, _FOOT, top + 200, _ACCENT)
        return top + _INSIDE * 0.7

    # --- drawing ----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, _number: int) -> None:
        """Draw the picture at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(0, 0, _WIDTH, self._height), _GROUND)
        card = QRectF(_EDGE, _EDGE, _WIDTH - 2 * _EDGE, self._height - 2 * _EDGE)
        shape = QPainterPath()
        shape.addRoundedRect(card, _ROUND, _ROUND)
        painter.fillPath(shape, _PAPER)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(_EDGE, _EDGE, card.width(), self._band - _EDGE), _BAND)
        painter.restore()
        painter.setPen(QPen(_RULE, 12, Qt.PenStyle.SolidLine))
        right = _WIDTH - self._left
        painter.drawLines([QLineF(self._left, y, right, y) for y in self._rules])
        for text in self._texts:
            painter.setFont(_font(text.size, bold=text.bold))
            painter.setPen(text.colour)
            for number, line in enumerate(text.lines):
                y = text.top + (number * LINE + 1.05) * text.size
                painter.drawText(QPointF(text.left, y), line)


def _font(size: int, *, bold: bool) -> QFont:
    font = page_font(size)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _widths(*, bold: bool) -> Widths:
    font = _font(_MEASURED, bold=bold)
    metrics = QFontMetricsF(font)
    return Widths(
        lambda character: metrics.horizontalAdvance(character) / _MEASURED,
        lambda character: can_draw(character, font, metrics),
    )
