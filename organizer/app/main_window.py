"""The main window: rooms at the left, one page at a time, undo and search above, status below."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from organizer.app import window_state
from organizer.app.sidebar import Sidebar
from organizer.base.overriding import override
from organizer.base.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from organizer.app.demo_strip import DemoStrip
    from organizer.app.drops import DropHint
    from organizer.app.leaving import Leaving
    from organizer.app.register_care import RegisterCare
    from organizer.app.register_files import RegisterFiles
    from organizer.app.register_menu import RegisterMenu
    from organizer.app.reminders import Reminders
    from organizer.app.search import GlobalSearch
    from organizer.app.shortcuts import Shortcuts
    from organizer.app.status_line import Status
    from organizer.app.top_bar import TopBar
    from organizer.app.undo_walk import UndoWalk
    from organizer.app.wanted import Wanted
    from organizer.base.settings import MachineSettings
    from organizer.widgets.desk import Desk, Page
    from organizer.widgets.room import Command, Room

#: Pages that are shown while no register is open.
WITHOUT_REGISTER = frozenset({"start", "settings", "help"})
TOOLS = 1000
"""Rooms from this position on are the window's tools, at the foot of the sidebar."""
OPENING_PATIENCE = 0.25
"""Seconds the first paint waits for the last register."""


