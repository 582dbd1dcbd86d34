"""Closing the window: what is being typed is saved, work is ended, the register is put away."""

import sys
from typing import TYPE_CHECKING

from organizer.app.typed import save_typing
from organizer.base.words import _
from organizer.widgets.messages import Answer
from organizer.widgets.theme import Kind

if TYPE_CHECKING:
    import asyncio

    from organizer.app.main_window import MainWindow
    from organizer.base.errors import UserError


class Leaving:
    """Puts everything away once; `done` when the window may really close."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._work: asyncio.Task[None] | None = None
        self.under_way = False
        self.done = False

    def begin(self) -> None:
        """Start to put everything away; the window closes when that is done."""
        if self.under_way:
            return
        self.under_way = True
        try:
            self._window.remember()
        except Exception as error:  # a page that can't say how it looks must not hold the window
            self._window.desk.tasks.report(error)
        if not _loop_runs():
            self._put_away_at_once()
            return
        import asyncio

        self._work = asyncio.get_running_loop().create_task(self._put_away())

    def _put_away_at_once(self) -> None:
        """Before the loop runs nothing can be under way but the opening of the register."""
        desk = self._window.desk
        desk.tasks.cancel_all()
        register = desk.register
        desk.use_register(None)
        if register is not None:
            register.close()
        self._close()

    async def _put_away(self) -> None:
        desk = self._window.desk
        try:
            if not await self._typing_settled():
                self.under_way = False
                return
        except Exception as error:  # the register is closed and backed up whatever a field does
            desk.tasks.report(error)
        try:
            self._window.hide()
            await desk.tasks.close()
            refusal = await self._window.files.leave()
            if refusal is not None:
                await self._tell(refusal)
        finally:
            self._close()

    async def _typing_settled(self) -> bool:
        """Save what is typed; whether the window may close, which the owner says if it can't be."""
        refused = await save_typing(self._window, self._window.desk.tasks)
        if not refused:
            return True
        field = refused[0]
        answer = await self._window.desk.messages.ask(
            _("This is not saved yet"),
            "\n".join(filter(None, (field.editor.accessibleName(), field.problem))),
            [
                Answer("close", _("Close without saving it")),
                Answer("stay", _("Go back"), Kind.PRIMARY),
            ],
        )
        if answer == "close":
            for one in refused:
                one.take_back()
            return True
        for key, page in self._window.pages.items():
            if page.isAncestorOf(field):
                self._window.open_page(key)
        field.setFocus()
        return False

    async def _tell(self, refusal: "UserError") -> None:
        """The last word: the register is safe, its backup could not be made."""
        await self._window.desk.messages.ask(
            _("The register is saved, but not backed up"),
            refusal.message(),
            [Answer("close", _("Close"), Kind.PRIMARY)],
        )

    def _close(self) -> None:
        self.done = True
        self._window.close()
        self._window.left.emit()


def _loop_runs() -> bool:
    if "asyncio" not in sys.modules:
        return False
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
