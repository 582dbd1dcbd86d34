"""A phone number: grouped, masked until it is asked for, looked at for slips of the keyboard."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from organizer.base.errors import UserError
from organizer.base.masking import group_phone, mask_phone
from organizer.base.overriding import override
from organizer.base.phones import read_phone
from organizer.base.words import N_, _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.edit_field import STAYING, Save
from organizer.widgets.fields import LineField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, TextRole, set_kind

if TYPE_CHECKING:
    from organizer.widgets.tasks import Task, Tasks

MOBILE = 11
"""Digits of a mobile number, which begins with 1."""
TYPING_PAUSE = 250
"""Milliseconds after the last key until it is asked whose number this is."""


@dataclass(frozen=True)
class Holder:
    """Somebody else who has the number, and how to get to them."""

    name: str
    open: Callable[[], object]


FindHolder = Callable[[str], Awaitable[Holder | None]]


def slip(typed: str) -> str:
    """What looks wrong about the length of a number, "" for nothing; service lines are short."""
    number = read_phone(typed).number
    if not (number.isdecimal() and number.startswith("1") and 7 <= len(number) <= 15):
        return ""
    missing = MOBILE - len(number)
    if missing > 0:
        return ngettext(
            "{count} digit is missing: please check.",
            "{count} digits are missing: please check.",
            missing,
        ).format(count=missing)
    if missing < 0:
        return ngettext(
            "{count} digit too many: please check.",
            "{count} digits too many: please check.",
            -missing,
        ).format(count=-missing)
    return ""


class PhoneField(LineField[str]):
    """A phone number as it is stored: 11 digits of a mobile, anything else as typed, "" for none.

    Shown as `138 **** 1234`. A click, Enter or the eye shows the number and lets it be edited;
    leaving the field hides it again. A number of a wrong length, or one that `find_holder` knows
    of somebody else, is taken all the same: a line below says so.
    """

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
        *,
        masked: bool = True,
        find_holder: FindHolder | None = None,
    ) -> None:
        super().__init__("", tasks, save, parent)
        self._find_holder = find_holder
        self._asked: Task | None = None
        self._holder: tuple[str, Holder] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._look_closer)
        self._masking = masked
        self._hidden = False
        self._locked = False
        self.eye = QToolButton(self)
        self.eye.clicked.connect(self._turn)
        self._row.addWidget(self.eye)
        self.advice = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.WARNING, wrap=True)
        self.opener = QPushButton(self)
        set_kind(self.opener, Kind.QUIET)
        self.opener.clicked.connect(self._open_holder)
        below = QHBoxLayout()
        below.addWidget(self.advice, 1)
        below.addWidget(self.opener)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(below)
        self._advise()
        self.edited.connect(self._pause.start)
        self.saved.connect(self._look_closer)
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
        self._advise()

    # --- advice ---------------------------------------------------------------------------------

    def _number(self) -> str:
        return self._value if self._hidden else read_phone(self.line.text()).number

    def _look_closer(self, _value: object = None) -> None:
        """Say what is odd about the number, and ask whose it is already."""
        self._pause.stop()
        self._advise()
        number = self._number()
        if self._find_holder is None or self._tasks is None or len(number) < MOBILE:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._tasks.start(self._ask_holder(self._find_holder, number))

    async def _ask_holder(self, find: FindHolder, number: str) -> None:
        holder = await find(number)
        if not isValid(self):
            return  # an emptied line may be taken away meanwhile
        self._holder = None if holder is None else (number, holder)
        self._advise()

    def _advise(self) -> None:
        number = self._number()
        words = slip(number)
        known = self._holder is not None and self._holder[0] == number
        if known and self._holder is not None:
            words = _("{name} has this number already.").format(name=self._holder[1].name)
            self.opener.setText(_("Open"))
        self.advice.setText(words)
        self.advice.setVisible(bool(words))
        self.opener.setVisible(known)

    def _open_holder(self) -> None:
        if self._holder is not None:
            self._holder[1].open()

    @override
    def load(self, value: str, save: "Save[str] | None" = None) -> None:
        super().load(value, save)
        self._pause.stop()
        if self._asked is not None:
            self._asked.cancel()
        self._holder = None
        self._advise()

    @override
    def set_read_only(self, read_only: bool) -> None:
        self._locked = read_only
        self._dress()

    def retranslate(self) -> None:
        """Set the names of the controls again in the language spoken."""
        self._dress()
        self._advise()

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
