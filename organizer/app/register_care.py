"""What the window does for an open register by itself: notices, the check, the daily backup."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from organizer.app.register_files import is_demo
from organizer.base.generations import Keeping
from organizer.base.words import _

if TYPE_CHECKING:
    from organizer.app.register_files import RegisterFiles
    from organizer.app.status_line import Status
    from organizer.base.register_thread import RegisterThread
    from organizer.widgets.desk import Desk

HOUR = 3_600_000
"""Milliseconds between two looks whether the day's backup is due."""


class RegisterCare(QObject):
    """Looks after the register from its opening to its closing."""

    def __init__(self, desk: "Desk", files: "RegisterFiles", status: "Status") -> None:
        super().__init__(status)
        self._desk = desk
        self._files = files
        self._status = status
        self._hourly = QTimer(self)
        self._hourly.setInterval(HOUR)
        self._hourly.timeout.connect(self._back_up_daily)
        desk.register_opened.connect(self._opened)
        desk.register_closed.connect(self._hourly.stop)
        files.backed_up.connect(status.read_backups)
        desk.machine_settings.listeners.append(self._setting_changed)

    def _setting_changed(self, key: str) -> None:
        """Who changes things and where backups go holds from now on, not from the next start."""
        if self._desk.register is None:
            return
        if key == "made_by":
            name = str(self._desk.machine_settings.get("made_by"))
            self._desk.register.with_register(lambda one: setattr(one, "made_by", name))
        elif key in ("backup_folder", "backup_megabytes"):
            keeping = Keeping.of(self._desk.machine_settings)
            self._desk.register.with_register(lambda one: setattr(one, "keeping", keeping))
            self._status.read_backups()

    def _opened(self) -> None:
        register = self._desk.opened()
        for notice in register.register.notices:
            self._desk.messages.refuse(notice)
        if is_demo(register.register.path):
            return
        self._desk.start(self._check(register))
        self._back_up_daily()
        self._hourly.start()

    async def _check(self, register: "RegisterThread") -> None:
        """Check the whole file beside the work, and say where a cloud client meddles."""
        from organizer.base.register_thread import awaited
        from organizer.base.synchronised import synchronised_by

        whole = await awaited(register.check_whole_file())
        if self._desk.register is not register:
            return  # it was closed meanwhile: nothing is said of it any more
        if not whole:
            self._desk.messages.warn(
                _("This register is damaged. Nothing more is written to it."),
                _("Restore a backup…"),
                lambda: self._desk.open_page("settings", section="backups"),
            )
        client = synchronised_by(register.register.path)
        told = self._desk.machine_settings.state("told_synchronised")
        known = told if isinstance(told, list) else []
        path = str(register.register.path)
        if client is not None and path not in known:
            self._desk.machine_settings.remember("told_synchronised", [*known, path][-20:])
            self._desk.messages.warn(
                _(
                    "{client} keeps this folder in step and may bring back older states of the"
                    " register. Keep it elsewhere, and put its backups here."
                ).format(client=client),
                _("Save a copy elsewhere…"),
                lambda: self._desk.start(self._files.ask_copy()),
            )

    def _back_up_daily(self) -> None:
        self._status.show()  # what was backed up today was backed up yesterday after midnight
        if self._desk.register is not None:
            self._desk.start(self._back_up(), _("Daily backup"))

    async def _back_up(self) -> None:
        if await self._desk.opened().ensure_backup("daily") is not None:
            self._status.read_backups()
