"""The further phone numbers of a person, one line each, and one more when wanted."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.members import actions
from organizer.domain.members.records import Phone
from organizer.screens.members.find import find_holder
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.theme import Kind, Space, set_kind

if TYPE_CHECKING:
    from organizer.widgets.edit_field import Save


class PhonesField(QWidget):
    """Each number is saved for itself; an emptied one goes away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._member_id = ""
        self._fields: dict[str, PhoneField] = {}
        self._present: set[str] = set()
        self._new: PhoneField | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.more = QPushButton(self)
        set_kind(self.more, Kind.QUIET)
        set_icon(self.more, "plus")
        self.more.clicked.connect(self.add_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._lines)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.more)
        self.retranslate()

    def show_phones(self, member_id: str, phones: Sequence[Phone]) -> None:
        """Show these numbers of a person; typing for the same person stays."""
        if member_id != self._member_id:
            for old in self._all():
                self._drop(old)
            self._fields.clear()
            self._new = None
            self._member_id = member_id
        self._present = {phone.id for phone in phones}
        self._drop_gone()
        for phone in phones:
            known = self._fields.get(phone.id)
            if known is not None:
                known.set_value(phone.number)
                continue
            field = self._line(partial(self._save, phone.id))
            field.load(phone.number)
            field.saved.connect(self._drop_gone)
            self._fields[phone.id] = field

    def _drop_gone(self) -> None:
        """Take away the lines of numbers that are gone, each when its own saving is over."""
        for phone_id, field in [*self._fields.items()]:
            if phone_id not in self._present and not field.typing:
                self._drop(self._fields.pop(phone_id))

    def add_line(self) -> None:
        """Offer a line for one more number."""
        if self._new is None:
            self._new = self._line(partial(self._add, self._member_id))
            self._new.saved.connect(self._added)
        self._new.setFocus()

    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self._fields

    def set_label(self, text: str) -> None:
        """Name the lines for screen readers."""
        self.setAccessibleName(text)
        for field in self._fields.values():
            field.set_label(text)

    def set_masking(self, masked: bool) -> None:
        """Hide numbers by default, or show them."""
        for field in self._all():
            field.set_masking(masked)

    def finish(self) -> None:
        """Save what is being typed."""
        for field in self._all():
            field.commit()

    def retranslate(self) -> None:
        """Set the button again in the language spoken."""
        self.more.setText(_("Add phone"))
        for field in self._fields.values():
            field.retranslate()

    def _all(self) -> list[PhoneField]:
        return [*self._fields.values(), *([self._new] if self._new is not None else [])]

    def _line(self, save: "Save[str]") -> PhoneField:
        masked = self._desk.machine_settings.get("mask_numbers")
        desk, member_id = self._desk, self._member_id
        field = PhoneField(
            desk.tasks,
            save,
            self,
            masked=masked,
            find_holder=lambda number: find_holder(desk, number, member_id),
        )
        field.set_label(self.accessibleName())
        self._lines.addWidget(field)
        field.show()
        return field

    def _drop(self, field: PhoneField) -> None:
        field.load("")  # should it still be saving, a refusal is said instead of shown in it
        self._lines.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _added(self) -> None:
        """The number has a line of its own by now."""
        if self._new is not None:
            self._drop(self._new)
            self._new = None

    async def _save(self, phone_id: str, number: str) -> None:
        await self._desk.save(actions.change_phone, phone_id, number)

    async def _add(self, member_id: str, number: str) -> None:
        await self._desk.save(actions.add_phones, member_id, [number])
