"""The sheet of a new group: a name is enough."""

import datetime as dt

from organizer.base.errors import UserError
from organizer.base.words import N_, _
from organizer.domain.groups import actions
from organizer.domain.groups.records import KINDS
from organizer.domain.members.records import PLATFORMS
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.fields import ChoiceField, NumberField, TextField
from organizer.widgets.form import Form
from organizer.widgets.theme import Kind


class NewGroup(Sheet):
    """Asks for what a group begins with; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages.window, _("New group"), "new_group", 460)
        self.desk = desk
        self.made: str | None = None
        self.name = TextField(required=True)
        self.platform = ChoiceField([(code, _(words)) for code, words in PLATFORMS.items()])
        self.platform.set_value("wechat")
        self.kind = ChoiceField([(code, _(words)) for code, words in KINDS.items()], own_words=True)
        self.kind.set_value("main")
        self.capacity = NumberField(least=1, most=100_000)
        self.founded_on = DateField(desk.clock.today)
        self.form = Form(self)
        self.form.add(N_("Group name"), self.name)
        self.form.add(N_("Platform"), self.platform)
        self.form.add(N_("Kind"), self.kind)
        self.form.add(N_("Capacity"), self.capacity)
        self.form.add(N_("Founded on"), self.founded_on)
        self.content.addWidget(self.form)
        self.add_cancel()
        self.save = self.add_button(_("Add"), Kind.PRIMARY)
        self.save.clicked.connect(lambda: desk.start(self._add()))
        self.name.setFocus()

    async def _add(self) -> None:
        if not self.form.check():
            return
        founded = self.founded_on.value
        try:
            done = await self.desk.save(
                actions.add,
                self.name.value,
                platform=self.platform.value or "wechat",
                kind=self.kind.value or "main",
                capacity=self.capacity.value,
                founded_on=dt.date.fromisoformat(founded) if founded else None,
            )
        except UserError as refusal:
            self.name.show_problem(refusal.message())
            self.name.setFocus()
            return
        self.made = done.result
        self.accept()


async def add_group(desk: Desk) -> str | None:
    """Ask for a new group; its id, or None when it was given up."""
    sheet = NewGroup(desk)
    await desk.messages.open(sheet)
    return sheet.made
