"""Rows to decide on: what the list says, who it may be, and three ways to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.domain.rosters.plan import Decision
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space, TextRole, make_card

_MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member a row may be: shown with what tells them from others."""

    id: str
    name: str
    detail: str


class DecisionBox(QFrame):
    """Below the preview while rows are selected that wait for a decision."""

    decided = Signal(object)
    """A Decision for the selected rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self.question = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.reason = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self._buttons = QWidget(self)
        self._flow = FlowLayout(self._buttons, Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.question)
        column.addWidget(self.reason)
        column.addWidget(self._buttons)
        self.hide()

    def buttons(self) -> list[QPushButton]:
        """The ways to decide, in the order shown."""
        return [
            widget
            for at in range(self._flow.count())
            if (item := self._flow.itemAt(at)) and isinstance(widget := item.widget(), QPushButton)
        ]

    def ask_one(self, name: str, says: str, reason: str, candidates: Sequence[Candidate]) -> None:
        """Ask about one row."""
        self.question.setText(f"{name}  ·  {says}" if says else name)
        self.reason.setText(reason)
        self.reason.show()
        self._clear()
        for one in candidates[:_MOST_CANDIDATES]:
            text = (
                _("It is {name} ({detail})").format(name=one.name, detail=one.detail)
                if one.detail
                else _("It is {name}").format(name=one.name)
            )
            self._add(text, "user-check", Decision("match", one.id))
        self._add(_("A new member"), "user-plus", Decision("new"))
        self._add(_("Leave it out"), "x", Decision("leave"))
        self.show()

    def ask_many(self, count: int) -> None:
        """Ask about several rows at once: only what holds for each of them."""
        self.question.setText(
            ngettext("{count} row to decide on", "{count} rows to decide on", count).format(
                count=count
            )
        )
        self.reason.hide()
        self._clear()
        self._add(_("All are new members"), "user-plus", Decision("new"))
        self._add(_("Leave all out"), "x", Decision("leave"))
        self.show()

    def _clear(self) -> None:
        for button in self.buttons():
            self._flow.removeWidget(button)
            button.deleteLater()

    def _add(self, text: str, icon: str, decision: Decision) -> None:
        button = QPushButton(text, self._buttons)
        set_icon(button, icon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.decided.emit(decision))
        self._flow.addWidget(button)
        button.show()
