"""The calendar page: one date line over month, week, day and agenda; the chosen event beside it."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store
from organizer.domain.events.records import KINDS, Event, EventFilter, OwnKind, kind_words
from organizer.screens.events import planning
from organizer.screens.events.calendar_menu import CalendarMenu
from organizer.screens.events.entries import Layer, Shown, event_entries, hue_of, read_period
from organizer.screens.events.event_pane import EventPane
from organizer.screens.events.filters import event_filters, wanted_of
from organizer.screens.events.new_event import NewEvent
from organizer.widgets.answers import Answers
from organizer.widgets.calendar_agenda import AgendaView
from organizer.widgets.calendar_bar import DateLine, period_words
from organizer.widgets.calendar_hours import HoursView
from organizer.widgets.calendar_legend import Kind as LegendKind
from organizer.widgets.calendar_legend import Legend
from organizer.widgets.calendar_month import MonthView
from organizer.widgets.calendar_popover import DayPopover
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.desk import Desk, Page
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.theme import Kind, Space, make_card, set_kind

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

VIEWS = (N_("Month"), N_("Week"), N_("One day"), N_("Schedule"))
UNITS = ("month", "week", "day", "month")
TABLES = frozenset(
    {
        "event",
        "session",
        "event_group",
        "event_person",
        "event_kind",
        "skipped_occurrence",
        "venue",
        "venue_room",
        "institution",
        "special_day",
        "participant",
    }
)
PATIENCE = 0.008
"""Seconds a reading may keep the window: most answers are there by then, and nothing flickers."""


class CalendarPage(Page):
    """The calendar of the register."""

    help_page = "calendar"
    layers: tuple[Layer, ...] = (event_entries,)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self._own_kinds: list[OwnKind] = []
        self._jump = False
        self._read = (dt.date.min, dt.date.min)
        self._sizes = [700, 420]
        today = desk.clock.today()
        self.line = DateLine(VIEWS, self)
        self.new_button = QPushButton(self)
        set_kind(self.new_button, Kind.PRIMARY)
        set_icon(self.new_button, "plus")
        self.more = CalendarMenu(desk, lambda: (self.wanted(), self.pane.record_id or ""), self)
        self.bar = FilterBar(event_filters(desk), desk.clock.today, N_("Title, pinyin"), self)
        self.bar.saved.hide()
        self.legend = Legend(self)
        self.views: tuple[CalendarView, ...] = (
            MonthView(today, self),
            HoursView(today, 7, self),
            HoursView(today, 1, self),
            AgendaView(today, self),
        )
        self.stack = QStackedWidget(self)
        self.pane = EventPane(desk, self)
        self._lay_out()
        self._connect()
        self.line.show_view(0)
        self.retranslate()

    # --- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.line.row.addSpacing(Space.M)
        self.line.row.addWidget(self.new_button)
        self.line.row.addWidget(self.more)
        tools = QHBoxLayout()
        tools.setSpacing(Space.L)
        tools.addWidget(self.bar, 2)
        tools.addWidget(self.legend, 3)
        card = make_card(QFrame(self))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.stack)
        for view in self.views:
            self.stack.addWidget(view)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(self._sizes)
        self.splitter.splitterMoved.connect(self._keep_sizes)
        card.setMinimumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.line)
        column.addLayout(tools)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_record)
        self.line.turned.connect(lambda by: self.go_to(self.view.turned(by)))
        self.line.today_wanted.connect(lambda: self.go_to(self.desk.clock.today()))
        self.line.view_wanted.connect(self.show_view)
        self.bar.changed.connect(lambda _state: self.ask())
        self.bar.left_downwards.connect(self.take_focus)
        self.legend.changed.connect(self.ask)
        for view in self.views:
            view.day_changed.connect(self._day_changed)
            view.entry_chosen.connect(self._chosen)
            view.entry_opened.connect(self._opened)
            view.entry_moved.connect(self._moved)
            view.remove_wanted.connect(lambda entry: self._remove(entry.record))
            view.new_wanted.connect(self._new)
            view.day_wanted.connect(self._show_all)
            view.menu_wanted.connect(self._open_menu)
            view.view_wanted.connect(lambda number: self.show_view(number - 1))
        self.pane.closed.connect(self._closed)
        self.pane.found.connect(self._found)

    def _keep_sizes(self) -> None:
        self._sizes = self.splitter.sizes()

    # --- which period is shown --------------------------------------------------------------------

    @property
    def view(self) -> CalendarView:
        """The view in front."""
        return self.views[self.stack.currentIndex()]

    @property
    def day(self) -> dt.date:
        """The day the calendar stands on."""
        return self.view.day

    def go_to(self, day: dt.date) -> None:
        """Show the period of a day and stand on it."""
        self.view.go_to(day)
        self._say_period()
        self.ask()

    def _day_changed(self, _day: dt.date) -> None:
        """The keyboard or a click went to another day: read only if that is another period."""
        self._say_period()
        if self.view.period(self.view.anchor) != self._read:
            self.ask()

    def show_view(self, at: int) -> None:
        """Show the view at this place (0: month) for the same day, the same event chosen."""
        if not 0 <= at < len(self.views) or at == self.stack.currentIndex():
            return
        before, after = self.view, self.views[at]
        had_focus = before.hasFocus()
        after.go_to(before.day)
        after.choose(before.chosen)
        self.stack.setCurrentIndex(at)
        self.line.show_view(at)
        self._say_period()
        self.ask()
        if had_focus:
            after.setFocus()

    def _say_period(self) -> None:
        unit = UNITS[self.stack.currentIndex()]
        self.line.show_period(period_words(unit, self.view.anchor), unit)

    # --- reading ----------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            return
        if step is None or not TABLES.isdisjoint(step.tables):
            self._read_kinds()
            self.ask()
            self.pane.read_again()

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
        self._read = first, last = view.period(view.anchor)
        ticket = self.desk.opened().ask(
            lambda db: read_period(db, first, last, wanted, layers), asker=self._asker
        )
        ticket.wait(PATIENCE)
        self._answers.when(ticket, partial(self._show, view))

    def _show(self, view: CalendarView, ticket: "Ticket[Shown]") -> None:
        if ticket.cancelled:
            return
        try:
            shown = ticket.result()
        except Exception as error:
            self._failed(error)
            return
        view.show_entries(shown.entries, shown.marks, self.desk.clock.today())

    def _read_kinds(self) -> None:
        ticket = self.desk.opened().ask(store.own_kinds)
        ticket.wait(PATIENCE)
        self._answers.when(ticket, self._show_kinds)

    def _show_kinds(self, ticket: "Ticket[list[OwnKind]]") -> None:
        if ticket.cancelled:
            return
        try:
            self._own_kinds = ticket.result()
        except Exception as error:
            self._failed(error)
            return
        built_in = [LegendKind(code, kind_words(code), hue_of(code)) for code in KINDS]
        own = [LegendKind(one.id, one.name, hue_of("own", one.colour)) for one in self._own_kinds]
        self.legend.show_kinds([*built_in, *own])

    def _failed(self, error: BaseException) -> None:
        self.desk.start(_raise(error))

    # --- the event beside the calendar ------------------------------------------------------------

    def _chosen(self, entry: CalendarEntry | None) -> None:
        if entry is None:
            self.pane.close_pane()
        else:
            self.pane.show_event(entry.record)

    def _opened(self, entry: CalendarEntry) -> None:
        self.view.take(entry)
        self.pane.show_event(entry.record)
        self.pane.into_first_field()

    def _found(self, event: Event) -> None:
        """The event was read: it may have got a row, and its days may be elsewhere."""
        self.view.choose(str(event.key))
        if self._jump and event.sessions:
            self._jump = False
            self.go_to(event.sessions[0].time.day)

    def _closed(self) -> None:
        self.view.choose("")
        if self.isVisible():
            self.view.setFocus()

    # --- what the owner does ----------------------------------------------------------------------

    def _moved(self, entry: CalendarEntry, to: CalendarEntry) -> None:
        self.desk.start(self._move(entry, to))

    async def _move(self, entry: CalendarEntry, to: CalendarEntry) -> None:
        chosen = self.view.chosen == entry.record
        moved = await planning.move(self.desk, entry, to)
        if moved is not None and chosen:
            self.view.choose(moved)
            self.go_to(to.day)

    def _remove(self, record: str) -> None:
        self.desk.start(planning.remove(self.desk, record))

    def _new(self, day: dt.date, starts_at: str, minutes: int) -> None:
        sheet = NewEvent(self.desk, day, starts_at, minutes, self._own_kinds)
        self.desk.start(sheet.add_to(self))

    @override
    def new_record(self) -> None:
        self._new(self.day, "", 0)

    def _show_all(self, day: dt.date) -> None:
        """Show all entries of a day over its cell."""
        popover = DayPopover(self.view, day)
        popover.entry_chosen.connect(self.view.take)
        popover.new_wanted.connect(lambda: self._new(day, "", 0))
        popover.open()

    def _open_menu(self, day: dt.date | None, entry: CalendarEntry | None, where: QPoint) -> None:
        if day is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is not None:
            menu.addAction(icon("external-link"), _("Open"), lambda: self._opened(entry))
            menu.addAction(icon("archive"), _("Remove…"), lambda: self._remove(entry.record))
            menu.addSeparator()
        menu.addAction(icon("plus"), _("New event"), lambda: self._new(day, "", 0))
        menu.addAction(icon("calendar"), _("Show this day"), lambda: self._go_into(day))
        menu.popup(where)

    def _go_into(self, day: dt.date) -> None:
        self.go_to(day)
        self.show_view(2)

    # --- Page -------------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Calendar")

    @override
    def first_focus(self) -> QWidget:
        return self.view

    @override
    def focus_search(self) -> None:
        self.bar.focus_search()

    @override
    def show_record(self, record_id: str) -> None:
        """Show an event by its key, in its period."""
        self._jump = True
        self.pane.show_event(record_id)

    @override
    def open_with(self, **arguments: object) -> None:
        """`day` ("today" or ISO), `search`, `new`, `export` (sheets), `view` (0 to 3), `tab`."""
        day = arguments.get("day")
        if day == "today":
            self.go_to(self.desk.clock.today())
        elif isinstance(day, str):
            self.go_to(dt.date.fromisoformat(day))
        view = arguments.get("view")
        if isinstance(view, int):
            self.show_view(view)
        if "search" in arguments:
            self.bar.set_state({"words": str(arguments["search"] or ""), "filters": {}})
        tab = arguments.get("tab")
        if isinstance(tab, str):
            self.pane.open_tab(tab)
        if arguments.get("new"):
            self.new_record()
        if arguments.get("export"):
            self.more.export()

    @override
    def state(self) -> dict[str, Any]:
        return {
            "view": self.stack.currentIndex(),
            "hidden": sorted(self.legend.hidden_kinds()),
            "splitter": self._sizes,
            **self.pane.state(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        view, hidden, sizes = (state.get(key) for key in ("view", "hidden", "splitter"))
        if isinstance(view, int):
            self.show_view(view)
        if isinstance(hidden, list):
            self.legend.hide_kinds([str(one) for one in hidden])
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self._sizes = sizes
            self.splitter.setSizes(sizes)
        self.pane.restore(state)

    @override
    def retranslate(self) -> None:
        self.line.retranslate()
        self._say_period()
        self.bar.say()
        self.more.retranslate()
        self.new_button.setText(_("New event"))
        self.new_button.setToolTip(_("{what} (Ctrl+N)").format(what=_("New event")))
        for view in self.views:
            view.setAccessibleName(_("Calendar"))
        self.pane.retranslate()
        if self.isVisible():
            self.refresh(None)


async def _raise(error: BaseException) -> None:
    """Let the tasks report a failure as any other."""
    raise error
