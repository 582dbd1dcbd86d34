"""Sheets about being in a group: joining, leaving, what is noted of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups import store
from organizer.domain.groups.records import STANDINGS, WAYS_IN, Membership
from organizer.screens.groups.find import find_groups, find_people
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, TextField, YesNoField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor

if TYPE_CHECKING:
    from organizer.widgets.edit_field import EditField


def _ways() -> list[tuple[str, str]]:
    return [("", "—"), *((code, _(words)) for code, words in WAYS_IN.items())]


def _standings() -> list[tuple[str, str]]:
    return [("", "—"), *((code, _(words)) for code, words in STANDINGS.items())]


class JoinSheet(FormSheet):
    """Puts people into a group, or a person into groups."""

    def __init__(
        self, desk: Desk, *, group_id: str | None = None, member_id: str | None = None
    ) -> None:
        title = _("People join the group") if group_id else _("Join a group")
        super().__init__(desk, title, _("Join"))
        self._group_id, self._member_id = group_id, member_id
        self.people = TagEditor(desk.tasks, lambda words: find_people(desk, words))
        self.people.line.setPlaceholderText(_("Type a name"))
        self.group = PickerField(desk.tasks, lambda words: find_groups(desk, words))
        self.joined_on = DateField(desk.clock.today)
        self.joined_on.set_day(desk.clock.today())
        self.came_by = ChoiceField(_ways(), own_words=True)
        self.invited_by = PickerField(desk.tasks, lambda words: find_people(desk, words))
        self.is_seed = YesNoField()
        if group_id:
            self.form.add(N_("People"), self.people)
            self.people.line.setFocus()
        else:
            self.form.add(N_("Group"), self.group)
            self.group.setFocus()
        self.form.add(N_("Joined on"), self.joined_on)
        self.form.add(N_("Invited by"), self.invited_by)
        self.form.add(N_("Came by"), self.came_by)
        self.form.add(N_("Seed member"), self.is_seed)

    @override
    async def carry_out(self) -> None:
        group = self.group.value if self._group_id is None else Choice(self._group_id, "")
        people = (
            [choice.id for choice in self.people.value]
            if self._member_id is None
            else [self._member_id]
        )
        if group is None:
            raise UserError("groups.none_chosen", N_("Choose a group."))
        if not people:
            raise UserError("groups.nobody_chosen", N_("Choose at least one person."))
        invited_by = self.invited_by.value
        done = await self.desk.save(
            memberships.join,
            group.id,
            people,
            on=self.joined_on.day,
            came_by=self.came_by.value or ("invited" if invited_by else ""),
            invited_by_id=invited_by.id if invited_by else None,
            is_seed=self.is_seed.value,
        )
        self.desk.say_done(done)


class LeaveSheet(FormSheet):
    """Ends memberships on a day."""

    def __init__(self, desk: Desk, membership_ids: Sequence[str]) -> None:
        count = len(membership_ids)
        title = ngettext(
            "{count} person left the group", "{count} people left the group", count
        ).format(count=count)
        super().__init__(desk, title, _("Note it"))
        self._ids = list(membership_ids)
        self.left_on = DateField(desk.clock.today)
        self.left_on.set_day(desk.clock.today())
        self.form.add(N_("Left on"), self.left_on)
        self.add_hint(_("They stay in the register; positions in this group end with it."))
        self.left_on.setFocus()

    @override
    async def carry_out(self) -> None:
        done = await self.desk.save(memberships.end, self._ids, on=self.left_on.day)
        self.desk.say_done(done)


class MembershipSheet(FormSheet):
    """What is noted of somebody in a group; for several only what is filled in changes."""

    def __init__(self, desk: Desk, rows: Sequence[Membership]) -> None:
        count = len(rows)
        super().__init__(
            desk,
            rows[0].member_name + " · " + rows[0].group_name
            if count == 1
            else ngettext("Change {count} entry", "Change {count} entries", count).format(
                count=count
            ),
            _("Save"),
        )
        self._rows = list(rows)
        self.alias = TextField()
        self.joined_on = DateField(desk.clock.today)
        self.left_on = DateField(desk.clock.today)
        self.came_by = ChoiceField(_ways(), own_words=True)
        self.invited_by = PickerField(desk.tasks, lambda words: find_people(desk, words))
        self.is_seed = YesNoField()
        self.standing = ChoiceField(_standings(), own_words=True)
        self.paid_until = DateField(desk.clock.today)
        self._touched: set[str] = set()
        fields: list[tuple[str, str, EditField[Any]]] = [
            ("joined_on", N_("Joined on"), self.joined_on),
            ("came_by", N_("Came by"), self.came_by),
            ("invited_by_id", N_("Invited by"), self.invited_by),
            ("is_seed", N_("Seed member"), self.is_seed),
            ("standing", N_("Standing"), self.standing),
            ("paid_until", N_("Paid until"), self.paid_until),
        ]
        if count == 1:
            fields.insert(0, ("alias", N_("Alias in the group"), self.alias))
            if rows[0].left_on is not None:
                fields.insert(2, ("left_on", N_("Left on"), self.left_on))
            self._fill(rows[0])
        for key, label, field in fields:
            self.form.add(label, field)
            field.edited.connect(lambda key=key: self._touched.add(key))
        if count > 1:
            self.add_hint(_("What you leave as it is stays as it is."))

    def _fill(self, one: Membership) -> None:
        self.alias.set_value(one.alias)
        for field, day in (
            (self.joined_on, one.joined_on),
            (self.left_on, one.left_on),
            (self.paid_until, one.paid_until),
        ):
            field.set_day(day)
        self.came_by.set_value(one.came_by)
        if one.invited_by_id:
            self.invited_by.set_value(Choice(one.invited_by_id, one.invited_by_name))
        self.is_seed.set_value(one.is_seed)
        self.standing.set_value(one.standing)

    @override
    async def carry_out(self) -> None:
        invited_by = self.invited_by.value
        values: dict[str, Any] = {
            "alias": self.alias.value,
            "joined_on": self.joined_on.day,
            "left_on": self.left_on.day,
            "came_by": self.came_by.value,
            "invited_by_id": invited_by.id if invited_by else None,
            "is_seed": self.is_seed.value,
            "standing": self.standing.value,
            "paid_until": self.paid_until.day,
        }
        changes = {key: value for key, value in values.items() if key in self._touched}
        if changes:
            ids = [row.id for row in self._rows]
            done = await self.desk.save(memberships.change_memberships, ids, **changes)
            self.desk.say_done(done)


async def change_entries(desk: Desk, membership_ids: Sequence[str]) -> None:
    """Open the sheet of some memberships."""
    from organizer.domain.groups.store_lists import membership_rows

    rows = await desk.read(membership_rows, list(membership_ids))
    if rows:
        await desk.messages.open(MembershipSheet(desk, rows))


async def leave_entries(desk: Desk, membership_ids: Sequence[str]) -> None:
    """Open the sheet that ends those of these memberships that are open."""
    found = await desk.read(store.open_of, list(membership_ids))
    if found:
        await desk.messages.open(LeaveSheet(desk, [one.id for one in found]))
