"""The list of a session over the whole window: the paper sheet beside the keyboard."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from organizer.base.words import _
from organizer.domain.events import store
from organizer.domain.events.records import Event
from organizer.screens.events.attendance_tab import EventAttendance
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole


async def open_ticking(desk: Desk, key: str, session_id: str) -> None:
    """Open the list of a session over the window, and wait until it is left."""
    event = await desk.read(store.event, key)
    if event is not None:
        await desk.messages.open(TickSheet(desk, key, session_id, event))


class TickSheet(QDialog):
    """As many rows as the window has room for; Ctrl+Z takes the last key back, Esc leaves."""

    def __init__(self, desk: Desk, key: str, session_id: str, event: Event) -> None:
        super().__init__(desk.messages.window)
        self.setWindowTitle(_("Tick from paper"))
        self.setAccessibleName(_("Tick from paper"))
        self.heading = PlainLabel(event.title, self, role=TextRole.TITLE, elide=True)
        self.leave_button = QPushButton(_("Done"), self)
        set_icon(self.leave_button, "check")
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.accept)
        self.list = EventAttendance(desk, large=True)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addWidget(self.heading, 1)
        top.addWidget(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.list.noting.undo)
        desk.register_closed.connect(self.reject)
        window = self.parentWidget()
        if window is not None:
            self.resize(window.window().size())
        self.list.show_session(key, session_id)
        self.list.table.setFocus()
