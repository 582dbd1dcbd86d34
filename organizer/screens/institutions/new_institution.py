"""The sheet of a new institution: a name is enough."""

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.institutions import actions
from organizer.screens.institutions.find import find_districts, find_subjects, new_subject
from organizer.widgets.desk import Desk, Done
from organizer.widgets.fields import TextField
from organizer.widgets.form_sheet import NewRecordSheet
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.picker import PickerField
from organizer.widgets.tag_editor import TagEditor


class NewInstitution(NewRecordSheet):
    """Asks for what an institution begins with; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        title = _("New institution")
        super().__init__(desk, title, N_("Institution name"), "new_institution", 480)
        self.short_name = TextField()
        self.subjects = TagEditor(
            desk.tasks, lambda words: find_subjects(desk, words), create=new_subject
        )
        self.subjects.line.setPlaceholderText(_("Add a subject"))
        self.district = PickerField(desk.tasks, find_districts)
        self.contact_name = TextField()
        self.contact_phone = PhoneField(masked=False)
        self.form.add(N_("Short name"), self.short_name)
        self.form.add(N_("Subjects"), self.subjects)
        self.form.add(N_("District"), self.district)
        self.form.add(N_("Contact"), self.contact_name)
        self.form.add(N_("Contact’s phone"), self.contact_phone)

    @override
    async def make(self) -> Done[str]:
        district = self.district.value
        return await self.desk.save(
            actions.add,
            self.name.value,
            subjects=[choice.title for choice in self.subjects.value],
            short_name=self.short_name.value,
            district=district.id if district else "",
            contact_name=self.contact_name.value,
            contact_phone=self.contact_phone.value,
        )
