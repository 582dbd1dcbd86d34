"""What every view of a calendar does: days and entries under pointer and keyboard, dragging.

A view is one widget that paints itself. It is given the entries and marks of its period and says
what its owner wants; whoever shows it reads, saves and shows again.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.widgets.calendar_painting import CalendarInk
from organizer.widgets.calendar_records import CalendarEntry, DayMark, by_day, clock
from organizer.widgets.labels import plain_tip
from organizer.widgets.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
NO_MARK = DayMark()


class Hit(NamedTuple):
    """What lies under a point: perhaps an entry, a day, a time of that day."""

    day: dt.date | None = None
    entry: CalendarEntry | None = None
    minute: int | None = None
    """Minutes since midnight, where the view has hours."""
    edge: str = ""
    """"top" or "bottom" of the entry, where it can be made longer."""
    more: bool = False
    """The words that say how many entries don't fit."""
    number: bool = False
    """The number of the day."""


class CalendarView(QAbstractScrollArea):
    """A view over the period that holds `day`; a subclass lays out, paints and finds.

    `day` is the day the keyboard stands on, `anchor` the one whose period is shown, `chosen` the
    record whose entries are marked.
    """

    day_changed = Signal(object)
    """The keyboard or a click went to another day, perhaps out of the period shown."""
    entry_chosen = Signal(object)
    """Another entry was chosen, or (None) none is."""
    entry_opened = Signal(object)
    """Enter or a double click on an entry."""
    entry_moved = Signal(object, object)
    """An entry should be where its copy (the second) is."""
    remove_wanted = Signal(object)
    new_wanted = Signal(object, str, int)
    """Something new on this day; from this time on ('': any), so many minutes (0: as usual)."""
    day_wanted = Signal(object)
    """All of this day should be shown."""
    menu_wanted = Signal(object, object, QPoint)
    """What can be done here (Hit's day, entry or None, where on the screen)."""
    view_wanted = Signal(int)
    """The view of this number (1 to 4) should be shown."""
    left_upwards = Signal()

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.day = self.anchor = today
        self.chosen = ""
        self.marks: Mapping[dt.date, DayMark] = {}
        self.entries: tuple[CalendarEntry, ...] = ()
        self.days: dict[dt.date, list[CalendarEntry]] = {}
        self.ink = CalendarInk()
        self.hovered = Hit()
        self.ghost: CalendarEntry | None = None
        """Where what is being dragged would come to be."""
        self.ghost_at = QPoint()
        self._pressed: Hit | None = None
        self._pressed_at = QPoint()
        self._first_press = Hit()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        theme.changed.connect(self._dress)

    # --- what a subclass says ---------------------------------------------------------------------

    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and last day that are shown with a day."""
        raise NotImplementedError

    def turned(self, by: int) -> dt.date:
        """The day to stand on in the next (or an earlier) period."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Work out where everything stands; called when entries, size or look changed."""

    def hit(self, point: QPoint) -> Hit:
        """What lies under a point of the viewport."""
        raise NotImplementedError

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

    def place_of(self, day: dt.date) -> QRect:  # noqa: ARG002 - views with cells know better
        """Where a day stands in the viewport."""
        return self.viewport().rect()

    def repaint_day(self, day: dt.date | None) -> None:  # noqa: ARG002 - as `place_of`
        """Paint what may look otherwise when the pointer is on a day."""
        self.viewport().update()

    def show_day(self) -> None:
        """Scroll to the day the keyboard stands on."""

    # --- what is shown ----------------------------------------------------------------------------

    def show_entries(
        self,
        entries: Sequence[CalendarEntry],
        marks: Mapping[dt.date, DayMark],
        today: dt.date | None = None,
    ) -> None:
        """Show the entries and marks of the period around `day`."""
        self.today = today or self.today
        self.entries = tuple(entries)
        self.days = by_day(entries)
        self.marks = marks
        self.hovered = Hit()
        self.arrange()
        self._tell()

    def go_to(self, day: dt.date) -> None:
        """Stand on a day without telling anybody; entries of a new period come afterwards."""
        self.day = self.anchor = day
        self.arrange()
        self._tell()

    def choose(self, record: str) -> None:
        """Mark the entries of a record without telling anybody; '' marks none."""
        if record != self.chosen:
            self.chosen = record
            self.viewport().update()
            self._tell()

    def arrange(self) -> None:
        """Lay out anew and paint."""
        self.lay_out()
        self.viewport().update()

    def chosen_entry(self) -> CalendarEntry | None:
        """The chosen entry on the present day, else any of its record in the period."""
        if not self.chosen:
            return None
        found = [one for one in self.entries if one.record == self.chosen]
        return next((one for one in found if one.day == self.day), found[0] if found else None)

    def entries_of(self, day: dt.date) -> list[CalendarEntry]:
        """The entries of a day in their order."""
        return self.days.get(day, [])

    def shows(self, day: dt.date) -> bool:
        """Whether the keyboard may stand on a day without another period being shown."""
        first, last = self.period(self.anchor)
        return first <= day <= last

    # --- words ------------------------------------------------------------------------------------

    def in_words(self, day: dt.date) -> str:
        """A day and what is on it, for a screen reader."""
        entries = self.entries_of(day)
        count = ngettext("{count} planned", "{count} planned", len(entries)).format(
            count=len(entries)
        )
        parts = [format_date(day, "full"), self.marks.get(day, NO_MARK).tip, count]
        parts += [f"{one.starts_at} {one.title}".strip() for one in entries[:10]]
        return ", ".join(filter(None, parts))

    def _tell(self) -> None:
        entry = self.chosen_entry()
        words = self.in_words(self.day)
        if entry is not None and entry.day == self.day:
            words = f"{entry_words(entry)}. {words}"
        self.setAccessibleDescription(words)
        if self.hasFocus() and QAccessible.isActive():
            change = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(change)

    # --- going about ------------------------------------------------------------------------------

    def walk_to(self, day: dt.date, *, turn: bool = True) -> None:
        """Stand on a day and tell it; `turn` to its period where it is not in the one shown.

        A click never turns: what was clicked would move away from under the pointer.
        """
        if day == self.day and (not turn or self.shows(day)):
            return
        self.day = day
        if self.shows(day):
            self.anchor = day
        elif turn:
            self.anchor = day
            self.arrange()
        self.viewport().update()
        self._tell()
        self.day_changed.emit(day)
        self.show_day()

    def take(self, entry: CalendarEntry | None) -> None:
        """Choose an entry (or none) and tell it."""
        before = self.chosen
        if entry is not None:
            self.walk_to(entry.day, turn=False)
        self.choose(entry.record if entry else "")
        if before != self.chosen:
            self.entry_chosen.emit(entry)

    def next_entry(self, by: int, *, beyond: bool = False) -> None:
        """Choose the next entry of the day; `beyond`: of the whole period."""
        some = (
            [one for day in sorted(self.days) for one in self.days[day]]
            if beyond
            else self.entries_of(self.day)
        )
        if not some:
            return
        present = self.chosen_entry()
        if present is not None and present in some:
            at = some.index(present) + by
            at = at % len(some) if not beyond else max(0, min(at, len(some) - 1))
        elif beyond:
            later = (at for at, one in enumerate(some) if one.day >= self.day)
            first = next(later, len(some))
            at = max(0, min(first if by > 0 else first - 1, len(some) - 1))
        else:
            at = 0 if by > 0 else len(some) - 1
        self.take(some[at])

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

    @Slot()
    def _dress(self) -> None:
        self.ink = CalendarInk()
        self.arrange()


def entry_words(entry: CalendarEntry) -> str:
    """All that is known of an entry, in lines."""
    when = " ".join(filter(None, (format_date(entry.day), entry.times())))
    state = _("Called off") if entry.struck else ""
    return "\n".join(filter(None, (entry.title, when, entry.about, state)))
