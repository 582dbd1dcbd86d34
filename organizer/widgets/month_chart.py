"""A small honest chart: bars from zero, a dot where something was counted besides."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from organizer.base.overriding import override
from organizer.widgets.theme import Space, TextRole, theme


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its value, and what was counted (None: nothing)."""

    label: str
    value: int
    counted: int | None = None


class MonthChart(QWidget):
    """Bars beside one another, each with its figure; the axis begins at zero.

    The last bar may stand for a time that is not over: it is painted lighter.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar], description: str) -> None:
        """Show these; `description` says the same in words, for those who can't see it."""
        self._bars = tuple(bars)
        self.setAccessibleName(description)
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 7 * theme.line_height(TextRole.CAPTION) + Space.L)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(TextRole.CAPTION))
        line = theme.line_height(TextRole.CAPTION)
        highest = max(max(bar.value, bar.counted or 0) for bar in self._bars) or 1
        top, bottom = line + Space.S, self.height() - line - Space.XS
        unit = (bottom - top) / highest
        step = self.width() / len(self._bars)
        painter.fillRect(QRectF(0, bottom, self.width(), 1), QColor(theme.colours.outline))
        every = self._every(painter, step)
        for place, bar in enumerate(self._bars):
            told = (len(self._bars) - 1 - place) % every == 0
            area = QRectF(place * step, bottom - bar.value * unit, step, bar.value * unit)
            counted = None if bar.counted is None else bottom - bar.counted * unit
            self._paint_bar(painter, bar, area, counted, told=told)
        painter.end()

    def _every(self, painter: QPainter, step: float) -> int:
        """How many bars share one label, so that labels never overlap."""
        widest = max(painter.fontMetrics().horizontalAdvance(bar.label) for bar in self._bars)
        return max(1, -(-(widest + Space.S) // max(1, int(step))))

    def _paint_bar(
        self, painter: QPainter, bar: Bar, area: QRectF, counted: float | None, *, told: bool
    ) -> None:
        """Paint a bar in its place; `counted` is the height of its dot on the same scale."""
        colours = theme.colours
        line = theme.line_height(TextRole.CAPTION)
        width = min(28.0, area.width() * 0.6)
        middle = area.center().x()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_fill))
        painter.setOpacity(0.55 if bar is self._bars[-1] else 1.0)
        painter.drawRoundedRect(QRectF(middle - width / 2, area.top(), width, area.height()), 2, 2)
        painter.setOpacity(1.0)
        top = area.top()
        if counted is not None:
            painter.setBrush(QColor(colours.warning))
            painter.drawEllipse(QPointF(middle, counted), 3.5, 3.5)
            top = min(top, counted - 4)
        if told:
            painter.setPen(QColor(colours.muted))
            wide = QRectF(middle - 60, top - line - 2, 120, line)
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, str(bar.value))
            below = QRectF(middle - 60, area.bottom() + Space.XS, 120, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.label)
