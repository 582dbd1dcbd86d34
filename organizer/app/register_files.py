"""Opening, making and copying registers from the window; which ones were open last."""

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from organizer.app.typed import save_typing
from organizer.base.clock import register_zone
from organizer.base.errors import UserError
from organizer.base.formats import format_moment
from organizer.base.generations import Generation, Keeping, generation_of, generations
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.settings import data_folder
from organizer.base.words import N_, _
from organizer.widgets.desk import Command, Desk
from organizer.widgets.messages import Answer, cancel_answer
from organizer.widgets.theme import Kind

if TYPE_CHECKING:
    import datetime as dt
    import tempfile
    from collections.abc import Callable

T = TypeVar("T")
ENDING = ".organizer"
RECENT_KEPT = 8

_demo_folder: "tempfile.TemporaryDirectory[str] | None" = None


class RegisterFiles(QObject):
    """Which register lies on the desk; the only place that puts another one there."""

    backed_up = Signal()
    """A backup of the open register was made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening: Path | None = None
        self._ahead: RegisterThread | None = None
        self._making_proposed = False

    def recent(self) -> list[Path]:
        """The registers opened last that are still there, newest first."""
        kept = self._desk.machine_settings.state("recent_registers")
        texts = kept if isinstance(kept, list) else []
        paths = [Path(text) for text in texts if isinstance(text, str)]
        return [path for path in paths if path.exists()]

    # --- opening ----------------------------------------------------------------------------------

    def open_ahead(self, path: Path) -> None:
        """Begin to open the register that `begin` will be called with."""
        self._ahead = RegisterThread(self._opener(path), wait=False)

    def begin(self, path: Path, wait: float) -> None:
        """Open a register at the start: before the first paint if it takes less than `wait` s.

        What takes longer (an update of an old file, a slow disk) goes on behind the first page.
        """
        self._opening = path
        opening = self._ahead or RegisterThread(self._opener(path), wait=False)
        self._ahead = None
        if opening.opened.wait(wait):
            self._opening = None
            try:
                opening.opened.result()
            except UserError as refusal:
                self._refused(refusal, path)
                return
            self._use(opening, path)
        else:
            self._desk.open_page("start")
            self._desk.start(self._begun(opening, path), opening_words(path))

    async def _begun(self, opening: RegisterThread, path: Path) -> None:
        try:
            await self._finish(opening, path)
        except UserError as refusal:
            self._refused(refusal, path)

    def _refused(self, refusal: UserError, path: Path) -> None:
        """Say it on the first page, where it stays and offers a way back."""
        if self._desk.register is None:
            self._desk.open_page("start", refused=refusal, path=path)
        else:
            self._desk.messages.refuse(refusal)

    def _use(self, opened: RegisterThread, path: Path) -> None:
        self._desk.use_register(opened)
        if not is_demo(path):
            others = [str(known) for known in self.recent() if known != path.absolute()]
            with suppress(UserError):  # a full disk must not keep the register closed
                self._desk.machine_settings.remember(
                    "recent_registers", [str(path.absolute()), *others][:RECENT_KEPT]
                )

    def _opener(self, path: Path) -> "Callable[[], Register]":
        settings, clock = self._desk.machine_settings, self._desk.clock
        made_by, keeping = str(settings.get("made_by")), Keeping.of(settings)
        return lambda: Register.open(path, clock=clock, made_by=made_by, keeping=keeping)

    async def open(self, path: Path) -> None:
        """Open an existing register in place of the one that is open; a refusal is said."""
        current = self._desk.register
        if current is not None and current.register.path.absolute() == path.absolute():
            return
        try:
            await self._put_on_desk(self._opener(path), path)
        except UserError as refusal:
            self._refused(refusal, path)

    async def _put_on_desk(self, open_register: "Callable[[], Register]", path: Path) -> None:
        if self._opening == path:
            return  # a second click while the first still opens
        self._opening = path
        await self._finish(RegisterThread(open_register, wait=False), path)

    async def _finish(self, opening: RegisterThread, path: Path) -> None:
        """Put a register on the desk once it is open; the one chosen last is the one wanted."""
        try:
            await awaited(opening.opened)
            wanted = self._opening == path
            if wanted:
                await self.leave()
        except BaseException:
            _give_up(opening)  # stopped: it must not stay open and locked behind the window
            raise
        finally:
            if self._opening == path:
                self._opening = None
        if wanted:
            self._use(opening, path)
        else:
            _give_up(opening)

    async def create(self, path: Path) -> None:
        """Make an empty register and open it. Raises UserError as `Register.create` does."""
        settings, clock = self._desk.machine_settings, self._desk.clock
        made_by, keeping = str(settings.get("made_by")), Keeping.of(settings)

        def make() -> Register:
            path.parent.mkdir(parents=True, exist_ok=True)
            return Register.create(path, clock=clock, made_by=made_by, keeping=keeping)

        await self._put_on_desk(make, path)

    async def create_proposed(self) -> None:
        """Make an empty register in the usual place and open it."""
        if self._making_proposed:
            return  # a second click: its file is there already, and another name would be proposed
        self._making_proposed = True
        try:
            await self.create(self.proposed())
        finally:
            self._making_proposed = False

    def made_up(self) -> bool:
        """Whether made-up data is open."""
        current = self._desk.register
        return current is not None and is_demo(current.register.path)

    async def use_own(self) -> bool:
        """Put a register of one's own on the desk; whether one lies there then.

        The one that is open unless it is made-up data; then the one opened last, else a new one.
        """
        current = self._desk.register
        if current is not None and not is_demo(current.register.path):
            return True
        last = next(iter(self.recent()), None)
        if current is None or last is None:
            await self.create_proposed()
        else:
            await self.open(last)
        current = self._desk.register
        return current is not None and not is_demo(current.register.path)

    async def open_demo(self, day: "dt.date | None" = None) -> None:
        """Make a register of made-up data in a temporary place and open it, as if on that day."""
        if day is not None:
            from organizer.base.clock import FixedClock

            self._desk.clock = FixedClock(day)
        await self._put_on_desk(lambda: _make_demo(day), demo_path())

    async def leave(self, *, backed_up: bool = True) -> UserError | None:
        """Close the register that is open, backed up first if anything was written.

        Gives why the backup could not be made; the register is closed all the same.
        """
        register = self._desk.register
        if register is None:
            return None
        window = self._desk.messages.window
        if window is not None:
            for field in await save_typing(window, self._desk.tasks):
                field.take_back()  # it would be saved into the next register
        backed_up = backed_up and not is_demo(register.register.path)
        self._desk.use_register(None)
        return await _to_its_end(partial(register.close, backed_up=backed_up))

    def proposed(self) -> Path:
        """Where a new register goes unless the owner chooses: the first free name."""
        folder, name = data_folder(), _("My groups")
        path = folder / f"{name}{ENDING}"
        number = 2
        while path.exists():
            path = folder / f"{name} {number}{ENDING}"
            number += 1
        return path

    # --- backups ----------------------------------------------------------------------------------

    async def back_up(self) -> None:
        """Make a verified backup now and say so."""
        await self._desk.opened().back_up()
        self.backed_up.emit()
        self._desk.messages.say(_("Backed up, read back and verified."))

    def backups_of(self, register: Path) -> list[Generation]:
        """The backups of a register, which need not be open or whole, newest first."""
        return generations(register, Keeping.of(self._desk.machine_settings))

    async def ask_restore(self, register: Path) -> None:
        """Let the owner choose a backup of this register to put in its place."""
        import asyncio

        from organizer.app.restore_sheet import RestoreSheet
        from organizer.domain.overview.store_backups import held_by
        from organizer.widgets.backup_list import SHOWN

        backups = self.backups_of(register)
        held = await asyncio.to_thread(held_by, [one.path for one in backups[:SHOWN]])
        sheet = RestoreSheet(self._desk.messages.window, backups, held)
        if await self._desk.messages.open(sheet) and sheet.chosen is not None:
            self._desk.start(self._restore(sheet.chosen.path, register), _("Restoring"))

    async def restore(self, backup: Path, register: Path) -> None:
        """Put a backup in the place of a register and open it; asks first."""
        from organizer.app.restore_sheet import compared

        generation = generation_of(backup)
        moment = generation.made_at if generation else self._desk.clock.now()
        answer = await self._desk.messages.ask(
            _("Restore this backup?"),
            _(
                "The register will be as it was on {moment}. What it holds now is backed up"
                " first and stays beside it."
            ).format(moment=format_moment(moment, register_zone()))
            + await compared(self._desk, register, backup),
            [cancel_answer(), Answer("restore", _("Restore"), Kind.DANGER)],
        )
        if answer == "restore":
            self._desk.start(self._restore(backup, register), _("Restoring"))

    async def _restore(self, backup: Path, register: Path) -> None:
        """Raises UserError when the backup is not whole or the disk refuses.

        The register that was open is open again then, as it was.
        """
        from organizer.base.restoring import restore

        current = self._desk.register
        if current is not None and current.register.path.absolute() == register.absolute():
            await self.leave(backed_up=False)  # restoring makes its own backup
        keeping = Keeping.of(self._desk.machine_settings)
        work = partial(restore, backup, register, clock=self._desk.clock, keeping=keeping)
        try:
            restored = await _to_its_end(work)
        finally:
            if register.exists():
                await self.open(register)
        aside = restored.set_aside
        self._desk.messages.say(
            _("Restored.")
            if aside is None
            else _("Restored. The file as it was before lies beside it: {file}").format(
                file=aside.name
            )
        )

    # --- asked from the window ------------------------------------------------------------------

    def commands(self) -> tuple[Command, ...]:
        """What the palette and the keyboard offer about files."""

        def command(key: str, title: str, icon: str, keys: str, *, needs: bool) -> Command:
            def run(desk: Desk) -> None:
                desk.start(getattr(self, f"ask_{key}")(), _(title).rstrip("…"))

            return Command(f"register.{key}", title, icon, keys, run, needs_register=needs)

        return (
            command("open", N_("Open a register…"), "folder-open", "Ctrl+O", needs=False),
            command("create", N_("New register…"), "file-plus", "", needs=False),
            command("demo", N_("Open made-up data"), "sparkles", "", needs=False),
            command("copy", N_("Save a copy of the register…"), "save", "", needs=True),
            command("back_up", N_("Back up now"), "database-backup", "", needs=True),
        )

    async def ask_open(self) -> None:
        """Let the owner choose a register to open."""
        path = await self._desk.messages.choose_open_file(
            _("Open a register"), _patterns(), data_folder()
        )
        if path is not None:
            await self.open(path)

    async def ask_create(self) -> None:
        """Let the owner choose where a new register goes."""
        proposed = self.proposed()
        proposed.parent.mkdir(parents=True, exist_ok=True)
        path = await self._desk.messages.choose_save_file(_("New register"), _patterns(), proposed)
        if path is not None:
            await self.create(path)

    async def ask_demo(self) -> None:
        """Open made-up data to look around in."""
        await self.open_demo()

    async def ask_copy(self) -> None:
        """Write a verified copy of the open register where the owner says."""
        path = await self._desk.messages.choose_save_file(_("Save a copy"), _patterns())
        if path is None:
            return
        made = await self._desk.opened().back_up(path)
        self._desk.messages.say(_("A verified copy is in “{file}”.").format(file=made.name))

    async def ask_back_up(self) -> None:
        """Make a verified backup now."""
        await self.back_up()


def _give_up(opening: RegisterThread) -> None:
    """Close a register that nobody waits for any more, as soon as it is open."""
    threading.Thread(target=opening.close, name="giving up", daemon=True).start()


async def _to_its_end(work: "Callable[[], T]") -> "T":
    """Do it in a thread and wait for it, stopped or not: a file is not left half in its place."""
    import asyncio

    working = asyncio.ensure_future(asyncio.to_thread(work))
    while not working.done():
        with suppress(asyncio.CancelledError):
            await asyncio.shield(working)
    return working.result()


def opening_words(path: Path) -> str:
    """What the progress strip says while a register opens."""
    return _("Opening {file}").format(file=path.stem)


def demo_path() -> Path:
    """Where made-up data lies: a folder of this run that goes with it."""
    global _demo_folder  # noqa: PLW0603 - one folder for the whole run, made when first wanted
    if _demo_folder is None:
        import tempfile

        _demo_folder = tempfile.TemporaryDirectory(prefix="organizer-demo-")
    return Path(_demo_folder.name) / f"{_('Made-up data')}{ENDING}"


def is_demo(path: Path) -> bool:
    """Whether a register is the made-up one of this run."""
    return _demo_folder is not None and path.parent == Path(_demo_folder.name)


def _make_demo(day: "dt.date | None" = None) -> Register:
    from organizer.domain.demo.story import create_demo

    path = demo_path()
    return Register.open(path) if path.exists() else create_demo(path, day=day)


def _patterns() -> tuple[tuple[str, str], ...]:
    return ((_("Registers"), f"*{ENDING} *.db"),)
