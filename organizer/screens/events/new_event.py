"""The sheet of a new event: a title is enough, the day is known already."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions_place, clashes, rules
from organizer.domain.events.records import KINDS, OWN_KIND, OwnKind, SessionTime
from organizer.domain.groups import store as groups
from organizer.domain.institutions import store as institutions
from organizer.domain.special_days import store as special_days
from organizer.screens.events.planning import day_words, words_for
from organizer.widgets.calendar_records import DAY_MINUTES, clock
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Done
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.form_sheet import NewRecordSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.row_sources import says
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database

#: When an event begins and how long it takes where nothing says otherwise.
USUAL_START, USUAL_MINUTES = "14:00", 150
TYPING_PAUSE = 200
"""Milliseconds after the last key before clashes are looked for."""


class TimesField(QWidget):
    """From one time of day to another; both empty for the whole day."""

    def __init__(self, starts_at: str, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.starts, self.ends = TextField(), TextField()
        self.starts.set_value(starts_at)
        if starts_at:
            time = dt.time.fromisoformat(starts_at)
            self.ends.set_value(clock(time.hour * 60 + time.minute + minutes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.starts, 1)
        row.addWidget(PlainLabel("–", self, tone=Tone.MUTED))
        row.addWidget(self.ends, 1)
        row.addStretch(1)
        self.setFocusProxy(self.starts)
        self.set_label("")

    def set_label(self, text: str) -> None:
        """Name both lines for a screen reader."""
        self.starts.set_label(f"{text} {_('Starts')}".strip())
        self.ends.set_label(f"{text} {_('Ends')}".strip())

    def is_empty(self) -> bool:
        """Whether it is for the whole day."""
        return not self.starts.value.strip()

    def on(self, day: dt.date) -> SessionTime:
        """The session on a day. Raises UserError for what is no time, or both the same."""
        starts_at, ends_at = (rules.clock_time(one.value) for one in (self.starts, self.ends))
        if not starts_at:
            return SessionTime(day, "", DAY_MINUTES)
        if not ends_at:
            return SessionTime(day, starts_at, USUAL_MINUTES)
        return SessionTime(day, starts_at, rules.minutes_between(starts_at, ends_at))


class NewEvent(NewRecordSheet):
    """Asks for what an event begins with; Enter saves, the rest is said beside the calendar."""

    def __init__(
        self,
        desk: Desk,
        day: dt.date,
        starts_at: str = "",
        minutes: int = 0,
        own_kinds: Sequence[OwnKind] = (),
    ) -> None:
        super().__init__(desk, _("New event"), N_("Event title"), "new_event", 480)
        built_in = [(code, _(words)) for code, words in KINDS.items()]
        self.kind = ChoiceField([*built_in, *((one.id, one.name) for one in own_kinds)])
        self.kind.set_value("meet_up")
        self.day = DateField(desk.clock.today)
        self.day.set_day(day)
        self.times = TimesField(starts_at or USUAL_START, minutes or USUAL_MINUTES)
        self.host = PickerField(desk.tasks, self._find_hosts)
        self.place = TextField()
        self.groups = TagEditor(desk.tasks, self._find_groups)
        self.groups.line.setPlaceholderText(_("Type to search"))
        self.warning = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        self.warning.hide()
        self.form.add(N_("Kind"), self.kind)
        self.form.add(N_("Day"), self.day)
        self.form.add(N_("Time"), self.times)
        self.form.add(N_("Hosted by"), self.host)
        self.form.add(N_("Place"), self.place)
        self.form.add(N_("Invites groups"), self.groups)
        self.add_below(self.warning)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(lambda: desk.start(self._look()))
        for line in (self.day.line, self.times.starts.line, self.times.ends.line, self.host.line):
            line.textChanged.connect(lambda _text: self._pause.start())
        self._pause.start()

    async def _look(self) -> None:
        """Say what the event would clash with, and when its day is a special one."""
        try:
            day = self.day.day
            time = None if day is None else self.times.on(day)
        except UserError:
            time = None
        host = self.host.value
        words = ""
        if time is not None:
            words = await self.desk.read(warning_words, time, host.id if host else None)
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    async def _find_hosts(self, words: str) -> list[Choice]:
        found = await self.desk.read(institutions.find, words)
        return [Choice(one.id, one.name) for one in found]

    async def _find_groups(self, words: str) -> list[Choice]:
        found = await self.desk.read(groups.choices)
        return [Choice(one, name) for one, name in found if says(name, words)]

    @override
    async def make(self) -> Done[str]:
        day = self.day.day
        if day is None:
            raise UserError("events.no_session", N_("An event needs a day. Choose one."))
        time = self.times.on(day)
        kind = self.kind.value or "meet_up"
        own = kind not in KINDS
        host = self.host.value
        return await self.desk.save(
            actions_place.plan,
            self.name.value,
            OWN_KIND if own else kind,
            [time],
            group_ids=[one.id for one in self.groups.value],
            own_kind_id=kind if own else None,
            host_id=host.id if host else None,
            place=self.place.value,
        )


def warning_words(db: "Database", time: SessionTime, host_id: str | None) -> str:
    """What speaks against an event at a time, a line each; '' when nothing does."""
    special = special_days.special_days(db, time.day, time.day).get(time.day)
    found = clashes.of_plan(db, [time], host_id=host_id)
    return "\n".join(filter(None, (day_words(special), words_for(found))))
