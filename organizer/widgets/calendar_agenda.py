"""The agenda: only days with something on them, below one another, each entry in a line."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from organizer.base.formats import format_month, format_weekday
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.calendar_days import NO_MARK, Hit
from organizer.widgets.calendar_records import CalendarEntry, add_months
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.theme import Space

MONTHS = 3
"""Months shown from the one of the day on."""
READABLE = 46
"""Characters a line is wide at most; beyond that the eye loses it."""


class Block(NamedTuple):
    """A day: where it stands (unscrolled), its entries with their lines, and a month's heading."""

    day: dt.date
    area: QRect
    lines: tuple[tuple[QRect, CalendarEntry], ...]
    month: str


class AgendaView(CalendarView):
    """What comes, in order; it scrolls."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.with_today = True
        """Whether today is listed even with nothing on it."""
        self.blocks: list[Block] = []
        self._line = self._left = self._times = self._heading = 0
        self._wanted: dt.date | None = None
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    @override
    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        first = day.replace(day=1)
        return first, add_months(first, MONTHS) - dt.timedelta(days=1)

    @override
    def turned(self, by: int) -> dt.date:
        return add_months(self.anchor.replace(day=1), by)

    @override
    def shows(self, day: dt.date) -> bool:
        return any(block.day == day for block in self.blocks) or super().shows(day)

    # --- where everything stands ------------------------------------------------------------------

    @override
    def lay_out(self) -> None:
        ink = self.ink
        self._line = ink.body_metrics.height() + Space.M
        self._heading = ink.strong_metrics.height() + Space.XL
        widest = max(
            (ink.caption_metrics.horizontalAdvance(one.text) for one in self.marks.values()),
            default=0,
        )
        marks = min(widest + Space.L, 11 * ink.em) + 3 * Space.M
        self._left = ink.number_side + round(2.4 * ink.em) + marks
        self._times = ink.body_metrics.horizontalAdvance("00:00–00:00") + Space.L
        width = self.viewport().width()
        shown = sorted(
            set(self.days) | ({self.today} if self.entries and self.with_today else set())
        )
        self.blocks, top, month = [], 0, ""
        for day in shown:
            heading = format_month(day)
            if heading == month:
                heading = ""
            else:
                month = heading
                top += self._heading
            first = top
            lines = []
            for entry in self.entries_of(day):
                lines.append((QRect(self._left, top, width - self._left, self._line), entry))
                top += self._line
            top = max(top, first + self._line)
            self.blocks.append(
                Block(day, QRect(0, first, width, top - first), tuple(lines), heading)
            )
            top += Space.S
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, top + Space.S - seen))
        bar.setPageStep(max(1, seen))
        bar.setSingleStep(self._line)
        if self._wanted is not None and self.blocks:
            wanted, self._wanted = self._wanted, None
            self._scroll_to(wanted)

    @override
    def go_to(self, day: dt.date) -> None:
        self._wanted = day
        super().go_to(day)

    @override
    def show_day(self) -> None:
        self._scroll_to(self.day)

    def _scroll_to(self, day: dt.date) -> None:
        block = next((one for one in self.blocks if one.day >= day), None)
        if block is None:
            return
        above = self._heading if block.month else Space.S
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= block.area.top() - above <= bar.value() + seen - 3 * self._line:
            bar.setValue(block.area.top() - above)

    def _offset(self) -> int:
        return -self.verticalScrollBar().value()

    @override
    def place_of(self, day: dt.date) -> QRect:
        block = next((one for one in self.blocks if one.day == day), None)
        return QRect() if block is None else block.area.translated(0, self._offset())

    @override
    def hit(self, point: QPoint) -> Hit:
        inside = point - QPoint(0, self._offset())
        for block in self.blocks:
            if block.area.contains(inside):
                found = (one for area, one in block.lines if area.contains(inside))
                return Hit(block.day, next(found, None))
        return Hit()

    @override
    def dragged(self, start: Hit, now: Hit) -> CalendarEntry | None:
        return None  # a list of some days is no place to drop on others

    @override
    def vertical(self, by: int) -> None:
        self.next_entry(by, beyond=True)

    @override
    def nudged(self, entry: CalendarEntry, days: int, down: int) -> CalendarEntry:
        return entry._replace(day=entry.day + dt.timedelta(days=days, weeks=down))

    # --- painting ---------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.blocks:
            self._paint_emptiness(painter)
            painter.end()
            return
        painter.translate(0, self._offset())
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for block in self.blocks:
            if block.area.top() - self._heading > bottom:
                break
            if block.area.bottom() >= top:
                self._paint_block(painter, block)
        painter.end()

    def _paint_emptiness(self, painter: QPainter) -> None:
        """One sentence, and how to begin."""
        ink, room = self.ink, self.viewport().rect()
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        room.setTop(room.height() * 2 // 5)
        painter.setFont(ink.strong)
        painter.setPen(ink.text)
        painter.drawText(room, centre, _("Nothing planned in this time."))
        room.setTop(room.top() + ink.strong_metrics.height() + Space.S)
        painter.setFont(ink.body)
        painter.setPen(ink.muted)
        hint = _("Press N to plan something here, PgDn to look further on.")
        painter.drawText(room, centre | Qt.TextFlag.TextWordWrap, hint)

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        ink, area = self.ink, block.area
        if block.month:
            painter.setFont(ink.strong)
            painter.setPen(ink.text)
            base = area.top() - Space.S - ink.strong_metrics.descent()
            painter.drawText(QPointF(Space.L, base), block.month)
        painter.setPen(QPen(ink.line, 1))
        painter.drawLine(
            QPointF(Space.L, area.top() - 3.5), QPointF(area.right(), area.top() - 3.5)
        )
        middle = area.top() + self._line / 2
        if block.day == self.day:
            painter.fillRect(
                QRectF(0, area.top(), 3, area.height() - 3),
                ink.accent if self.hasFocus() else ink.outline,
            )
        end = ink.day_number(
            painter,
            QPointF(Space.M, middle),
            block.day,
            today=block.day == self.today,
            faint=False,
        )
        painter.setFont(ink.caption)
        painter.setPen(ink.muted)
        weekday = format_weekday(block.day)
        room = QRectF(end + Space.S, middle - self._line / 2, 2.4 * ink.em, self._line)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, weekday)
        mark = QRectF(room.right(), room.top(), self._left - room.right() - Space.M, self._line)
        ink.day_mark(painter, mark, self.marks.get(block.day, NO_MARK))
        if not block.lines:
            painter.setFont(ink.body)
            painter.setPen(ink.muted)
            room = QRectF(self._left + Space.M, area.top(), area.width(), self._line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _("Nothing planned today"))
        for place, entry in block.lines:
            self._paint_line(painter, place, entry)

    def _paint_line(self, painter: QPainter, area: QRect, entry: CalendarEntry) -> None:
        ink = self.ink
        over = self.hovered.entry
        card = area.adjusted(0, 0, -Space.S, -3)
        chosen = entry.record == self.chosen
        pen = ink.text
        if chosen:
            pen = ink.ground(painter, QRectF(card), entry, chosen=True, hovered=False)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            if over is not None and over.id == entry.id:
                painter.setBrush(ink.hover)
                painter.drawRoundedRect(QRectF(card), 4, 4)
            painter.setBrush(ink.ink[entry.hue])
            bar = QRectF(card.left(), card.top() + 4, 3, card.height() - 8)
            painter.drawRoundedRect(bar, 1.5, 1.5)
            pen = ink.muted if entry.struck else ink.text
        metrics = ink.body_metrics
        base = card.top() + (card.height() + metrics.ascent() - metrics.descent()) / 2
        left = card.left() + Space.M
        painter.setFont(ink.body)
        painter.setPen(pen if chosen else ink.muted)
        painter.drawText(QPointF(left, base), entry.times() or _("Whole day"))
        left += self._times
        about = " · ".join(entry.about.split("\n")) if entry.about else ""
        room = card.right() - Space.S - left
        title_room = min(room, READABLE * ink.em)
        behind = min(room // 2, ink.caption_metrics.horizontalAdvance(about)) if about else 0
        title_room = max(room - behind - Space.L, room // 2) if about else title_room
        painter.setFont(ink.struck_body if entry.struck else ink.body)
        painter.setPen(pen)
        title = ink.cut(entry.title, title_room, metrics)
        painter.drawText(QPointF(left, base), title)
        if about:
            start = left + metrics.horizontalAdvance(title) + Space.L
            painter.setFont(ink.caption)
            painter.setPen(pen if chosen else ink.muted)
            cut = ink.cut(about, card.right() - Space.S - start, ink.caption_metrics)
            painter.drawText(QPointF(start, base), cut)
