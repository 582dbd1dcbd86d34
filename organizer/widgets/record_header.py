"""The header of a record table: quiet titles, one arrow where the list is sorted."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import pixmap
from organizer.widgets.record_columns import Column
from organizer.widgets.record_painter import PADDING
from organizer.widgets.theme import Space, TextRole, theme


def own_viewport(area: QAbstractScrollArea, ground: QPalette.ColorRole) -> None:
    """Give it a viewport like Qt's, but made here.

    Asked for a widget that Qt made, PySide loads every class of widget there is to see which it
    is: 15 ms before the first rows.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(ground)
    viewport.setAutoFillBackground(True)
    viewport.setMouseTracking(True)
    area.setViewport(viewport)


class RecordHeader(QHeaderView):
    """Titles that are clicked to sort, dragged to move, and pulled to widen."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self, QPalette.ColorRole.Button)
        self._columns = columns
        self._hovered = -1
        self._arrow = 14
        self.sort_key = ""
        self.descending = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(48)
        self.setAccessibleName(_("Column titles"))
        self.dress()

    def dress(self) -> None:
        """Take over text size and colours of the theme."""
        font = theme.font(TextRole.STRONG)
        self.setFont(font)
        self._arrow = round(14 * theme.text_percent / 100)
        self.setFixedHeight(QFontMetrics(font).height() + 2 * Space.S + 2)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        # Qt would ask the model for every title, each time a list is replaced.
        return QSize(self.minimumSectionSize(), self.minimumHeight())

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Put the arrow at this column."""
        self.sort_key, self.descending = key, descending
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        area = self.viewport().rect()
        painter.fillRect(area, QColor(colours.surface))
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                left = self.sectionViewportPosition(section)
                width = self.sectionSize(section)
                if left < area.width() and left + width > 0:
                    self._paint_title(painter, section, QRect(left, 0, width, area.height()))
        painter.fillRect(0, area.height() - 1, area.width(), 1, QColor(colours.outline))
        painter.end()

    def _paint_title(self, painter: QPainter, section: int, area: QRect) -> None:
        colours = theme.colours
        column = self._columns[section]
        sorted_by = bool(self.sort_key) and column.key == self.sort_key
        hovered = section == self._hovered
        if hovered:  # the handle to pull shows where one may pull
            painter.fillRect(
                area.right(), area.top() + 9, 1, area.height() - 18, QColor(colours.outline)
            )
        inner = area.adjusted(PADDING, 0, -PADDING, 0)
        arrow = self._arrow + Space.XS if sorted_by else 0
        metrics = painter.fontMetrics()
        title = metrics.elidedText(
            _(column.title), Qt.TextElideMode.ElideRight, max(inner.width() - arrow, 0)
        )
        taken = metrics.horizontalAdvance(title)
        left = inner.right() + 1 - taken if column.right else inner.left()
        painter.setPen(QColor(colours.text if sorted_by or hovered else colours.muted))
        baseline = (area.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(left, baseline, title)
        if sorted_by:
            picture = pixmap(
                "chevron-down" if self.descending else "chevron-up",
                self._arrow,
                colours.accent,
                self.devicePixelRatioF(),
            )
            at = left - self._arrow - Space.XS if column.right else left + taken + Space.XS
            painter.drawPixmap(at, (area.height() - self._arrow) // 2, picture)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_("Column titles"))
            self.viewport().update()

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
