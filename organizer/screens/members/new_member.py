"""A new person in a few fields; Enter saves, and one can go on with the next."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout
from shiboken6 import isValid

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.fields import actions as tag_actions
from organizer.domain.members import store as members
from organizer.domain.members.rules import form_of_address
from organizer.screens.members import saving
from organizer.screens.members.find import (
    find_groups,
    find_holder,
    find_institutions,
    find_namesakes,
    find_tags,
)
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Done
from organizer.widgets.fields import TextField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.phone_field import Holder, PhoneField
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.theme import Kind, TextRole, set_kind

TYPING_PAUSE = 250
"""Milliseconds after the last key until it is asked who is called so."""


class NewMember(FormSheet):
    """The sheet behind Ctrl+N; keeps institution, group and tags from one person to the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("New member"), _("Save"), "members.new", 460)
        self.added: list[str] = []
        self._done: Done[str] | None = None
        tasks = desk.tasks
        self.name = TextField(required=True)
        self.address = TextField()
        self.phone = PhoneField(tasks, masked=False, find_holder=self._find_holder)
        self.wechat = TextField()
        self.institution = PickerField(
            tasks, lambda words: find_institutions(desk, words), create=_to_be_made
        )
        self.group = PickerField(tasks, lambda words: find_groups(desk, words))
        self.position = TextField()
        self.tags = TagEditor(tasks, lambda words: find_tags(desk, words), create=self._make_tag)
        for title, field in (
            (N_("Name"), self.name),
            (N_("Form of address"), self.address),
            (N_("Phone"), self.phone),
            (N_("WeChat ID"), self.wechat),
            (N_("Institution"), self.institution),
            (N_("Job"), self.position),
            (N_("Group"), self.group),
            (N_("Tags"), self.tags),
        ):
            self.form.add(title, field)
        self._add_namesake()
        self.said = PlainLabel("", self, tone=Tone.GOOD, wrap=True)
        self.said.hide()
        self.add_below(self.said)
        self.next_button = self.add_other(_("Save and next"))
        self.next_button.clicked.connect(lambda: self.press(stay=True))
        for field in (self.name, self.position):
            field.edited.connect(self._propose)
        self.name.setFocus()

    @classmethod
    async def add_people(cls, desk: Desk) -> list[str]:
        """Open the sheet; the ids of everybody added."""
        sheet = cls(desk)
        await desk.messages.open(sheet)
        return sheet.added

    def _add_namesake(self) -> None:
        """Below the name: that somebody is called so already, and a way to them."""
        self.namesake = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.opener = QPushButton(_("Open"), self)
        set_kind(self.opener, Kind.QUIET)
        self.opener.clicked.connect(self._open_namesake)
        self._namesake_id = ""
        below = QHBoxLayout()
        below.addWidget(self.namesake, 1)
        below.addWidget(self.opener)
        column = self.name.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(below)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(lambda: self.desk.start(self._look_for_namesake()))
        self.name.edited.connect(self._name_edited)
        self._name_edited()

    def _name_edited(self) -> None:
        self.namesake.hide()
        self.opener.hide()
        self._pause.start()

    async def _look_for_namesake(self) -> None:
        name = self.name.line.text().strip()
        found = await find_namesakes(self.desk, name) if name else []
        if not isValid(self) or self.name.line.text().strip() != name or not found:
            return
        one = found[0]
        self._namesake_id = one.id
        who = f"{one.title}（{one.detail}）" if one.detail else one.title
        self.namesake.setText(
            _("In the register already: {who}").format(who=who)
            if len(found) == 1
            else _("In the register already: {who} and {count} more").format(
                who=who, count=len(found) - 1
            )
        )
        self.namesake.show()
        self.opener.show()

    def _open_namesake(self) -> None:
        self.reject()
        self.desk.open_record("member", self._namesake_id)

    def _propose(self) -> None:
        """Show how the person would be called."""
        name, position = self.name.line.text().strip(), self.position.line.text().strip()
        self.address.set_placeholder(form_of_address(name, position) if name else "")

    @override
    async def carry_out(self) -> None:
        institution, group = self.institution.value, self.group.value
        self._done = done = await self.desk.save(
            saving.add,
            self.name.value,
            phone=self.phone.value,
            wechat=self.wechat.value,
            tag_ids=[tag.id for tag in self.tags.value],
            columns={
                "form_of_address": self.address.value,
                "institution_id": (institution.id or None) if institution else None,
                "position": self.position.value,
            },
            new_institution=institution.title if institution and not institution.id else "",
            group_id=group.id if group else None,
        )
        self.added.append(done.result)
        if institution is not None and not institution.id:
            made = await self.desk.read(members.get, done.result)
            if made is not None and made.institution_id:
                self.institution.load(Choice(made.institution_id, made.institution))

    @override
    def accept(self) -> None:
        super().accept()
        if self._done is not None:
            self.desk.say_done(self._done)

    @override
    def begin_again(self) -> None:
        self.said.setText(_("{name} is in the register.").format(name=self.name.value))
        self.said.show()
        for field in (self.name, self.address, self.phone, self.wechat, self.position):
            field.load("")
        self._name_edited()
        self._propose()
        self.name.setFocus()

    async def _find_holder(self, number: str) -> Holder | None:
        """Who has the number already; opening them closes the sheet."""
        found = await find_holder(self.desk, number)
        if found is None:
            return None

        def leave_for_them() -> None:
            self.reject()
            found.open()

        return Holder(found.name, leave_for_them)

    async def _make_tag(self, name: str) -> Choice:
        done = await self.desk.save(tag_actions.add_tag, name)
        return Choice(done.result, name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves and goes on with the next."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
            return
        super().keyPressEvent(event)


async def _to_be_made(name: str) -> Choice:
    """An institution that comes with the person, in the same step."""
    return Choice("", name, _("New, saved with the person"))
