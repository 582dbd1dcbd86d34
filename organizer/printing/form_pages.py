"""A form set on pages: rows high enough for a pen, headings across, a total below the last row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.printing.painting_forms import paint_form
from organizer.printing.sheets import MILLIMETRE, FormSheet, Paper
from organizer.printing.table_pages import Span, TablePages
from organizer.printing.wrapping import FACT_LINE, LINE

if TYPE_CHECKING:
    from array import array

_LOGO_HEIGHT = 18 * MILLIMETRE
_LOGO_WIDTH = 45 * MILLIMETRE
_MOST_LINES = 20
"""More lines than any name needs, so that none is cut."""
_TIGHT = 0.75
"""How much of its room a pen makes do with where the paper is narrow."""
_MOST = 0.9
"""The part of the rows a column has to suit on one line …"""
_FREE = 5.0
"""… and the width it may have anyway, in heights of the text."""
_FACT_GAP = 1.2
"""Room between a label and its value, in heights of the text."""


class FormPages(TablePages):
    """A form set on pages; exhaust `work()` first, as for every table."""

    def __init__(self, sheet: FormSheet, papers: Sequence[Paper]) -> None:
        super().__init__(sheet, papers)
        self.form = self._readable_form(sheet)
        self.logo = QImage(sheet.logo) if sheet.logo else QImage()
        self.title_room = 0.0
        """The width the title is centred in."""
        self.facts: list[list[tuple[str, float, list[str], float]]] = []
        """Rows of labelled lines: label, its left edge, lines of the value, their left edge."""

    # --- what a painter asks --------------------------------------------------------------------

    @override
    def paint(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 0, at the origin."""
        paint_form(painter, self, number)

    @override
    def row_height(self, row: int) -> float:
        """The height of a row, without the heading that may stand above it."""
        return max(super().row_height(row), self.form.row_height)

    @property
    def section_height(self) -> float:
        """The height of a heading across the table."""
        return self.height_of(1)

    @property
    def total_height(self) -> float:
        """The height of the row of totals, 0 without."""
        return max(self.height_of(1), self.form.row_height) if self.form.total else 0.0

    def section_above(self, row: int, first: int) -> str:
        """The heading above a row of a page that begins with the row `first`; '' for none."""
        sections = self.form.sections
        if row in sections:
            return sections[row]
        if row != first or not row:
            return ""
        last = max((at for at in sections if at < row), default=None)
        return "" if last is None else _("{heading}, continued").format(heading=sections[last])

    @property
    def logo_size(self) -> tuple[float, float]:
        """Width and height of the picture in the corner; nothing without one."""
        if self.logo.isNull():
            return 0.0, 0.0
        width, height = self.logo.width(), self.logo.height()
        scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height, self.paper.inside / 4 / width)
        return width * scale, height * scale

    @property
    @override
    def head_height(self) -> float:
        """The room of title and labelled lines on the first page."""
        lines = sum(max(len(fact[2]) for fact in row) for row in self.facts)
        texts = (
            LINE * len(self.title_lines) * self.title_size
            + 0.7 * self.size
            + FACT_LINE * lines * self.size
        )
        return max(texts, self.logo_size[1]) + 0.8 * self.size

    # --- setting --------------------------------------------------------------------------------

    @property
    @override
    def _most_lines(self) -> int:
        return _MOST_LINES

    def _readable_form(self, form: FormSheet) -> FormSheet:
        """The form without signs that no font has, in what stands around the rows."""

        def readable(text: str) -> str:
            self._widths.of(text)  # only what was measured is known to lack a sign
            return self._widths.readable(text)

        return replace(
            form,
            title_parts=tuple(map(readable, form.title_parts)),
            facts=tuple(
                (label, "\n".join(map(readable, value.splitlines()))) for label, value in form.facts
            ),
            sections={row: readable(heading) for row, heading in form.sections.items()},
            total=readable(form.total),
        )

    @override
    def _usual(self, natural: list[float], measured: list["array[float]"]) -> list[float]:
        """A few long names get more lines instead of making their column wide for all."""
        wanted = []
        for widest, column, heading in zip(natural, measured, self.form.header, strict=True):
            most = sorted(column)[int(len(column) * _MOST)] if column else 0.0
            wanted.append(min(widest, max(most, _FREE, self._widths.of(heading))))
        return wanted

    @override
    def _claims(self, natural: list[float], least: list[float]) -> tuple[list[float], list[float]]:
        """Columns for a pen claim its room at any size of the text."""
        natural, least = list(natural), list(least)
        tight = _TIGHT if self.size == self.paper.sizes[-1] else 1.0
        for column, width in (*self.form.by_hand.items(), *self.form.least.items()):
            room = tight * width / self.size - 2 * self.padding / self.size
            least[column] = max(room, least[column])
            if column in self.form.by_hand:
                natural[column] = 0.0
            natural[column] = max(natural[column], least[column])
        return natural, least

    @override
    def _fill(self) -> None:
        """Columns for a pen share what is left; without them, those of texts do."""
        by_hand = self.form.by_hand
        left = self.paper.inside - sum(self.columns)
        if not by_hand:
            super()._fill()
        elif left > 0:
            whole = sum(self.columns[at] for at in by_hand)
            # texts get some air first: a table squeezed to one side reads badly
            texts = [at for at in range(len(self.columns)) if at not in by_hand]
            air = min(left * 0.25, 0.15 * sum(self.columns[at] for at in texts))
            share = sum(self.columns[at] for at in texts) or 1.0
            for at in texts:
                self.columns[at] *= 1 + air / share
            for at in by_hand:
                self.columns[at] *= 1 + (left - air) / whole

    @override
    def _set_head(self) -> None:
        """Break the title, and put short labelled lines beside each other."""
        inside = self.paper.inside
        logo = self.logo_size[0]
        beside = logo + 2 * self.size if logo else 0.0
        room = inside - beside
        self.title_room = room
        self.title_lines = self._widths.wrap(self.sheet.title, room / self.title_size, 4)
        if len(self.title_lines) > 1 and self.form.title_parts:
            self.title_lines = [
                line
                for part in self.form.title_parts
                for line in self._widths.wrap(part, room / self.title_size, 3)
            ]
        self.facts = []
        labels = [self.width_of(label, self.size) for label, _value in self.form.facts]
        indent = max(labels, default=0.0) + _FACT_GAP * self.size
        half = room / 2
        pending = False
        for label, value in self.form.facts:
            lines = self._widths.wrap(value, (room - indent) / self.size, 8)
            is_short = len(lines) == 1 and self.width_of(lines[0], self.size) <= half - indent
            if is_short and pending:
                self.facts[-1].append((label, half, lines, half + indent))
                pending = False
            else:
                self.facts.append([(label, 0.0, lines, indent)])
                pending = is_short

    @override
    def _spans(self, room: float) -> list[Span]:
        pages: list[Span] = []
        head, form = self.header_height, self.form
        count = len(form.rows)
        first, used = 0, self.head_height + head
        for row in range(count):
            height = self.row_height(row) + (self.total_height if row == count - 1 else 0)
            above = self.section_height if row in form.sections or row == first > 0 else 0.0
            turned = form.section_on_new_page and row in form.sections
            if (turned or used + above + height > room) and row > first:
                pages.append(Span(first, row, used))
                first, used = row, head
                above = self.section_height if self.section_above(row, row) else 0.0
            used += above + height
        pages.append(Span(first, count, used + (0 if count else self.total_height)))
        return pages
