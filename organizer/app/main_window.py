"""The main window: rooms at the left, one page at a time, undo and search above, status below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from organizer.app.register_files import RegisterFiles
from organizer.app.search import GlobalSearch
from organizer.app.sidebar import Sidebar
from organizer.app.status_line import StatusLine
from organizer.app.top_bar import TopBar
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.desk import Command, Desk, Page, Room

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

#: Pages that are shown while no register is open.
WITHOUT_REGISTER = frozenset({"start", "settings", "help"})


class MainWindow(QMainWindow):
    """Shows rooms; builds a page when it is first visited; keeps undo and status up to date."""

    def __init__(self, desk: Desk, rooms: tuple[Room, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.rooms = {room.key: room for room in rooms}
        desk.offer_tabs(tab for room in rooms for tab in room.tabs)
        self.pages: dict[str, Page] = {}
        self.current = ""
        self.sidebar = Sidebar()
        self.search = GlobalSearch(desk, rooms, self.commands)
        self.top_bar = TopBar(self.search)
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self.files = RegisterFiles(desk)
        self._lay_out()
        self.sidebar.set_rooms(
            [room for room in rooms if room.position is not None and room.position < 1000],
            [room for room in rooms if room.position is not None and room.position >= 1000],
        )
        self.sidebar.chosen.connect(self.open_page)
        self.top_bar.undo_wanted.connect(self.undo)
        self.top_bar.redo_wanted.connect(self.redo)
        self.top_bar.history_wanted.connect(lambda: self.open_page("history"))
        desk.page_wanted.connect(self._open_wanted)
        desk.record_wanted.connect(self._open_record)
        desk.changed.connect(self._step_finished)
        desk.language_changed.connect(self.retranslate)
        self._add_shortcuts()
        self.retranslate()

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.top_bar)
        content.addWidget(self.stack, 1)
        content.addWidget(self.status)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(content, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(960, 600)

    def _add_shortcuts(self) -> None:
        for keys, run in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+F", lambda: self.page().focus_search()),
            ("Ctrl+N", lambda: self.page().new_record()),
            ("Ctrl+K", self.search.begin),
            ("F1", self.open_help),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(run)
        for place, room in enumerate(self.rooms.values(), start=1):
            if room.position is not None and place <= 9:
                shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
                shortcut.activated.connect(lambda key=room.key: self.open_page(key))

    def commands(self) -> tuple[Command, ...]:
        """What can be done from here: the page's own commands first, then every room's."""
        own = self.page().commands() if self.current else ()
        given = [command for room in self.rooms.values() for command in room.commands]
        given += self.files.commands()
        ready = self.desk.register is not None
        return tuple(one for one in (*own, *given) if ready or not one.needs_register)

    # --- pages ------------------------------------------------------------------------------------

    def page(self) -> Page:
        """The page shown now."""
        return self.pages[self.current]

    def open_page(self, key: str) -> Page | None:
        """Bring a page to the front, building it when it is first wanted."""
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
        self.current = key
        self.stack.setCurrentWidget(self.pages[key])
        self.sidebar.mark(key)
        self._name_window()
        return self.pages[key]

    def _open_wanted(self, key: str, arguments: dict[str, object]) -> None:
        page = self.open_page(key)
        if page is not None and arguments:
            page.open_with(**arguments)

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

    # --- undo -------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back this session's last step."""
        if self.desk.register is not None:
            self.desk.start(self._walk(back=True))

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.desk.register is not None:
            self.desk.start(self._walk(back=False))

    async def _walk(self, *, back: bool) -> None:
        register = self.desk.opened()
        plan = await (register.undo() if back else register.redo())
        if plan.conflicts:
            self.desk.messages.say(
                _("Done, but {count} rows were left as they are: they were changed since.").format(
                    count=len(plan.conflicts)
                ),
                _("History"),
                lambda: self.open_page("history"),
            )

    def _step_finished(self, _step: "FinishedStep") -> None:
        self.update_history()

    def update_history(self) -> None:
        """Ask what undo and redo would do now, and show it."""
        if self.desk.register is None:
            self.top_bar.set_history("", "")
        else:
            self.desk.start(self._read_history())

    async def _read_history(self) -> None:
        from organizer.base import history
        from organizer.base.register import Register
        from organizer.base.register_thread import awaited

        def titles(register: Register) -> tuple[str, str]:
            with register.reading() as db:
                found = [
                    history.step(db, step_id) if step_id else None
                    for step_id in (register.undoable(), register.redoable())
                ]
            undo, redo = (step.title() if step else "" for step in found)
            return undo, redo

        self.top_bar.set_history(*await awaited(self.desk.opened().with_register(titles)))

    # --- the window itself --------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self.sidebar.retranslate()
        self.top_bar.retranslate()
        self.status.retranslate()
        self._name_window()

    def _name_window(self) -> None:
        title = self.page().title() if self.current else ""
        self.setWindowTitle(f"{title} — {_('Organizer')}" if title else _("Organizer"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for key, page in self.pages.items():
            self.desk.machine_settings.remember(f"page.{key}", page.state())
        self.desk.tasks.cancel_all()
        super().closeEvent(event)
