"""Ctrl+Z and Ctrl+Y: walking back and forth through this session's steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from organizer.base.errors import UserError
from organizer.base.words import _, ngettext

if TYPE_CHECKING:
    from organizer.app.top_bar import TopBar
    from organizer.base.database import Database
    from organizer.base.register import Register
    from organizer.widgets.desk import Desk


class UndoWalk(QObject):
    """Takes steps back and does them again; keeps the two buttons saying what they would do."""

    def __init__(self, desk: "Desk", bar: "TopBar") -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        desk.step_title = _title
        bar.undo_wanted.connect(self.undo)
        bar.redo_wanted.connect(self.redo)
        desk.changed.connect(lambda _step: self.update_titles())
        desk.register_opened.connect(self.update_titles)
        desk.register_closed.connect(self.update_titles)
        desk.language_changed.connect(self.update_titles)

    def undo(self) -> None:
        """Take back this session's last step."""
        if self._desk.register is not None:
            self._desk.start(self._walk(back=True))

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._desk.register is not None:
            self._desk.start(self._walk(back=False))

    async def _walk(self, *, back: bool) -> None:
        register = self._desk.opened()
        try:
            plan = await (register.undo() if back else register.redo())
        except UserError as refusal:
            if refusal.code != "history.nothing_to_undo":
                raise
            self._desk.messages.warn(
                _("Nothing was done since the register was opened. Undo earlier steps in History."),
                _("Open History"),
                lambda: self._desk.open_page("history"),
            )
            return
        title = await self._desk.read(_title, plan.step_id)
        said = _("Undone: {title}") if back else _("Redone: {title}")
        text = said.format(title=title)
        if plan.conflicts:
            left = len(plan.conflicts)
            text += " — " + ngettext(
                "{count} entry was left as it is: it was changed or used since",
                "{count} entries were left as they are: they were changed or used since",
                left,
            ).format(count=left)
            self._desk.messages.say(text, _("History"), lambda: self._desk.open_page("history"))
        elif back:
            self._desk.messages.say(text, _("Redo"), self.redo)
        else:
            self._desk.messages.say(text, _("Undo"), self.undo)

    def update_titles(self) -> None:
        """Ask what undo and redo would do now, and show it."""
        if self._desk.register is None:
            self._bar.set_history("", "")
        else:
            self._desk.start(self._read_titles())

    async def _read_titles(self) -> None:
        from organizer.base.register_thread import awaited

        self._bar.set_history(*await awaited(self._desk.opened().with_register(_titles)))


def _titles(register: "Register") -> tuple[str, str]:
    with register.reading() as db:
        undo, redo = (
            _title(db, step_id) if step_id else ""
            for step_id in (register.undoable(), register.redoable())
        )
    return undo, redo


def _title(db: "Database", step_id: str) -> str:
    from organizer.base import history
    from organizer.domain.overview.store_whom import with_whom

    found = history.step(db, step_id)
    return with_whom(db, [found])[0].title() if found else ""
