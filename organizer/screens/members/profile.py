"""The profile of a person, edited in place: six fields everybody needs, the rest folded."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from organizer.base.dates import Birthday
from organizer.base.districts import district_name
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.fields import actions as tag_actions
from organizer.domain.fields import actions_own
from organizer.domain.fields.records import Field
from organizer.domain.members import actions
from organizer.domain.members.records import NewAccount
from organizer.screens.members import saving
from organizer.screens.members.accounts_field import AccountsField
from organizer.screens.members.find import (
    find_districts,
    find_holder,
    find_institutions,
    find_members,
    find_tags,
)
from organizer.screens.members.own_fields import editor_of
from organizer.screens.members.phones_field import PhonesField
from organizer.screens.members.photo_field import PhotoField
from organizer.screens.members.profile_facts import (
    SUBJECTS_APART,
    Profile,
    choice_of,
    handle_of,
    id_of,
    read_profile,
    split_subjects,
    wechat_of,
)
from organizer.widgets.answers import Answers
from organizer.widgets.date_field import BirthdayField
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.fields import ChoiceField, LineField, MultiLineField, TextField
from organizer.widgets.form import Form
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep
    from organizer.widgets.edit_field import EditField

Saving = Callable[[Any], Awaitable[object]]


@dataclass
class _Bound:
    """A field of the form, the value it shows of a profile, and how it is saved."""

    field: "EditField[Any]"
    value: Callable[[Profile], Any]
    save: Callable[[Profile, Any], Awaitable[object]]


class ProfileTab(DetailTab):
    """The form of one person; every field is a step of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self._profile: Profile | None = None
        self._bound: list[_Bound] = []
        self._own: tuple[Field, ...] = ()
        self.form = Form(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self._build()
        self.retranslate()
        desk.machine_settings.listeners.append(self._setting_changed)

    def _setting_changed(self, key: str) -> None:
        if key == "mask_numbers":
            self.phone.set_masking(self.desk.machine_settings.get(key))
            self.phones.set_masking(self.desk.machine_settings.get(key))

    # --- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        tasks, desk = self.desk.tasks, self.desk
        masked = desk.machine_settings.get("mask_numbers")
        self.name = TextField(tasks, _nothing, self, required=True)
        self.address = TextField(tasks, _nothing, self)
        self.phone = PhoneField(
            tasks,
            _nothing,
            self,
            masked=masked,
            find_holder=lambda number: find_holder(desk, number, self.record_id),
        )
        self.wechat = TextField(tasks, _nothing, self)
        self.institution = PickerField(
            tasks,
            lambda words: find_institutions(desk, words),
            _nothing,
            self,
            create=self._make_institution,
        )
        self.position = TextField(tasks, _nothing, self)
        self.tags = TagEditor(
            tasks, lambda words: find_tags(desk, words), create=self._make_tag, parent=self
        )
        self.welcome = TextField(tasks, _nothing, self)
        self.phones = PhonesField(desk, self)
        self.accounts = AccountsField(desk, self)
        self.district = PickerField(tasks, find_districts, _nothing, self)
        self.subjects = TextField(tasks, _nothing, self)
        self.birthday = BirthdayField(desk.clock.today, tasks, _nothing, self)
        self.source = ChoiceField((), tasks, _nothing, self, own_words=True)
        self.recommended_by = PickerField(
            tasks, lambda words: find_members(desk, words), _nothing, self
        )
        self.number = TextField(tasks, _nothing, self)
        self.reading = TextField(tasks, _nothing, self)
        self.photo = PhotoField(desk, self)
        self.notes = MultiLineField(tasks, _nothing, self)
        self._bind()
        self._add_rows()

    def _bind(self) -> None:
        """What each field shows of a profile, and the action that saves it."""
        for column, field in (
            ("name", self.name),
            ("form_of_address", self.address),
            ("position", self.position),
            ("welcome_title", self.welcome),
            ("source", self.source),
            ("number", self.number),
            ("notes", self.notes),
        ):
            self._bind_column(column, field)
        self._bound += [
            _Bound(
                self.phone,
                lambda p: p.member.phones[0].number if p.member.phones else "",
                self._save_phone,
            ),
            _Bound(self.wechat, lambda p: handle_of(p.member), self._save_wechat),
            _Bound(
                self.institution,
                lambda p: choice_of(p.member.institution_id, p.member.institution),
                lambda p, choice: self._change(p, institution_id=id_of(choice)),
            ),
            _Bound(
                self.district,
                lambda p: choice_of(p.member.district, district_name(p.member.district)),
                lambda p, choice: self._change(p, district=id_of(choice) or ""),
            ),
            _Bound(
                self.subjects,
                lambda p: SUBJECTS_APART.join(p.member.subjects),
                lambda p, text: self.desk.save(
                    actions.set_subjects, [p.member.id], split_subjects(text)
                ),
            ),
            _Bound(
                self.birthday,
                lambda p: Birthday(
                    "lunar" if p.member.birthday_calendar == "lunar" else "solar",
                    p.member.birthday,
                ),
                lambda p, day: self._change(p, birthday=day.date, birthday_calendar=day.calendar),
            ),
            _Bound(
                self.recommended_by,
                lambda p: choice_of(p.member.recommended_by_id, p.member.recommended_by),
                lambda p, choice: self._change(p, recommended_by_id=id_of(choice)),
            ),
            _Bound(
                self.reading,
                lambda p: p.member.reading,
                lambda p, text: self.desk.save(actions.correct_reading, p.member.id, text),
            ),
        ]

    def _bind_column(self, column: str, field: "EditField[str]") -> None:
        self._bound.append(
            _Bound(
                field,
                lambda p: getattr(p.member, column),
                lambda p, value: self._change(p, **{column: value}),
            )
        )

    def _add_rows(self) -> None:
        form = self.form
        form.add(N_("Name"), self.name)
        form.add(N_("Form of address"), self.address)
        form.add(N_("Phone"), self.phone)
        form.add(N_("WeChat ID"), self.wechat)
        form.add(N_("Institution"), self.institution)
        form.add(N_("Job"), self.position)
        form.add(N_("Tags"), self.tags)
        form.add(N_("Welcome title"), self.welcome, folded=True)
        form.add(N_("More phones"), self.phones, folded=True)
        form.add(N_("Accounts"), self.accounts, folded=True)
        form.add(N_("District"), self.district, folded=True)
        form.add(N_("Subjects"), self.subjects, folded=True)
        form.add(N_("Birthday"), self.birthday, folded=True)
        form.add(N_("Source"), self.source, folded=True)
        form.add(N_("Recommended by"), self.recommended_by, folded=True)
        form.add(N_("Own number"), self.number, folded=True)
        form.add(N_("Reading"), self.reading, folded=True)
        form.add(N_("Photo"), self.photo, folded=True)
        form.add(N_("Notes"), self.notes, folded=True)
        for field in self._own:
            editor = editor_of(field, self.desk, _nothing, self)
            self._bind_own(field.id, editor)
            form.add(field.name, editor, folded=True, own_words=True)

    def _bind_own(self, field_id: str, editor: "EditField[str]") -> None:
        self._bound.append(
            _Bound(
                editor,
                lambda p: p.values.get(field_id, ""),
                lambda p, value: self.desk.save(
                    actions_own.set_value, field_id, [p.member.id], value
                ),
            )
        )

    # --- reading --------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.record_id is None or self.desk.register is None:
            return
        wanted = self.record_id
        ticket = self.desk.opened().ask(lambda db: read_profile(db, wanted), asker=self._asker)
        ticket.wait(0.008)
        self._answers.when(ticket, self._show)

    def _show(self, ticket: "Ticket[Profile | None]") -> None:
        if ticket.cancelled:
            return
        profile = ticket.result()
        if profile is None or profile.member.id != self.record_id:
            return
        if profile.own_fields != self._own:
            self._rebuild(profile.own_fields)
        same = self._profile is not None and self._profile.member.id == profile.member.id
        self._profile = profile
        self._say_inherited(profile)
        self.source.set_options([(words, words) for words in profile.sources])
        for bound in self._bound:
            value = bound.value(profile)
            if same:
                bound.field.set_value(value)
            else:
                bound.field.load(value, self._saving(bound, profile))
        self._load_lists(profile, same=same)
        self.form.count_again()

    def _load_lists(self, profile: Profile, *, same: bool) -> None:
        member = profile.member
        shown = [Choice(tag.id, tag.name) for tag in member.tags]
        if same:
            self.tags.set_value(shown)
        else:
            self.tags.load(
                shown,
                lambda choice: self.desk.save(tag_actions.tag, "member", [member.id], [choice.id]),
                lambda choice: self.desk.save(
                    tag_actions.untag, "member", [member.id], [choice.id]
                ),
            )
        first = wechat_of(member)
        self.phones.show_phones(member.id, member.phones[1:])
        self.accounts.show_accounts(member.id, [one for one in member.accounts if one is not first])
        self.photo.show_photo(member.id, member.photo_id)

    def _rebuild(self, own_fields: tuple[Field, ...]) -> None:
        """The owner's own fields have changed: build the form again."""
        self.form.commit()
        self._own = own_fields
        self._bound.clear()
        self.form.clear()
        self._profile = None
        self._build()
        self.retranslate()

    def _say_inherited(self, profile: Profile) -> None:
        """What counts while nothing of the person's own is set, in grey."""
        member = profile.member
        self.address.set_placeholder(member.proposed_address)
        inherited = district_name(member.inherited_district) if member.inherited_district else ""
        self.district.line.setPlaceholderText(inherited or _("Type to search"))
        self.subjects.set_placeholder(SUBJECTS_APART.join(member.inherited_subjects))

    # --- saving ---------------------------------------------------------------------------------

    def _saving(self, bound: _Bound, profile: Profile) -> Saving:
        """Save for this person, by what is known of them then."""

        def save(value: Any) -> Awaitable[object]:
            now = self._profile
            same = now is not None and now.member.id == profile.member.id
            return bound.save(now if same and now is not None else profile, value)

        return save

    def _change(self, profile: Profile, **columns: str | None) -> Awaitable[object]:
        return self.desk.save(saving.change, profile.member.id, columns)

    def _save_phone(self, profile: Profile, number: str) -> Awaitable[object]:
        if profile.member.phones:
            return self.desk.save(actions.change_phone, profile.member.phones[0].id, number)
        return self.desk.save(actions.add_phones, profile.member.id, [number])

    def _save_wechat(self, profile: Profile, handle: str) -> Awaitable[object]:
        known = wechat_of(profile.member)
        if known is None:
            return self.desk.save(
                actions.add_account, profile.member.id, NewAccount("wechat", handle)
            )
        return self.desk.save(
            actions.change_account, known.id, NewAccount("wechat", handle, known.nickname)
        )

    async def _make_institution(self, name: str) -> Choice:
        done = await self.desk.save(saving.add_institution, name)
        return Choice(done.result, name)

    async def _make_tag(self, name: str) -> Choice:
        done = await self.desk.save(tag_actions.add_tag, name)
        return Choice(done.result, name)

    # --- DetailTab ------------------------------------------------------------------------------

    def begin_editing(self) -> None:
        """Put the cursor into the name."""
        self.name.setFocus()
        self.name.line.selectAll()

    @override
    def finish_editing(self) -> None:
        self.form.commit()
        self.phones.finish()

    @override
    def retranslate(self) -> None:
        self.form.retranslate()
        for field in self.form.fields():
            say = getattr(field, "retranslate", None)
            if callable(say):
                say()
        for field in self.form.fields():
            if isinstance(field, LineField) and field is self.subjects:
                field.setToolTip(_("Several are separated by 、 or a comma."))
        if self._profile is not None:
            self._say_inherited(self._profile)


async def _nothing(_value: object) -> None:
    """Stands in until the first person is shown."""
