"""Further ways onto the list: people of a group, a table file; and who a name is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_participants as participants
from organizer.domain.events import store, store_participants
from organizer.domain.events.actions_sign_up import Comer, add
from organizer.domain.events.participants import Participant
from organizer.domain.events.sign_up import is_on
from organizer.domain.groups import store as groups
from organizer.domain.groups import store_lists
from organizer.domain.groups.records import Membership
from organizer.domain.members import actions as members
from organizer.screens.events.paste_sheet import PasteSheet
from organizer.screens.events.paste_strip import find_people
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.record_columns import Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.search_line import SearchLine
from organizer.widgets.tab_table import TabTable

if TYPE_CHECKING:
    from organizer.base.database import Database


class WhoSheet(FormSheet):
    """Says which member a name on the list is."""

    def __init__(self, desk: Desk, one: Participant) -> None:
        super().__init__(desk, _("Who is “{name}”?").format(name=one.name), _("Save"))
        self._one = one
        self.person = PickerField(
            desk.tasks, lambda words: find_people(desk, words), create=self._create
        )
        self.form.add(N_("In the register"), self.person)
        self.add_hint(_("Nobody yet? Type the name and choose “Create”."))
        self.person.line.setText(one.name)
        self.person.line.selectAll()
        self.person.setFocus()

    async def _create(self, name: str) -> Choice | None:
        done = await self.desk.save(members.add, name)
        return Choice(done.result, name)

    @override
    async def carry_out(self) -> None:
        choice = self.person.value
        if choice is None:
            raise UserError("events.nobody_chosen", N_("Choose a person."))
        self.desk.say_done(
            await self.desk.save(participants.change, self._one.id, member_id=choice.id)
        )


class GroupSheet(FormSheet):
    """The people of a group who are not on the list: choose some, sign them up or invite them."""

    def __init__(
        self, desk: Desk, key: str, title: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(
            desk,
            _("From a group to “{event}”").format(event=title),
            "",
            "events.from_group",
            620,
        )
        self.key = key
        self.group = ChoiceField(choices)
        self.group.set_value(choices[0][0] if choices else "")
        self.group.edited.connect(self._ask)
        self.form.add(N_("Group"), self.group)
        self.search = SearchLine(self)
        self.search.set_label(_("Find in the group"))
        self.search.textChanged.connect(lambda _text: self._ask())
        source = WholeList[Membership](
            desk,
            self._read,
            lambda one: one.member_id,
            lambda one: f"{one.member_name}\n{one.alias}\n{one.institution_name}",
            {
                "alias": lambda one: one.alias or None,
                "institution": lambda one: one.institution_name or None,
            },
        )
        self.table = TabTable(_GROUP_COLUMNS, source, self, least=260)
        self.table.setAccessibleName(_("People of the group who are not on the list"))
        self.table.selection_changed.connect(self._say)
        self.table.activated.connect(lambda _id: self.press())
        self.search.left_downwards.connect(self.table.setFocus)
        self.hint = PlainLabel(
            _("Ctrl and Shift choose several, Ctrl+A all."), self, tone=Tone.MUTED
        )
        for widget in (self.search, self.table, self.hint):
            self.add_below(widget, 1 if widget is self.table else 0)
        self.invite_button = self.add_other("")
        self.invite_button.clicked.connect(lambda: desk.start(self._invite()))
        self._ask()
        self._say()
        self.search.setFocus()

    def _ask(self) -> None:
        group_id = self.group.read_editor()
        if group_id:
            self.table.ask({"group": group_id, "words": self.search.text()})

    def _read(self, db: "Database", wanted: Mapping[str, Any]) -> list[Membership]:
        event = store.event(db, self.key)
        there: set[str | None] = set()
        if event is not None and not event.is_virtual:
            people = store_participants.participants(db, event.id)
            there = {one.member_id for one in people if is_on(one)}
        ids = store_lists.membership_ids(db, str(wanted.get("group")))
        found = {one.member_id: one for one in store_lists.membership_rows(db, ids)}
        return [one for member_id, one in found.items() if member_id not in there]

    def _say(self) -> None:
        count = self.table.selected_count()
        self.act_button.setText(
            ngettext("Sign up {count} person", "Sign up {count} people", count).format(count=count)
        )
        self.invite_button.setText(_("Only invite"))
        self.act_button.setEnabled(count > 0)
        self.invite_button.setEnabled(count > 0)

    async def _invite(self) -> None:
        ids = self.table.selected_ids()
        if ids and await self.desk.do(participants.invite, self.key, ids) is not None:
            self.accept()

    @override
    async def carry_out(self) -> None:
        comers = [Comer(one) for one in self.table.selected_ids()]
        if not comers:
            raise UserError("events.nobody_chosen", N_("Choose a person."))
        self.desk.say_done(await self.desk.save(add, self.key, comers, "group"))


_GROUP_COLUMNS = (
    Column("name", N_("Name"), lambda one: one.member_name, width=14, strong=True, sortable=False),
    Column("alias", N_("Alias in the group"), lambda one: one.alias, width=20),
    Column("institution", N_("Institution"), lambda one: one.institution_name, width=18),
)


async def open_group(desk: Desk, key: str) -> None:
    """Open the sheet for an event: its groups first, then all others."""

    def read(db: "Database") -> tuple[str, list[tuple[str, str]]] | None:
        event = store.event(db, key)
        if event is None:
            return None
        invited = list(event.groups)
        others = [
            (one.group.id, one.group.name)
            for one in groups.groups(db)
            if one.group.id not in dict(invited)
        ]
        return event.title, [*invited, *others]

    found = await desk.read(read)
    if found is not None:
        await desk.messages.open(GroupSheet(desk, key, *found))


async def open_file(desk: Desk, key: str) -> None:
    """Let the owner choose a table file, then look at who it names."""
    import asyncio

    from organizer.domain.events.sign_up_lists import chain_of_file

    path = await desk.messages.choose_open_file(
        _("A list of people who come"),
        [(_("Lists"), "*.csv *.tsv *.txt *.xlsx"), (_("All files"), "*")],
    )
    event = await desk.read(store.event, key)
    if path is None or event is None:
        return
    try:
        chain = await asyncio.get_running_loop().run_in_executor(None, chain_of_file, path)
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.messages.open(PasteSheet(desk, key, event.title, chain))
