"""The line at the lower edge: which register is open, what runs, when it was last backed up."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from organizer.base.clock import register_zone
from organizer.base.formats import format_number
from organizer.base.words import _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel, plain_tip
from organizer.widgets.progress import ProgressStrip
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register import Register
    from organizer.base.steps import FinishedStep
    from organizer.widgets.desk import Desk
    from organizer.widgets.tasks import Tasks


class StatusLine(QFrame):
    """Quiet texts at both ends, and the tasks under way between them."""

    def __init__(self, tasks: "Tasks", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True)
        self._saved = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED)
        self.progress = ProgressStrip(tasks, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XS, Space.XL, Space.XS)
        layout.setSpacing(Space.L)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self._saved)

    def begin_with(self, widget: QWidget) -> None:
        """Put a widget at the left end, before the register's name."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, widget)

    def hold(self, place: QWidget) -> None:
        """Make room for a widget that comes and goes; the line is as high with it as without."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(1, place, 3)
        self._keep_height()
        theme.changed.connect(self._keep_height)

    def _keep_height(self) -> None:
        button = QPushButton("x")
        set_kind(button, Kind.QUIET)
        button.ensurePolished()
        self.setMinimumHeight(button.sizeHint().height() + 2 * Space.XS)

    def say(self, register: str, saved: str) -> None:
        """Set both texts (translated)."""
        self._label.setText(register)
        self._saved.setText(saved)
        self._saved.setVisible(bool(saved))

    def tell_place(self, path: str) -> None:
        """Say under the pointer where the register lies; empty when none is open."""
        self._label.setToolTip(plain_tip(path))

    def texts(self) -> tuple[str, str]:
        """What the line says at its left and right end."""
        return self._label.text(), self._saved.text()


class Status(QObject):
    """Knows what the status line says, and reads it again when it may have changed."""

    def __init__(self, desk: "Desk", line: StatusLine) -> None:
        super().__init__(line)
        self._desk = desk
        self._line = line
        self._people: int | None = None
        self._backed_up: dt.datetime | None = None
        desk.register_opened.connect(self.read_all)
        desk.register_closed.connect(self._forget)
        desk.changed.connect(self._step_finished)
        desk.language_changed.connect(self.show)
        self.show()

    def read_all(self) -> None:
        """Count people and look for the newest backup."""
        self.show()
        self.read_people()
        self.read_backups()

    def read_people(self) -> None:
        """Count people again."""
        self._desk.start(self._count())

    def read_backups(self) -> None:
        """Look for the newest backup again."""
        self._desk.start(self._look())

    def _step_finished(self, step: "FinishedStep") -> None:
        if "member" in step.tables:
            self.read_people()

    def _forget(self) -> None:
        self._people = self._backed_up = None
        self.show()

    async def _count(self) -> None:
        register = self._desk.register
        if register is None:
            return  # closed before this began
        people = await register.read(_people)
        if self._desk.register is register:
            self._people = people
            self.show()

    async def _look(self) -> None:
        from organizer.base.register_thread import awaited

        register = self._desk.register
        if register is None:
            return
        newest = await awaited(register.with_register(_newest_backup, background=True))
        if self._desk.register is register:
            self._backed_up = newest
            self.show()

    def show(self) -> None:
        """Say it in the language spoken now."""
        register = self._desk.register
        self._line.tell_place("" if register is None else str(register.register.path))
        if register is None:
            self._line.say(_("No register is open"), "")
            return
        parts = [register.register.path.stem]
        if self._people is not None:
            parts.append(
                ngettext("{count} person", "{count} people", self._people).format(
                    count=format_number(self._people)
                )
            )
        from organizer.app.register_files import is_demo

        if is_demo(register.register.path):
            self._line.say(" · ".join(parts), _("Made-up data, nothing is kept"))
            return
        saved = (
            _("Backed up {when}").format(when=when(self._backed_up, self._desk.clock.now()))
            if self._backed_up
            else _("Every change is saved at once")
        )
        self._line.say(" · ".join(parts), saved)


def when(moment: dt.datetime, now: dt.datetime) -> str:
    """A moment in words, by the calendar of the register: “today 08:30”, “yesterday 21:05”."""
    local, today = (one.astimezone(register_zone()) for one in (moment, now))
    days = (today.date() - local.date()).days
    time = f"{local:%H:%M}"
    if days == 0:
        return _("today {time}").format(time=time)
    if days == 1:
        return _("yesterday {time}").format(time=time)
    return f"{local:%Y-%m-%d} {time}"


def _people(db: "Database") -> int:
    from organizer.domain.members.store import member_count

    return member_count(db)


def _newest_backup(register: "Register") -> dt.datetime | None:
    return next((one.made_at for one in register.backups() if one.is_whole()), None)
