"""Where the detail of a person stands, and is built when the list's first rows are painted."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from organizer.widgets.desk import Command, Desk
from organizer.widgets.theme import make_card

if TYPE_CHECKING:
    from organizer.screens.members.detail import MemberDetail


class DetailPlace(QWidget):
    """An empty card until the detail is asked for; as wide with it as without."""

    filled = Signal()
    """The detail was built: tell it what to show."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.built: MemberDetail | None = None
        self._desk = desk
        self._state: dict[str, Any] = {}
        self._card = QFrame(self)
        make_card(self._card)
        self.setMinimumWidth(300)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card)

    def detail(self) -> "MemberDetail":
        """The detail, built now if it is not there yet."""
        if self.built is None:
            from organizer.screens.members.detail import MemberDetail

            self.built = MemberDetail(self._desk, self)
            self.built.restore(self._state)
            self._column.replaceWidget(self._card, self.built)
            self._card.deleteLater()
            self.built.show()
            self.filled.emit()
        return self.built

    def show_nobody(self, *, empty: bool) -> None:
        """Nobody is selected; an empty card says so as well."""
        if self.built is not None:
            self.built.show_nobody(empty=empty)

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        if self.built is not None:
            self.built.retranslate()

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the person shown."""
        return self.built.commands() if self.built is not None else ()

    def state(self) -> dict[str, Any]:
        """Which tab is open, or will be."""
        return self.built.state() if self.built is not None else self._state

    def restore(self, state: dict[str, Any]) -> None:
        """Open the remembered tab, as soon as there are tabs."""
        if self.built is not None:
            self.built.restore(state)
        elif "tab" in state:
            self._state = {"tab": state["tab"]}
