"""Putting the rows of a table into another order, by dragging them or with Alt+Up and Alt+Down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame

from organizer.base.overriding import override
from organizer.widgets.theme import theme

if TYPE_CHECKING:
    from organizer.widgets.record_table import RecordTable

LINE = 2
"""Pixels: the mark where a dragged row would go."""


def moved(ids: Sequence[str], chosen: Sequence[str], to: int) -> list[str]:
    """The ids with the chosen ones put together before what stood at place `to`."""
    wanted = set(chosen)
    before = [one for one in ids[:to] if one not in wanted]
    behind = [one for one in ids[to:] if one not in wanted]
    return [*before, *(one for one in ids if one in wanted), *behind]


class RowOrder(QObject):
    """Lets the rows of a table be put in order; whoever listens saves it and lists again."""

    reordered = Signal(list)
    """All ids in the order wanted."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(table)
        self._table = table
        self._view = table.view
        self._pressed: QPoint | None = None
        self._row = -1
        self._to = -1
        self._mark = QFrame(self._view.viewport())
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._view.viewport().installEventFilter(self)
        self._view.installEventFilter(self)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move(by))

    @property
    def dragging(self) -> bool:
        """Whether a row is being dragged."""
        return self._to >= 0

    def move(self, by: int) -> None:
        """Move the selected rows up (-1) or down (1) by one."""
        ids = self._table.shown_ids()
        chosen = self._table.selected_ids() or [self._table.current_id()]
        places = [at for at, one in enumerate(ids) if one in chosen]
        if not places:
            return
        to = places[0] - 1 if by < 0 else places[-1] + 2
        if 0 <= to <= len(ids):
            self._give(chosen, to)

    def _give(self, chosen: Sequence[str], to: int) -> None:
        ids = self._table.shown_ids()
        wanted = moved(ids, chosen, to)
        if wanted != ids:
            self.reordered.emit(wanted)

    # --- dragging -------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and self.dragging and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self._let_go()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            left = event.button() == Qt.MouseButton.LeftButton
            self._row = self._view.rowAt(at.y()) if plain and left else -1
            self._pressed = at
            return False
        if kind is QEvent.Type.MouseMove and self._row >= 0 and self._pressed is not None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self.dragging or far:
                self._show_place(at)
            return True  # else the view would select what the pointer goes over
        if kind is QEvent.Type.MouseButtonRelease:
            return self._dropped()
        return False

    def _show_place(self, at: QPoint) -> None:
        height = self._view.painter.row_height
        offset = self._view.verticalHeader().offset()
        rows = self._view.records.rowCount()
        self._to = max(0, min(rows, (at.y() + offset + height // 2) // height))
        self._mark.setStyleSheet(f"background: {theme.colours.accent};")
        top = self._to * height - offset - LINE // 2
        self._mark.setGeometry(0, max(0, top), self._view.viewport().width(), LINE)
        self._mark.show()
        self._mark.raise_()

    def _dropped(self) -> bool:
        row, to = self._row, self._to
        self._let_go()
        if to < 0:
            return False
        dragged = self._view.records.id(row)
        chosen = self._table.selected_ids()
        self._give(chosen if dragged in chosen else [dragged], to)
        return True

    def _let_go(self) -> None:
        self._row = self._to = -1
        self._pressed = None
        self._mark.hide()
