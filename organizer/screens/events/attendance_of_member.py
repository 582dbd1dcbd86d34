"""To how many of the events they were invited to somebody came, as a tab of the person's page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from organizer.base.formats import format_date, format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store_statistics
from organizer.domain.events.participants import PRESENCE
from organizer.domain.events.records import kind_words
from organizer.domain.events.statistics import Attended, Counted, EventOfMember, by_kind, together
from organizer.screens.events.attendance_columns import TONES
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField
from organizer.widgets.labels import PlainLabel
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import Space, TextRole

if TYPE_CHECKING:
    from organizer.base.database import Database

TABLES = frozenset(
    {"attendance", "participant", "event", "session", "event_group", "event_kind", "membership",
     "account", "member"}
)  # fmt: skip
"""Steps that touch none of these leave all statistics as they are."""
PERIODS = {"12": N_("Last 12 months"), "36": N_("Last 3 years"), "": N_("All the time")}


def first_day(period: str, today: dt.date) -> dt.date:
    """The first day of a period of `PERIODS`: that of a month, so that months are whole."""
    if not period:
        return dt.date.min
    months = today.year * 12 + today.month - int(period)
    return dt.date(months // 12, months % 12 + 1, 1)


def attended_words(attended: Attended) -> str:
    """How many came of how many, in words."""
    return _("{attended} of {invited}").format(
        attended=format_number(attended.attended), invited=format_number(attended.invited)
    )


def kinds_text(events: Sequence[Counted]) -> str:
    """The same for each kind of event, in one line."""
    return " · ".join(
        f"{kind_words(kind, own_name)} {attended_words(attended)}"
        for (kind, own_name), attended in by_kind(events).items()
    )


class PeriodField(ChoiceField):
    """Which time is counted; `edited` tells of another."""

    def __init__(self) -> None:
        super().__init__([])
        self.retranslate()
        self.set_value("12")

    def retranslate(self) -> None:
        """Name the periods in the language spoken."""
        self.set_options([(key, _(words)) for key, words in PERIODS.items()])
        self.set_label(_("Period"))


def top_line(words: PlainLabel, period: PeriodField) -> QHBoxLayout:
    """The sum, and beside it which time is counted."""
    line = QHBoxLayout()
    line.setSpacing(Space.M)
    line.addWidget(words, 1)
    line.addWidget(period)
    return line


class AttendanceOfMember(ListTab):
    """The sum, the sum of each kind, and every event with what is noted of the person there."""

    tables = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading: Sequence[EventOfMember] = ()
        self._shown: Sequence[EventOfMember] = ()
        self.period = PeriodField()
        self.period.edited.connect(self.ask)
        self.sum = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.kinds = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.column.addLayout(top_line(self.sum, self.period))
        self.column.addWidget(self.kinds)
        source = WholeList[EventOfMember](
            desk,
            self._read,
            lambda one: one.event_id,
            lambda one: one.title,
            {
                "day": lambda one: one.day,
                "title": lambda one: one.title,
                "kind": lambda one: one.kind,
                "state": lambda one: one.state,
            },
        )
        self.lay_out(_COLUMNS, source, "calendar-days")
        self.table.activated.connect(lambda key: desk.open_record("event", key))
        self.table.listed.connect(self._listed)
        self.retranslate()

    @override
    def asked(self) -> dict[str, Any]:
        today = self.desk.clock.today()
        return {**super().asked(), "first": first_day(self.period.value, today), "last": today}

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> Sequence[EventOfMember]:
        self._reading = store_statistics.of_member(
            db, str(asked["record"]), asked["first"], asked["last"]
        )
        return self._reading

    def _listed(self) -> None:
        self._shown = self._reading
        self._say()

    def _say(self) -> None:
        events = self._shown
        self.sum.setText(
            _("Came to {attended} events").format(attended=attended_words(together(events)))
            if events
            else ""
        )
        self.kinds.setText(kinds_text(events))
        self.kinds.setVisible(len(by_kind(events)) > 1)

    @override
    def retranslate(self) -> None:
        self.period.retranslate()
        self.table.setAccessibleName(_("Events this person was invited to"))
        self.empty.tell(
            _("Nothing to count in this time."),
            hint=_("Events count once it is noted who came."),
        )
        self._say()


_COLUMNS = (
    Column("day", N_("Day"), lambda one: format_date(one.day), width=14, descending_first=True),
    Column("title", N_("Event"), lambda one: one.title, strong=True, width=22),
    Column(
        "state",
        N_("Attendance"),
        lambda one: _(PRESENCE[one.state]),
        badges=lambda one: [Badge(_(PRESENCE[one.state]), TONES[one.state])],
        width=12,
    ),
    Column("kind", N_("Kind"), lambda one: kind_words(one.kind, one.own_kind_name), width=12),
)
