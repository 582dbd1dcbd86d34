"""The sheet of a new event: a title is enough, the day is known already."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions, rules
from organizer.domain.events.records import KINDS, OWN_KIND, OwnKind, SessionTime
from organizer.domain.groups import store as groups
from organizer.domain.institutions import store as institutions
from organizer.screens.events.planning import say_clashes
from organizer.widgets.calendar_records import DAY_MINUTES, clock
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Done, Page
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.form_sheet import NewRecordSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.row_sources import says
from organizer.widgets.theme import Space

#: When an event begins and how long it takes where nothing says otherwise.
USUAL_START, USUAL_MINUTES = "14:00", 150


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
    """Asks for what an event begins with; Enter saves, the rest is filled in beside the calendar."""

    def __init__(
        self,
        desk: Desk,
        day: dt.date,
        starts_at: str = "",
        minutes: int = 0,
        own_kinds: Sequence[OwnKind] = (),
    ) -> None:
        super().__init__(desk, _("New event"), N_("Title"), "new_event", 480)
        built_in = [(code, _(words)) for code, words in KINDS.items()]
        self.kind = ChoiceField([*built_in, *((one.id, one.name) for one in own_kinds)])
        self.kind.set_value("meet_up")
        self.day = DateField(desk.clock.today)
        self.day.set_day(day)
        self.times = TimesField(starts_at or USUAL_START, minutes or USUAL_MINUTES)
        self.host = PickerField(desk.tasks, self._find_hosts)
        self.place = TextField()
        self.group = PickerField(desk.tasks, self._find_groups)
        self.form.add(N_("Kind"), self.kind)
        self.form.add(N_("Day"), self.day)
        self.form.add(N_("Time"), self.times)
        self.form.add(N_("Host"), self.host)
        self.form.add(N_("Place"), self.place)
        self.form.add(N_("Invites group"), self.group)

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
        host, group = self.host.value, self.group.value
        return await self.desk.save(
            actions.add,
            self.name.value,
            OWN_KIND if own else kind,
            [time],
            group_ids=[group.id] if group else [],
            own_kind_id=kind if own else None,
            host_id=host.id if host else None,
            place=self.place.value,
        )

    @override
    async def add_to(self, page: Page) -> None:
        await super().add_to(page)
        if self.made is not None:
            await say_clashes(self.desk, self.made)
