"""The sessions of an event: a line each with day, start and end; each part saved by itself."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import N_, _
from organizer.domain.events import rules
from organizer.domain.events.records import Session, SessionTime
from organizer.widgets.calendar_records import DAY_MINUTES
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

#: How long a session takes that had the whole day until it got a start.
USUAL_MINUTES = 150
SaveTimes = Callable[[str, Sequence[SessionTime], int], Awaitable[object]]


class SessionsField(QWidget):
    """Shows the sessions; `save` is given the event, all sessions and which one was changed."""

    def __init__(self, desk: Desk, save: SaveTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._save = save
        self._record = ""
        self._times: list[SessionTime] = []
        self._label = ""
        self._made: list[SessionLine] = []
        self.lines: list[SessionLine] = []
        self.add_button = QPushButton(self)
        set_kind(self.add_button, Kind.QUIET)
        set_icon(self.add_button, "plus")
        self.add_button.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def load(self, record: str, sessions: Sequence[Session], *, several: bool) -> None:
        """Show the sessions of another event; `several`: whether it may have more than one."""
        self.commit()
        self._record = record
        self._show([one.time for one in sessions], several=several, anew=True)

    def update_times(self, sessions: Sequence[Session], *, several: bool) -> None:
        """Show the sessions as the register has them now; what is being typed stays."""
        self._show([one.time for one in sessions], several=several, anew=False)

    def set_label(self, text: str) -> None:
        """Name the lines for a screen reader."""
        self._label = text
        for line in self._made:
            line.name_fields(text)

    def is_empty(self) -> bool:
        """Whether there is no session."""
        return not self._times

    def commit(self) -> None:
        """Save what is being typed in any line."""
        for line in self.lines:
            line.commit()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.add_button.setText(_("Add a session"))
        for line in self._made:
            line.retranslate()

    async def change(self, record: str, at: int, time: SessionTime) -> None:
        """Save another time for the session in this place."""
        before = self._times
        times = [*before[:at], time, *before[at + 1 :]]
        self._times = times
        try:
            await self._save(record, times, at)
        except UserError:
            if self._times is times:
                self._times = before
            raise

    # --- inside -----------------------------------------------------------------------------------

    def _show(self, times: list[SessionTime], *, several: bool, anew: bool) -> None:
        self._times = times
        self.add_button.setVisible(several)
        while len(self._made) < len(times):
            self._make_line()
        before = self.lines
        self.lines = self._made[: len(times)]
        for line in self._made:
            line.setVisible(line in self.lines)
        for at, line in enumerate(self.lines):
            line.show_time(
                self._record,
                times[at],
                several=len(times) > 1,
                anew=anew or line not in before,
            )

    def _make_line(self) -> None:
        """Lines are kept for the next event: a field that goes while it saves can't say how."""
        at = len(self._made)
        line = SessionLine(self, at)
        line.remove.clicked.connect(lambda: self._remove(at))
        line.name_fields(self._label)
        self._made.append(line)
        self._column.insertWidget(at, line)

    def _add(self) -> None:
        """Plan a session more: at the same time on the day after the last."""
        self.commit()
        last = self._times[-1] if self._times else None
        day = last.day + dt.timedelta(days=1) if last else self.desk.clock.today()
        new = last._replace(day=day, title="") if last else SessionTime(day, "", DAY_MINUTES)
        times = [*self._times, new]
        self.desk.start(self._keep(self._record, times, len(times) - 1))

    def _remove(self, at: int) -> None:
        times = [time for number, time in enumerate(self._times) if number != at]
        self.desk.start(self._keep(self._record, times, 0))

    async def _keep(self, record: str, times: Sequence[SessionTime], at: int) -> None:
        try:
            await self._save(record, times, at)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)


