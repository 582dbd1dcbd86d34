"""How many of a group came to its events, month by month and person by person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store_statistics
from organizer.domain.events.statistics import (
    NOTHING,
    EventOfGroup,
    MemberOfGroup,
    by_month,
    together,
)
from organizer.screens.events.attendance_of_member import (
    TABLES,
    PeriodField,
    attended_words,
    first_day,
    kinds_text,
    top_line,
)
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.labels import PlainLabel
from organizer.widgets.list_tab import ListTab
from organizer.widgets.month_chart import Bar, MonthChart
from organizer.widgets.record_columns import Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import TextRole

if TYPE_CHECKING:
    from organizer.base.database import Database

MOST_BARS = 12


class _Reading(NamedTuple):
    events: Sequence[EventOfGroup]
    people: Sequence[MemberOfGroup]


class AttendanceOfGroup(ListTab):
    """A chart of the months, the sums, and everybody in the group, who came least first."""

    tables = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading = self._shown = _Reading((), ())
        self.period = PeriodField()
        self.period.edited.connect(self.ask)
        self.sum = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.kinds = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.chart = MonthChart(self)
        self.legend = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.column.addLayout(top_line(self.sum, self.period))
        for widget in (self.kinds, self.chart, self.legend):
            self.column.addWidget(widget)
        source = WholeList[MemberOfGroup](
            desk,
            self._read,
            lambda one: one.member_id,
            lambda one: one.name,
            {
                "name": lambda one: one.name,
                "attended": lambda one: one.attended.attended,
                "share": lambda one: one.attended.share(),
                "last_came": lambda one: one.last_came,
            },
        )
        self.lay_out(_COLUMNS, source, "users")
        self.table.activated.connect(lambda key: desk.open_record("member", key))
        self.table.listed.connect(self._listed)
        self.retranslate()

    @override
    def asked(self) -> dict[str, Any]:
        today = self.desk.clock.today()
        return {**super().asked(), "first": first_day(self.period.value, today), "last": today}

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> Sequence[MemberOfGroup]:
        group_id, first, last = str(asked["record"]), asked["first"], asked["last"]
        self._reading = _Reading(
            store_statistics.of_group(db, group_id, first, last),
            store_statistics.members_of_group(db, group_id, first, last),
        )
        return self._reading.people

    def _listed(self) -> None:
        self._shown = self._reading
        self._say()

    def _say(self) -> None:
        events = self._shown.events
        self.sum.setText(
            _("{attended} came, counted over all events").format(
                attended=attended_words(together(events))
            )
            if events
            else ""
        )
        self.kinds.setText(kinds_text(events))
        bars = _bars(events, self.desk.clock.today())
        described = _("Came of those invited, by month: {numbers}").format(
            numbers=", ".join(f"{bar.label} {bar.value}/{bar.counted}" for bar in bars)
        )
        self.chart.show_bars(bars, described)
        for part in (self.kinds, self.chart, self.legend):
            part.setVisible(bool(events))

    @override
    def retranslate(self) -> None:
        self.period.retranslate()
        self.table.setAccessibleName(_("Who came how often"))
        self.legend.setText(_("Bars: who came. Dots: who was invited."))
        self.empty.tell(
            _("Nothing to count in this time."),
            hint=_("Events count once it is noted who came."),
        )
        self._say()


def _bars(events: Sequence[EventOfGroup], today: dt.date) -> list[Bar]:
    """The latest months, those without an event too."""
    months = by_month(events)
    bars = []
    for back in range(MOST_BARS - 1, -1, -1):
        number = today.year * 12 + today.month - 1 - back
        day = dt.date(number // 12, number % 12 + 1, 1)
        attended = months.get(day, NOTHING)
        label = f"{day:%y-%m}"
        bars.append(Bar(label, attended.attended, attended.invited if day in months else None))
    return bars


_COLUMNS = (
    Column("name", N_("Name"), lambda one: one.name, strong=True, width=14),
    Column(
        "attended",
        N_("Came"),
        lambda one: attended_words(one.attended),
        right=True,
        width=12,
        descending_first=True,
    ),
    Column(
        "share",
        N_("Share"),
        lambda one: f"{round(100 * (one.attended.share() or 0))} %",
        right=True,
        width=8,
    ),
    Column(
        "last_came",
        N_("Came last on"),
        lambda one: format_date(one.last_came) if one.last_came else "—",
        width=16,
        descending_first=True,
    ),
)
