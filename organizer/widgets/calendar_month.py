"""The month: weeks below one another from Monday on, the entries of each day in lines."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from organizer.base.formats import format_weekday
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.calendar_days import Hit
from organizer.widgets.calendar_painting import base_of
from organizer.widgets.calendar_records import (
    WEEK,
    CalendarEntry,
    DayMark,
    add_months,
    month_weeks,
)
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.theme import Space

_NO_MARK = DayMark()
NOTCH = 120
"""What Qt calls one notch of a wheel."""
GAP = 2
"""Pixels between two entries of a day."""


class Cell(NamedTuple):
    """A day: where it stands, its entries that fit with their places, how many don't."""

    day: dt.date
    area: QRect
    lines: tuple[tuple[QRect, CalendarEntry], ...]
    more: int
    more_area: QRect


class MonthView(CalendarView):
    """Four to six whole weeks; no more than the month needs."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.cells: list[Cell] = []
        self._weeks = self._turning = 0
        self._head = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        first, weeks = month_weeks(day)
        return first, first + dt.timedelta(days=weeks * WEEK - 1)

    @override
    def turned(self, by: int) -> dt.date:
        return add_months(self.anchor, by)

    @override
    def shows(self, day: dt.date) -> bool:
        return (day.year, day.month) == (self.anchor.year, self.anchor.month)

    @override
    def overflows(self, day: dt.date) -> bool:
        return any(cell.day == day and cell.more for cell in self.cells)

    # --- where everything stands ------------------------------------------------------------------

    @override
    def lay_out(self) -> None:
        first, self._weeks = month_weeks(self.anchor)
        self._head = self.ink.caption_metrics.height() + Space.S + 2
        width, height = self.viewport().width(), self.viewport().height() - self._head
        columns = [width * at // WEEK for at in range(WEEK + 1)]
        rows = [self._head + height * at // self._weeks for at in range(self._weeks + 1)]
        self.cells = []
        for number in range(self._weeks * WEEK):
            row, column = divmod(number, WEEK)
            area = QRect(
                QPoint(columns[column], rows[row]),
                QPoint(columns[column + 1] - 1, rows[row + 1] - 1),
            )
            self.cells.append(self._cell(first + dt.timedelta(days=number), area))

    def _cell(self, day: dt.date, area: QRect) -> Cell:
        entries = self.entries_of(day)
        top = area.top() + self.ink.number_side + 5
        step = self.ink.entry_height + GAP
        fits = max(0, (area.bottom() - 1 - top + GAP) // step)
        in_head = fits <= 1  # then the words for the rest stand beside the number
        shown = entries if len(entries) <= fits else entries[: fits if in_head else fits - 1]
        lines = []
        for entry in shown:
            place = QRect(area.left() + 4, top, area.width() - 8, self.ink.entry_height)
            lines.append((place, entry))
            top += step
        more = len(entries) - len(shown)
        room = QRect(area.left() + 4, top, area.width() - 8, self.ink.entry_height)
        if in_head:
            width = self.ink.caption_metrics.horizontalAdvance("+99") + Space.S
            room = QRect(area.right() - width, area.top() + 2, width, self.ink.number_side)
        return Cell(day, area, tuple(lines), more, room if more else QRect())

    @staticmethod
    def _in_head(cell: Cell) -> bool:
        """Whether the words for what does not fit stand beside the number."""
        return bool(cell.more) and (not cell.lines or cell.more_area.top() < cell.lines[0][0].top())

    def cell_of(self, day: dt.date) -> Cell | None:
        """The cell of a day, None when it is not shown."""
        return next((cell for cell in self.cells if cell.day == day), None)

    @override
    def place_of(self, day: dt.date) -> QRect:
        cell = self.cell_of(day)
        return self.viewport().rect() if cell is None else cell.area

    @override
    def repaint_day(self, day: dt.date | None) -> None:
        cell = None if day is None else self.cell_of(day)
        if cell is not None:
            self.viewport().update(cell.area)

    @override
    def hit(self, point: QPoint) -> Hit:
        cell = next((cell for cell in self.cells if cell.area.contains(point)), None)
        if cell is None:
            return Hit()
        for area, entry in cell.lines:
            if area.contains(point):
                return Hit(cell.day, entry)
        corner = QRect(cell.area.topLeft(), cell.area.topLeft() + QPoint(*[2 * Space.L] * 2))
        return Hit(
            cell.day,
            more=cell.more_area.contains(point),
            number=corner.contains(point) and not cell.more_area.contains(point),
        )

    @override
    def dragged(self, start: Hit, now: Hit) -> CalendarEntry | None:
        if start.entry is None or now.day is None:
            return None
        return start.entry._replace(day=now.day)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns months, one for each notch."""
        self._turning += event.angleDelta().y()
        notches = int(self._turning / NOTCH)
        self._turning -= notches * NOTCH
        if notches:
            self.walk_to(self.turned(-notches))
        event.accept()

    @override
    def vertical(self, by: int) -> None:
        self.walk_to(self.day + dt.timedelta(weeks=by))

    @override
    def nudged(self, entry: CalendarEntry, days: int, down: int) -> CalendarEntry:
        return entry._replace(day=entry.day + dt.timedelta(days=days, weeks=down))

    # --- painting ---------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        seen = event.rect()
        cells = [cell for cell in self.cells if cell.area.intersects(seen)]
        if seen.top() < self._head:
            self._paint_weekdays(painter)
        for cell in cells:
            self._paint_ground(painter, cell)
        self._paint_lines(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell in cells:
            self._paint_head(painter, cell)
            self._paint_entries(painter, cell)
        self._paint_present(painter)
        if self.ghost is not None:
            self._paint_ghost(painter, self.ghost)
        painter.end()

    def _paint_weekdays(self, painter: QPainter) -> None:
        painter.setFont(self.ink.caption)
        painter.setPen(self.ink.muted)
        for cell in self.cells[:WEEK]:
            area = QRect(cell.area.left() + Space.S + 2, 0, cell.area.width(), self._head - 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, format_weekday(cell.day))

    def _paint_ground(self, painter: QPainter, cell: Cell) -> None:
        if self.ghost is not None and self.ghost.day == cell.day:
            painter.fillRect(cell.area, self.ink.picked)
        elif cell.day.month != self.anchor.month:
            painter.fillRect(cell.area, self.ink.outside)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.ink.line, 1))
        right, bottom = self.viewport().width(), self.viewport().height()
        for cell in self.cells[::WEEK]:
            painter.drawLine(0, cell.area.top(), right, cell.area.top())
        for cell in self.cells[1:WEEK]:
            painter.drawLine(cell.area.left(), self._head, cell.area.left(), bottom)

    def _paint_head(self, painter: QPainter, cell: Cell) -> None:
        ink, area, day = self.ink, cell.area, cell.day
        faint = day.month != self.anchor.month
        middle = area.top() + Space.XS + ink.number_side / 2
        right = ink.day_number(
            painter, QPointF(area.left() + 5, middle), day, today=day == self.today, faint=faint
        )
        mark = self.marks.get(day, _NO_MARK)
        side = ink.number_side
        end = cell.more_area.left() if self._in_head(cell) else area.right() - 5
        room = QRectF(right + Space.XS, middle - side / 2, end - right - Space.XS, side)
        ink.day_mark(painter, room, mark, faint=faint)

    def _paint_entries(self, painter: QPainter, cell: Cell) -> None:
        over = self.hovered.entry
        for area, entry in cell.lines:
            moving = self.ghost is not None and entry.id == self.ghost.id
            if moving:
                painter.setOpacity(0.4)
            self.ink.entry_line(
                painter,
                area,
                entry,
                chosen=entry.record == self.chosen,
                hovered=over is not None and over.id == entry.id,
            )
            if moving:
                painter.setOpacity(1)
        if cell.more:
            lit = self.hovered.more and self.hovered.day == cell.day
            painter.setPen(self.ink.accent if lit else self.ink.muted)
            short = self._in_head(cell)
            words = f"+{cell.more}" if short else _("+{count} more").format(count=cell.more)
            base = base_of(QRectF(cell.more_area), self.ink.caption_metrics)
            self.ink.put(painter, cell.more_area.left() + Space.S - 1, base, words, "caption")

    def _paint_present(self, painter: QPainter) -> None:
        """A thin frame around the day the keyboard stands on."""
        cell = self.cell_of(self.day)
        if cell is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = self.ink.accent if self.hasFocus() else self.ink.outline
        painter.setPen(QPen(colour, 1.5 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(cell.area).adjusted(1.5, 1.5, -0.5, -0.5), 5, 5)

    def _paint_ghost(self, painter: QPainter, ghost: CalendarEntry) -> None:
        width = self.cells[0].area.width() - 8
        area = QRect(self.ghost_at - QPoint(width // 3, self.ink.entry_height // 2), QPoint())
        area.setWidth(width)
        area.setHeight(self.ink.entry_height)
        painter.setOpacity(0.92)
        self.ink.entry_line(painter, area, ghost, chosen=True)
        painter.setOpacity(1)
