"""What pages and tabs of every screen are: they hear of steps, read when seen, and say their words.

They are had from `desk`, together with what they are given.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from organizer.base.overriding import override

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep
    from organizer.widgets.desk import Desk
    from organizer.widgets.room import Command


class Listening(QWidget):
    """A part of a screen that hears of steps: at once when seen, else when it is shown next."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._missed = True
        desk.changed.connect(self._hear)
        desk.register_opened.connect(self._start_over)
        desk.register_closed.connect(self._start_over)
        desk.language_changed.connect(self._speak)

    def _hear(self, step: "FinishedStep") -> None:
        if self.isVisible():
            self.refresh(step)
        else:
            self._missed = True

    def _speak(self) -> None:
        """Say everything in the language spoken now, what was read as well: its words are ours."""
        self.retranslate()
        self._start_over()

    def read_again(self) -> None:
        """Read everything anew: at once when seen, else when shown next."""
        self._start_over()

    def _start_over(self) -> None:
        self._missed = True
        if self.isVisible():
            self.shown()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.shown()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden()

    def shown(self) -> None:
        """Came to the front (called by Qt's own event); reads again if something was missed."""
        if self._missed:
            self._missed = False
            self.refresh(None)

    def hidden(self) -> None:
        """Went out of sight."""

    def refresh(self, step: "FinishedStep | None") -> None:
        """Bring what is shown up to date after a step; None means read everything anew."""

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""


class Page(Listening):
    """One page of the window. Reads nothing while it is built; `refresh(None)` reads."""

    help_page = ""
    """The page of the help that F1 opens here."""

    def title(self) -> str:
        """The page's name in the language spoken now."""
        return ""

    def first_focus(self) -> QWidget:
        """What the keyboard acts on when the page comes to the front; nothing visible by itself."""
        return self

    def take_focus(self) -> None:
        """The page has come to the front: the keyboard acts here."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor into the page's search field."""

    def new_record(self) -> None:
        """Ctrl+N: start a new record, if the page has such."""

    def show_record(self, record_id: str) -> None:
        """Select this record and show its details."""

    def open_with(self, **arguments: object) -> None:
        """Take what `Desk.open_page` was given besides the key, such as a filter."""

    def commands(self) -> "tuple[Command, ...]":
        """What can be done here besides the room's own commands; asked each time it is shown."""
        return ()

    def state(self) -> dict[str, Any]:
        """What to remember of the page's look (JSON values): sorting, widths, the open tab."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a remembered look; unknown or missing keys are left alone."""


class DetailTab(Listening):
    """One tab of the detail beside a list; built when it is first opened.

    The pane sets its margins: a tab's own outermost layout has none (`setContentsMargins(0, …)`).
    """

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record_id: str | None = None

    def show_record(self, record_id: str | None) -> None:
        """Show another record, or nothing; reads at once when seen, else when shown next."""
        self.record_id = record_id
        self._missed = True
        if self.isVisible():
            self.shown()

    @override
    def shown(self) -> None:
        if self.record_id is not None:
            super().shown()

    def finish_editing(self) -> None:
        """Save what is being typed; called before another record is shown."""