class MainWindow(QMainWindow):
    """Shows rooms; builds a page when it is first visited; hands keys to who knows them.

    It is built in two parts, so that something is seen before most of the program is loaded:
    frame and sidebar at once, everything else by `furnish`.
    """

    desk: "Desk"
    files: "RegisterFiles"
    search: "GlobalSearch"
    top_bar: "TopBar"
    undo_walk: "UndoWalk"
    status: "Status"
    care: "RegisterCare"
    leaving: "Leaving | None" = None
    demo_strip: "DemoStrip"
    register_menu: "RegisterMenu"
    reminders: "Reminders"
    shortcuts: "Shortcuts"
    drop_hint: "DropHint"

    left = Signal()
    """The window was closed and everything is put away."""

    def __init__(self, settings: "MachineSettings", rooms: "tuple[Room, ...]") -> None:
        super().__init__()
        self.rooms = {room.key: room for room in rooms}
        placed = [room for room in rooms if room.position is not None]
        self.subjects = [room for room in placed if (room.position or 0) < TOOLS]
        self.pages: dict[str, Page] = {}
        self.current = ""
        self.settled = False
        self.sidebar = Sidebar()
        self.sidebar.set_rooms(
            self.subjects, [room for room in placed if (room.position or 0) >= TOOLS]
        )
        self.stack = QStackedWidget()
        self._content = QVBoxLayout()
        self._lay_out()
        self.stack.setFocus()  # else the first room would look as if the keyboard had walked there
        self.setWindowTitle(_("Organizer"))
        window_state.restore_window(self, settings)

    def furnish(self, desk: "Desk", wanted: "Wanted | None" = None) -> None:
        """Add what stands around the pages and what keeps the window going; called once.

        The register that will be wanted begins to open at once, in its own thread.
        """
        from organizer.app.register_files import RegisterFiles

        self.desk = desk
        desk.files = self.files = RegisterFiles(desk)
        if wanted is not None and (path := self._first_register(wanted)) is not None:
            self.files.open_ahead(path)
        from organizer.app.demo_strip import DemoStrip
        from organizer.app.drops import DropHint
        from organizer.app.leaving import Leaving
        from organizer.app.register_care import RegisterCare
        from organizer.app.register_menu import RegisterMenu
        from organizer.app.search import GlobalSearch
        from organizer.app.shortcuts import Shortcuts
        from organizer.app.status_line import Status, StatusLine
        from organizer.app.top_bar import TopBar
        from organizer.app.undo_walk import UndoWalk

        desk.offer_tabs(tab for room in self.rooms.values() for tab in room.tabs)
        self.search = GlobalSearch(desk, self.rooms.values(), self.commands)
        self.top_bar = TopBar(self.search)
        status_line = StatusLine(desk.tasks)
        status_line.hold(desk.messages.make_place())
        self.register_menu = RegisterMenu(desk, self.files)
        status_line.begin_with(self.register_menu)
        self.stack.currentChanged.connect(lambda _at: desk.messages.page_turned())
        self._content.insertWidget(0, self.top_bar)
        self._content.addWidget(status_line)
        self.undo_walk = UndoWalk(desk, self.top_bar)
        self.status = Status(desk, status_line)
        self.care = RegisterCare(desk, self.files, self.status)
        self.demo_strip = DemoStrip(desk, self.files, self._content)
        self.leaving = Leaving(self)
        self.shortcuts = Shortcuts(self, desk, self.commands, self._own_keys())
        self.drop_hint = DropHint(self)
        self.setAcceptDrops(True)
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._content.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self._content, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.open_page)
        self.top_bar.history_wanted.connect(lambda: self.open_page("history"))
        self.desk.page_wanted.connect(self._open_wanted)
        self.desk.record_wanted.connect(self._open_record)
        self.desk.register_opened.connect(self._register_opened)
        self.desk.register_closed.connect(self._register_closed)
        self.desk.language_changed.connect(self.retranslate)
        self.desk.machine_settings.listeners.append(self._setting_changed)

    def _setting_changed(self, key: str) -> None:
        """Tables mask or show numbers at once; what else shows some reads them again."""
        if key != "mask_numbers":
            return
        from organizer.widgets.desk import Listening
        from organizer.widgets.record_table import RecordTable

        for table in self.findChildren(RecordTable):
            table.set_masked(self.desk.machine_settings.get(key))
        for part in self.findChildren(Listening):
            part.read_again()

    # --- beginning ------------------------------------------------------------------------------

    def begin(self, wanted: "Wanted") -> None:
        """Open what is wanted, else the last register, else the first page."""
        window_state.restore_sheets(self.desk.machine_settings)
        if wanted.demo:
            self._register_closed()
            self.desk.start(self.files.open_demo(wanted.day), _("Making up data"))
            return
        path = self._first_register(wanted)
        if path is None:
            self._register_closed()
        else:
            self.files.begin(path, OPENING_PATIENCE)

    def _first_register(self, wanted: "Wanted") -> "Path | None":
        """The register to begin with: the one asked for, else the one opened last."""
        if wanted.demo:
            return None
        return wanted.path or next(iter(self.files.recent()), None)

    def settle(self) -> None:
        """The loop runs and the first page is painted: start what was waiting for that."""
        self.settled = True
        self.desk.tasks.begin()
        self._load_subjects()
        from organizer.app.reminders import Reminders

        self.reminders = Reminders(self.desk, self)

    def _load_subjects(self) -> None:
        """Before the first action every subject is there; on the register's own thread."""
        from organizer import domain

        if self.desk.register is not None and not domain.loaded():
            self.desk.register.with_register(lambda _register: domain.load())

    def _register_opened(self) -> None:
        self.sidebar.set_enabled_rooms(None)
        if self.settled:
            self._load_subjects()
        if not self.current or self.current == "start":
            kept = self.desk.machine_settings.state("page")
            known = kept in self.rooms and kept != "start"
            first = self.subjects[0].key if self.subjects else "help"
            self.open_page(str(kept) if known else first)
        self._name_window()

    def _register_closed(self) -> None:
        if self.leaving is not None and self.leaving.under_way:
            return
        self.sidebar.set_enabled_rooms(set(WITHOUT_REGISTER))
        if self.current not in WITHOUT_REGISTER:
            self.open_page("start")
        self._name_window()

    # --- keys and commands ------------------------------------------------------------------------

    def _own_keys(self) -> "dict[str, Callable[[], object]]":
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Z": self.undo_walk.undo,
            "Ctrl+Y": self.undo_walk.redo,
            "Ctrl+Shift+Z": self.undo_walk.redo,
            "Ctrl+N": lambda: self.page().new_record(),
            "Ctrl+K": self.search.begin,
            "Ctrl+H": lambda: self.open_page("history"),
            "Ctrl+,": lambda: self.open_page("settings"),
            "Ctrl+Q": self.close,
            "F1": self.open_help,
        }
        for place, room in enumerate(self.subjects[:9], start=1):
            keys[f"Ctrl+{place}"] = lambda key=room.key: self.open_page(key)  # type: ignore[misc]
        return keys

    def commands(self) -> "tuple[Command, ...]":
        """What can be done from here: the page's own commands first, then every room's."""
        own = self.page().commands() if self.current else ()
        given = [command for room in self.rooms.values() for command in room.commands]
        given += self.files.commands()
        ready = self.desk.register is not None
        return tuple(one for one in (*own, *given) if ready or not one.needs_register)

    # --- pages ------------------------------------------------------------------------------------

    def page(self) -> "Page":
        """The page shown now."""
        return self.pages[self.current]

    def open_page(self, key: str) -> "Page | None":
        """Bring a page to the front, building it when it is first wanted.

        While no register is open, pages that need one give way to the first page.
        """
        if self.desk.register is None and key not in WITHOUT_REGISTER:
            key = "start"
        room = self.rooms.get(key)
        if room is None or room.make_page is None:
            return None
        if key not in self.pages:
            page = room.make_page(self.desk)
            state = self.desk.machine_settings.state(f"page.{key}")
            if isinstance(state, dict):
                page.restore(state)
            self.pages[key] = page
            self.stack.addWidget(page)
        if self.search.hasFocus():  # a page was opened by its keys: the words are not wanted
            self.search.clear()
        another = key != self.current
        self.current = key
        self.stack.setCurrentWidget(self.pages[key])
        self.sidebar.mark(key)
        if another and not self.sidebar.walked():
            self.pages[key].take_focus()
        self.shortcuts.bind()
        self._name_window()
        return self.pages[key]

    def _open_wanted(self, key: str, arguments: dict[str, object]) -> None:
        page = self.open_page(key)
        if page is not None and arguments and self.current == key:
            page.open_with(**arguments)
            self._name_window()  # a page may be called by what it was opened for

    def _open_record(self, kind: str, record_id: str) -> None:
        for room in self.rooms.values():
            if any(finder.kind == kind for finder in room.finders):
                page = self.open_page(room.key)
                if page is not None:
                    page.show_record(record_id)
                return

    def open_help(self) -> None:
        """F1: the help page of the screen shown now."""
        room = self.rooms.get(self.current)
        page = (self.page().help_page if self.current else "") or (room.help_page if room else "")
        self._open_wanted("help", {"page": page or "start"})

    # --- the window itself --------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self.sidebar.retranslate()
        self.top_bar.retranslate()
        self.drop_hint.retranslate()
        self._name_window()

    def _name_window(self) -> None:
        title = self.page().title() if self.current else ""
        parts = [title, _("Organizer")]
        if self.desk.register is not None:
            parts.insert(1, self.desk.register.register.path.stem)
        self.setWindowTitle(" — ".join(filter(None, parts)))

    def remember(self) -> None:
        """Keep how the window and its pages look."""
        window_state.remember(self, self.desk.machine_settings, self.pages, self.current)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.leaving is None or self.leaving.done:
            event.accept()
            return
        event.ignore()
        self.leaving.begin()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from organizer.app.drops import dropped_file

        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.drop_hint.cover()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        from organizer.app.drops import dropped_file

        self.drop_hint.hide()
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Open a register, or begin to import a list; one is made first if none is open."""
        from organizer.app.drops import take

        take(self.desk, self.files, path)
