"""Whom to visit: people proposed with reasons, chosen, given a day and who goes."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.dates import read_date
from organizer.base.errors import UserError
from organizer.base.formats import format_date, format_weekday
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_visits
from organizer.domain.events.rules import clock_time
from organizer.domain.events.visits import Proposal, why_words
from organizer.screens.events.paste_strip import find_people
from organizer.screens.events.visits_round import RoundPlan
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.fields import NumberField, TextField
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Badge, Column, Edit
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.theme import Kind, Space, set_kind, theme


class ProposedVisits(QWidget):
    """The list of people proposed, and below it when the visits begin and who goes."""

    planned = Signal()
    """Visits were planned."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._key = desk, key
        self._acting = False
        self.round = RoundPlan(next_workday(desk.clock.today()))
        self.source = AtHand[Proposal](lambda one: one.facts.member_id)
        self.table = RecordTable(self._columns(), self.source, self)
        self.table.setAccessibleName(_("Whom to visit"))
        self.table.setMinimumHeight(7 * theme.line_height())
        self.table.activated.connect(lambda _id: self.toggle())
        self.table.view.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence("Space"), self.table)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self.toggle)
        empty = EmptyState("route", self)
        empty.tell(
            _("Nobody is proposed."),
            hint=_("Proposed are those who come often, and those long unseen who were invited."),
        )
        self.table.set_empty_widget(empty)
        self.hint = PlainLabel(
            _("Space chooses. Days follow one another; change one in its cell."),
            self,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.form = Form(self)
        self._add_fields()
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.plan_button = QPushButton(self)
        set_kind(self.plan_button, Kind.PRIMARY)
        self.plan_button.setAutoDefault(False)
        self.plan_button.clicked.connect(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addWidget(self.plan_button, 0, Qt.AlignmentFlag.AlignRight)
        self._show()

    def _add_fields(self) -> None:
        self.first = DateField(self._desk.clock.today)
        self.first.set_day(self.round.first)
        self.time = TextField()
        self.time.set_value(self.round.starts_at)
        self.every = NumberField(least=0, most=90)
        self.every.set_value(self.round.every)
        self.visitors = TagEditor(self._desk.tasks, lambda words: find_people(self._desk, words))
        self.visitors.line.setPlaceholderText(_("Add a person"))
        for field in (self.first, self.time, self.every):
            field.edited.connect(self._retimed)
        for changed in (self.visitors.added, self.visitors.removed):
            changed.connect(lambda _choice: self._revisited())
        self.form.add(N_("First visit on"), self.first)
        self.form.add(N_("At what time"), self.time)
        self.form.add(N_("Days between visits"), self.every)
        self.form.add(N_("Who goes"), self.visitors)

    def _columns(self) -> tuple[Column, ...]:
        def chosen(one: Proposal) -> bool:
            return one.facts.member_id in self.round.chosen

        def day(one: Proposal) -> str:
            found = self.round.day_of(one.facts.member_id)
            return "" if found is None else day_words(found)

        def going(one: Proposal) -> str:
            if not chosen(one):
                return ""
            return "、".join(who.title for who in self.round.visitors_of(one.facts.member_id))

        return (
            Column("chosen", N_("Visit"), lambda one: _("Yes") if chosen(one) else "",
                   sortable=False, width=6,
                   icon=lambda one: "circle-check" if chosen(one) else "circle",
                   tone=lambda one: Tone.ACCENT if chosen(one) else Tone.MUTED),
            Column("name", N_("Name"), lambda one: one.facts.name, sortable=False, strong=True,
                   width=12),
            Column("day", N_("Day"), day, sortable=False, width=19,
                   edit=Edit(self._set_day, self._day_typed)),
            Column("why", N_("Why"), lambda one: why_words(one.why), sortable=False, width=9,
                   badges=lambda one: [Badge(why_words(one.why), _TONES[one.why])]),
            Column("reasons", N_("Reason"), lambda one: "；".join(one.reasons), sortable=False,
                   width=24, tone=lambda _one: Tone.MUTED,
                   hint=lambda one: "\n".join(one.reasons)),
            Column("institution", N_("Institution"), lambda one: one.facts.institution,
                   sortable=False, width=16),
            Column("going", N_("Who goes"), going, sortable=False, width=16),
        )  # fmt: skip

    # --- what is shown ----------------------------------------------------------------------------

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show who is proposed now; who was chosen stays chosen."""
        self.round.keep(proposals)
        self.source.give(proposals)
        self._show()

    def _show(self) -> None:
        self.table.refresh()
        count = len(self.round.chosen)
        words = ngettext("Plan {count} visit", "Plan {count} visits", count).format(count=count)
        self.plan_button.setText(words)
        self.plan_button.setEnabled(count > 0)

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- choosing ---------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Choose the selected people, or not after all if all of them are."""
        ids = self.table.selected_ids() or [self.table.current_id()]
        known = [one for one in ids if one in self.source.rows_by_key]
        missing = [one for one in known if one not in self.round.chosen]
        for member_id in missing or known:
            self.round.toggle(member_id)
        self._refuse("")
        self._show()

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.model.columns[index.column()].key == "chosen":
            self.toggle()

    def _day_typed(self, one: Proposal) -> str:
        found = self.round.day_of(one.facts.member_id)
        return "" if found is None else found.isoformat()

    def _set_day(self, member_id: str, text: str) -> None:
        try:
            day = read_date(unicodedata.normalize("NFKC", text))
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        if member_id not in self.round.chosen:
            self.round.toggle(member_id)
        if day:
            self.round.by_hand[member_id] = dt.date.fromisoformat(day)
        else:
            self.round.by_hand.pop(member_id, None)
        self._refuse("")
        self._show()

    def _retimed(self) -> None:
        """Take over first day, time and distance as far as they can be read."""
        try:
            first, every = self.first.day, self.every.value
        except UserError:
            return  # the field says so when it is left
        if first is not None:
            self.round.first = first
        self.round.every = every or 0
        self._show()

    def _revisited(self) -> None:
        """Who goes: to the chosen ones that are selected, or to everybody when none or all are."""
        going = self.visitors.value
        selected = [one for one in self.table.selected_ids() if one in self.round.chosen]
        if 0 < len(selected) < len(self.round.chosen):
            for member_id in selected:
                self.round.own_visitors[member_id] = going
        else:
            self.round.visitors = going
            self.round.own_visitors.clear()
        self._show()

    # --- planning ---------------------------------------------------------------------------------

    def plan(self) -> None:
        """Plan the visits as they stand."""
        if self._acting or not self.form.check() or not self.visitors.check():
            return
        try:
            self.round.starts_at = clock_time(self.time.value)
        except UserError as refusal:
            self.time.show_problem(refusal.message())
            self.time.setFocus()
            return
        self._acting = True
        self._desk.start(self._plan())

    async def _plan(self) -> None:
        try:
            done = await self._desk.save(actions_visits.plan, self._key, self.round.planned())
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        finally:
            self._acting = False
        self.round.chosen.clear()
        self.round.by_hand.clear()
        self.round.own_visitors.clear()
        self._desk.say_done(done)
        self.planned.emit()


_TONES = {"loyal": Tone.GOOD, "inactive": Tone.WARNING}


def next_workday(day: dt.date) -> dt.date:
    """The first day after this one that is no Saturday or Sunday."""
    day += dt.timedelta(days=1)
    while day.weekday() >= 5:  # Saturday
        day += dt.timedelta(days=1)
    return day


def day_words(day: dt.date) -> str:
    """A day with its weekday."""
    return f"{format_date(day)} {format_weekday(day)}"
