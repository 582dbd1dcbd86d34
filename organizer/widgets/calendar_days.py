"""What every view of a calendar holds: its period, entries and marks, and the day stood on.

A view is one widget that paints itself. It is given the entries and marks of its period and says
what its owner wants; whoever shows it reads, saves and shows again.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from organizer.base.formats import format_date
from organizer.base.words import _, ngettext
from organizer.widgets.calendar_painting import CalendarInk
from organizer.widgets.calendar_records import CalendarEntry, DayMark, by_day
from organizer.widgets.theme import theme

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


class DaysView(QAbstractScrollArea):
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

    @Slot()
    def _dress(self) -> None:
        self.ink = CalendarInk()
        self.arrange()


def entry_words(entry: CalendarEntry) -> str:
    """All that is known of an entry, in lines."""
    when = " ".join(filter(None, (format_date(entry.day), entry.times())))
    state = _("Called off") if entry.struck else ""
    return "\n".join(filter(None, (entry.title, when, entry.about, state)))
