"""The sheet of a new group: a name is enough."""

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.groups import actions
from organizer.domain.groups.records import KINDS
from organizer.domain.members.records import PLATFORMS
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Done
from organizer.widgets.fields import ChoiceField, NumberField
from organizer.widgets.form_sheet import NewRecordSheet


class NewGroup(NewRecordSheet):
    """Asks for what a group begins with; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("New group"), N_("Group name"), "new_group")
        self.platform = ChoiceField([(code, _(words)) for code, words in PLATFORMS.items()])
        self.platform.set_value("wechat")
        self.kind = ChoiceField([(code, _(words)) for code, words in KINDS.items()], own_words=True)
        self.kind.set_value("main")
        self.capacity = NumberField(least=1, most=100_000)
        self.founded_on = DateField(desk.clock.today)
        self.form.add(N_("Platform"), self.platform)
        self.form.add(N_("Kind"), self.kind)
        self.form.add(N_("Capacity"), self.capacity)
        self.form.add(N_("Founded on"), self.founded_on)

    @override
    async def make(self) -> Done[str]:
        return await self.desk.save(
            actions.add,
            self.name.value,
            platform=self.platform.value or "wechat",
            kind=self.kind.value or "main",
            capacity=self.capacity.value,
            founded_on=self.founded_on.day,
        )
