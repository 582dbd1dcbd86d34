"""The card of an institution, edited in place; private notes stand apart from it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from organizer.base.districts import district_name
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.institutions import actions, store
from organizer.domain.institutions.records import Institution
from organizer.screens.institutions.find import find_districts, find_subjects, new_subject
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField, TextField
from organizer.widgets.fields_tab import FieldsTab, id_of
from organizer.widgets.labels import PlainLabel
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.theme import TextRole

if TYPE_CHECKING:
    from organizer.base.database import Database


class InstitutionProfile(FieldsTab):
    """Name, subjects, district, contact, and the owner's own notes."""

    tables = frozenset({"institution", "institution_subject", "institution_private"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tasks = desk.tasks
        self.name = TextField(tasks, required=True)
        self.short_name = TextField(tasks)
        self.subjects = TagEditor(
            tasks, lambda words: find_subjects(desk, words), create=new_subject
        )
        self.district = PickerField(tasks, find_districts)
        self.contact_name = TextField(tasks)
        masked = desk.machine_settings.get("mask_numbers")
        self.contact_phone = PhoneField(tasks, masked=masked)
        self.notes = MultiLineField(tasks)
        self.private = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.bind(N_("Institution name"), self.name, lambda one: one.name, self._saves("name"))
        self.bind(
            N_("Short name"),
            self.short_name,
            lambda one: one.short_name,
            self._saves("short_name"),
        )
        self.form.add(N_("Subjects"), self.subjects)
        self.bind_any(self._load_subjects, self._show_subjects, self.subjects.retranslate)
        self.bind(
            N_("District"),
            self.district,
            _district,
            self.changes(actions.change, "district", lambda one: id_of(one) or ""),
        )
        self.bind(
            N_("Contact"),
            self.contact_name,
            lambda one: one.contact_name,
            self._saves("contact_name"),
        )
        self.bind(
            N_("Contact’s phone"),
            self.contact_phone,
            lambda one: one.contact_phone,
            self._saves("contact_phone"),
        )
        self.bind(N_("Private notes"), self.notes, lambda one: one.notes, self._save_notes)
        self.column.insertWidget(1, self.private)
        self._say()

    @override
    def read(self, db: "Database", record_id: str) -> Institution | None:
        return store.get(db, record_id)

    # --- saving -----------------------------------------------------------------------------------

    def _saves(self, column: str) -> Callable[[str, Any], Awaitable[object]]:
        return self.changes(actions.change, column)

    async def _save_notes(self, institution_id: str, value: str) -> None:
        await self.desk.save(actions.set_notes, institution_id, value)

    # --- subjects ---------------------------------------------------------------------------------

    def _load_subjects(self, institution_id: str, record: Institution) -> None:
        async def change(wanted: list[str]) -> None:
            await self.desk.save(actions.set_subjects, [institution_id], wanted)

        async def add(choice: Choice) -> None:
            await change([*(one.title for one in self.subjects.value), choice.title])

        async def remove(choice: Choice) -> None:
            await change([one.title for one in self.subjects.value if one.id != choice.id])

        self.subjects.load(_choices(record), add, remove)

    def _show_subjects(self, record: Any) -> None:
        self.subjects.set_value(_choices(record))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._say()

    def _say(self) -> None:
        self.subjects.line.setPlaceholderText(_("Add a subject"))
        self.private.setText(
            _("Private notes stay in your register; the alliance shares only the card.")
        )


def _choices(record: Institution) -> list[Choice]:
    return [Choice(subject, subject) for subject in record.subjects]


def _district(record: Institution) -> Choice | None:
    if not record.district:
        return None
    return Choice(record.district, district_name(record.district))
