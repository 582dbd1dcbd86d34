"""Choosing a backup to put in the place of a register."""

from typing import TYPE_CHECKING

from organizer.base.words import _
from organizer.widgets.backup_list import BackupList
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from organizer.base.generations import Generation
    from organizer.domain.overview.store_backups import Held
    from organizer.widgets.desk import Desk


async def compared(desk: "Desk", register: "Path", backup: "Path") -> str:
    """How many the register holds and how many the backup, as far as they can be read."""
    import asyncio

    from organizer.domain.overview import store_backups

    read = await asyncio.to_thread(store_backups.held_by, [backup, register])
    opened = desk.register
    if opened is not None and opened.register.path.absolute() == register.absolute():
        read[register] = await desk.read(store_backups.held)  # with what was done a moment ago
    lines = [
        words.format(held=read[path].words())
        for path, words in (
            (register, _("The register holds now: {held}")),
            (backup, _("The backup holds: {held}")),
        )
        if path in read
    ]
    return "\n\n" + "\n".join(lines) if lines else ""


class RestoreSheet(Sheet):
    """All backups of a register; the one chosen is in `chosen` when the sheet was accepted."""

    def __init__(
        self, parent: "QWidget | None", backups: "Sequence[Generation]", held: "Mapping[Path, Held]"
    ) -> None:
        super().__init__(parent, _("Restore a backup"), remember_as="restore", width=520)
        self.chosen: Generation | None = None
        self.content.addWidget(
            PlainLabel(
                _("The file as it is now is kept beside the register, whatever you choose."),
                self,
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        self.list = BackupList(self)
        self.list.setMinimumHeight(240)
        self.list.show_backups(backups, {path: one.words() for path, one in held.items()})
        self.list.wanted.connect(self._take)
        self.content.addWidget(self.list, 1)
        self.add_cancel()

    def _take(self, generation: "Generation") -> None:
        self.chosen = generation
        self.accept()
