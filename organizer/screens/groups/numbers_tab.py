"""The numbers of a group over time, and the head count of today in one line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from organizer.base.formats import format_date, format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.groups import actions, store
from organizer.domain.groups.records import HeadCount, NumberOnDay
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.fields import NumberField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.month_chart import Bar, MonthChart
from organizer.widgets.record_columns import Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.tab_table import TabTable
from organizer.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

MONTHS = 12


@dataclass(frozen=True)
class _Numbers:
    over_time: tuple[NumberOnDay, ...]
    people: int
    interactive: int
    last: HeadCount | None
    joined: int
    left: int


class GroupNumbers(DetailTab):
    """Members at the ends of the months, this month's coming and going, head counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self._numbers: _Numbers | None = None
        self.before = PlainLabel("", self)
        self.people = NumberField(least=0, most=100_000)
        self.after = PlainLabel("", self)
        self.day = DateField(desk.clock.today)
        self.note = QPushButton(self)
        set_icon(self.note, "check")
        self.note.clicked.connect(lambda: desk.start(self._note_count()))
        self.people.line.returnPressed.connect(lambda: desk.start(self._note_count()))
        self.known = PlainLabel("", self, wrap=True)
        self.title = PlainLabel("", self, role=TextRole.STRONG)
        self.chart = MonthChart(self)
        self.legend = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.counts_title = PlainLabel("", self, role=TextRole.STRONG)
        source = WholeList[HeadCount](
            desk,
            _head_counts,
            lambda one: one.id,
            lambda one: one.counted_on.isoformat(),
            {"people": lambda one: one.people, "counted_on": lambda one: one.counted_on},
        )
        self.counts = TabTable(_COLUMNS, source, self, least=140)
        self.counts.remove_requested.connect(
            lambda ids: desk.start(desk.do(actions.remove_head_counts, ids))
        )
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    @Slot()
    def _dress(self) -> None:
        """Fields as wide as what is typed into them, whatever the size of the text."""
        self.people.setFixedWidth(110 * theme.text_percent // 100)
        self.day.setFixedWidth(180 * theme.text_percent // 100)

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=Space.S)
        for widget in (self.before, self.people, self.after, self.day, self.note):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(row)
        for part in (self.known, self.title, self.chart, self.legend, self.counts_title):
            column.addWidget(part)
        column.addWidget(self.counts, 1)

    # --- the head count ---------------------------------------------------------------------------

    async def _note_count(self) -> None:
        if self.record_id is None or not self.people.check() or not self.day.check():
            return
        people = self.people.value
        if people is None:
            self.people.setFocus()
            return
        done = await self.desk.do(actions.count_heads, self.record_id, people, on=self.day.day)
        if done is not None:
            self.people.load(None)

    # --- reading --------------------------------------------------------------------------------

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.people.load(None)
            self.day.load(self.desk.clock.today().isoformat())
        super().show_record(record_id)

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None or self.record_id is None:
            return
        if step is not None and {"membership", "account", "head_count"}.isdisjoint(step.tables):
            return
        group_id, today = self.record_id, self.desk.clock.today()
        ticket = self.desk.opened().ask(lambda db: _read(db, group_id, today), asker=self._asker)
        self._answers.when(ticket, lambda answer: self._show(group_id, answer))
        self.counts.ask({"record": group_id})

    def _show(self, group_id: str, ticket: "Ticket[_Numbers]") -> None:
        if ticket.cancelled or group_id != self.record_id:
            return
        self._numbers = ticket.result()
        self._say()

    def _say(self) -> None:
        numbers = self._numbers
        if numbers is None:
            return
        self.known.setText(_known_text(numbers))
        months = [one.day for one in numbers.over_time]
        bars = [
            Bar(
                _("today") if place == len(months) - 1 else _month(one.day),
                one.people,
                one.head_count,
            )
            for place, one in enumerate(numbers.over_time)
        ]
        described = _("Members at the end of each month: {numbers}").format(
            numbers=", ".join(f"{bar.label} {bar.value}" for bar in bars)
        )
        self.chart.show_bars(bars, described)

    @override
    def retranslate(self) -> None:
        self.before.setText(_("In the group today"))
        self.after.setText(_("people, on"))
        self.people.set_label(_("Head count"))
        self.people.set_placeholder("82")
        self.day.retranslate()
        self.day.set_label(_("Day of the head count"))
        self.note.setText(_("Note it"))
        self.title.setText(_("Members at the end of each month"))
        self.legend.setText(
            _("Bars: people of the register who were in the group. Dots: head counts.")
        )
        self.counts_title.setText(_("Head counts"))
        self.counts.setAccessibleName(_("Head counts"))
        self._say()


def _read(db: "Database", group_id: str, today: dt.date) -> _Numbers:
    joined, left = store.changes_between(db, group_id, today.replace(day=1), today)
    return _Numbers(
        tuple(store.numbers_over_time(db, group_id, today, MONTHS)),
        store.people_count(db, group_id),
        store.interactive_count(db, group_id),
        store.last_head_count(db, group_id),
        joined,
        left,
    )


def _known_text(numbers: _Numbers) -> str:
    """What register and head count say, and how many are not known yet."""
    sentences = []
    last = numbers.last
    if last is not None:
        unknown = last.people - numbers.people - numbers.interactive
        text = (
            _("Register {people}, head count {count} on {date}: {unknown} not known yet.")
            if unknown > 0
            else _("Register {people}, head count {count} on {date}.")
        )
        sentences.append(
            text.format(
                people=format_number(numbers.people),
                count=format_number(last.people),
                date=format_date(last.counted_on),
                unknown=format_number(max(0, unknown)),
            )
        )
    if numbers.interactive:
        sentences.append(
            _("Interactive accounts, not counted as people: {count}.").format(
                count=numbers.interactive
            )
        )
    sentences.append(
        _("This month {joined} joined and {left} left.").format(
            joined=numbers.joined, left=numbers.left
        )
    )
    return "\n".join(sentences)


def _month(day: dt.date) -> str:
    return f"{day.year % 100:02d}-{day.month:02d}"


def _head_counts(db: "Database", asked: Mapping[str, Any]) -> list[HeadCount]:
    return store.head_counts(db, str(asked.get("record")))


_COLUMNS = (
    Column(
        "counted_on",
        N_("Day"),
        lambda one: format_date(one.counted_on),
        width=18,
        descending_first=True,
    ),
    Column(
        "people", N_("In the group"), lambda one: format_number(one.people), right=True, width=16
    ),
)
