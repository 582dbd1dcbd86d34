"""The photos and files of an event: added as copies, opened, saved elsewhere, removed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.formats import format_size
from organizer.base.words import N_, _
from organizer.domain.events import actions_files
from organizer.domain.events.store_files import EventFile
from organizer.domain.files import store as file_store
from organizer.domain.files.rules import PROGRAM
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import place_beside
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

if TYPE_CHECKING:
    from organizer.base.register import Register
    from organizer.domain.files.records import StoredFile


class FilesField(QWidget):
    """A line for each file; its button opens it, its menu does the rest."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._record = ""
        self._files: tuple[EventFile, ...] = ()
        self.names: list[QPushButton] = []
        self._sizes: list[PlainLabel] = []
        self._menus: list[QToolButton] = []
        self.add_button = QPushButton(self)
        set_kind(self.add_button, Kind.QUIET)
        set_icon(self.add_button, "upload")
        self.add_button.clicked.connect(lambda: desk.start(self.add()))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._grid)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)
        self.retranslate()

    def show_files(self, record: str, files: tuple[EventFile, ...]) -> None:
        """Show the files of an event."""
        self._record, self._files = record, files
        while len(self.names) < len(files):
            self._make_line()
        lines = zip(self.names, self._sizes, self._menus, strict=True)
        for at, (name, size, menu) in enumerate(lines):
            for widget in (name, size, menu):
                widget.setVisible(at < len(files))
            if at < len(files):
                file = files[at].file
                shown = name.fontMetrics().elidedText(
                    file.name, Qt.TextElideMode.ElideMiddle, 24 * name.fontMetrics().height() // 2
                )
                name.setText(shown.replace("&", "&&"))
                name.setToolTip(_("Open {file}").format(file=file.name))
                is_picture = file.media_type.startswith("image/")
                set_icon(name, "image" if is_picture else "file-text")
                size.setText(format_size(file.size_bytes))

    def is_empty(self) -> bool:
        """Whether there is none."""
        return not self._files

    def set_label(self, text: str) -> None:
        """Name the button for a screen reader."""
        self.add_button.setAccessibleName(f"{text} {self.add_button.text()}")

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.add_button.setText(_("Add photos and files…"))
        for button in self._menus:
            button.setToolTip(_("More"))
            button.setAccessibleName(_("More"))

    async def add(self) -> None:
        """Let files be chosen; copies of them are kept beside the register."""
        record = self._record
        paths = await self.desk.messages.choose_open_files(_("Choose photos and files"))
        if paths:
            await self.keep(record, paths)

    async def keep(self, record: str, paths: list[Path]) -> None:
        """Keep copies of files with an event; what can't be kept is said, the others are kept."""
        from organizer.base.register_thread import awaited

        stored: list[StoredFile] = []
        for path in paths:
            try:
                stored.append(
                    await awaited(self.desk.opened().with_register(partial(_keep, path=path)))
                )
            except UserError as refusal:
                self.desk.messages.refuse(refusal)
        if stored:
            await self.desk.do(actions_files.add, record, stored)

    async def open_file(self, at: int) -> None:
        """Open a copy with the program the system has for it; a program is never started."""
        file = self._files[at].file
        try:
            if file.media_type == PROGRAM:
                raise UserError(
                    "files.program",
                    N_("“{file}” is a program and is not opened here. Save a copy instead."),
                    file=file.name,
                )
            path = await self._copy_to_open(file.sha256, file.name)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                raise UserError(
                    "files.nothing_opens",
                    N_("This computer has no program for “{file}”. Save a copy instead."),
                    file=file.name,
                )
        except UserError as refusal:
            self.desk.messages.refuse(refusal)

    async def save_copy(self, at: int) -> None:
        """Let a place be chosen and write a copy there."""
        file = self._files[at].file
        target = await self.desk.messages.choose_save_file(
            _("Save a copy"), proposed=Path(_plain_name(file.name))
        )
        if target is None:
            return
        try:
            await self._write(file.sha256, file.name, target)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        self.desk.messages.say(_("Saved as {file}").format(file=target.name))

    def remove(self, at: int) -> None:
        """Take a file off the event."""
        self.desk.start(self.desk.do(actions_files.remove, self._files[at].id))

    # --- inside -----------------------------------------------------------------------------------

    def _make_line(self) -> None:
        at = len(self.names)
        name, size, menu = QPushButton(self), PlainLabel("", self), QToolButton(self)
        set_kind(name, Kind.QUIET)
        name.setStyleSheet("text-align: left;")
        name.clicked.connect(lambda: self.desk.start(self.open_file(at)))
        size = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED)
        set_icon(menu, "ellipsis", Tone.MUTED)
        menu.setToolTip(_("More"))
        menu.setAccessibleName(_("More"))
        menu.clicked.connect(lambda: self._open_menu(at))
        for place, widget in enumerate((name, size, menu)):
            self._grid.addWidget(widget, at, place)
        self.names.append(name)
        self._sizes.append(size)
        self._menus.append(menu)

    def _open_menu(self, at: int) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        run = self.desk.start
        menu.addAction(icon("external-link"), _("Open"), lambda: run(self.open_file(at)))
        menu.addAction(icon("download"), _("Save a copy…"), lambda: run(self.save_copy(at)))
        menu.addAction(icon("trash-2"), _("Remove"), lambda: self.remove(at))
        menu.popup(place_beside(self._menus[at], menu.sizeHint()).topLeft())

    async def _copy_to_open(self, sha256: str, name: str) -> Path:
        """A copy under its own name where other programs may do with it what they like."""
        import tempfile

        folder = Path(tempfile.gettempdir()) / "organizer-opened" / sha256[:12]
        target = folder / _plain_name(name)
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            await self._write(sha256, name, target)
        return target

    async def _write(self, sha256: str, name: str, target: Path) -> None:
        from organizer.base.register_thread import awaited

        await awaited(
            self.desk.opened().with_register(
                partial(copy_out, sha256=sha256, name=name, target=target)
            )
        )


def _plain_name(name: str) -> str:
    """A file's name without anything that leads elsewhere."""
    return Path(name.replace("\\", "/")).name or "file"


def _keep(register: "Register", path: Path) -> "StoredFile":
    return file_store.keep_file(file_store.folder_of(register.path), path)


def copy_out(register: "Register", sha256: str, name: str, target: Path) -> None:
    """Write a copy of a kept file. Raises UserError when it is missing or the disk refuses."""
    from organizer.base.files import file_error, write_whole

    source = file_store.path_of(file_store.folder_of(register.path), sha256)
    try:
        content = source.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            "files.copy_missing",
            N_("The copy of “{file}” is missing beside the register. Look in a backup."),
            file=name,
        ) from error
    except OSError as error:
        raise file_error(error, source) from error
    write_whole(target, content)
