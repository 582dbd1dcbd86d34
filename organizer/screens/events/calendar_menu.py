"""The button of the calendar behind which lies what is needed now and then."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from organizer.base.words import _
from organizer.domain.events.records import EventFilter
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon

#: What the calendar is narrowed to, and the key of the event beside it ('' for none).
Shown = Callable[[], tuple[EventFilter, str]]


class CalendarMenu(QToolButton):
    """Calendar files out and in, venues, special days, texts for chats."""

    def __init__(self, desk: Desk, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._shown = shown
        set_icon(self, "ellipsis")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)
        self._fill(menu)
        self.retranslate()

    def export(self) -> None:
        """Ask which events go out as a calendar file."""
        from organizer.screens.events.calendar_file_export import open_export

        self.desk.start(open_export(self.desk, *self._shown()))

    def bring_in(self) -> None:
        """Ask for a calendar file to take events from."""
        from organizer.screens.events.calendar_file_import import open_import

        self.desk.start(open_import(self.desk))

    def retranslate(self) -> None:
        """Set the words in the language spoken now."""
        self.setToolTip(_("Calendar files, venues, special days, texts"))
        self.setAccessibleName(self.toolTip())

    def _fill(self, menu: QMenu) -> None:
        desk = self.desk
        menu.clear()
        menu.addAction(icon("upload"), _("Export calendar…"), self.export)
        menu.addAction(icon("download"), _("Import calendar file…"), self.bring_in)
        menu.addSeparator()
        menu.addAction(icon("map-pin"), _("Venues"), lambda: desk.open_page("venues"))
        menu.addAction(icon("flag"), _("Special days"), lambda: desk.open_page("special_days"))
        menu.addAction(icon("messages-square"), _("Texts"), lambda: desk.open_page("texts"))
