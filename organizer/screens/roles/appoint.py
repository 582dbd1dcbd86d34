"""The sheet of appointing: who, as what, where, until when, what to do and what it returns."""

from collections.abc import Sequence

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.roles import actions
from organizer.domain.roles.records import OFFERED, Place, title_words
from organizer.screens.roles.find import find_branches, find_groups, find_people
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor


def titles_offered(place: Place) -> list[tuple[str, str]]:
    """The titles offered in a place, as they are shown."""
    return [(title, title_words(title)) for title in OFFERED[place]]


class AppointSheet(FormSheet):
    """Gives people a title; Enter saves."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[Choice] = (),
        group: Choice | None = None,
        branch: Choice | None = None,
    ) -> None:
        super().__init__(desk, _("Appoint somebody"), _("Appoint"), "roles.appoint", 500)
        self.made: list[str] = []
        self.people = TagEditor(desk.tasks, lambda words: find_people(desk, words))
        self.people.load(people)
        self.people.line.setPlaceholderText(_("Type a name"))
        self.place = ChoiceField(
            [
                ("group", _("In a group")),
                ("branch", _("In a branch")),
                ("alliance", _("In the alliance")),
            ]
        )
        self.place.set_value("branch" if branch else "group")
        self.place.edited.connect(self._place_chosen)
        self.group = PickerField(desk.tasks, lambda words: find_groups(desk, words))
        self.group.set_value(group)
        self.branch = PickerField(desk.tasks, lambda words: find_branches(desk, words))
        self.branch.set_value(branch)
        self.job = ChoiceField(own_words=True)
        self.starts_on = DateField(desk.clock.today)
        self.starts_on.set_day(desk.clock.today())
        self.term_ends_on = DateField(desk.clock.today)
        self.duty = TextField()
        self.returns = TextField()
        self.returns.set_placeholder(_("Free lectures, a share of the fees, a gift each month…"))
        self.form.add(N_("People"), self.people)
        self.form.add(N_("Title"), self.job)
        self.form.add(N_("Where"), self.place)
        self.form.add(N_("Group"), self.group)
        self.form.add(N_("Branch"), self.branch)
        self.form.add(N_("Starts on"), self.starts_on)
        self.form.add(N_("Term until"), self.term_ends_on)
        self.form.add(N_("Duty"), self.duty)
        self.form.add(N_("What it returns"), self.returns)
        self._place_chosen()
        (self.job if people else self.people.line).setFocus()

    def _where(self) -> Place:
        match self.place.read_editor():
            case "branch":
                return "branch"
            case "alliance":
                return "alliance"
            case _:
                return "group"

    def _place_chosen(self) -> None:
        where = self._where()
        self.job.set_options(titles_offered(where))
        self.form.set_shown(self.group, where == "group")
        self.form.set_shown(self.branch, where == "branch")

    @override
    async def carry_out(self) -> None:
        where = self._where()
        group, branch = self.group.value, self.branch.value
        people = [choice.id for choice in self.people.value]
        if not people:
            self.people.setFocus()
            raise UserError("roles.nobody_chosen", N_("Choose at least one person."))
        if not self.job.value.strip():
            self.job.setFocus()
            raise UserError("roles.no_title", N_("A position needs a title."))
        if where == "group" and group is None:
            self.group.setFocus()
            raise UserError("roles.no_group", N_("Choose the group they are appointed in."))
        if where == "branch" and branch is None:
            self.branch.setFocus()
            raise UserError("roles.no_branch", N_("Choose the branch they are appointed in."))
        done = await self.desk.save(
            actions.appoint,
            people,
            self.job.value,
            group_id=group.id if where == "group" and group else None,
            branch_id=branch.id if where == "branch" and branch else None,
            starts_on=self.starts_on.day,
            term_ends_on=self.term_ends_on.day,
            duty=self.duty.value,
            returns=self.returns.value,
        )
        self.made = done.result
        if done.step is None:
            self.desk.messages.say(_("They hold this title there already."))
        else:
            self.desk.say_done(done)


async def appoint(
    desk: Desk,
    people: Sequence[Choice] = (),
    group: Choice | None = None,
    branch: Choice | None = None,
) -> list[str]:
    """Ask for an appointment; the ids made, none when it was given up."""
    if group is None and branch is None:
        every = await find_groups(desk, "")
        group = every[0] if len(every) == 1 else None
    sheet = AppointSheet(desk, people, group, branch)
    await desk.messages.open(sheet)
    return sheet.made
