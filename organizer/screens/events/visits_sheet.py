"""A round of visits that belongs to an event: whom to visit, and what came of each visit."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import store, store_visits, visits
from organizer.domain.events.visits import Proposal, Visit
from organizer.screens.events.visit_made import VisitMadeSheet
from organizer.screens.events.visits_proposed import ProposedVisits, day_words
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.icons import set_icon
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.theme import Space, theme

if TYPE_CHECKING:
    import datetime as dt

    from organizer.base.database import Database

ROUND, PROPOSED = range(2)


class VisitsFound(NamedTuple):
    """The visits of an event's round, and who else may be visited."""

    title: str
    visits: tuple[Visit, ...]
    proposals: tuple[Proposal, ...]


def read_visits(db: "Database", key: str, today: "dt.date") -> VisitsFound:
    """Everything the sheet shows; proposed are members of the groups invited, of any without.

    Raises UserError when the event is gone.
    """
    event = store.event(db, key)
    if event is None:
        raise UserError("events.not_found", N_("There is no such event (any more)."))
    groups = [group_id for group_id, _name in event.groups] or None
    made = () if event.is_virtual else tuple(store_visits.round_of(db, event.id))
    proposed = visits.proposals(store_visits.facts(db, today, groups), today)
    return VisitsFound(event.title, made, tuple(proposed))


class VisitsSheet(Sheet):
    """Two leaves: the visits of the round, and whom to visit."""

    def __init__(self, desk: Desk, key: str, found: VisitsFound) -> None:
        super().__init__(
            desk.messages.window,
            _("Visits around “{event}”").format(event=found.title),
            "events.visits",
            900,
        )
        self.desk, self.key = desk, key
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.leaves = QStackedWidget(self)
        self.proposed = ProposedVisits(desk, key, self)
        self.proposed.planned.connect(self._planned)
        for leaf in (self._round(), self.proposed):
            self.bar.addTab("")
            self.leaves.addWidget(leaf)
        self.bar.currentChanged.connect(self._turn)
        self.content.addWidget(self.bar)
        self.content.addWidget(self.leaves, 1)
        self.closer = self.add_button(_("Close"))
        self.closer.clicked.connect(self.accept)
        self.show_found(found)
        self.bar.setCurrentIndex(ROUND if found.visits else PROPOSED)
        self._turn(self.bar.currentIndex())

    def _round(self) -> QWidget:
        leaf = QWidget(self)
        self.source = AtHand[Visit](lambda one: one.event_id)
        self.table = RecordTable(self._columns(), self.source, leaf)
        self.table.setAccessibleName(_("Visits of this round"))
        self.table.setMinimumHeight(8 * theme.line_height())
        self.table.activated.connect(lambda _id: self.write_down())
        self.table.selection_changed.connect(self._chosen)
        self.table.current_changed.connect(lambda _id: self._chosen())
        empty = EmptyState("route", leaf)
        empty.tell(_("No visits planned yet."), _("Whom to visit"))
        empty.acted.connect(lambda: self.bar.setCurrentIndex(PROPOSED))
        self.table.set_empty_widget(empty)
        self.action_row = ActionRow(leaf, Space.S)
        self.write_button = self._tool("pencil", _("Write it down…"), self.write_down)
        self.open_button = self._tool("external-link", _("Open the event"), self.open_event)
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.action_row)
        column.addWidget(self.table, 1)
        return leaf

    def _tool(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        set_icon(button, name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        self.action_row.add(button)
        return button

    def _columns(self) -> tuple[Column, ...]:
        def state(one: Visit) -> Badge:
            return visit_state(one, self.desk.clock.today())

        return (
            Column("day", N_("Day"), when_words, sortable=False, width=24),
            Column("visited", N_("To"), lambda one: _names(one.visited), sortable=False,
                   strong=True, width=12),
            Column("institution", N_("Institution"), lambda one: one.institution, sortable=False,
                   width=16),
            Column("going", N_("Who goes"), lambda one: _names(one.visitors), sortable=False,
                   width=14),
            Column("state", N_("State"), lambda one: state(one).text, sortable=False, width=12,
                   badges=lambda one: [state(one)]),
            Column("said", N_("What was said there"), lambda one: " ".join(one.said.split()),
                   sortable=False, width=26, hint=lambda one: one.said),
            Column("next", N_("Next step"),
                   lambda one: "；".join(step.words for step in one.next_steps), sortable=False,
                   width=20, tone=lambda _one: Tone.MUTED),
        )  # fmt: skip

    # --- what is shown ----------------------------------------------------------------------------

    def show_found(self, found: VisitsFound) -> None:
        """Show what the register holds now."""
        count = len(found.visits)
        words = ngettext("{count} visit", "{count} visits", count).format(count=count)
        self.bar.setTabText(ROUND, words)
        self.bar.setTabText(PROPOSED, _("Whom to visit"))
        self.source.give(found.visits)
        self.table.refresh()
        self.proposed.show_proposals(found.proposals)
        self._chosen()

    def _turn(self, leaf: int) -> None:
        self.leaves.setCurrentIndex(leaf)
        (self.table if leaf == ROUND else self.proposed.table).setFocus()

    def _visit(self) -> Visit | None:
        ids = self.table.selected_ids() or [self.table.current_id()]
        return self.source.rows_by_key.get(ids[0])

    def _chosen(self) -> None:
        there = self._visit() is not None
        self.write_button.setEnabled(there)
        self.open_button.setEnabled(there)

    # --- what can be done -------------------------------------------------------------------------

    def write_down(self) -> None:
        """Write down what was said on the visit chosen."""
        visit = self._visit()
        if visit is not None:
            self.desk.start(self._write_down(visit))

    async def _write_down(self, visit: Visit) -> None:
        await self.desk.messages.open(VisitMadeSheet(self.desk, visit))
        await self._read()

    def open_event(self) -> None:
        """Show the visit in the calendar."""
        visit = self._visit()
        if visit is not None:
            self.accept()
            self.desk.open_record("event", visit.event_id)

    def _planned(self) -> None:
        self.desk.start(self._read_round())

    async def _read_round(self) -> None:
        await self._read()
        if isValid(self):
            self.bar.setCurrentIndex(ROUND)

    async def _read(self) -> None:
        today = self.desk.clock.today()
        found = await self.desk.read(read_visits, self.key, today)
        if isValid(self):  # closed meanwhile
            self.show_found(found)


def visit_state(visit: Visit, today: "dt.date") -> Badge:
    """How a visit stands."""
    if visit.cancelled:
        return Badge(_("Called off"), Tone.MUTED)
    if visit.is_made:
        return Badge(_("Visit made"), Tone.GOOD)
    if visit.time.day <= today:
        return Badge(_("To write down"), Tone.WARNING)
    return Badge(_("Planned"), Tone.ACCENT)


def when_words(visit: Visit) -> str:
    """Day and time of a visit."""
    return " ".join(filter(None, (day_words(visit.time.day), visit.time.starts_at)))


def _names(people: tuple[tuple[str, str], ...]) -> str:
    return "、".join(name for _id, name in people)


async def open_visits(desk: Desk, key: str) -> None:
    """Open the sheet for an event; an event that is gone is said calmly."""
    try:
        found = await desk.read(read_visits, key, desk.clock.today())
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.messages.open(VisitsSheet(desk, key, found))
