"""Reminders while the program runs: in the desktop's tray where it has one, else in the window."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from organizer.app.register_files import is_demo
from organizer.base.errors import UserError
from organizer.base.words import _, ngettext
from organizer.widgets.answers import Answers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QSystemTrayIcon, QWidget

    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.domain.events.reminders import Reminder
    from organizer.domain.overview.store_coming import Coming
    from organizer.widgets.desk import Desk

MINUTE = 60_000
FIRST = 5_000
"""Milliseconds after a register was opened: whoever opens it sees its first page before."""
NAMED = 3
"""How many reminders are told in words; the others are counted."""
SHOWN = "reminders_shown"


class Reminders(QObject):
    """Looks every minute what is to be said, says it once, and remembers on this computer."""

    def __init__(self, desk: "Desk", window: "QWidget") -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._answers = Answers(self)
        self._asker = object()
        self._tray: QSystemTrayIcon | None = None
        self._open: Callable[[], object] | None = None
        self._said: set[str] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        desk.register_opened.connect(self._opened)
        desk.register_closed.connect(self._closed)
        if desk.register is not None:
            self._opened()

    def _opened(self) -> None:
        register = self._desk.register
        if register is not None and not is_demo(register.register.path):
            self._timer.start(FIRST)

    def _closed(self) -> None:
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()

    # --- what is due ------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask the register what is due now; the computer may have slept meanwhile."""
        from organizer.base.clock import local

        self._timer.setInterval(MINUTE)
        if self._desk.register is None:
            return
        now = local(self._desk.clock.now()).replace(tzinfo=None)
        days = self._desk.machine_settings.get("remind_days") + 3
        ticket = self._desk.opened().ask(
            lambda db: _coming(db, now, days), asker=self._asker, background=True
        )
        self._answers.when(ticket, partial(self._arrived, now))

    def _arrived(self, now: "dt.datetime", ticket: "Ticket[Coming]") -> None:
        from organizer.domain.events.reminders import Ahead, due, noted

        if ticket.cancelled or self._desk.register is None:
            return
        coming = ticket.result()
        settings = self._desk.machine_settings
        kept = settings.state(SHOWN)
        shown = dict.fromkeys(self._said, "") | (kept if isinstance(kept, dict) else {})
        found, marks = due(
            now,
            Ahead(settings.get("remind_days"), settings.get("remind_hours")),
            (*coming.entries, *coming.past),
            coming.unticked if settings.get("remind_attendance") else frozenset(),
            coming.promises if settings.get("remind_tasks") else (),
            shown,
        )
        if found and not self._is_seen():
            return  # said when somebody sits here again, all in one
        self._said |= marks  # where the disk refuses to remember, this session does
        with suppress(UserError):
            settings.remember(SHOWN, noted(shown, marks, now.date()))
        if found:
            self._say(found, now.date())

    # --- saying it --------------------------------------------------------------------------------

    def _say(self, found: "Sequence[Reminder]", today: "dt.date") -> None:
        lines = [reminder_words(one, today) for one in found[:NAMED]]
        if len(found) > NAMED:
            more = len(found) - NAMED
            lines.append(
                ngettext("and {count} more thing", "and {count} more things", more).format(
                    count=more
                )
            )
        desk = self._desk
        if len(found) == 1:
            kind, record_id = found[0].kind, found[0].record_id
            self._open = partial(desk.open_record, kind, record_id)
        else:
            self._open = partial(desk.open_page, "start")
        tray = self._tray_icon()
        if tray is not None:
            tray.showMessage(_("Organizer"), "\n".join(lines), tray.icon())
        else:
            desk.messages.warn("\n".join(lines), _("Open"), self._open)

    def _is_seen(self) -> bool:
        """Whether somebody sees what is said: a tray keeps it, a line in the window goes by itself.

        The task bar shows that something waits.
        """
        from PySide6.QtWidgets import QApplication, QSystemTrayIcon

        if QSystemTrayIcon.isSystemTrayAvailable() or self._window.isActiveWindow():
            return True
        QApplication.alert(self._window)
        return False

    def _tray_icon(self) -> "QSystemTrayIcon | None":
        """The icon in the desktop's tray, made when something is said; None without a tray."""
        from PySide6.QtWidgets import QSystemTrayIcon

        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        if self._tray is None:
            from organizer.widgets.icons import icon

            self._tray = QSystemTrayIcon(icon("bell"), self)
            self._tray.setToolTip(_("Organizer"))
            self._tray.messageClicked.connect(self._clicked)
            self._tray.activated.connect(lambda _how: self._to_the_front())
        self._tray.show()
        return self._tray

    def _clicked(self) -> None:
        self._to_the_front()
        if self._open is not None and self._desk.register is not None:
            self._open()

    def _to_the_front(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()


def _coming(db: "Database", now: "dt.datetime", days: int) -> "Coming":
    """Read what comes up; on the register's thread, where loading it holds nobody up."""
    from organizer.domain.overview import store_coming

    return store_coming.coming(db, now, days)


def reminder_words(one: "Reminder", today: "dt.date") -> str:
    """A reminder in one sentence."""
    from organizer.domain.events.reminders import when_words

    if one.occasion == "soon":
        return _("“{title}” begins {when}.").format(title=one.title, when=when_words(one.at, today))
    if one.occasion == "tick":
        return _("“{title}” is over. Who came?").format(title=one.title)
    return _("Due {when}: {title}").format(
        title=one.title, when=when_words(one.at, today, whole_day=True)
    )
