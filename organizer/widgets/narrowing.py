"""A line of words above a list: typing narrows the list, the keyboard stays in the line."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from organizer.base.overriding import override

PAGE = 8
"""Lines that Page Up and Page Down walk."""


class Narrowing(QObject):
    """Shows the items of a list that fit the words typed; arrows walk them, Enter takes one.

    The first that fits is always marked. A heading is an item that can't be selected; it is shown
    while something under it is. The blank takes the marked item unless words are being typed.
    """

    taken = Signal(QListWidgetItem)

    def __init__(self, line: QLineEdit, view: QListWidget) -> None:
        super().__init__(line)
        self._line, self._view = line, view
        self._typing = False
        line.textChanged.connect(self.narrow)
        line.textEdited.connect(self._typed)
        line.installEventFilter(self)

    def narrow(self, words: str) -> None:
        """Hide what does not fit, and mark the first that does."""
        wanted = words.strip().casefold()
        heading: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for item in self._items():
            if not _can_be_taken(item):
                heading = item
                heading.setHidden(True)
                continue
            fits = wanted in item.text().casefold()
            item.setHidden(not fits)
            if heading is not None and fits:
                heading.setHidden(False)
            if fits and first is None:
                first = item
        self._view.setCurrentItem(first)  # type: ignore[arg-type]  # none is allowed
        self._view.scrollToTop()

    def walk(self, steps: int) -> None:
        """Mark the item so many further down (or up) among those shown."""
        shown = [item for item in self._items() if _can_be_taken(item) and not item.isHidden()]
        if not shown:
            return
        current = self._view.currentItem()
        at = shown.index(current) + steps if current in shown else 0
        self._view.setCurrentItem(shown[max(0, min(at, len(shown) - 1))])
        if at <= 0:
            self._view.scrollToTop()  # with the heading above it

    def _items(self) -> list[QListWidgetItem]:
        return [self._view.item(row) for row in range(self._view.count())]

    def _typed(self, text: str) -> None:
        self._typing = bool(text)

    def _take(self) -> None:
        item = self._view.currentItem()
        shown: QListWidgetItem | None = item  # Qt gives none where no item is marked
        if shown is not None and not shown.isHidden() and _can_be_taken(shown):
            self.taken.emit(item)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event.key())
        return False

    def _pressed(self, key: int) -> bool:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: PAGE, keys.Key_PageUp: -PAGE}
        for one, far in steps.items():
            if key == one:
                self._typing = False
                self.walk(far)
                return True
        if key in (keys.Key_Return, keys.Key_Enter) or (key == keys.Key_Space and not self._typing):
            self._take()
            return True
        return False


def _can_be_taken(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsSelectable)
