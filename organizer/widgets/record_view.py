"""The scrolling part of a record table: paints whole rows, keeps a selection, opens editors."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from organizer.base.overriding import override
from organizer.widgets.labels import plain_tip
from organizer.widgets.record_delegate import RecordDelegate
from organizer.widgets.record_header import RecordHeader, own_viewport
from organizer.widgets.record_model import RecordModel
from organizer.widgets.record_painter import Place, RecordPainter, Scene


class RecordView(QTableView):
    """Rows of equal height, one line each."""

    opened = Signal(int)
    """Enter or a double click on a row that is not edited by it; the row's number."""
    remove_pressed = Signal()
    copy_pressed = Signal()
    resized = Signal()
    """The viewport has another size; what lies over it has to follow."""

    def __init__(self, model: RecordModel, parent: QWidget) -> None:
        super().__init__(parent)
        own_viewport(self, QPalette.ColorRole.Base)
        self.records = model
        self._hovered = -1
        self._ranges: list[tuple[int, int]] = []
        self.painter = RecordPainter()
        self.header = RecordHeader(model.columns, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(RecordDelegate(model, self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(16)
        model.rows_arrived.connect(self.viewport().update)
        self.dress()

    def dress(self) -> None:
        """Take over text size and colours of the theme."""
        self.painter = RecordPainter()
        self.header.dress()
        self.verticalHeader().setDefaultSectionSize(self.painter.row_height)
        self.verticalScrollBar().setSingleStep(self.painter.row_height)
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        self.records.screen = self.viewport().height() // self.painter.row_height + 2

    # --- painting -------------------------------------------------------------------------------

    def visible_rows(self, area: QRect | None = None) -> range:
        """The numbers of the rows that lie in the area (the whole viewport unless given)."""
        area = area or self.viewport().rect()
        offset = self.verticalHeader().offset()
        height = self.painter.row_height
        first = max((offset + area.top()) // height, 0)
        last = (offset + area.bottom()) // height
        return range(first, min(last + 1, self.records.rowCount()))

    def places(self) -> list[Place]:
        """The visible columns in the order shown, with where they stand."""
        header = self.header
        width = self.viewport().width()
        places = []
        for visual in range(header.count()):
            section = header.logicalIndex(visual)
            if header.isSectionHidden(section):
                continue
            left = header.sectionViewportPosition(section)
            taken = header.sectionSize(section)
            if left < width and left + taken > 0:
                places.append(Place(self.records.columns[section], left, taken))
        return places

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        rows = self.visible_rows(event.rect())
        if rows:
            everything = self.visible_rows()
            self.records.prepare(everything.start, everything.stop - 1)
            current = self.currentIndex()
            scene = Scene(
                places=self.places(),
                width=self.viewport().width(),
                current_row=current.row(),
                current_key=self.records.columns[current.column()].key if current.isValid() else "",
                hovered_row=self._hovered,
                focused=self.hasFocus() or self.state() == QTableView.State.EditingState,
                selected=self._ranges,
            )
            top = rows.start * self.painter.row_height - self.verticalHeader().offset()
            self.painter.paint(painter, self.records, rows, top, scene)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.resized.emit()

    # --- selection ------------------------------------------------------------------------------

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), ascending and apart."""
        return self._ranges

    @override
    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.read_selection()
        self.viewport().update()

    def read_selection(self) -> None:
        """Note which rows are selected; asked once per change instead of once per cell."""
        found = sorted(
            (part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
        )
        ranges: list[tuple[int, int]] = []
        for first, last in found:
            if ranges and first <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], last))
            else:
                ranges.append((first, last))
        self._ranges = ranges

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin_somewhere()
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _begin_somewhere(self) -> None:
        """Make the first row in view current, unselected, where the keyboard has no row yet."""
        if not self.currentIndex().isValid() and self.records.rowCount():
            first = self.visible_rows().start
            self.selectionModel().setCurrentIndex(
                self.records.index(first, self._first_column()),
                self.selectionModel().SelectionFlag.NoUpdate,
            )

    def _first_column(self) -> int:
        for visual in range(self.header.count()):
            section = self.header.logicalIndex(visual)
            if not self.header.isSectionHidden(section):
                return section
        return 0

    # --- mouse and keys -------------------------------------------------------------------------

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))
        column = self._personal_at(event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if column else Qt.CursorShape.ArrowCursor
        )

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        height = self.painter.row_height
        offset = self.verticalHeader().offset()
        for changed in (self._hovered, row):
            if changed >= 0:
                width = self.viewport().width()
                self.viewport().update(0, changed * height - offset, width, height)
        self._hovered = row

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        key = self._personal_at(event.position().toPoint())
        if key and plain and event.button() == Qt.MouseButton.LeftButton:
            number = self.rowAt(event.position().toPoint().y())
            self.records.reveal(self.records.id(number), key)
            self.viewport().update()

    def _personal_at(self, point: QPoint) -> str:
        """The key of the masked column there; empty where a click has nothing to show."""
        if not self.records.masked:
            return ""
        row = self.records.row(self.rowAt(point.y()))
        section = self.columnAt(point.x())
        if row is None or section < 0:
            return ""
        column = self.records.columns[section]
        return column.key if column.personal and column.show(row) else ""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        number = self.rowAt(event.position().toPoint().y())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter in a cell comes up here: it ends the editing only
            return
        key = event.key()
        self._begin_somewhere()
        current = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current.row())
        elif key == Qt.Key.Key_Delete:
            self.remove_pressed.emit()
        elif key == Qt.Key.Key_F2 and current.isValid():
            self._edit_from(current)
        elif key == Qt.Key.Key_Space and not event.modifiers() and current.isValid():
            self._reveal_row(current.row())
        elif key == Qt.Key.Key_Escape and self._ranges:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and last row; Qt would only change the column."""
        rows, column = self.records.rowCount(), max(self.currentIndex().column(), 0)
        if action == QAbstractItemView.CursorAction.MoveHome and rows:
            return self.records.index(0, column)
        if action == QAbstractItemView.CursorAction.MoveEnd and rows:
            return self.records.index(rows - 1, column)
        return super().moveCursor(action, modifiers)

    def _edit_from(self, current: QModelIndex) -> None:
        """Edit the current cell, or the first of the row that can be edited."""
        self.records.prepare(current.row(), current.row())
        sections = [self.header.logicalIndex(at) for at in range(self.header.count())]
        for section in (current.column(), *sections):
            if (
                self.records.columns[section].edit is not None
                and not self.header.isSectionHidden(section)
                and self.records.row(current.row()) is not None
            ):
                index = self.records.index(current.row(), section)
                self.setCurrentIndex(index)
                self.edit(index)
                return

    def _reveal_row(self, number: int) -> None:
        for place in self.places():
            if place.column.personal:
                self.records.reveal(self.records.id(number), place.column.key)
        self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_hint(event)
            return True
        return super().viewportEvent(event)

    def _show_hint(self, event: QHelpEvent) -> None:
        number = self.rowAt(event.pos().y())
        section = self.columnAt(event.pos().x())
        row = self.records.row(number)
        if row is None or section < 0:
            QToolTip.hideText()
            return
        column = self.records.columns[section]
        text = self.records.text(self.records.id(number), row, column)
        width = self.header.sectionSize(section)
        if column.hint is not None:
            hint = column.hint(row)
        elif (
            column.badges is not None
            or (column.brief is not None and column.brief(text) != text)
            or self.painter.is_cut(text, width, strong=column.strong)
        ):
            hint = text
        else:
            hint = ""
        QToolTip.showText(event.globalPos(), plain_tip(hint), self.viewport())
