"""A year of special days at once: pasted or from a file, looked at line by line, then set."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from organizer.base.errors import UserError
from organizer.base.files import file_error
from organizer.base.formats import format_number
from organizer.base.words import _, ngettext
from organizer.domain.special_days import actions, rules
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, theme

if TYPE_CHECKING:
    from organizer.domain.special_days.records import SpecialDay

LARGEST_FILE = 200_000
"""Bytes; a year has some forty lines."""


class PasteYear(Sheet):
    """A box to paste into, and what would be set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages.window, _("Enter a year"), "special_days.paste", 560)
        self.desk = desk
        self.days: list[SpecialDay] = []
        self._acting = False
        hint = _(
            "A line for each day, as in the example; its name may be left out. Days not named here"
            " stay as they are."
        )
        self.content.addWidget(PlainLabel(hint, self, tone=Tone.MUTED, wrap=True))
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(rules.EXAMPLE)
        self.box.setAccessibleName(_("Special days, a line each"))
        self.box.setMinimumHeight(10 * theme.line_height())
        self.told = PlainLabel("", self, wrap=True)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        for widget in (self.box, self.told, self.problem):
            self.content.addWidget(widget)
        self.file_button = QPushButton(_("From a file…"), self)
        set_icon(self.file_button, "folder-open")
        self.file_button.setAutoDefault(False)
        self.file_button.clicked.connect(lambda: desk.start(self._choose_file()))
        self.add_footer_widget(self.file_button)
        self.add_cancel()
        self.act_button = self.add_button("", Kind.PRIMARY)
        self.act_button.clicked.connect(self.take_over)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self.read)
        self.box.textChanged.connect(self._pause.start)
        self.read()
        self.box.setFocus()

    def read(self) -> None:
        """Read what stands in the box, and say what it would do."""
        self._pause.stop()
        refusal = ""
        try:
            self.days = rules.read_days(self.box.toPlainText())
        except UserError as error:
            self.days, refusal = [], error.message()
        off = sum(1 for one in self.days if one.kind == "day_off")
        work = sum(1 for one in self.days if one.kind == "workday")
        said = [
            ngettext("{count} day off", "{count} days off", off).format(count=format_number(off)),
            ngettext("{count} make-up workday", "{count} make-up workdays", work).format(
                count=format_number(work)
            ),
        ]
        self.told.setText(" · ".join(said) if self.days else "")
        self.problem.setText(refusal)
        self.problem.setVisible(bool(refusal))
        count = len(self.days)
        self.act_button.setText(
            ngettext("Set {count} day", "Set {count} days", count).format(
                count=format_number(count)
            )
        )
        self.act_button.setEnabled(count > 0)

    async def _choose_file(self) -> None:
        path = await self.desk.messages.choose_open_file(
            _("Special days from a file"), [(_("Texts and tables"), "*.txt *.csv")]
        )
        if path is not None:
            self.load(path)

    def load(self, path: Path) -> None:
        """Put the lines of a file into the box; one that can't be read is said calmly."""
        from organizer.base.table_files.sniffing import decode

        try:
            with path.open("rb") as file:
                text = decode(file.read(LARGEST_FILE), path.name)[0]
        except OSError as error:
            self.desk.messages.refuse(file_error(error, path))
            return
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        self.box.setPlainText(text)
        self.read()

    def take_over(self) -> None:
        """Set the days, in one step."""
        self.read()  # typed and taken over faster than it was read
        if self.days and not self._acting:
            self._acting = True
            self.desk.start(self._do())

    async def _do(self) -> None:
        try:
            done = await self.desk.save(actions.set_days, self.days)
        except UserError as refusal:
            self.problem.setText(refusal.message())
            self.problem.show()
            return
        finally:
            self._acting = False
        self.accept()
        self.desk.say_done(done)
