"""Opening, making and copying registers from the window; which ones were open last."""

from pathlib import Path
from typing import TYPE_CHECKING

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.settings import data_folder
from organizer.base.words import N_, _
from organizer.widgets.desk import Command, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from organizer.base.clock import Clock

ENDING = ".organizer"
RECENT_KEPT = 8


class RegisterFiles:
    """Which register lies on the desk; the only place that puts another one there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self) -> list[Path]:
        """The registers opened last that are still there, newest first."""
        kept = self._desk.machine_settings.state("recent_registers")
        paths = [Path(text) for text in kept if isinstance(text, str)] if kept else []
        return [path for path in paths if path.exists()]

    def put_on_desk(self, open_register: "Callable[[], Register]", path: Path) -> None:
        """Open a register in place of the one that is open. Raises UserError as opening does."""
        opened = RegisterThread(open_register)
        self.leave()
        self._desk.use_register(opened)
        self._remember(path)

    def open(self, path: Path, clock: "Clock | None" = None) -> None:
        """Open an existing register. Raises UserError as `Register.open` does."""
        made_by = str(self._desk.machine_settings.get("made_by"))
        clock = clock or self._desk.clock
        self.put_on_desk(lambda: Register.open(path, clock=clock, made_by=made_by), path)

    def create(self, path: Path) -> None:
        """Make an empty register and open it. Raises UserError as `Register.create` does."""
        path.parent.mkdir(parents=True, exist_ok=True)
        made_by = str(self._desk.machine_settings.get("made_by"))
        clock = self._desk.clock
        self.put_on_desk(lambda: Register.create(path, clock=clock, made_by=made_by), path)

    def leave(self) -> None:
        """Close the register that is open."""
        register = self._desk.register
        if register is not None:
            self._desk.use_register(None)
            register.close()

    def proposed(self) -> Path:
        """Where a new register goes unless the owner chooses: the first free name."""
        folder, name = data_folder(), _("My groups")
        path = folder / f"{name}{ENDING}"
        number = 2
        while path.exists():
            path = folder / f"{name} {number}{ENDING}"
            number += 1
        return path

    def _remember(self, path: Path) -> None:
        others = [str(known) for known in self.recent() if known != path.absolute()]
        self._desk.machine_settings.remember(
            "recent_registers", [str(path.absolute()), *others][:RECENT_KEPT]
        )

    # --- asked from the window ------------------------------------------------------------------

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers about files."""

        def command(key: str, title: str, icon: str, keys: str, *, needs: bool) -> Command:
            def run(desk: Desk) -> None:
                desk.start(getattr(self, f"ask_{key}")())

            return Command(f"register.{key}", title, icon, keys, run, needs_register=needs)

        return (
            command("open", N_("Open a register…"), "folder-open", "Ctrl+O", needs=False),
            command("create", N_("New register…"), "file-plus", "", needs=False),
            command("copy", N_("Save a copy of the register…"), "save", "", needs=True),
            command("back_up", N_("Back up now"), "database-backup", "", needs=True),
        )

    async def ask_open(self) -> None:
        """Let the owner choose a register to open."""
        path = await self._desk.messages.choose_open_file(
            _("Open a register"), _patterns(), data_folder()
        )
        if path is not None:
            self.open(path)

    async def ask_create(self) -> None:
        """Let the owner choose where a new register goes."""
        path = await self._desk.messages.choose_save_file(
            _("New register"), _patterns(), self.proposed()
        )
        if path is not None:
            self.create(path)

    async def ask_copy(self) -> None:
        """Write a verified copy of the open register where the owner says."""
        path = await self._desk.messages.choose_save_file(_("Save a copy"), _patterns())
        if path is None:
            return
        made = await awaited(
            self._desk.opened().with_register(lambda register: register.back_up(path))
        )
        self._desk.messages.say(_("A verified copy lies in “{file}”.").format(file=made.name))

    async def ask_back_up(self) -> None:
        """Make a verified backup now."""
        made = await awaited(self._desk.opened().with_register(Register.back_up))
        self._desk.messages.say(_("Backed up and verified: {file}").format(file=made.name))

    def refuse(self, error: UserError) -> None:
        """Say why a register could not be opened."""
        self._desk.messages.refuse(error)


def _patterns() -> tuple[tuple[str, str], ...]:
    return ((_("Registers"), f"*{ENDING} *.db"),)
