"""The sheet of a new institution: a name is enough."""

from organizer.base.errors import UserError
from organizer.base.words import N_, _
from organizer.domain.institutions import actions
from organizer.screens.institutions.find import find_districts, find_subjects
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.fields import TextField
from organizer.widgets.form import Form
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.theme import Kind


class NewInstitution(Sheet):
    """Asks for what an institution begins with; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages.window, _("New institution"), "new_institution", 480)
        self.desk = desk
        self.made: str | None = None
        self.name = TextField(required=True)
        self.short_name = TextField()
        self.subjects = TagEditor(
            desk.tasks, lambda words: find_subjects(desk, words), create=_new_subject
        )
        self.subjects.line.setPlaceholderText(_("Add a subject"))
        self.district = PickerField(desk.tasks, find_districts)
        self.contact_name = TextField()
        self.contact_phone = PhoneField(masked=False)
        self.form = Form(self)
        self.form.add(N_("Institution name"), self.name)
        self.form.add(N_("Short name"), self.short_name)
        self.form.add(N_("Subjects"), self.subjects)
        self.form.add(N_("District"), self.district)
        self.form.add(N_("Contact"), self.contact_name)
        self.form.add(N_("Contact’s phone"), self.contact_phone)
        self.content.addWidget(self.form)
        self.add_cancel()
        self.save = self.add_button(_("Add"), Kind.PRIMARY)
        self.save.clicked.connect(lambda: desk.start(self._add()))
        self.name.setFocus()

    async def _add(self) -> None:
        if not self.form.check():
            return
        district = self.district.value
        try:
            done = await self.desk.save(
                actions.add,
                self.name.value,
                subjects=[choice.title for choice in self.subjects.value],
                short_name=self.short_name.value,
                district=district.id if district else "",
                contact_name=self.contact_name.value,
                contact_phone=self.contact_phone.value,
            )
        except UserError as refusal:
            self.name.show_problem(refusal.message())
            self.name.setFocus()
            return
        self.made = done.result
        self.accept()


async def _new_subject(name: str) -> Choice | None:
    return Choice(name, name)


async def add_institution(desk: Desk) -> str | None:
    """Ask for a new institution; its id, or None when it was given up."""
    sheet = NewInstitution(desk)
    await desk.messages.open(sheet)
    return sheet.made
