"""Asks how far a change of one day of a repetition reaches."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from organizer.base.words import N_, _
from organizer.domain.events.records import Scope
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind

SCOPES: tuple[tuple[Scope, str], ...] = (
    ("this", N_("Only this day")),
    ("following", N_("This day and those after it")),
    ("all", N_("All days")),
)


class ScopeSheet(Sheet):
    """Three choices, the smallest chosen already; arrows choose, Enter takes it, Esc leaves all."""

    def __init__(self, desk: Desk, title: str, action_text: str, about: str = "") -> None:
        """`title`, `action_text` and `about` are translated."""
        super().__init__(desk.messages.window, title, width=400)
        if about:
            self.content.addWidget(PlainLabel(about, self, wrap=True))
        self._group = QButtonGroup(self)
        for number, (_scope, words) in enumerate(SCOPES):
            button = QRadioButton(_(words), self)
            self._group.addButton(button, number)
            self.content.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.button(0).setFocus()
        self.add_cancel()
        self.act_button = self.add_button(action_text, Kind.PRIMARY)
        self.act_button.clicked.connect(self.accept)

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        return SCOPES[self._group.checkedId()][0]

    def choose(self, scope: Scope) -> None:
        """Choose one of the three."""
        self._group.button([code for code, _words in SCOPES].index(scope)).setChecked(True)


async def ask_scope(desk: Desk, title: str, action_text: str, about: str = "") -> Scope | None:
    """Ask which days of a repetition are meant; None when the owner would rather change nothing."""
    sheet = ScopeSheet(desk, title, action_text, about)
    return sheet.scope if await desk.messages.open(sheet) else None
