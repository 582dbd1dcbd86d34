"""What a list can be filtered by, to choose one: grouped under quiet headings, found by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.widgets.filter_kinds import FilterKind
from organizer.widgets.narrowing import Narrowing
from organizer.widgets.theme import Space, TextRole, theme

SEARCH_FROM = 8
"""Kinds from which a search line stands above them."""
TALLEST = 420
"""Pixels at a text size of 100 %; more kinds are scrolled to."""


class FilterMenu(QFrame):
    """A pop-up with the kinds of filters; Esc or a click elsewhere closes it."""

    chosen = Signal(str)
    """The key of a kind."""

    def __init__(self, kinds: Sequence[FilterKind], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "true")
        self.setAccessibleName(_("Add a filter"))
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("What to filter by"))
        self.search.setAccessibleName(_("What to filter by"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Add a filter"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._fill(kinds)
        self._narrowing = Narrowing(self.search, self.list)
        self._narrowing.taken.connect(self._take)
        self._narrowing.narrow("")
        if len(kinds) < SEARCH_FROM:  # seen at a glance: the list has the keyboard
            self.search.hide()
            self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.list.installEventFilter(self._narrowing)

    def _fill(self, kinds: Sequence[FilterKind]) -> None:
        headings = list(dict.fromkeys(kind.heading for kind in kinds))
        for heading in headings:
            if heading:
                quiet = QListWidgetItem(_(heading), self.list)
                quiet.setFlags(Qt.ItemFlag.NoItemFlags)
                quiet.setFont(theme.font(TextRole.CAPTION))
                quiet.setForeground(QBrush(QColor(theme.colours.muted)))
            for kind in kinds:
                if kind.heading == heading:
                    item = QListWidgetItem(_(kind.title), self.list)
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                    item.setData(Qt.ItemDataRole.UserRole, kind.key)

    def open_below(self, anchor: QWidget) -> None:
        """Show under a widget, within its window, ready to type."""
        window = anchor.window()
        room = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + Space.XS))
        margins = self.contentsMargins().top() + 3 * Space.S + 2
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        line = 0 if self.search.isHidden() else self.search.sizeHint().height()
        wanted = rows + line + margins
        below = room.bottom() - Space.S - corner.y()
        height = min(wanted, TALLEST * theme.text_percent // 100, max(below, 160))
        width = max(220, self.list.sizeHintForColumn(0) + 48)
        left = max(room.left() + Space.S, min(corner.x(), room.right() - Space.S - width))
        top = min(corner.y(), room.bottom() - Space.S - height)
        self.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
        self.show()
        (self.list if self.search.isHidden() else self.search).setFocus()

    def _take(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key is not None:
            self.close()
            self.chosen.emit(str(key))
