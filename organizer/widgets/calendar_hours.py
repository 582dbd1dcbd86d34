"""Days beside one another with their hours: a week or one day; entries as high as they are long."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from organizer.base.formats import format_weekday
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.calendar_days import NO_MARK, Hit
from organizer.widgets.calendar_records import (
    DAY_MINUTES,
    WEEK,
    CalendarEntry,
    Lane,
    clock,
    lanes,
    monday_of,
)
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.theme import Space

STEP = 15
"""Minutes an entry snaps to."""
LEAST = 15
EDGE = 5
"""Pixels at an entry's upper and lower end that make it longer."""
WHOLE_DAY_LINES = 3
HOURS_SEEN = 14
"""Hours seen at once where there is room enough."""
OPENS_AT = 8 * 60
"""The minute at the top when the view is first shown."""


class Piece(NamedTuple):
    """An entry, or the part of it on one day, and where it stands in the body (unscrolled)."""

    area: QRect
    entry: CalendarEntry
    begins: bool
    ends: bool


class HoursView(CalendarView):
    """One or seven days from midnight to midnight; the hours scroll, the heads stand."""

    def __init__(self, today: dt.date, days: int, parent: QWidget | None = None) -> None:
        """`days` is 7 (from Monday on) or 1."""
        super().__init__(today, parent)
        self.count = days
        self.minute_now: int | None = None
        """Minutes since midnight now, for the line across today."""
        self.pieces: list[Piece] = []
        self.above: list[tuple[QRect, CalendarEntry]] = []
        self.more: list[tuple[QRect, dt.date, int]] = []
        self._first = today
        self._gutter = self._head = self._body_top = self._hour = 0
        self._columns: list[int] = []
        self._scrolled = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def show_minute(self, minute: int) -> None:
        """Say what time it is: minutes since midnight, for the line across today."""
        if minute != self.minute_now:
            self.minute_now = minute
            self.viewport().update()

    @override
    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        first = monday_of(day) if self.count == WEEK else day
        return first, first + dt.timedelta(days=self.count - 1)

    @override
    def turned(self, by: int) -> dt.date:
        return self.anchor + dt.timedelta(days=by * self.count)

    # --- where everything stands ------------------------------------------------------------------

    @override
    def lay_out(self) -> None:
        ink = self.ink
        self._first = self.period(self.anchor)[0]
        self._gutter = ink.caption_metrics.horizontalAdvance("00:00") + Space.L
        width = self.viewport().width() - self._gutter
        self._columns = [self._gutter + width * at // self.count for at in range(self.count + 1)]
        self._head = ink.number_side + ink.caption_metrics.height() + Space.M
        self._lay_out_above()
        seen = self.viewport().height() - self._body_top
        before = self._hour
        self._hour = max(round(1.7 * ink.body_metrics.height()), seen // HOURS_SEEN)
        self.pieces = []
        for at in range(self.count):
            day = self._first + dt.timedelta(days=at)
            self.pieces += [self._piece(lane, at, day) for lane in lanes(self._parts(day))]
        bar = self.verticalScrollBar()
        top = bar.value()
        bar.setRange(0, max(0, 24 * self._hour + Space.S - seen))
        bar.setPageStep(max(1, seen))
        bar.setSingleStep(self._hour // 2)
        if self._scrolled and before:
            bar.setValue(top * self._hour // before)  # the same hours stay in sight
        elif seen > self._hour:
            self._scrolled = True
            bar.setValue(self._y(OPENS_AT) - ink.caption_metrics.height() // 2 - 1)

    def _lay_out_above(self) -> None:
        """The strip of what takes a whole day, as high as its fullest day within bounds."""
        self.above, self.more = [], []
        step = self.ink.entry_height + 2
        days = [self._first + dt.timedelta(days=at) for at in range(self.count)]
        whole = [[one for one in self.entries_of(day) if one.whole_day] for day in days]
        lines = min(WHOLE_DAY_LINES, max((len(some) for some in whole), default=0))
        for at, (day, some) in enumerate(zip(days, whole, strict=True)):
            fits = lines if len(some) <= lines else lines - 1
            left, width = self._columns[at] + 3, self._columns[at + 1] - self._columns[at] - 6
            for line, entry in enumerate(some[:fits]):
                area = QRect(left, self._head + 2 + line * step, width, self.ink.entry_height)
                self.above.append((area, entry))
            if len(some) > fits:
                area = QRect(left, self._head + 2 + fits * step, width, self.ink.entry_height)
                self.more.append((area, day, len(some) - fits))
        self._body_top = self._head + (lines * step + Space.XS if lines else 0)

    def _parts(self, day: dt.date) -> list[tuple[CalendarEntry, int, int]]:
        """The parts of entries on a day: also of those that began the evening before."""
        before = self.entries_of(day - dt.timedelta(days=1))
        parts = [
            (one, 0, one.last_minute - DAY_MINUTES)
            for one in before
            if not one.whole_day and one.last_minute > DAY_MINUTES
        ]
        parts += [
            (one, one.first_minute, min(one.last_minute, DAY_MINUTES))
            for one in self.entries_of(day)
            if not one.whole_day
        ]
        # what is very short is painted as high as a line: it must not cover the next
        least = round(60 * (self.ink.entry_height + 2) / self._hour) if self._hour else LEAST
        return [
            (one, first, max(last, min(first + least, DAY_MINUTES))) for one, first, last in parts
        ]

    def _piece(self, lane: Lane, at: int, day: dt.date) -> Piece:
        left, right = self._columns[at] + 3, self._columns[at + 1] - 3
        width = (right - left) / lane.lanes
        top, bottom = self._y(lane.first_minute), self._y(lane.last_minute)
        area = QRect(
            round(left + lane.lane * width),
            top + 1,
            max(8, round(lane.span * width) - (2 if lane.lane + lane.span < lane.lanes else 0)),
            max(4, bottom - top - 2),
        )
        begins = lane.entry.day == day
        return Piece(area, lane.entry, begins, lane.entry.last_minute <= DAY_MINUTES or not begins)

    def _y(self, minute: int) -> int:
        """The height of a minute in the body, unscrolled."""
        return Space.S // 2 + minute * self._hour // 60

    def _offset(self) -> int:
        return self._body_top - self.verticalScrollBar().value()

    @override
    def place_of(self, day: dt.date) -> QRect:
        at = max(0, min((day - self._first).days, self.count - 1))
        return QRect(QPoint(self._columns[at], 0), QPoint(self._columns[at + 1], self._body_top))

    @override
    def hit(self, point: QPoint) -> Hit:
        at = next(
            (n for n in range(self.count) if self._columns[n] <= point.x() < self._columns[n + 1]),
            None,
        )
        if at is None:
            return Hit()
        day = self._first + dt.timedelta(days=at)
        if point.y() < self._head:
            return Hit(day, number=self.count > 1)
        if point.y() < self._body_top:
            entry = next((one for area, one in self.above if area.contains(point)), None)
            more = any(area.contains(point) for area, _day, _count in self.more)
            return Hit(day, entry, more=more)
        inside = point - QPoint(0, self._offset())
        minute = (inside.y() - Space.S // 2) * 60 // max(1, self._hour)
        minute = max(0, min(minute, DAY_MINUTES - 1))
        for piece in self.pieces:
            if piece.area.contains(inside):
                return Hit(day, piece.entry, minute, self._edge(piece, inside))
        return Hit(day, None, minute)

    @staticmethod
    def _edge(piece: Piece, point: QPoint) -> str:
        if piece.area.height() < 4 * EDGE:
            return ""
        if piece.ends and piece.area.bottom() - point.y() < EDGE:
            return "bottom"
        return "top" if piece.begins and point.y() - piece.area.top() < EDGE else ""

    # --- moving -----------------------------------------------------------------------------------

    @override
    def dragged(self, start: Hit, now: Hit) -> CalendarEntry | None:
        entry = start.entry
        if now.day is None or start.day is None:
            return None
        if entry is None:
            return self._range(start, now)
        if entry.whole_day or now.minute is None or start.minute is None:
            return entry._replace(day=entry.day + (now.day - start.day))
        if start.edge == "bottom":
            end = _snapped(now.minute) + (now.day - entry.day).days * DAY_MINUTES
            minutes = max(LEAST, min(end - entry.first_minute, DAY_MINUTES))
            return entry._replace(minutes=minutes)
        if start.edge == "top":
            first = max(0, min(_snapped(now.minute), entry.last_minute - LEAST))
            first = max(first, entry.last_minute - DAY_MINUTES)
            return entry._replace(starts_at=clock(first), minutes=entry.last_minute - first)
        first = _snapped(entry.first_minute + now.minute - start.minute)
        first = max(0, min(first, DAY_MINUTES - STEP))
        return entry._replace(day=entry.day + (now.day - start.day), starts_at=clock(first))

    @staticmethod
    def _range(start: Hit, now: Hit) -> CalendarEntry | None:
        if start.day is None or start.minute is None or now.minute is None:
            return None
        ends = sorted((_snapped(start.minute), _snapped(now.minute)))
        minutes = max(2 * LEAST, ends[1] - ends[0])
        return CalendarEntry("", "", start.day, clock(ends[0]), minutes, _("New event"))

    @override
    def vertical(self, by: int) -> None:
        self.next_entry(by)
        self._reveal()

    @override
    def nudged(self, entry: CalendarEntry, days: int, down: int) -> CalendarEntry:
        day = entry.day + dt.timedelta(days=days)
        if entry.whole_day or not down:
            return entry._replace(day=day)
        first = max(0, min(entry.first_minute + 2 * STEP * down, DAY_MINUTES - STEP))
        return entry._replace(day=day, starts_at=clock(first))

    @override
    def stretched(self, entry: CalendarEntry, down: int) -> CalendarEntry | None:
        if entry.whole_day:
            return None
        minutes = max(LEAST, min(entry.minutes + STEP * down, DAY_MINUTES))
        return entry._replace(minutes=minutes)

    def _reveal(self) -> None:
        """Scroll to the chosen entry."""
        entry = self.chosen_entry()
        piece = next((one for one in self.pieces if one.entry == entry), None)
        if piece is None:
            return
        bar, seen = self.verticalScrollBar(), self.viewport().height() - self._body_top
        if piece.area.top() < bar.value():
            bar.setValue(piece.area.top() - Space.M)
        elif piece.area.bottom() > bar.value() + seen:
            bar.setValue(min(piece.area.top(), piece.area.bottom() - seen + Space.M))

    @override
    def show_day(self) -> None:
        self._reveal()

    # --- painting ---------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(
            0, self._body_top, self.viewport().width(), self.viewport().height() - self._body_top
        )
        painter.translate(0, self._offset())
        self._paint_hours(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_pieces(painter)
        self._paint_now(painter)
        if self.ghost is not None and not self.ghost.whole_day:
            self._paint_ghost(painter, self.ghost)
        painter.resetTransform()
        painter.setClipping(False)
        self._paint_heads(painter)
        painter.end()

    def _paint_hours(self, painter: QPainter) -> None:
        ink, right = self.ink, self.viewport().width()
        seen = self.viewport().height() - self._body_top
        top = self.verticalScrollBar().value()
        painter.setFont(ink.caption)
        for hour in range(25):
            y = self._y(hour * 60)
            if not top - self._hour <= y <= top + seen + self._hour:
                continue
            painter.setPen(QPen(ink.line, 1))
            painter.drawLine(self._gutter - Space.XS, y, right, y)
            if 0 < hour < 24:
                painter.setPen(ink.muted)
                area = QRect(0, y - ink.caption_metrics.height() // 2, self._gutter - Space.S, 0)
                area.setHeight(ink.caption_metrics.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignRight, clock(hour * 60))
        painter.setPen(QPen(ink.line, 1))
        for left in self._columns[: self.count]:
            painter.drawLine(left, top, left, top + seen)

    def _paint_pieces(self, painter: QPainter) -> None:
        over = self.hovered.entry
        for piece in self.pieces:
            moving = self.ghost is not None and piece.entry.id == self.ghost.id
            painter.setOpacity(0.4 if moving else 1)
            self.ink.entry_block(
                painter,
                piece.area,
                piece.entry,
                chosen=piece.entry.record == self.chosen,
                hovered=over is not None and over.id == piece.entry.id,
            )
        painter.setOpacity(1)

    def _paint_now(self, painter: QPainter) -> None:
        at = (self.today - self._first).days
        if self.minute_now is None or not 0 <= at < self.count:
            return
        y = self._y(self.minute_now) + 0.5
        painter.setPen(QPen(self.ink.danger, 1.5))
        painter.drawLine(QPointF(self._columns[at], y), QPointF(self._columns[at + 1], y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.danger)
        painter.drawEllipse(QPointF(self._columns[at] + 1, y), 3.5, 3.5)

    def _paint_ghost(self, painter: QPainter, ghost: CalendarEntry) -> None:
        at = (ghost.day - self._first).days
        if not 0 <= at < self.count:
            return
        top, bottom = self._y(ghost.first_minute), self._y(min(ghost.last_minute, DAY_MINUTES))
        left, right = self._columns[at] + 3, self._columns[at + 1] - 3
        area = QRect(left, top + 1, right - left, max(self.ink.entry_height, bottom - top - 2))
        painter.setOpacity(0.92)
        self.ink.entry_block(painter, area, ghost, chosen=True)
        painter.setOpacity(1)

    def _paint_heads(self, painter: QPainter) -> None:
        ink, right = self.ink, self.viewport().width()
        painter.fillRect(0, 0, right, self._body_top, ink.surface)
        for at in range(self.count):
            self._paint_head(painter, at, self._first + dt.timedelta(days=at))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(ink.line, 1))
        painter.drawLine(0, self._body_top, right, self._body_top)
        for left in self._columns[: self.count]:
            painter.drawLine(left, Space.XS, left, self._body_top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.hovered.entry
        for area, entry in self.above:
            chosen, lit = entry.record == self.chosen, over is not None and over.id == entry.id
            ink.entry_line(painter, area, entry, chosen=chosen, hovered=lit)
        painter.setFont(ink.caption)
        painter.setPen(ink.muted)
        for area, _day, count in self.more:
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, f" +{count}")
        if self.ghost is not None and self.ghost.whole_day:
            area = QRect(self.ghost_at, self.ghost_at + QPoint(160, ink.entry_height))
            ink.entry_line(painter, area, self.ghost, chosen=True)

    def _paint_head(self, painter: QPainter, at: int, day: dt.date) -> None:
        ink, left = self.ink, self._columns[at] + Space.S
        right = self._columns[at + 1] - Space.XS
        step = ink.caption_metrics.height()
        painter.setFont(ink.caption)
        painter.setPen(ink.accent if day == self.today else ink.muted)
        painter.drawText(
            QPointF(left, Space.XS + ink.caption_metrics.ascent()), format_weekday(day)
        )
        middle = Space.XS + step + Space.XS / 2 + ink.number_side / 2
        place = QPointF(left - 4, middle)
        end = ink.day_number(painter, place, day, today=day == self.today, faint=False)
        area = QRectF(end + Space.XS, middle - ink.number_side / 2, 0, ink.number_side)
        area.setRight(right)
        ink.day_mark(painter, area, self.marks.get(day, NO_MARK))
        if day == self.day and self.count > 1:
            colour = ink.accent if self.hasFocus() else ink.outline
            line = QRectF(
                self._columns[at] + 1, 0, self._columns[at + 1] - self._columns[at] - 1, 2.5
            )
            painter.fillRect(line, colour)


def _snapped(minute: int) -> int:
    return round(minute / STEP) * STEP
