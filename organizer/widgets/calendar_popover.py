"""All of one day, over the calendar: what found no room in its cell is chosen here."""

import datetime as dt

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.calendar_days import NO_MARK, entry_words
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole

GAP = 3
MOST_SEEN = 14


class EntryList(QWidget):
    """Entries below one another; arrows walk, Enter or a click chooses."""

    chosen = Signal(object)

    def __init__(self, view: CalendarView, entries: list[CalendarEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self._ink = view.ink
        self._record = view.chosen
        self.entries = entries
        self.at = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def area(self, at: int) -> QRect:
        """Where the entry at this place stands."""
        height = self._ink.entry_height + 2
        return QRect(1, at * (height + GAP), self.width() - 2, height)

    @override
    def sizeHint(self) -> QSize:
        widest = max(
            (self._ink.entry_metrics.horizontalAdvance(one.title) for one in self.entries),
            default=0,
        )
        width = min(widest + self._ink.time_width + Space.XL, round(30 * self._ink.em))
        return QSize(width, len(self.entries) * (self._ink.entry_height + 2 + GAP))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(13 * self._ink.em), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, entry in enumerate(self.entries):
            self._ink.entry_line(
                painter,
                self.area(at),
                entry,
                chosen=entry.record == self._record,
                hovered=at == self.at,
            )
            if at == self.at and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self._ink.accent)
                painter.drawRoundedRect(self.area(at), 4, 4)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.entries:
            by = 1 if key == Qt.Key.Key_Down else -1
            self._go(max(0, min(self.at + by, len(self.entries) - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.entries:
            self.chosen.emit(self.entries[self.at])
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().toPoint())
        if found is not None and found != self.at:
            self._go(found)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().toPoint())
        if found is not None:
            self.chosen.emit(self.entries[found])

    def _under(self, point: QPoint) -> int | None:
        places = range(len(self.entries))
        return next((at for at in places if self.area(at).contains(point)), None)

    def _go(self, at: int) -> None:
        self.at = at
        self._say()
        self.update()

    def _say(self) -> None:
        if self.entries:
            self.setAccessibleName(entry_words(self.entries[self.at]))


class DayPopover(QFrame):
    """A day's heading and its entries; Esc closes it, as does a click beside it."""

    entry_chosen = Signal(object)
    new_wanted = Signal()

    def __init__(self, view: CalendarView, day: dt.date) -> None:
        super().__init__(view, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "true")
        self._view = view
        self._day = day
        self.setAccessibleName(format_date(day, "full"))
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(PlainLabel(format_date(day, "full"), self, role=TextRole.STRONG))
        mark = view.marks.get(day, NO_MARK)
        about = mark.tip.partition(" · ")[2]
        if about:
            titles.addWidget(PlainLabel(about, self, role=TextRole.CAPTION, tone=Tone.MUTED))
        head.addLayout(titles, 1)
        add = QToolButton(self)
        set_icon(add, "plus")
        add.setToolTip(_("New entry on this day"))
        add.setAccessibleName(_("New entry on this day"))
        add.clicked.connect(self._new)
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        self.list = EntryList(view, view.entries_of(day), self)
        self.list.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(head)
        if self.list.entries:
            column.addWidget(self._scrolled())
        else:
            column.addWidget(PlainLabel(_("Nothing on this day."), self, tone=Tone.MUTED))

    def _scrolled(self) -> QWidget:
        """The list, in a scroll area where the day is too full for the screen."""
        if len(self.list.entries) <= MOST_SEEN:
            return self.list
        from PySide6.QtWidgets import QScrollArea

        holder = QScrollArea(self)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setWidgetResizable(True)
        holder.setWidget(self.list)
        height = self.list.sizeHint().height() * MOST_SEEN // len(self.list.entries)
        holder.setFixedHeight(height)
        holder.setMinimumWidth(self.list.sizeHint().width() + Space.L)
        return holder

    def open(self) -> None:
        """Show over the day, within the screen."""
        self.adjustSize()
        screen = self._view.screen().availableGeometry()
        corner = self._view.viewport().mapToGlobal(self._view.place_of(self._day).topLeft())
        left = max(screen.left(), min(corner.x() - Space.S, screen.right() - self.width()))
        top = max(screen.top(), min(corner.y() - Space.S, screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus()

    def _choose(self, entry: CalendarEntry) -> None:
        self.close()
        self.entry_chosen.emit(entry)

    def _new(self) -> None:
        self.close()
        self.new_wanted.emit()
