"""The small sheets in which something is done with many members at once, in one step each."""

import datetime as dt
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from organizer.base.errors import UserError
from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.branches import store as branches
from organizer.domain.fields import actions as tag_actions
from organizer.domain.fields import actions_own
from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Field
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups import store as groups
from organizer.domain.members import actions
from organizer.domain.roles import actions as roles
from organizer.domain.roles.records import OFFERED, title_words
from organizer.domain.rosters.records import OWN
from organizer.screens.members import saving
from organizer.screens.members.find import find_districts, find_groups, find_institutions, find_tags
from organizer.screens.members.own_fields import editor_of
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Done
from organizer.widgets.edit_field import EditField
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor

CHANGEABLE = (
    ("institution_id", N_("Institution")),
    ("position", N_("Job")),
    ("district", N_("District")),
    ("subjects", N_("Subjects")),
    ("source", N_("Source")),
    ("welcome_title", N_("Welcome title")),
)
"""What may be the same for many: column and title."""


class ManySheet(FormSheet):
    """A form over so many people; `work`, given to `fill_and_do`, carries it out."""

    def __init__(self, desk: Desk, title: str, action: str, ids: Sequence[str]) -> None:
        super().__init__(desk, title, f"{action} {format_number(len(ids))}", width=460)
        self.ids = list(ids)
        self._work: Callable[[], Awaitable[Done[Any]]] | None = None

    async def fill_and_do(self, work: "Callable[[], Awaitable[Done[Any]]]") -> bool:
        """Open it; on the button `work` reads the form and does it. Whether it was done."""
        self._work = work
        self.form.fields()[0].setFocus()
        return await self.desk.messages.open(self)

    @override
    async def carry_out(self) -> None:
        if self._work is not None:
            await self.desk.opened().ensure_backup("change", len(self.ids))
            self.desk.say_done(await self._work())


def _title(words: str, ids: Sequence[str]) -> str:
    return words.format(count=format_number(len(ids)))


async def tag(desk: Desk, ids: Sequence[str]) -> None:
    """Put tags on people, or take them off."""
    title = _title(ngettext("Tags of {count} person", "Tags of {count} people", len(ids)), ids)
    sheet = ManySheet(desk, title, _("Tag"), ids)

    async def create(name: str) -> Choice:
        done = await desk.save(tag_actions.add_tag, name)
        return Choice(done.result, name)

    put_on = TagEditor(desk.tasks, lambda words: find_tags(desk, words), create=create)
    take_off = TagEditor(desk.tasks, lambda words: find_tags(desk, words))
    take_off.line.setPlaceholderText(_("Tag to take off"))
    sheet.form.add(N_("Add"), put_on)
    sheet.form.add(N_("Take off"), take_off)

    def run() -> Awaitable[Done[Any]]:
        on, off = [one.id for one in put_on.value], [one.id for one in take_off.value]
        if not on and not off:
            put_on.setFocus()
            raise UserError("members.choose_tag", N_("Choose a tag."))
        return desk.save(saving.retag, sheet.ids, on, off)

    await sheet.fill_and_do(run)


def _group_field(desk: Desk) -> PickerField:
    return PickerField(desk.tasks, lambda words: find_groups(desk, words))


def _picked(field: PickerField) -> str:
    choice = field.value
    if choice is None:
        field.setFocus()
        raise UserError("members.choose_group", N_("Choose a group."))
    return choice.id


def _day(field: DateField) -> dt.date | None:
    return dt.date.fromisoformat(field.value) if field.value else None


def _day_field(desk: Desk, *, today: bool = True) -> DateField:
    field = DateField(desk.clock.today)
    if today:
        field.load(desk.clock.today().isoformat())
    return field


async def join(desk: Desk, ids: Sequence[str]) -> None:
    """Put people into a group."""
    title = _title(
        ngettext("Add {count} person to a group", "Add {count} people to a group", len(ids)), ids
    )
    sheet = ManySheet(desk, title, _("Add to group"), ids)
    group, day = _group_field(desk), _day_field(desk)
    sheet.form.add(N_("Group"), group)
    sheet.form.add(N_("On"), day)
    await sheet.fill_and_do(
        lambda: desk.save(memberships.join, _picked(group), sheet.ids, on=_day(day))
    )


async def leave(desk: Desk, ids: Sequence[str]) -> None:
    """Note that people left a group."""
    title = _title(
        ngettext("{count} person left a group", "{count} people left a group", len(ids)), ids
    )
    sheet = ManySheet(desk, title, _("Leave group"), ids)
    group, day = _group_field(desk), _day_field(desk)
    sheet.form.add(N_("Group"), group)
    sheet.form.add(N_("On"), day)
    await sheet.fill_and_do(
        lambda: desk.save(memberships.leave, _picked(group), sheet.ids, on=_day(day))
    )


