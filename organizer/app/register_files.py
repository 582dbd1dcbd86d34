"""Opening, making and copying registers from the window; which ones were open last."""

from pathlib import Path
from typing import TYPE_CHECKING

from organizer import domain
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.settings import data_folder
from organizer.base.words import N_, _
from organizer.widgets.desk import Command, Desk

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Callable

ENDING = ".organizer"
RECENT_KEPT = 8

_demo_folder: "tempfile.TemporaryDirectory[str] | None" = None


class RegisterFiles:
    """Which register lies on the desk; the only place that puts another one there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self) -> list[Path]:
        """The registers opened last that are still there, newest first."""
        kept = self._desk.machine_settings.state("recent_registers")
        paths = [Path(text) for text in kept if isinstance(text, str)] if kept else []
        return [path for path in paths if path.exists()]

    async def put_on_desk(self, open_register: "Callable[[], Register]", path: Path) -> None:
        """Open a register in place of the one that is open. Raises UserError as opening does."""
        opened = RegisterThread(open_register, wait=False)
        await awaited(opened.opened)
        self.leave()
        self._put(opened)
        self._remember(path)

    def open_at_start(self, path: Path) -> None:
        """Open a register before the first paint. Raises UserError as `Register.open` does."""
        self._put(RegisterThread(self._opening(path)))
        self._remember(path)

    def _put(self, register: RegisterThread) -> None:
        self._desk.use_register(register)
        # after the first rows were asked for, and before any action can be
        register.with_register(lambda _register: domain.load())

    def _opening(self, path: Path) -> "Callable[[], Register]":
        made_by = str(self._desk.machine_settings.get("made_by"))
        clock = self._desk.clock
        return lambda: Register.open(path, clock=clock, made_by=made_by)

    async def open(self, path: Path) -> None:
        """Open an existing register. Raises UserError as `Register.open` does."""
        current = self._desk.register
        if current is not None and current.register.path.absolute() == path.absolute():
            return
        await self.put_on_desk(self._opening(path), path)

    async def create(self, path: Path) -> None:
        """Make an empty register and open it. Raises UserError as `Register.create` does."""
        made_by = str(self._desk.machine_settings.get("made_by"))
        clock = self._desk.clock

        def make() -> Register:
            path.parent.mkdir(parents=True, exist_ok=True)
            return Register.create(path, clock=clock, made_by=made_by)

        await self.put_on_desk(make, path)

    async def create_proposed(self) -> None:
        """Make an empty register in the usual place and open it."""
        await self.create(self.proposed())

    async def open_demo(self) -> None:
        """Make a register of made-up data in a temporary place and open it."""
        await self.put_on_desk(_make_demo, demo_path())

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
        if path == demo_path():
            return
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
            await self.open(path)

    async def ask_create(self) -> None:
        """Let the owner choose where a new register goes."""
        path = await self._desk.messages.choose_save_file(
            _("New register"), _patterns(), self.proposed()
        )
        if path is not None:
            await self.create(path)

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


def demo_path() -> Path:
    """Where made-up data lies: a folder of this run that goes with it."""
    global _demo_folder  # noqa: PLW0603 - one folder for the whole run, made when first wanted
    if _demo_folder is None:
        import tempfile

        _demo_folder = tempfile.TemporaryDirectory(prefix="organizer-demo-")
    return Path(_demo_folder.name) / f"{_('Made-up data')}{ENDING}"


def _make_demo() -> Register:
    from organizer.domain.demo.story import create_demo

    path = demo_path()
    return Register.open(path) if path.exists() else create_demo(path)


def _patterns() -> tuple[tuple[str, str], ...]:
    return ((_("Registers"), f"*{ENDING} *.db"),)
