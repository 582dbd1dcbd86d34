"""The window's keys: one shortcut per key sequence; what it does is looked up when pressed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organizer.widgets.desk import Command, Desk


class Shortcuts:
    """Binds the window's own keys and those of commands, which may come and go with pages."""

    def __init__(
        self,
        window: "QWidget",
        desk: "Desk",
        commands: "Callable[[], Sequence[Command]]",
        own: Mapping[str, Callable[[], object]],
    ) -> None:
        self._window = window
        self._desk = desk
        self._commands = commands
        self._own = own
        self._bound: dict[str, QShortcut] = {}
        self.bind()

    def bind(self) -> None:
        """Bind keys that are not bound yet; called when another page came to the front."""
        keys = [*self._own, *(command.shortcut for command in self._commands())]
        for sequence in keys:
            if sequence and sequence not in self._bound:
                shortcut = QShortcut(QKeySequence(sequence), self._window)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(partial(self.press, sequence))
                self._bound[sequence] = shortcut

    def press(self, sequence: str) -> None:
        """Do what these keys mean now: the window's own meaning goes first."""
        if sequence in self._own:
            self._own[sequence]()
            return
        for command in self._commands():
            if command.shortcut == sequence:
                command.run(self._desk)
                return