class SessionLine(QWidget):
    """One session: the day, from when to when, and its title where there are several."""

    def __init__(self, field: SessionsField, at: int) -> None:
        super().__init__(field)
        self._field, self._at = field, at
        self.time = SessionTime(field.desk.clock.today(), "", DAY_MINUTES)
        tasks = field.desk.tasks
        self.day = DateField(field.desk.clock.today, tasks)
        self.starts, self.ends, self.title = TextField(tasks), TextField(tasks), TextField(tasks)
        self.dash = PlainLabel("–", self, tone=Tone.MUTED)
        self.note = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED)
        self.note.hide()
        self.remove = QToolButton(self)
        set_icon(self.remove, "x", Tone.MUTED)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.XS)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.day, 0, 0, 1, 3)
        grid.addWidget(self.remove, 0, 3)
        grid.addWidget(self.starts, 1, 0)
        grid.addWidget(self.dash, 1, 1)
        grid.addWidget(self.ends, 1, 2)
        grid.addWidget(self.note, 2, 0, 1, 3)
        grid.addWidget(self.title, 3, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.retranslate()

    def show_time(self, record: str, time: SessionTime, *, several: bool, anew: bool) -> None:
        """Show when the session is."""
        self.time = time
        self.remove.setVisible(several)
        self.title.setVisible(several or bool(time.title))
        ends = f"{time.end():%H:%M}" if time.starts_at else ""
        over_night = bool(time.starts_at) and time.end().date() > time.day and ends != "00:00"
        self.note.setText(_("Ends on the next day") if over_night else "")
        self.note.setVisible(over_night)
        self.ends.set_read_only(not time.starts_at)
        shown = (
            (self.day, time.day.isoformat(), self._with_day),
            (self.starts, time.starts_at, self._with_start),
            (self.ends, ends, self._with_end),
            (self.title, time.title, self._with_title),
        )
        for field, value, changed in shown:
            if anew:
                field.load(value, self._saver(record, changed))
            else:
                field.set_value(value)

    def commit(self) -> None:
        """Save what is being typed."""
        for field in (self.day, self.starts, self.ends, self.title):
            field.commit()

    def name_fields(self, text: str) -> None:
        """Name the fields for a screen reader."""
        for field, words in (
            (self.day, N_("Day")),
            (self.starts, N_("Starts")),
            (self.ends, N_("Ends")),
            (self.title, N_("Title of the session")),
        ):
            field.set_label(f"{text} {_(words)}".strip())

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.starts.set_placeholder(_("Whole day"))
        self.title.set_placeholder(_("Title of the session"))
        self.remove.setToolTip(_("Remove this session"))
        self.remove.setAccessibleName(_("Remove this session"))

    # --- inside -----------------------------------------------------------------------------------

    def _saver(
        self, record: str, changed: Callable[[str], SessionTime]
    ) -> Callable[[str], Awaitable[object]]:
        async def save(value: str) -> None:
            await self._field.change(record, self._at, changed(value))

        return save

    def _with_day(self, iso: str) -> SessionTime:
        if not iso:
            raise UserError("events.no_session", N_("An event needs a day. Choose one."))
        return self.time._replace(day=dt.date.fromisoformat(iso))

    def _with_start(self, text: str) -> SessionTime:
        """Another start moves the end along; none takes the whole day."""
        starts_at = rules.clock_time(text)
        if not starts_at:
            return self.time._replace(starts_at="", minutes=DAY_MINUTES)
        minutes = self.time.minutes if self.time.starts_at else USUAL_MINUTES
        return self.time._replace(starts_at=starts_at, minutes=minutes)

    def _with_end(self, text: str) -> SessionTime:
        ends_at = rules.clock_time(text)
        if not ends_at:
            raise UserError("events.no_end", N_("Write when it ends, such as 21:00."))
        minutes = rules.minutes_between(self.time.starts_at, ends_at)
        return self.time._replace(minutes=minutes)

    def _with_title(self, text: str) -> SessionTime:
        return self.time._replace(title=text)
