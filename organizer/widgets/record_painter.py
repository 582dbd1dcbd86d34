"""Paints the rows of a record table straight from the model: no call per cell through Qt.

Per visible cell: one text, drawn at a baseline; cut only where it may not fit.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from organizer.widgets.colours import Tone
from organizer.widgets.icons import pixmap
from organizer.widgets.record_columns import Badge, Column, Row
from organizer.widgets.record_model import RecordModel
from organizer.widgets.text_widths import TextWidths
from organizer.widgets.theme import Space, TextRole, theme

PADDING = Space.M
_REMEMBERED = 20_000


class Place(NamedTuple):
    """A column where it stands now: left edge and width in pixels of the viewport."""

    column: Column
    left: int
    width: int


class Scene(NamedTuple):
    """What is painted besides the rows themselves."""

    places: Sequence[Place]
    width: int
    current_row: int = -1
    current_key: str = ""
    hovered_row: int = -1
    focused: bool = False
    selected: Sequence[tuple[int, int]] = ()
    """Selected rows as (first, last), ascending."""


class RecordPainter:
    """Holds fonts, pens and measured texts for one look; made again when the theme changes."""

    def __init__(self) -> None:
        colours = theme.colours
        self.body = theme.font()
        self.strong = theme.font(TextRole.STRONG)
        self.caption = theme.font(TextRole.CAPTION)
        self._metrics = QFontMetrics(self.body)
        self._strong_metrics = QFontMetrics(self.strong)
        self._caption_metrics = QFontMetrics(self.caption)
        self.row_height = (
            self._metrics.height() + 2 * Space.S - (2 if theme.text_percent < 125 else 0)
        )
        self._em = self._metrics.horizontalAdvance("国")
        self._widths = TextWidths(self._metrics)
        self._strong_widths = TextWidths(self._strong_metrics)
        self._surface = QColor(colours.surface)
        self._hover = QColor(colours.hover)
        self._selected = QColor(colours.accent_soft)
        self._line = QColor(colours.line)
        self._accent = QColor(colours.accent)
        self._inks = {tone: QPen(theme.colour(tone)) for tone in Tone}
        self._softs = {tone: QColor(colours.soft(tone)) for tone in Tone}
        self._ground: QColor | None = None
        self._cut: dict[tuple[str, int, bool], str] = {}
        self._chip_widths: dict[str, int] = {}
        self._icon_side = round(16 * theme.text_percent / 100)

    def paint(
        self, painter: QPainter, model: RecordModel, rows: range, top: int, scene: Scene
    ) -> None:
        """Paint these rows, the first of them at `top`; the model has them prepared."""
        height = self.row_height
        baseline = (height + self._metrics.ascent() - self._metrics.descent()) // 2
        painter.setFont(self.body)
        selected = _chosen(scene.selected, rows)
        for number in rows:
            self._paint_ground(painter, scene, number, top, chosen=number in selected)
            row = model.row(number)
            if row is not None:
                self._ground = self._surface if number in selected else None
                self._paint_row(painter, model, number, row, top, baseline, scene)
            top += height

    def _paint_ground(
        self, painter: QPainter, scene: Scene, number: int, top: int, *, chosen: bool
    ) -> None:
        height = self.row_height
        if chosen:
            painter.fillRect(0, top, scene.width, height, self._selected)
        elif number == scene.hovered_row:
            painter.fillRect(0, top, scene.width, height, self._hover)
        painter.fillRect(0, top + height - 1, scene.width, 1, self._line)
        if number == scene.current_row and scene.focused:
            painter.fillRect(0, top, 3, height - 1, self._accent)

    def _paint_row(
        self,
        painter: QPainter,
        model: RecordModel,
        number: int,
        row: Row,
        top: int,
        baseline: int,
        scene: Scene,
    ) -> None:
        row_id = model.id(number)
        for place in scene.places:
            column = place.column
            left = place.left + PADDING
            width = place.width - 2 * PADDING
            if column.badges is not None:
                self._paint_badges(painter, column.badges(row), left, width, top)
            else:
                if column.icon is not None:
                    shift = self._paint_icon(painter, column.icon(row), left, top)
                    left, width = left + shift, width - shift
                text = model.text(row_id, row, column)
                if text and column.brief is not None:
                    text = column.brief(text)
                if text:
                    tone = column.tone(row) if column.tone is not None else Tone.PLAIN
                    self._write(painter, text, left, top + baseline, width, column, tone)
            if (
                scene.focused
                and number == scene.current_row
                and column.edit is not None
                and column.key == scene.current_key
            ):
                self._paint_focus(painter, place, top)

    def _write(
        self,
        painter: QPainter,
        text: str,
        left: int,
        baseline: int,
        width: int,
        column: Column,
        tone: Tone,
    ) -> None:
        text = self._fitted(text, width, strong=column.strong)
        if column.right:
            metrics = self._strong_metrics if column.strong else self._metrics
            left += width - metrics.horizontalAdvance(text)
        painter.setPen(self._inks[tone])
        if column.strong:
            painter.setFont(self.strong)
            painter.drawText(left, baseline, text)
            painter.setFont(self.body)
        else:
            painter.drawText(left, baseline, text)

    def _fitted(self, text: str, width: int, *, strong: bool) -> str:
        """The text on one line within the width.

        No character is wider than a Chinese one, so most texts need no measuring; of the others
        most are seen to fit by the widths of their characters, without asking Qt.
        """
        one_line = "\n" not in text
        if one_line and len(text) * self._em <= width:
            return text
        widths = self._strong_widths if strong else self._widths
        if one_line and widths.fit(text, width):
            return text
        key = (text, width, strong)
        cut = self._cut.get(key)
        if cut is None:
            if len(self._cut) > _REMEMBERED:
                self._cut.clear()
            cut = self._cut[key] = widths.cut(" ".join(text.split("\n")), width)
        return cut

    def wanted_width(self, model: RecordModel, row_id: str, row: Row, column: Column) -> int:
        """Pixels the content of a cell takes; of several chips the first and how many follow."""
        if column.badges is not None:
            badges = column.badges(row)
            taken = self._chip_width(badges[0].text) if badges else 0
            if len(badges) > 1:
                taken += Space.XS + self._chip_width(f"+{len(badges) - 1}")
            return taken
        text = model.text(row_id, row, column)
        if column.brief is not None:
            text = column.brief(text)
        widths = self._strong_widths if column.strong else self._widths
        icon = self._icon_side + Space.S if column.icon is not None else 0
        # one pixel more: a text that just fits is told as fitting without asking Qt
        return sum(map(widths.__getitem__, text.replace("\n", " "))) + icon + 1

    def is_cut(self, text: str, width: int, *, strong: bool) -> bool:
        """Whether a column of this width (pixels) shows the text shortened."""
        return self._fitted(text, width - 2 * PADDING, strong=strong) != text

    def _paint_icon(self, painter: QPainter, name: str, left: int, top: int) -> int:
        """Paint the icon and return the room it takes."""
        side = self._icon_side
        if name:
            ratio = painter.device().devicePixelRatioF()
            picture = pixmap(name, side, theme.colours.muted, ratio)
            painter.drawPixmap(left, top + (self.row_height - side) // 2, picture)
        return side + Space.S

    def _paint_badges(
        self, painter: QPainter, badges: Sequence[Badge], left: int, width: int, top: int
    ) -> None:
        if not badges:
            return
        painter.setFont(self.caption)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = left + width
        for at, badge in enumerate(badges):
            taken = self._chip_width(badge.text)
            rest = len(badges) - at
            room = end - left - (self._chip_width(f"+{rest - 1}") + Space.XS if rest > 1 else 0)
            if taken > room and at:
                self._paint_chip(painter, Badge(f"+{rest}", Tone.MUTED), left, end - left, top)
                break
            self._paint_chip(painter, badge, left, max(room, 0), top)
            left += min(taken, room) + Space.XS
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(self.body)

    def _paint_chip(self, painter: QPainter, badge: Badge, left: int, room: int, top: int) -> None:
        metrics = self._caption_metrics
        width = min(self._chip_width(badge.text), room)
        height = metrics.height() + 4
        y = top + (self.row_height - 1 - height) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        # On a selected row a soft chip would melt into the row: there it stands on plain ground.
        painter.setBrush(self._ground or self._softs[badge.tone])
        painter.drawRoundedRect(QRect(left, y, width, height), height / 2, height / 2)
        painter.setPen(self._inks[badge.tone])
        text = badge.text
        if width < self._chip_width(text):
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 2 * Space.S)
        painter.drawText(left + Space.S, y + 2 + metrics.ascent(), text)

    def _chip_width(self, text: str) -> int:
        width = self._chip_widths.get(text)
        if width is None:
            width = self._caption_metrics.horizontalAdvance(text) + 2 * Space.S
            self._chip_widths[text] = width
        return width

    def _paint_focus(self, painter: QPainter, place: Place, top: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(place.left, top, place.width, self.row_height - 1)
        painter.drawRoundedRect(ring.adjusted(4.5, 3, -2.5, -3), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _chosen(selected: Sequence[tuple[int, int]], rows: range) -> set[int]:
    """Those of the rows that lie in one of the ascending ranges."""
    if not selected or not rows:
        return set()
    chosen: set[int] = set()
    at = bisect_left(selected, rows.start, key=lambda part: part[1])
    while at < len(selected) and selected[at][0] < rows.stop:
        first, last = selected[at]
        chosen.update(range(max(first, rows.start), min(last + 1, rows.stop)))
        at += 1
    return chosen
