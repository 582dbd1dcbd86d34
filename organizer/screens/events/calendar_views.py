"""The views of the calendar over one date line, and what they are narrowed to; read as one."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from organizer.base.clock import local
from organizer.base.words import N_, _
from organizer.domain.events import store
from organizer.domain.events.records import KINDS, OWN_KIND, EventFilter, OwnKind, kind_words
from organizer.screens.events.entries import Layer, Shown, event_entries, hue_of, read_period
from organizer.screens.events.filters import event_filters, wanted_of
from organizer.widgets.answers import Answers
from organizer.widgets.calendar_agenda import AgendaView
from organizer.widgets.calendar_bar import DateLine, period_words
from organizer.widgets.calendar_hours import HoursView
from organizer.widgets.calendar_legend import Kind, Legend
from organizer.widgets.calendar_month import MonthView
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind as ButtonKind
from organizer.widgets.theme import set_kind

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

VIEWS = (N_("Month"), N_("Week"), N_("One day"), N_("Schedule"))
UNITS = ("month", "week", "day", "month")
SCHEDULE = 3
SEARCHED_BACK, SEARCHED_AHEAD = dt.timedelta(days=3 * 366), dt.timedelta(days=366)
"""How far around today the schedule searches for words."""
PATIENCE = 0.008
"""Seconds a reading may keep the window: most answers are there by then, and nothing flickers."""
TICK = 30_000
"""Milliseconds between two looks at the clock."""


class CalendarViews(QStackedWidget):
    """Month, week, day and schedule of one day; `line`, `bar` and `legend` are laid out around it.

    `layers` are read one after another; a later subject's entries are one more of them.
    """

    layers: tuple[Layer, ...] = (event_entries,)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._answers = Answers(self)
        self._asker = object()
        self._period = (dt.date.min, dt.date.min)
        self.own_kinds: list[OwnKind] = []
        self.line = DateLine(VIEWS, parent)
        self.holidays = QPushButton(parent)
        """Says that the holidays of a year are not known; leads to where they are entered."""
        set_kind(self.holidays, ButtonKind.QUIET)
        set_icon(self.holidays, "flag", Tone.MUTED)
        self.holidays.clicked.connect(lambda: desk.open_page("special_days"))
        self.holidays.hide()
        self.bar = FilterBar(event_filters(desk), desk.clock.today, N_("Title, pinyin"), parent)
        self.bar.saved.hide()
        self.legend = Legend(parent)
        today = desk.clock.today()
        self.views: tuple[CalendarView, ...] = (
            MonthView(today, self),
            HoursView(today, 7, self),
            HoursView(today, 1, self),
            AgendaView(today, self),
        )
        for view in self.views:
            self.addWidget(view)
            view.day_changed.connect(self._day_changed)
            view.view_wanted.connect(lambda number: self.show_view(number - 1))
        self.line.turned.connect(lambda by: self.go_to(self.view.turned(by)))
        self.line.today_wanted.connect(lambda: self.go_to(self.desk.clock.today()))
        self.line.view_wanted.connect(self.show_view)
        self.bar.changed.connect(lambda _state: self.ask())
        self.legend.changed.connect(self.ask)
        self.line.show_view(0)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK)
        self._ticking.timeout.connect(self._tick)

    # --- which period is shown --------------------------------------------------------------------

    @property
    def view(self) -> CalendarView:
        """The view in front."""
        return self.views[self.currentIndex()]

    def go_to(self, day: dt.date) -> None:
        """Show the period of a day and stand on it."""
        self.view.go_to(day)
        self.say_period()
        self.ask()

    def show_view(self, at: int) -> None:
        """Show the view at this place (0: month) for the same day, the same event chosen."""
        if not 0 <= at < len(self.views) or at == self.currentIndex():
            return
        before, after = self.view, self.views[at]
        had_focus = before.hasFocus()
        after.go_to(before.day)
        after.choose(before.chosen)
        self.setCurrentIndex(at)
        self.line.show_view(at)
        self.say_period()
        self.ask()
        if had_focus:
            after.setFocus()

    def say_period(self) -> None:
        """Say on the date line what is shown."""
        unit = UNITS[self.currentIndex()]
        self.line.show_period(period_words(unit, self.view.anchor), unit)

    def _day_changed(self, _day: dt.date) -> None:
        """The keyboard or a click went to another day: read only if that is another period."""
        self.say_period()
        if self._wanted_period() != self._period:
            self.ask()

    def _wanted_period(self) -> tuple[dt.date, dt.date]:
        """The days to read: those the view shows; words are searched for far around today."""
        if self.currentIndex() == SCHEDULE and self.bar.state()["words"]:
            today = self.desk.clock.today()
            return today - SEARCHED_BACK, today + SEARCHED_AHEAD
        return self.view.period(self.view.anchor)

    # --- reading ----------------------------------------------------------------------------------

    def wanted(self) -> EventFilter:
        """What the calendar is narrowed to."""
        kinds = self.legend.shown_kinds()
        if self.legend.hidden_kinds() and not kinds:
            kinds = frozenset({"-"})  # all are hidden: nothing is shown
        return wanted_of(self.bar.state(), kinds)

    def ask(self) -> None:
        """Read the period shown, as narrowed by filters and legend."""
        if self.desk.register is None:
            return
        view, wanted, layers = self.view, self.wanted(), self.layers
        self._period = first, last = self._wanted_period()
        ticket = self.desk.opened().ask(
            lambda db: read_period(db, first, last, wanted, layers), asker=self._asker
        )
        ticket.wait(PATIENCE)
        if isinstance(view, AgendaView):
            view.with_today = wanted == EventFilter()
        self._answers.when(ticket, partial(self._show, view))

    def _show(self, view: CalendarView, ticket: "Ticket[Shown]") -> None:
        if ticket.cancelled:
            return
        try:
            shown = ticket.result()
        except Exception as error:
            self.desk.start(_raise(error))
            return
        self._look_at_clock()
        view.show_entries(shown.entries, shown.marks, self.desk.clock.today())
        year = self.view.anchor.year if shown.unknown_year == self.view.anchor.year else None
        self.holidays.setVisible(year is not None)
        self.holidays.setText(_("Enter the holidays of {year}").format(year=year))

    def clear(self) -> None:
        """Show nothing: no register is open."""
        for view in self.views:
            view.choose("")
            view.show_entries((), {})

    def read_kinds(self) -> None:
        """Read the owner's own kinds for the legend."""
        ticket = self.desk.opened().ask(store.own_kinds)
        ticket.wait(PATIENCE)
        self._answers.when(ticket, self._show_kinds)

    def _show_kinds(self, ticket: "Ticket[list[OwnKind]]") -> None:
        if ticket.cancelled:
            return
        try:
            self.own_kinds = ticket.result()
        except Exception as error:
            self.desk.start(_raise(error))
            return
        built_in = [Kind(code, kind_words(code), hue_of(code)) for code in KINDS]
        own = [Kind(one.id, one.name, hue_of(OWN_KIND, one.colour)) for one in self.own_kinds]
        self.legend.show_kinds([*built_in, *own])

    # --- the clock --------------------------------------------------------------------------------

    def run_clock(self, on: bool) -> None:
        """Look at the clock from time to time, or no longer."""
        if on:
            self._tick()
            self._ticking.start()
        else:
            self._ticking.stop()

    def _tick(self) -> None:
        if self.view.today != self.desk.clock.today():
            self.ask()  # midnight has passed
        self._look_at_clock()

    def _look_at_clock(self) -> None:
        now = local(self.desk.clock.now())
        for view in self.views:
            if isinstance(view, HoursView):
                view.show_minute(now.hour * 60 + now.minute)


async def _raise(error: BaseException) -> None:
    """Let the tasks report a failure as any other."""
    raise error
