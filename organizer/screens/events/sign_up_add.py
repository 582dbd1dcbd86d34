"""A line in which people are put on the list: type a name, Enter, the next one."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organizer.base.text import one_line
from organizer.base.words import _, ngettext
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.chain_items import read_item
from organizer.screens.events.paste_strip import find_people
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon
from organizer.widgets.picker import Choice, SuggestionList
from organizer.widgets.theme import theme

_NAME_ONLY = ""


class _Typed(NamedTuple):
    name: str
    institution: str
    seats: int


def _read(words: str) -> _Typed:
    """What was typed: “王芳 +2” is 王芳 with three seats; without a number it is a name."""
    read = read_item(words)
    if read.counted and read.name:
        return _Typed(read.name, read.institution, read.seats)
    return _Typed(one_line(words), "", 1)


class AddLine(QLineEdit):
    """A search for people; what fits nobody goes onto the list as a name."""

    comer = Signal(object)
    """Somebody is to be put on the list; carries the Comer."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plus = self.addAction(icon("user-plus"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.suggestions = SuggestionList(self, desk.tasks, self._find)
        self.suggestions.chosen.connect(self._take)
        theme.changed.connect(self._dress)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the hint again in the language spoken."""
        self.setPlaceholderText(_("Add a name, “+2” for company"))
        self.setAccessibleName(_("Sign somebody up"))

    def _dress(self) -> None:
        self._plus.setIcon(icon("user-plus"))

    async def _find(self, words: str) -> Sequence[Choice]:
        if not words:
            return []
        typed = _read(words)
        seats = ngettext("{count} seat", "{count} seats", typed.seats).format(count=typed.seats)
        more = seats if typed.seats > 1 else ""
        people = [
            one._replace(detail=" · ".join(filter(None, (one.detail, more))))
            for one in await find_people(self._desk, typed.name)
        ]
        detail = " · ".join(filter(None, (_("Name only"), typed.institution, more)))
        return [*people, Choice(_NAME_ONLY, typed.name, detail)]

    def _take(self, choice: Choice) -> None:
        typed = _read(self.text())
        self.clear()
        if choice.id == _NAME_ONLY:
            self.comer.emit(Comer(None, typed.name, typed.institution, typed.seats))
        else:
            self.comer.emit(Comer(choice.id, seats=typed.seats))
