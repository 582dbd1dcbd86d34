"""The list of steps: title, time and who; what was undone is greyed and says so."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from organizer.base.history import PastStep
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.screens.history.step_model import StepModel, day_words, time_of
from organizer.widgets.theme import Space, TextRole, theme


class StepsList(QListView):
    """Shows a StepModel; arrows walk from step to step."""

    current = Signal(object)
    """The PastStep that is selected now, or None."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = StepModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Painter(self, self.model_, today))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self._dress)

    def current_step(self) -> PastStep | None:
        """The step that is selected."""
        line = self.model_.line(self.currentIndex().row())
        return None if isinstance(line, dt.date) else line

    def select(self, step_id: str) -> bool:
        """Select a step that is read; whether it was."""
        row = self.model_.row_of(step_id)
        if row >= 0:
            index = self.model_.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return row >= 0

    def select_first(self) -> None:
        """Select the newest step."""
        if self.model_.steps:
            self.select(self.model_.steps[0].id)
            self.scrollToTop()  # the line of its day stands above it

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads; Home and PageUp as far as the newest step, below its day."""
        cursor = QAbstractItemView.CursorAction
        found = super().moveCursor(action, modifiers)
        stuck = action is cursor.MovePageUp and found.row() in (-1, 0, self.currentIndex().row())
        if (stuck or action is cursor.MoveHome) and self.model_.steps:
            self.scrollToTop()
            return self.model_.index(self.model_.row_of(self.model_.steps[0].id))
        return found

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.current.emit(self.current_step())

    @Slot()
    def _dress(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: StepsList, model: StepModel, today: Callable[[], dt.date]) -> None:
        super().__init__(view)
        self._model = model
        self._today = today

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = theme.line_height() + Space.XS
        if isinstance(self._model.line(index.row()), dt.date):
            return QSize(100, lines + Space.M)
        return QSize(100, lines + theme.line_height(TextRole.CAPTION) + Space.L)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = self._model.line(index.row())
        area: QRect = option.rect
        painter.save()
        if isinstance(line, dt.date):
            painter.setFont(theme.font(TextRole.STRONG))
            painter.setPen(QColor(theme.colours.muted))
            inside = area.adjusted(Space.M, Space.S, -Space.M, 0)
            painter.drawText(inside, _LEFT, day_words(line, self._today()))
        elif line is not None:
            self._paint_step(painter, option, area, line)
        painter.restore()

    def _paint_step(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, step: PastStep
    ) -> None:
        state: QStyle.StateFlag = option.state
        colours = theme.colours
        ground = area.adjusted(Space.XS, 1, -Space.XS, -1)
        if state & QStyle.StateFlag.State_Selected:
            self._ground(painter, ground, colours.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            self._ground(painter, ground, colours.hover)
        inside = area.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        caption = theme.font(TextRole.CAPTION)
        small = QFontMetrics(caption)
        right = ""
        if not step.in_force and step.undoes_id is None:
            right = _("Undone")
        body = theme.font()
        metrics = QFontMetrics(body)
        kept = small.horizontalAdvance(right) + Space.M if right else 0
        painter.setFont(body)
        quiet = not step.in_force or step.undoes_id is not None
        painter.setPen(QColor(colours.muted if quiet else colours.text))
        title = metrics.elidedText(step.title(), Qt.TextElideMode.ElideRight, inside.width() - kept)
        painter.drawText(inside, _TOP, title)
        painter.setFont(caption)
        painter.setPen(QColor(colours.muted))
        if right:
            painter.drawText(inside, _TOP_RIGHT, right)
        who = " · ".join(filter(None, (time_of(step), step.made_by)))
        painter.drawText(
            inside, _BOTTOM, small.elidedText(who, Qt.TextElideMode.ElideRight, inside.width())
        )

    @staticmethod
    def _ground(painter: QPainter, area: QRect, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, 6, 6)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_BOTTOM = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
