"""The month of a register with 2,000 events, beside a QCalendarWidget that paints its cells.

What the calendar does is query, expansion of all repetitions and paint; the reference is given the
same entries and only paints. Steps of SQLite are counted too: they depend on the events shown.
"""

import datetime as dt
import gc
import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from organizer import domain
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.domain.events import actions
from organizer.domain.events.records import EventFilter, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition, days
from organizer.screens.events.entries import event_entries, read_period
from organizer.widgets.calendar_month import MonthView
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.hues import Hue, shades
from organizer.widgets.theme import Mode, TextRole, theme

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

TODAY = dt.date(2026, 3, 9)
SIZE = (1160, 580)
REFERENCE_SIZE = (1160, 660)
"""Qt's calendar gives its weekdays a row as high as a week: with this its weeks are as high."""
EVENTS = 2_000
SHOWN = 110
"""Events in the six weeks shown; the others are before and after."""
PATTERNS = 12
GOAL, SLACK = 1.5, 1.15
PAIRS, MORE_PAIRS = 9, 25
KINDS = ("meet_up", "salon", "private_board", "visit", "lecture", "online", "farewell")


def fill(register: Register, events: int) -> None:
    """Plan so many events, `SHOWN` of them in the month of TODAY, and some repetitions."""
    first = dt.date(2026, 2, 23)
    with register.step() as step:
        for number in range(events - PATTERNS):
            shown = number < SHOWN
            apart = number % 42 if shown else 60 + number % 700
            day = first + dt.timedelta(days=apart if shown or number % 2 else -apart)
            actions.add(
                step,
                f"第{number + 1}次线下沟通日",
                KINDS[number % len(KINDS)],
                [SessionTime(day, f"{8 + number % 12:02}:30", 90)],
                place="启明校区三楼报告厅",
            )
        for number in range(PATTERNS):
            rule = Repetition("WEEKLY", weekdays=(NthWeekday(0, number % 7),))
            time_of_day = SessionTime(dt.date(2024, 1, 1), "19:30", 90)
            actions.add(step, f"每周答疑{number}", "online", [time_of_day], repetition=rule)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Register]]:
    """Registers with 2,000 events and with a tenth of them."""
    domain.load()
    folder = tmp_path_factory.mktemp("calendar")
    made = {}
    for events in (EVENTS // 10, EVENTS):
        register = Register.create(folder / f"{events}.db", clock=FixedClock(TODAY))
        fill(register, events)
        made[events] = register
    yield made
    for register in made.values():
        register.close()


class PaintedCells(QCalendarWidget):
    """What is measured against: Qt's own calendar with the same in its cells, painted plainly."""

    def __init__(self, view: MonthView) -> None:
        super().__init__()
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setNavigationBarVisible(False)
        self.days, self.marks = dict(view.days), dict(view.marks)
        colours = theme.colours
        self.ink, self.muted = QColor(colours.text), QColor(colours.muted)
        self.grounds = {hue: QColor(shades(hue, dark=False).soft) for hue in Hue}
        self.bars = {hue: QColor(shades(hue, dark=False).ink) for hue in Hue}
        self.caption = theme.font(TextRole.CAPTION)
        self.painted = 0

    @override
    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        """The number, the lunar day, and as many entries as fit."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        day = dt.date(date.year(), date.month(), date.day())
        painter.setPen(self.ink)
        painter.setFont(self.font())
        painter.drawText(rect.adjusted(6, 3, 0, 0), 0, str(day.day))
        mark = self.marks.get(day)
        painter.setFont(self.caption)
        painter.setPen(self.muted)
        if mark is not None:
            painter.drawText(rect.adjusted(32, 4, 0, 0), 0, mark.text)
        entries, top = self.days.get(day, []), rect.top() + 26
        for at, entry in enumerate(entries):
            area = QRect(rect.left() + 4, top, rect.width() - 8, 20)
            if area.bottom() + 22 > rect.bottom() and at + 1 < len(entries):
                painter.setPen(self.muted)
                painter.drawText(area.adjusted(7, 0, 0, 0), 0, f"+{len(entries) - at}")
                break
            self.paint_entry(painter, area, entry)
            top += 22

    def paint_entry(self, painter: QPainter, area: QRect, entry: CalendarEntry) -> None:
        """A ground with a bar, the time, the title as far as it fits."""
        self.painted += 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.grounds[entry.hue])
        painter.drawRoundedRect(area, 4, 4)
        painter.setBrush(self.bars[entry.hue])
        painter.drawRoundedRect(QRect(area.left(), area.top(), 3, area.height()), 1.5, 1.5)
        painter.setFont(self.caption)
        painter.setPen(self.muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(7, 0, 0, 0), middle, entry.starts_at)
        painter.setFont(self.font())
        painter.setPen(self.ink)
        text = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, area.width() - 46
        )
        painter.drawText(area.adjusted(42, 0, 0, 0), middle, text)


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of some work on this thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def test_a_month_costs_no_more_than_qts_own_calendar(
    registers: dict[int, Register], qapp: QApplication, qtbot: QtBot
) -> None:
    theme.start(qapp, Mode.LIGHT, 100)
    register = registers[EVENTS]
    view = MonthView(TODAY)
    first, last = view.period(TODAY)
    shown = QPixmap(*REFERENCE_SIZE)

    def ours() -> None:
        days.cache_clear()  # each repetition is expanded anew, as in a month never looked at
        with register.reading() as db:
            found = read_period(db, first, last, EventFilter(), (event_entries,))
        view.show_entries(found.entries, found.marks)
        view.render(shown, QPoint())

    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.show()
    qtbot.waitExposed(view)
    ours()
    assert len(view.entries) >= SHOWN + PATTERNS * 4
    reference = PaintedCells(view)
    qtbot.addWidget(reference)
    reference.resize(*REFERENCE_SIZE)
    reference.setSelectedDate(QDate(TODAY.year, TODAY.month, TODAY.day))
    reference.show()
    qtbot.waitExposed(reference)

    def theirs() -> None:
        reference.render(shown, QPoint())

    theirs()
    assert reference.painted == sum(len(cell.lines) for cell in view.cells)
    gc.collect()
    gc.freeze()
    try:
        ratios = [cpu(ours) / cpu(theirs) for _pair in range(PAIRS)]
        if statistics.median(ratios) > GOAL * SLACK:
            ratios = [cpu(ours) / cpu(theirs) for _pair in range(MORE_PAIRS)]
    finally:
        gc.unfreeze()
    assert statistics.median(ratios) <= GOAL * SLACK, sorted(ratios)


def steps_of(db: Database, work: Callable[[Database], object]) -> int:
    """How many steps SQLite's machine takes for some reading."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection = db._connection
    connection.set_progress_handler(count, 1)
    try:
        work(db)
    finally:
        connection.set_progress_handler(None, 1)
    return counted


def test_reading_depends_on_what_is_shown_only(registers: dict[int, Register]) -> None:
    view = MonthView(TODAY)
    first, last = view.period(TODAY)

    def read(db: Database) -> object:
        return read_period(db, first, last, EventFilter(), (event_entries,))

    counts = {}
    for events, register in registers.items():
        with register.reading() as db:
            read(db)
            counts[events] = steps_of(db, read)
    assert counts[EVENTS] <= 1.1 * counts[EVENTS // 10], counts
