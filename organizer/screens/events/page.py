"""The calendar page: one date line over month, week, day and agenda; the chosen event beside it."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.events.records import Event
from organizer.screens.events import planning
from organizer.screens.events.calendar_menu import CalendarMenu
from organizer.screens.events.calendar_views import SCHEDULE, CalendarViews
from organizer.screens.events.event_pane import EventPane
from organizer.widgets.calendar_popover import DayPopover
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.desk import Desk, Page
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.theme import Kind, Space, make_card, set_kind

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

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


class CalendarPage(Page):
    """The calendar of the register."""

    help_page = "calendar"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._jump = False
        self._sizes = [700, 420]
        self.calendar = CalendarViews(desk, self)
        self.new_button = QPushButton(self)
        set_kind(self.new_button, Kind.PRIMARY)
        set_icon(self.new_button, "plus")
        self.more = CalendarMenu(
            desk, lambda: (self.calendar.wanted(), self.pane.record_id or ""), self
        )
        self.pane = EventPane(desk, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.calendar.line.row.addSpacing(Space.M)
        self.calendar.line.row.addWidget(self.new_button)
        self.calendar.line.row.addWidget(self.more)
        tools = QHBoxLayout()
        tools.setSpacing(Space.L)
        tools.addWidget(self.calendar.bar)
        tools.addWidget(self.calendar.legend, 1)
        tools.addWidget(self.calendar.holidays)
        card = make_card(QFrame(self))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.calendar)
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
        column.addWidget(self.calendar.line)
        column.addLayout(tools)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_record)
        self.calendar.bar.left_downwards.connect(self.take_focus)
        for view in self.calendar.views:
            view.entry_chosen.connect(self._chosen)
            view.entry_opened.connect(self._opened)
            view.entry_moved.connect(self._moved)
            view.remove_wanted.connect(lambda entry: self._remove(entry.record))
            view.new_wanted.connect(self._new)
            view.day_wanted.connect(self._show_all)
            view.menu_wanted.connect(self._open_menu)
        self.pane.closed.connect(self._closed)
        self.pane.found.connect(self._found)

    def _keep_sizes(self) -> None:
        self._sizes = self.splitter.sizes()

    # --- reading ----------------------------------------------------------------------------------

    @override
    def shown(self) -> None:
        super().shown()
        self.calendar.run_clock(on=True)

    @override
    def hidden(self) -> None:
        super().hidden()
        self.calendar.run_clock(on=False)

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            self.pane.close_pane()
            self.calendar.clear()
            return
        if step is None or not TABLES.isdisjoint(step.tables):
            self.calendar.read_kinds()
            self.calendar.ask()
            self.pane.read_again()

    @property
    def view(self) -> CalendarView:
        """The view in front."""
        return self.calendar.view

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
            self.calendar.go_to(event.sessions[0].time.day)

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
            self.calendar.go_to(to.day)

    def _remove(self, record: str) -> None:
        self.desk.start(planning.remove(self.desk, record))

    def _new(self, day: dt.date, starts_at: str, minutes: int) -> None:
        from organizer.screens.events.new_event import NewEvent

        sheet = NewEvent(self.desk, day, starts_at, minutes, self.calendar.own_kinds)
        self.desk.start(sheet.add_to(self))

    @override
    def new_record(self) -> None:
        self._new(self.view.day, "", 0)

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
        self.calendar.go_to(day)
        self.calendar.show_view(2)

    # --- Page -------------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Calendar")

    @override
    def first_focus(self) -> QWidget:
        return self.view

    @override
    def focus_search(self) -> None:
        self.calendar.bar.focus_search()

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
            self.calendar.go_to(self.desk.clock.today())
        elif isinstance(day, str):
            self.calendar.go_to(dt.date.fromisoformat(day))
        view = arguments.get("view")
        if isinstance(view, int):
            self.calendar.show_view(view)
        if "search" in arguments:
            self.calendar.show_view(SCHEDULE)
            self.calendar.bar.set_state({"words": str(arguments["search"] or ""), "filters": {}})
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
            "view": self.calendar.currentIndex(),
            "hidden": sorted(self.calendar.legend.hidden_kinds()),
            "splitter": self._sizes,
            **self.pane.state(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        view, hidden, sizes = (state.get(key) for key in ("view", "hidden", "splitter"))
        if isinstance(view, int):
            self.calendar.show_view(view)
        if isinstance(hidden, list):
            self.calendar.legend.hide_kinds([str(one) for one in hidden])
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self._sizes = sizes
            self.splitter.setSizes(sizes)
        self.pane.restore(state)

    @override
    def retranslate(self) -> None:
        self.calendar.line.retranslate()
        self.calendar.say_period()
        self.calendar.bar.say()
        self.more.retranslate()
        self.new_button.setText(_("New event"))
        self.new_button.setToolTip(_("{what} (Ctrl+N)").format(what=_("New event")))
        for view in self.calendar.views:
            view.setAccessibleName(_("Calendar"))
        self.pane.retranslate()
        if self.isVisible():
            self.refresh(None)
