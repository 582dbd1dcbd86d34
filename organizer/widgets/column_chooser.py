"""Which columns a table shows, in which order and how it is sorted, also without a mouse."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

KEY_ROLE = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """A pop-up over a table's columns; every change shows in the table at once."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "true")
        self.setAccessibleName(_("Columns"))
        self._table = table
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(PlainLabel(_("Columns"), role=TextRole.STRONG))
        column.addLayout(self._build_list())
        column.addWidget(PlainLabel(_("Sort by"), role=TextRole.STRONG))
        column.addLayout(self._build_sort())
        reset = QPushButton(_("Back to the original columns"))
        set_kind(reset, Kind.QUIET)
        reset.clicked.connect(self._reset)
        column.addWidget(reset, alignment=Qt.AlignmentFlag.AlignLeft)
        self._fill()

    def open_at(self, point: QPoint) -> None:
        """Show with the upper left corner at a point of the screen, moved inside it."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(point.x(), room.right() - self.width()))
        top = max(room.top(), min(point.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus()

    def _build_list(self) -> QHBoxLayout:
        self.list = ColumnList(self)
        self.list.setAccessibleName(_("Columns"))
        self.list.itemChanged.connect(self._ticked)
        self.list.model().rowsMoved.connect(self._dragged)
        self.up = self._arrow("chevron-up", _("Move up"), -1)
        self.down = self._arrow("chevron-down", _("Move down"), 1)
        side = QVBoxLayout()
        side.setSpacing(Space.XS)
        side.addWidget(self.up)
        side.addWidget(self.down)
        side.addStretch()
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.list)
        row.addLayout(side)
        return row

    def _arrow(self, name: str, text: str, step: int) -> QToolButton:
        button = QToolButton()
        set_icon(button, name)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.move_current(step))
        return button

    def _build_sort(self) -> QHBoxLayout:
        self.sort = QComboBox()
        self.sort.setAccessibleName(_("Sort by"))
        self.direction = QComboBox()
        self.direction.setAccessibleName(_("Direction"))
        self.direction.addItems([_("Ascending"), _("Descending")])
        for column in self._table.model.columns:
            if column.sortable:
                self.sort.addItem(_(column.title), column.key)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.sort, stretch=1)
        row.addWidget(self.direction)
        at = self.sort.findData(self._table.columns.sort)
        self.sort.setCurrentIndex(at)
        self.direction.setCurrentIndex(int(self._table.columns.descending))
        self.sort.activated.connect(self._sort)
        self.direction.activated.connect(self._sort)
        return row

    def _fill(self, current: int = 0) -> None:
        layout = self._table.columns
        self._filling = True
        self.list.clear()
        for column in layout.ordered():
            item = QListWidgetItem(_(column.title))
            item.setData(KEY_ROLE, column.key)
            shown = layout.is_visible(column.key)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self._filling = False
        rows = min(self.list.count(), 14)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 20) + Space.S)
        self.list.setMinimumWidth(max(220, self.list.sizeHintForColumn(0) + 32))

    def _ticked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        key = str(item.data(KEY_ROLE))
        self._table.columns.set_visible(key, item.checkState() == Qt.CheckState.Checked)
        if self._table.columns.is_visible(key) and item.checkState() != Qt.CheckState.Checked:
            self._fill(self.list.row(item))  # the last column stays

    def _dragged(self) -> None:
        if self._filling:
            return
        for place in range(self.list.count()):
            self._table.columns.move(str(self.list.item(place).data(KEY_ROLE)), place)

    def move_current(self, step: int) -> None:
        """Move the current column one place up (-1) or down (1)."""
        at = self.list.currentRow()
        to = at + step
        if at < 0 or not 0 <= to < self.list.count():
            return
        self._table.columns.move(str(self.list.item(at).data(KEY_ROLE)), to)
        self._fill(to)

    def _sort(self) -> None:
        key = self.sort.currentData()
        if key:
            self._table.sort_by(str(key), descending=self.direction.currentIndex() == 1)

    def _reset(self) -> None:
        self._table.columns.reset()
        self._fill()


class ColumnList(QListWidget):
    """The columns with ticks; dragged, or moved with Ctrl+Up and Ctrl+Down."""

    def __init__(self, chooser: ColumnChooser) -> None:
        super().__init__()
        self._chooser = chooser
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setMinimumSize(QSize(220, 40))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._chooser.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
