"""The one place where the program speaks to its user outside a page.

Nothing else opens a message box or a file dialog. Tests read what was said in
`messages.recorded` and answer the dialog that is open in `messages.dialog`.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from organizer.base.errors import UserError
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet, answered
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind
from organizer.widgets.toasts import ToastStack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


class Manner(Enum):
    """How something was said."""

    SAID = "said"
    WARNED = "warned"
    REFUSED = "refused"
    ASKED = "asked"


class Message(NamedTuple):
    """One thing the program said, in the language it was said in."""

    manner: Manner
    text: str
    code: str = ""
    action_text: str = ""
    action: Callable[[], object] | None = None


class Answer(NamedTuple):
    """One way to answer a question; `text` is translated."""

    key: str
    text: str
    kind: Kind = Kind.SECONDARY


class Messages(QObject):
    """Says, refuses and asks; shown on `window`, or only recorded while there is none."""

    said = Signal(object)
    """A Message was said."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.recorded: list[Message] = []
        self.dialog: QDialog | None = None
        self._window = window
        self._folder: Path | None = None
        self._stack = ToastStack(window) if window is not None else None
        self.newest_step = 0
        """Number of the last step; set where it finished, before anything is said about it."""

    def use_window(self, window: QWidget) -> None:
        """Speak on this window from now on, in the place made for it if there is one."""
        self._window = window
        self._stack = self._stack or ToastStack(window)

    def make_place(self) -> ToastStack:
        """A widget for the layout of the window, in which lines are said from now on."""
        self._stack = ToastStack()
        return self._stack

    def page_turned(self) -> None:
        """Another page is shown: what was said on the one before goes."""
        if self._stack is not None:
            self._stack.page_turned()

    def step_finished(self, number: int) -> None:
        """A step finished: what could be done about an older one goes."""
        if self._stack is not None:
            self._stack.step_finished(number)

    def register_left(self) -> None:
        """Another register comes: what could be done about a step of the last one goes."""
        self.newest_step = 0
        if self._stack is not None:
            self._stack.clear()

    @property
    def window(self) -> QWidget | None:
        """The window spoken on, which is the parent of sheets."""
        return self._window

    def say(
        self,
        text: str,
        action_text: str | None = None,
        action: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done: a line that goes by itself, perhaps with one thing to do about it."""
        self._record(Message(Manner.SAID, text, "", action_text or "", action))
        if self._stack is not None:
            self._stack.add(text, Tone.GOOD, action_text or "", action, self.newest_step)

    def warn(
        self,
        text: str,
        action_text: str | None = None,
        action: Callable[[], object] | None = None,
    ) -> None:
        """Say what the owner should look after, perhaps with one thing to do about it."""
        self._record(Message(Manner.WARNED, text, "", action_text or "", action))
        if self._stack is not None:
            self._stack.add(text, Tone.WARNING, action_text or "", action, self.newest_step)

    def refuse(self, error: UserError) -> None:
        """Say why something can't be done and what to do about it."""
        text = error.message()
        self._record(Message(Manner.REFUSED, text, error.code))
        if self._stack is not None:
            self._stack.add(text, Tone.DANGER)

    async def ask(self, title: str, text: str, choices: Sequence[Answer]) -> str | None:
        """Ask what can't be undone afterwards; the key of the answer, None when it was closed."""
        sheet = Sheet(self._window, title, width=440)
        sheet.content.addWidget(PlainLabel(text, sheet, wrap=True))
        given: list[str] = []

        def give(key: str) -> None:
            given.append(key)
            sheet.accept()

        for choice in choices:
            button = sheet.add_button(choice.text, choice.kind)
            button.clicked.connect(lambda _checked=False, key=choice.key: give(key))
        self._record(Message(Manner.ASKED, text))
        accepted = await self.open(sheet)
        return given[0] if accepted and given else None

    async def open(self, dialog: QDialog) -> bool:
        """Open any dialog over the window and wait; True when it was accepted."""
        before, self.dialog = self.dialog, dialog
        try:
            return await answered(dialog)
        finally:
            self.dialog = before

    async def choose_open_file(
        self, title: str, patterns: Sequence[tuple[str, str]] = (), folder: Path | None = None
    ) -> Path | None:
        """Let the user choose an existing file; patterns are (translated name, "*.csv *.xlsx")."""
        dialog = self._file_dialog(title, patterns, folder)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        return await self._chosen(dialog)

    async def choose_open_files(
        self, title: str, patterns: Sequence[tuple[str, str]] = (), folder: Path | None = None
    ) -> list[Path]:
        """Let the user choose existing files; empty when none was."""
        dialog = self._file_dialog(title, patterns, folder)
        dialog.setFileMode(dialog.FileMode.ExistingFiles)
        return await self._all_chosen(dialog)

    async def choose_save_file(
        self,
        title: str,
        patterns: Sequence[tuple[str, str]] = (),
        proposed: Path | None = None,
    ) -> Path | None:
        """Let the user choose where to write; asks before an existing file is replaced."""
        folder = proposed.parent if proposed and proposed.is_absolute() else None
        dialog = self._file_dialog(title, patterns, folder)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        if patterns:
            dialog.setDefaultSuffix(patterns[0][1].split()[0].rpartition(".")[2])
        if proposed is not None:
            dialog.selectFile(proposed.name)
        return await self._chosen(dialog)

    async def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Let the user choose a folder."""
        dialog = self._file_dialog(title, (), folder)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        return await self._chosen(dialog)

    def _file_dialog(
        self, title: str, patterns: Sequence[tuple[str, str]], folder: Path | None
    ) -> "QFileDialog":
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title)
        # Qt's own dialog, which Linux shows, leaves these two in English
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Look in:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Files of type:"))
        if patterns:
            dialog.setNameFilters([f"{name} ({endings})" for name, endings in patterns])
        # where the last file was, at first among the owner's documents; never where we are run
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = folder or self._folder or Path(home)
        dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
        return dialog

    async def _chosen(self, dialog: "QFileDialog") -> Path | None:
        chosen = await self._all_chosen(dialog)
        return chosen[0] if chosen else None

    async def _all_chosen(self, dialog: "QFileDialog") -> list[Path]:
        chosen: list[str] = []
        dialog.accepted.connect(lambda: chosen.extend(dialog.selectedFiles()))
        accepted = await self.open(dialog)
        if not accepted or not chosen:
            return []
        self._folder = Path(chosen[0]).parent
        return [Path(one) for one in chosen]

    def _record(self, message: Message) -> None:
        self.recorded.append(message)
        self.said.emit(message)


def cancel_answer() -> Answer:
    """The answer that changes nothing."""
    return Answer("cancel", _("Cancel"))
