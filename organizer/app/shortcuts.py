"""The window's keys: one shortcut per key sequence; what it does is looked up when pressed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from organizer.base.overriding import override

if TYPE_CHECKING:
    from organizer.widgets.desk import Command, Desk

OF_FIELDS = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"})
"""Keys a field with the focus may want itself: it says so while there is typing to take back."""


class Shortcuts(QObject):
    """Binds the window's own keys and those of commands, which may come and go with pages.

    A text field takes more keys than anybody knows of (on Linux Ctrl+E goes to the end of the
    line), so the one that has the focus is not asked about keys bound here, but for `OF_FIELDS`.
    """

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        commands: "Callable[[], Sequence[Command]]",
        own: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._commands = commands
        self._own = own
        self._bound: dict[str, QShortcut] = {}
        self._focused: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
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

    # --- fields ---------------------------------------------------------------------------------

    def _watch(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Only what has the focus is looked at: a filter of everything would slow the window."""
        if self._focused is not None:
            self._focused.removeEventFilter(self)
            self._focused.destroyed.disconnect(self._forget)
        self._focused = None
        if focused is not None and focused.window() is self._window:
            self._focused = focused
            focused.installEventFilter(self)
            focused.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._focused = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            if keys in self._bound and keys not in OF_FIELDS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
