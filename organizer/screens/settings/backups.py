"""The backups of the open register: make one, look where they lie, go back to one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.overview.store_backups import Held, held_by
from organizer.widgets.backup_list import SHOWN, BackupList
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Listening
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from pathlib import Path

    from organizer.base.generations import Generation
    from organizer.base.register import Register
    from organizer.base.steps import FinishedStep


class BackupsCard(Listening):
    """Shown while a register is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.backups: list[Generation] = []
        self._held: dict[Path, Held] = {}
        self._folder: Path | None = None
        self._register: Path | None = None
        card = make_card(QFrame(self))
        self._title = PlainLabel("", card, role=TextRole.TITLE)
        self._place = PlainLabel("", card, tone=Tone.MUTED, elide=True)
        self.now = QPushButton(card)
        set_icon(self.now, "database-backup")
        self.now.clicked.connect(self.back_up)
        self.open_folder = QPushButton(card)
        set_kind(self.open_folder, Kind.QUIET)
        set_icon(self.open_folder, "folder-open")
        self.open_folder.clicked.connect(self._show_folder)
        self.list = BackupList(card)
        self.list.setFixedHeight(260)
        self.list.wanted.connect(self._restore)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.open_folder)
        head.addWidget(self.now)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._place)
        column.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.retranslate()

    def back_up(self) -> None:
        """Make a verified backup now."""
        if self.desk.register is not None:
            self.desk.start(self._back_up(), _("Backing up"))

    async def _back_up(self) -> None:
        await self.desk.files.back_up()
        await self._read()

    def _restore(self, one: "Generation") -> None:
        if self._register is not None:  # theirs, which may not lie on the desk any more
            self.desk.start(self.desk.files.restore(one.path, self._register))

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if step is None and self.desk.register is not None:
            self.desk.start(self._read())

    async def _read(self) -> None:
        from organizer.base.register_thread import awaited

        register = self.desk.opened()
        ticket = register.with_register(_backups, background=True)
        backups, folder, path = await awaited(ticket)
        if self.desk.register is not register:
            return  # another came to the desk meanwhile
        self.backups, self._folder, self._register = backups, folder, path
        self._show()
        import asyncio

        paths = [one.path for one in backups[:SHOWN]]
        held = await asyncio.to_thread(held_by, paths)
        if self.desk.register is register:
            self._held = held
            self._show()

    def _show(self) -> None:
        contents = {path: one.words() for path, one in self._held.items()}
        self.list.show_backups(self.backups, contents)
        self._name_place()

    def _name_place(self) -> None:
        self._place.setText("" if self._folder is None else str(self._folder))
        self.open_folder.setEnabled(self._folder is not None and self._folder.is_dir())

    @override
    def retranslate(self) -> None:
        self._title.setText(_("Backups"))
        self.now.setText(_("Back up now"))
        self.open_folder.setText(_("Open the folder"))
        self._show()


def _backups(register: "Register") -> "tuple[list[Generation], Path, Path]":
    from organizer.base.generations import folders

    return register.backups(), folders(register.path, register.keeping)[0], register.path
