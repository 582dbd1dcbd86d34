"""Days and entries of a calendar under pointer and keyboard: walking, choosing, dragging."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from organizer.base.overriding import override
from organizer.widgets.calendar_days import NO_MARK, DaysView, Hit, entry_words
from organizer.widgets.calendar_records import CalendarEntry, clock
from organizer.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CalendarView(DaysView):
    """A view that answers pointer and keyboard; a subclass lays out, paints and finds."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.ghost: CalendarEntry | None = None
        """Where what is being dragged would come to be."""
        self.ghost_at = QPoint()
        self._pressed: Hit | None = None
        self._pressed_at = QPoint()
        self._first_press = Hit()

    # --- what a subclass says ---------------------------------------------------------------------

    def dragged(self, start: Hit, now: Hit) -> CalendarEntry | None:
        """Where what was taken hold of at `start` would come to be; None where it can't."""
        raise NotImplementedError

    def vertical(self, by: int) -> None:
        """The arrow keys up and down."""
        raise NotImplementedError

    def nudged(self, entry: CalendarEntry, days: int, down: int) -> CalendarEntry:
        """An entry moved by Alt and an arrow."""
        raise NotImplementedError

    def stretched(self, entry: CalendarEntry, down: int) -> CalendarEntry | None:  # noqa: ARG002
        """An entry made longer or shorter by Shift and an arrow; None where that can't be."""
        return None

    # --- keyboard ---------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and self._arrow(key, held):
            return
        if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            does = self._keys().get(key)
            if does is not None:
                does()
                return
        super().keyPressEvent(event)

    def _arrow(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        across, down = _ARROWS[key]
        if held == Qt.KeyboardModifier.NoModifier:
            if across:
                self.walk_to(self.day + dt.timedelta(days=across))
            else:
                self.vertical(down)
            return True
        entry = self.chosen_entry()
        if entry is None or not entry.movable:
            return False
        if held == Qt.KeyboardModifier.AltModifier:
            self.entry_moved.emit(entry, self.nudged(entry, across, down))
            return True
        if held == Qt.KeyboardModifier.ShiftModifier:
            longer = self.stretched(entry, down) if down else None
            self.entry_moved.emit(entry, longer or self.nudged(entry, across, down))
            return True
        return False

    def _keys(self) -> "dict[Qt.Key, Callable[[], object]]":
        return {
            Qt.Key.Key_Home: lambda: self.walk_to(self.today),
            Qt.Key.Key_T: lambda: self.walk_to(self.today),
            Qt.Key.Key_PageUp: lambda: self.walk_to(self.turned(-1)),
            Qt.Key.Key_PageDown: lambda: self.walk_to(self.turned(1)),
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Space: lambda: self.next_entry(1),
            Qt.Key.Key_Backspace: lambda: self.next_entry(-1),
            Qt.Key.Key_N: self._new_here,
            Qt.Key.Key_Delete: self._remove,
            Qt.Key.Key_Escape: self._let_go,
            Qt.Key.Key_1: lambda: self.view_wanted.emit(1),
            Qt.Key.Key_2: lambda: self.view_wanted.emit(2),
            Qt.Key.Key_3: lambda: self.view_wanted.emit(3),
            Qt.Key.Key_4: lambda: self.view_wanted.emit(4),
        }

    def _enter(self) -> None:
        entry = self.chosen_entry()
        if entry is not None and entry.day == self.day:
            self.entry_opened.emit(entry)
        elif self.overflows(self.day):
            self.day_wanted.emit(self.day)
        elif self.entries_of(self.day):
            self.next_entry(1)
        else:
            self._new_here()

    def overflows(self, day: dt.date) -> bool:  # noqa: ARG002 - only views that cut a day do
        """Whether some entries of a day are not seen."""
        return False

    def _new_here(self) -> None:
        self.new_wanted.emit(self.day, "", 0)

    def _remove(self) -> None:
        entry = self.chosen_entry()
        if entry is not None and entry.movable:
            self.remove_wanted.emit(entry)

    def _let_go(self) -> None:
        if self.ghost is not None or self._pressed is not None:
            self._pressed = None
            self._drop_ghost()
        else:
            self.take(None)

    # --- pointer ----------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed_at = event.position().toPoint()
        self._pressed = self._first_press = self.hit(self._pressed_at)
        if self._pressed.day is not None and self._pressed.entry is None:
            self.walk_to(self._pressed.day, turn=False)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        now = self.hit(point)
        if self._pressed is None:
            self._hover(now)
            return
        far = (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        start = self._pressed
        if (far or self.ghost is not None) and (start.entry is None or start.entry.movable):
            self.ghost = self.dragged(start, now)
            self.ghost_at = point
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._pressed = self._pressed, None
        if start is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        ghost = self.ghost
        self._drop_ghost()
        if ghost is not None:
            if start.entry is None:
                self.new_wanted.emit(ghost.day, ghost.starts_at, ghost.minutes)
            elif ghost != start.entry:
                self.entry_moved.emit(start.entry, ghost)
            return
        now = self.hit(event.position().toPoint())
        if start.more or start.number:
            if (now.day, now.more, now.number) == (start.day, start.more, start.number):
                self.day_wanted.emit(start.day)
        elif start.entry is None or now.entry == start.entry:
            self.take(start.entry)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """An entry is opened; on empty time something new begins.

        The first click may have moved everything: what it met counts.
        """
        self._pressed = None
        first = self._first_press
        if event.button() is not Qt.MouseButton.LeftButton or first.more or first.number:
            return
        if first.entry is not None:
            self.entry_opened.emit(first.entry)
        elif first.day is not None:
            starts_at = "" if first.minute is None else clock(first.minute // 30 * 30)
            self.new_wanted.emit(first.day, starts_at, 0)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            found = self.hit(event.pos())
            where = event.globalPos()
        else:
            found = Hit(self.day, self.chosen_entry())
            where = self.viewport().mapToGlobal(self.viewport().rect().center())
        if found.entry is not None:
            self.take(found.entry)
        elif found.day is not None:
            self.walk_to(found.day, turn=False)
        self.menu_wanted.emit(found.day, found.entry, where)

    def _hover(self, now: Hit) -> None:
        before = self.hovered
        if (now.entry, now.more, now.edge, now.number, now.day) != (
            before.entry,
            before.more,
            before.edge,
            before.number,
            before.day,
        ):
            self.hovered = now
            for day in {before.day, now.day} - {None}:
                self.repaint_day(day)
        if now.edge and now.entry is not None and now.entry.movable:
            shape = Qt.CursorShape.SizeVerCursor
        elif now.more or now.number:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _drop_ghost(self) -> None:
        self.ghost = None
        self.viewport().update()

    # --- Qt ---------------------------------------------------------------------------------------

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Leave:
            self._hover(Hit())
        elif kind is QEvent.Type.Resize:
            self.arrange()
        elif kind is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        found = self.hit(event.pos())
        words = ""
        if found.entry is not None:
            words = entry_words(found.entry)
        elif found.day is not None and (found.number or found.minute is None):
            words = self.marks.get(found.day, NO_MARK).tip
        QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
