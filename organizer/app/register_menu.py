"""The menu at the lower edge: another register, a new one, a copy, back to the first page."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, set_kind

if TYPE_CHECKING:
    from organizer.app.register_files import RegisterFiles
    from organizer.widgets.desk import Desk

OFFERED = ("register.create", "register.open", "register.copy")


class RegisterMenu(QPushButton):
    """What can be done with registers as a whole; filled whenever it opens."""

    def __init__(self, desk: "Desk", files: "RegisterFiles") -> None:
        super().__init__()
        self._desk = desk
        self._files = files
        set_kind(self, Kind.QUIET)
        set_icon(self, "book-open")
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        desk.language_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the text again in the language spoken now."""
        self.setText(_("Registers"))

    def fill(self) -> None:
        """Offer what can be done now."""
        menu = self.menu()
        menu.clear()
        commands = {command.key: command for command in self._files.commands()}
        for key in OFFERED:
            command = commands[key]
            entry = menu.addAction(command.shown_title())
            entry.setEnabled(self._desk.register is not None or not command.needs_register)
            entry.triggered.connect(lambda _checked=False, one=command: one.run(self._desk))
        menu.addSeparator()
        start = menu.addAction(_("Back to the first page"))
        start.triggered.connect(lambda _checked=False: self._desk.open_page("start"))
