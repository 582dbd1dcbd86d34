"""A layout that fills a line and goes on in the next, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from organizer.base.overriding import override
from organizer.widgets.theme import Space


class FlowLayout(QLayout):
    """Puts widgets beside one another in their own size and breaks the line where it is full."""

    def __init__(self, parent: QWidget | None = None, spacing: int = Space.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def insert(self, position: int, widget: QWidget) -> None:
        """Put a widget before the one at this position."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(0, len(shown) - 1)
        width = sum(size.width() for size in shown) + gaps
        return self._with_margins(QSize(width, max((size.height() for size in shown), default=0)))

    @override
    def minimumSize(self) -> QSize:
        smallest = QSize()
        for item in self._items:
            if not item.isEmpty():
                smallest = smallest.expandedTo(item.minimumSize())
        return self._with_margins(smallest)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size.grownBy(margins)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = area.x(), area.y(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), area.width())
            if row and x + width > area.right() + 1:
                self._set_row(row, line, move=move)
                x, y, line, row = area.x(), y + line + self.spacing(), 0, []
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            row.append((item, QRect(QPoint(x, y), QSize(width, height))))
            x += width + self.spacing()
            line = max(line, height)
        self._set_row(row, line, move=move)
        return y + line - rect.y() + margins.bottom()

    @staticmethod
    def _set_row(row: list[tuple[QLayoutItem, QRect]], line: int, *, move: bool) -> None:
        if move:
            for item, place in row:
                item.setGeometry(place.translated(0, (line - place.height()) // 2))


def place_beside(anchor: QWidget, size: QSize) -> QRect:
    """Where a pop-up of this size stands: under the widget, else above it, within the screen.

    It keeps clear of the window's left and right edges, unless that is narrower than the pop-up.
    """
    screen = anchor.screen().availableGeometry()
    window = anchor.window()
    across = QRect(window.mapToGlobal(QPoint(Space.S, 0)), window.size()).adjusted(
        0, 0, -2 * Space.S, 0
    )
    if across.width() >= size.width():
        screen.setLeft(max(screen.left(), across.left()))
        screen.setRight(min(screen.right(), across.right()))
    size = size.boundedTo(screen.size())
    corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
    if corner.y() + size.height() > screen.bottom():
        corner = anchor.mapToGlobal(QPoint(0, -size.height() - 2))
    left = max(screen.left(), min(corner.x(), screen.right() + 1 - size.width()))
    top = max(screen.top(), min(corner.y(), screen.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)
