"""The one function that draws a page of a table, whatever it is drawn on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from organizer.base.words import _
from organizer.printing.fonts import page_font
from organizer.printing.wrapping import LINE

if TYPE_CHECKING:
    from organizer.printing.table_pages import TablePages

INK = QColor("#1a2130")
QUIET = QColor("#566176")
RULE = QColor("#c4cad5")
SHADE = QColor("#eef1f6")


def paint_page(painter: QPainter, pages: "TablePages", number: int) -> None:
    """Draw a page, counted from 0, at the origin; one unit of the painter is one of the page."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paper = pages.paper
    top = float(paper.margin)
    if number == 0:
        top = _paint_head(painter, pages, top)
    bottom = _paint_table(painter, pages, number, top)
    foot = bottom if paper.is_picture else paper.height - paper.margin - pages.foot_height
    paint_foot(painter, pages, number, foot)


def _paint_head(painter: QPainter, pages: "TablePages", top: float) -> float:
    left = float(pages.paper.margin)
    size = pages.title_size
    painter.setFont(page_font(size))
    painter.setPen(INK)
    for line in pages.title_lines:
        painter.drawText(QPointF(left, top + size), line)
        top += LINE * size
    size = pages.detail_size
    painter.setFont(page_font(size))
    painter.setPen(QUIET)
    details = "  ·  ".join(pages.sheet.details)
    painter.drawText(
        QPointF(left, top + size * 1.15), pages.shortened(details, pages.paper.inside, size)
    )
    return top + LINE * size + 0.9 * pages.size


def _paint_table(painter: QPainter, pages: "TablePages", number: int, top: float) -> float:
    span = pages.pages[number]
    left = float(pages.paper.margin)
    width = sum(pages.columns)
    edges = [left]
    for column in pages.columns:
        edges.append(edges[-1] + column)
    painter.fillRect(QRectF(left, top, width, pages.header_height), SHADE)
    painter.setFont(page_font(pages.size))
    rules = [QLineF(left, top, left + width, top)]
    painter.setPen(QUIET)
    _paint_cells(painter, pages, edges, top, pages.header_lines)
    painter.setPen(INK)
    y = top + pages.header_height
    for row in range(span.first, span.end):
        rules.append(QLineF(left, y, left + width, y))
        _paint_cells(painter, pages, edges, y, pages.lines(row))
        y += pages.row_height(row)
    rules.append(QLineF(left, y, left + width, y))
    rules += [QLineF(x, top, x, y) for x in edges]
    painter.setPen(QPen(RULE, 4 if not pages.paper.is_picture else 8))
    painter.drawLines(rules)
    return y


def _paint_cells(
    painter: QPainter,
    pages: "TablePages",
    edges: list[float],
    top: float,
    cells: Sequence[Sequence[str]],
) -> None:
    size, padding = pages.size, pages.padding
    first = top + padding * 0.8 + size * 1.05
    right = pages.sheet.right
    for column, lines in enumerate(cells):
        x = edges[column] + padding
        for at, line in enumerate(lines):
            if not line:
                continue
            if column in right:
                x = edges[column + 1] - padding - pages.width_of(line, size)
            painter.drawText(QPointF(x, first + at * LINE * size), line)


def paint_foot(painter: QPainter, pages: "TablePages", number: int, top: float) -> None:
    """Draw the number of the page, and on paper the title, below a page's content."""
    total = len(pages.pages)
    size = pages.detail_size
    baseline = top + size * 1.7
    painter.setFont(page_font(size))
    painter.setPen(QUIET)
    left, inside = float(pages.paper.margin), pages.paper.inside
    if pages.paper.is_picture:
        if total > 1:
            text = f"{number + 1} / {total}"
            x = left + (inside - pages.width_of(text, size)) / 2
            painter.drawText(QPointF(x, baseline), text)
        return
    text = _("Page {page} of {pages}").format(page=number + 1, pages=total)
    width = pages.width_of(text, size)
    painter.drawText(QPointF(left + inside - width, baseline), text)
    painter.drawText(
        QPointF(left, baseline), pages.shortened(pages.sheet.title, inside - width - 2 * size, size)
    )


def white(painter: QPainter, width: float, height: float) -> None:
    """Make the ground white, dark theme or not: a sheet is paper."""
    painter.fillRect(QRectF(0, 0, width, height), Qt.GlobalColor.white)
