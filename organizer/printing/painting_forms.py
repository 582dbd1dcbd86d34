"""Draws a page of a form, whatever it is drawn on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from organizer.printing.fonts import page_font
from organizer.printing.painting import INK, QUIET, SHADE, paint_foot
from organizer.printing.wrapping import FACT_LINE, LINE

if TYPE_CHECKING:
    from organizer.printing.form_pages import FormPages

_GRID = QColor("#8d96a8")
_BORDER = QColor("#3b4558")
_SECTION = QColor("#f6f8fb")
_MIDDLE = 1.06
"""From the top of a line to the baseline that puts its signs into the middle."""


def paint_form(painter: QPainter, pages: "FormPages", number: int) -> None:
    """Draw a page, counted from 0, at the origin; one unit of the painter is one of the page."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paper = pages.paper
    top = float(paper.margin)
    if number == 0:
        _paint_head(painter, pages, top)
        top += pages.head_height
    bottom = _paint_table(painter, pages, number, top)
    foot = bottom if paper.is_picture else paper.height - paper.margin - pages.foot_height
    paint_foot(painter, pages, number, foot)


def _paint_head(painter: QPainter, pages: "FormPages", top: float) -> None:
    left, inside = float(pages.paper.margin), pages.paper.inside
    width, height = pages.logo_size
    if width:
        painter.drawImage(QRectF(left + inside - width, top, width, height), pages.logo)
    size = pages.title_size
    painter.setFont(page_font(size))
    painter.setPen(INK)
    for line in pages.title_lines:
        x = left + (pages.title_room - pages.width_of(line, size)) / 2
        painter.drawText(QPointF(x, top + size), line)
        top += LINE * size
    size = pages.size
    top += 0.7 * size
    painter.setFont(page_font(size))
    for row in pages.facts:
        baseline = top + 1.15 * size
        for label, at, lines, value_at in row:
            painter.setPen(QUIET)
            painter.drawText(QPointF(left + at, baseline), label)
            painter.setPen(INK)
            for n, line in enumerate(lines):
                painter.drawText(QPointF(left + value_at, baseline + n * FACT_LINE * size), line)
        top += FACT_LINE * size * max(len(fact[2]) for fact in row)


def _paint_table(painter: QPainter, pages: "FormPages", number: int, top: float) -> float:
    span = pages.pages[number]
    left = float(pages.paper.margin)
    width = sum(pages.columns)
    edges = [left]
    for column in pages.columns:
        edges.append(edges[-1] + column)
    painter.setFont(page_font(pages.size))
    painter.setPen(INK)
    painter.fillRect(QRectF(left, top, width, pages.header_height), SHADE)
    every = frozenset(range(len(pages.columns)))
    _paint_cells(painter, pages, edges, (top, pages.header_height), pages.header_lines, every)
    y = top + pages.header_height
    head = QLineF(left, y, left + width, y)
    rules: list[QLineF] = []
    uprights = [(top, y)]
    centred = pages.form.centred
    for row in range(span.first, span.end):
        if heading := pages.section_above(row, span.first):
            y = _paint_section(painter, pages, (left, y, width), heading)
            rules += [
                QLineF(left, line, left + width, line) for line in (y - pages.section_height, y)
            ]
        height = pages.row_height(row)
        _paint_cells(painter, pages, edges, (y, height), pages.lines(row), centred)
        uprights.append((y, y + height))
        y += height
        rules.append(QLineF(left, y, left + width, y))
    if span.end == len(pages.form.rows) and pages.form.total:
        y = _paint_total(painter, pages, left, y)
    rules += [QLineF(x, start, x, end) for start, end in _joined(uprights) for x in edges[1:-1]]
    thin = 5 if not pages.paper.is_picture else 8
    painter.setPen(QPen(_GRID, thin))
    painter.drawLines(rules)
    painter.setPen(QPen(_BORDER, 1.8 * thin))
    painter.drawLine(head)
    painter.drawRect(QRectF(left, top, width, y - top))
    return y


def _joined(parts: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that touch made one: a line down the page is one line in the file."""
    found = [parts[0]]
    for start, end in parts[1:]:
        if start == found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _paint_section(
    painter: QPainter, pages: "FormPages", place: tuple[float, float, float], heading: str
) -> float:
    left, top, width = place
    height, size = pages.section_height, pages.size
    painter.fillRect(QRectF(left, top, width, height), _SECTION)
    text = pages.shortened(heading, width - 2 * pages.padding, size)
    baseline = top + (height - LINE * size) / 2 + _MIDDLE * size
    painter.drawText(QPointF(left + pages.padding, baseline), text)
    return top + height


def _paint_total(painter: QPainter, pages: "FormPages", left: float, top: float) -> float:
    height, size = pages.total_height, pages.size
    text = pages.shortened(pages.form.total, sum(pages.columns) - 2 * pages.padding, size)
    baseline = top + (height - LINE * size) / 2 + _MIDDLE * size
    painter.drawText(QPointF(left + pages.padding, baseline), text)
    return top + height


def _paint_cells(
    painter: QPainter,
    pages: "FormPages",
    edges: list[float],
    place: tuple[float, float],
    cells: Sequence[Sequence[str]],
    centred: frozenset[int],
) -> None:
    top, height = place
    size, padding = pages.size, pages.padding
    for column, lines in enumerate(cells):
        if not lines[0] and len(lines) == 1:
            continue
        baseline = top + (height - len(lines) * LINE * size) / 2 + _MIDDLE * size
        for line in lines:
            x = edges[column] + padding
            if column in centred:
                x = (edges[column] + edges[column + 1] - pages.width_of(line, size)) / 2
            painter.drawText(QPointF(x, baseline), line)
            baseline += LINE * size