async def move(desk: Desk, ids: Sequence[str]) -> None:
    """Let people leave one group and join another."""
    title = _title(ngettext("Move {count} person", "Move {count} people", len(ids)), ids)
    sheet = ManySheet(desk, title, _("Move"), ids)
    before, after, day = _group_field(desk), _group_field(desk), _day_field(desk)
    sheet.form.add(N_("From"), before)
    sheet.form.add(N_("To"), after)
    sheet.form.add(N_("On"), day)
    await sheet.fill_and_do(
        lambda: desk.save(
            memberships.move, _picked(before), _picked(after), sheet.ids, on=_day(day)
        )
    )


async def appoint(desk: Desk, ids: Sequence[str]) -> None:
    """Give people a title in a group, a branch or the alliance."""
    words = ngettext("Appoint {count} person", "Appoint {count} people", len(ids))
    sheet = ManySheet(desk, _title(words, ids), _("Appoint"), ids)
    titles = dict.fromkeys(title for offered in OFFERED.values() for title in offered)
    title = ChoiceField([(code, title_words(code)) for code in titles], own_words=True)
    places: dict[str, dict[str, str]] = {"": {}}
    offered = [("", _("The alliance"))]
    for kind, found in (
        ("group_id", await desk.read(groups.choices)),
        ("branch_id", [(one.id, one.name) for one in await desk.read(branches.branches)]),
    ):
        for row_id, name in found:
            places[row_id] = {kind: row_id}
            offered.append((row_id, name))
    place = ChoiceField([*offered[1:], offered[0]])
    if len(offered) > 1:
        place.load(offered[1][0])
    start, end = _day_field(desk), _day_field(desk, today=False)
    duty, returns = TextField(), TextField()
    sheet.form.add(N_("Title"), title)
    sheet.form.add(N_("Where"), place)
    sheet.form.add(N_("Term begins"), start)
    sheet.form.add(N_("Term ends"), end)
    sheet.form.add(N_("Duty"), duty)
    sheet.form.add(N_("What it returns"), returns)
    await sheet.fill_and_do(
        lambda: desk.save(
            roles.appoint,
            sheet.ids,
            title.value,
            starts_on=_day(start),
            term_ends_on=_day(end),
            duty=duty.value,
            returns=returns.value,
            **places[place.value],
        )
    )


async def set_field(desk: Desk, ids: Sequence[str]) -> None:
    """Give one field the same value for many people."""
    title = _title(
        ngettext("Set a field of {count} person", "Set a field of {count} people", len(ids)), ids
    )
    sheet = ManySheet(desk, title, _("Set field"), ids)
    own = {OWN + field.id: field for field in await desk.read(fields.own_fields, "member")}
    names = [*((key, _(words)) for key, words in CHANGEABLE)]
    names += [(key, field.name) for key, field in own.items()]
    which = ChoiceField(names)
    which.load(names[0][0])
    sheet.form.add(N_("Field"), which)
    stack = _Editors(sheet)
    editors = {key: _editor(desk, key, own.get(key), sheet) for key, _words in names}
    for editor in editors.values():
        stack.addWidget(editor)
    sheet.form.add(N_("New value"), stack)

    def turn() -> None:
        stack.setCurrentWidget(editors[which.read_editor()])

    which.edited.connect(turn)

    def run() -> Awaitable[Done[Any]]:
        key = which.value
        value = editors[key].value
        if key in own:
            return desk.save(actions_own.set_value, own[key].id, sheet.ids, value)
        if key == "subjects":
            from organizer.screens.members.profile_facts import split_subjects

            return desk.save(actions.set_subjects, sheet.ids, split_subjects(value))
        if isinstance(value, Choice):
            value = value.id
        return desk.save(actions.set_field, sheet.ids, key, value or "")

    await sheet.fill_and_do(run)


class _Editors(QStackedWidget):
    """The editors of all fields, of which the one chosen is seen."""

    def check(self) -> bool:
        """Whether the one seen can be taken; says so there when not."""
        shown = self.currentWidget()
        return not isinstance(shown, EditField) or shown.check()


def _editor(desk: Desk, key: str, field: Field | None, parent: QWidget) -> "EditField[Any]":
    if field is not None:
        return editor_of(field, desk, None, parent)
    if key == "institution_id":
        return PickerField(desk.tasks, lambda words: find_institutions(desk, words))
    if key == "district":
        return PickerField(desk.tasks, find_districts)
    return TextField()


SHEETS: dict[str, Callable[[Desk, Sequence[str]], Coroutine[Any, Any, None]]] = {
    "tag": tag,
    "join": join,
    "leave": leave,
    "move": move,
    "appoint": appoint,
    "set_field": set_field,
}
"""The sheets by what they do."""
