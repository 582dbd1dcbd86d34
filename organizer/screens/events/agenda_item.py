"""Below the agenda: who leads the chosen item, and what is noted about it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from organizer.base.words import N_
from organizer.domain.events import actions_agenda
from organizer.domain.events.agenda import AgendaItem
from organizer.screens.events.board_people import finder
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Space, TextRole, make_card

if TYPE_CHECKING:
    from organizer.widgets.edit_field import Save


class AgendaItemCard(QFrame):
    """Fields of one item, saved one by one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._desk = desk
        self._key: str | None = None
        self._item_id = ""
        self.title = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.form = Form(self)
        self.who = PickerField(desk.tasks, finder(desk, lambda: self._key), self._saves("", ""))
        self.notes = MultiLineField(desk.tasks, self._saves("", ""))
        self.form.add(N_("Leads it"), self.who)
        self.form.add(N_("Notes"), self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self.title)
        column.addWidget(self.form)
        self.hide()

    def show_item(self, key: str | None, item: AgendaItem | None) -> None:
        """Show an item of an event; nothing for none."""
        if item is None:
            self.form.commit()
            self._item_id = ""
            self.hide()
            return
        self.title.setText(item.words())
        who = None if item.member_id is None else Choice(item.member_id, item.member_name)
        if (key, item.id) == (self._key, self._item_id):
            self.who.set_value(who)
            self.notes.set_value(item.notes)
        else:
            self._key, self._item_id = key, item.id
            self.who.load(who, self._saves_who(str(key), item.id))
            self.notes.load(item.notes, self._saves(str(key), item.id))
        self.show()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.form.retranslate()
        self.who.retranslate()

    async def _change(self, key: str, item_id: str, **changes: Any) -> None:
        await self._desk.save(actions_agenda.change, key, item_id, **changes)

    def _saves(self, key: str, item_id: str) -> "Save[Any]":
        async def save(words: str) -> None:
            await self._change(key, item_id, notes=words)

        return save

    def _saves_who(self, key: str, item_id: str) -> "Save[Choice | None]":
        return partial(self._save_who, key, item_id)

    async def _save_who(self, key: str, item_id: str, who: Choice | None) -> None:
        await self._change(key, item_id, member_id=None if who is None else who.id)
