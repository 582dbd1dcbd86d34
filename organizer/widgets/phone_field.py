"""A phone number: grouped, masked until it is asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from organizer.base.errors import UserError
from organizer.base.masking import group_phone, mask_phone
from organizer.base.overriding import override
from organizer.base.phones import read_phone
from organizer.base.words import N_, _
from organizer.widgets.edit_field import STAYING, Save
from organizer.widgets.fields import LineField
from organizer.widgets.icons import set_icon

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks


class PhoneField(LineField[str]):
    """A phone number as it is stored: 11 digits of a mobile, anything else as typed, "" for none.

    Shown as `138 **** 1234`. A click, Enter or the eye shows the number and lets it be edited;
    leaving the field hides it again.
    """

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
        *,
        masked: bool = True,
    ) -> None:
        super().__init__("", tasks, save, parent)
        self._masking = masked
        self._hidden = False
        self._locked = False
        self.eye = QToolButton(self)
        self.eye.clicked.connect(self._turn)
        self._row.addWidget(self.eye)
        self._mask()

    @property
    def masked(self) -> bool:
        """Whether the number is hidden now."""
        return self._hidden

    def set_masking(self, masked: bool) -> None:
        """Hide numbers by default, or show them (a setting of the owner)."""
        self._masking = masked
        if not self.typing:
            self._show(self._value)

    def reveal(self) -> None:
        """Show the number, ready to be edited."""
        if not self._hidden:
            return
        self._hidden = False
        self.line.setText(group_phone(self._value))
        self._dress()

    @override
    def read_editor(self) -> str:
        if self._hidden:
            return self._value
        reading = read_phone(self.line.text())
        if reading.kind == "ruined":
            raise UserError(
                "phone.ruined",
                N_("A spreadsheet has cut this number. Type all its digits."),
            )
        if reading.kind == "masked":
            raise UserError("phone.masked", N_("Some digits are starred. Type the whole number."))
        return reading.number

    @override
    def show_in_editor(self, value: str) -> None:
        self._hidden = self._masking and bool(value) and not self.line.hasFocus()
        self.line.setText(mask_phone(value) if self._hidden else group_phone(value))
        self._dress()

    @override
    def set_read_only(self, read_only: bool) -> None:
        self._locked = read_only
        self._dress()

    def retranslate(self) -> None:
        """Set the names of the controls again in the language spoken."""
        self._dress()

    def _turn(self) -> None:
        if self._hidden:
            self.reveal()
            self.line.setFocus()
        else:
            self.commit()
            self._mask()

    def _mask(self) -> None:
        if self._masking and self._value and not self.typing:
            self._hidden = True
            self.line.setText(mask_phone(self._value))
        self._dress()

    def _dress(self) -> None:
        self.line.setReadOnly(self._hidden or self._locked)
        self.eye.setVisible(self._masking and bool(self._value))
        set_icon(self.eye, "eye" if self._hidden else "eye-off")
        name = _("Show number") if self._hidden else _("Hide number")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            kind = event.type()
            if kind is QEvent.Type.MouseButtonPress:
                self.reveal()
            elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._hidden:
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                    self.reveal()
                    self.line.selectAll()
                    return True
            elif kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                done = super().eventFilter(watched, event)
                if event.reason() not in STAYING:
                    self._mask()
                return done
        return super().eventFilter(watched, event)
