"""The answers of an own field: each renamed in place or put away, and a line for another."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import _
from organizer.domain.fields import actions_own as own
from organizer.domain.fields.records import Choice
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space


class ChoiceLines(QWidget):
    """One line an answer, in the owner's order, and an empty line below in which Enter adds."""

    def __init__(self, desk: Desk, field_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field_id = field_id
        self._busy = False
        self.lines: dict[str, _ChoiceLine] = {}
        self.new = TextField(parent=self)
        self.new.line.returnPressed.connect(lambda: desk.start(self._add()))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.S, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(self._rows)
        column.addWidget(self.new)

    def show_choices(self, name: str, choices: Sequence[Choice]) -> None:
        """Show the answers a field of this name offers; lines that stay keep their typing."""
        for gone in self.lines.keys() - {one.id for one in choices}:
            line = self.lines.pop(gone)
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, one in enumerate(choices):
            line = self.lines.get(one.id) or _ChoiceLine(self._desk, one.id, self)
            self.lines[one.id] = line
            self._rows.insertWidget(at, line)
            line.show_choice(one.words)
        self.new.set_placeholder(_("Add choice"))
        self.new.set_label(_("Choices of {name}").format(name=name))

    async def _add(self) -> None:
        words = self.new.line.text().strip()
        if not words or self._busy:  # a second Enter would be refused as a repetition
            return
        self._busy = True
        try:
            await self._desk.save(own.add_choice, self._field_id, words)
        except UserError as refusal:
            self.new.show_problem(refusal.message())
            return
        finally:
            self._busy = False
        self.new.load("")
        self.new.setFocus()


class _ChoiceLine(QWidget):
    def __init__(self, desk: Desk, choice_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = TextField(desk.tasks, partial(_rename, desk, choice_id), self)
        self.away = icon_button(
            self, "x", lambda: desk.start(desk.do(own.archive_choice, choice_id))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.words, 1)
        row.addWidget(self.away)

    def show_choice(self, words: str) -> None:
        """Show what the register holds now."""
        self.words.set_value(words)
        self.words.set_label(_("Words of the choice"))
        name_button(self.away, _("Offer “{name}” no more").format(name=words))


def icon_button(parent: QWidget, icon: str, run: Callable[[], object]) -> QToolButton:
    """A quiet button without words; name it with `name_button`."""
    button = QToolButton(parent)
    set_icon(button, icon, Tone.MUTED)
    button.clicked.connect(lambda _checked=False: run())
    return button


def name_button(button: QToolButton, name: str) -> None:
    """Say what a button without words does, to the pointer and to a screen reader."""
    button.setToolTip(name)
    button.setAccessibleName(name)


async def _rename(desk: Desk, choice_id: str, words: str) -> None:
    await desk.save(own.rename_choice, choice_id, words)
