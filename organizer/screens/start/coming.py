"""What comes up, on the first page: the next events, lists nobody ticked, what is promised."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import HairLine, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.domain.overview.store_coming import Coming
    from organizer.widgets.desk import Desk

DAYS = 14
"""How far ahead this page looks."""
MOST = 5
"""Rows of each sort; the calendar has all."""
TABLES = frozenset({"event", "session", "participant", "attendance", "task", "skipped_occurrence"})


class Row(NamedTuple):
    """One thing that comes up: the record it is about, and two texts."""

    kind: str
    record_id: str
    icon: str
    title: str
    detail: str
    tone: Tone = Tone.MUTED


class ComingRow(QWidget):
    """One thing that comes up; its name opens it."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self.button = QPushButton(row.title.replace("&", "&&"), self)
        set_kind(self.button, Kind.QUIET)
        set_icon(self.button, row.icon, Tone.ACCENT)
        detail = PlainLabel(row.detail, self, role=TextRole.CAPTION, tone=row.tone, elide=True)
        detail.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.XS, Space.XS, Space.M, Space.XS)
        line.setSpacing(Space.M)
        line.addWidget(self.button)
        line.addWidget(detail, 1)


class ComingUp(QWidget):
    """A card of rows under a title; hidden while nothing comes up."""

    chosen = Signal(str, str)
    """A record (kind, id) is to be shown."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._answers = Answers(self)
        self._coming: Coming | None = None
        self.title = PlainLabel("", self, role=TextRole.TITLE)
        self.card = make_card(QFrame(self))
        self._rows = QVBoxLayout(self.card)
        self._rows.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        column.addWidget(self.card)
        self.hide()

    def rows(self) -> list[ComingRow]:
        """The rows shown."""
        return self.card.findChildren(ComingRow)

    def read(self) -> None:
        """Ask the open register; without one nothing comes up."""
        if self._desk.register is None:
            self._coming = None
            self.show_rows()
            return
        from organizer.base.clock import local

        now = local(self._desk.clock.now()).replace(tzinfo=None)
        ticket = self._desk.opened().ask(lambda db: _coming(db, now), asker=self, background=True)
        self._answers.when(ticket, self._arrived)

    def _arrived(self, ticket: "Ticket[Coming]") -> None:
        if not ticket.cancelled and self._desk.register is not None:
            self._coming = ticket.result()
            self.show_rows()

    def show_rows(self) -> None:
        """Show what was read, in the language spoken now."""
        self.title.setText(_("Coming up"))
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        rows = [] if self._coming is None else rows_of(self._coming, self._desk.clock.today())
        for row in rows:
            if self._rows.count():
                self._rows.addWidget(HairLine())
            shown = ComingRow(row)
            shown.button.clicked.connect(
                lambda _checked=False, row=row: self.chosen.emit(row.kind, row.record_id)
            )
            self._rows.addWidget(shown)
        self.setVisible(bool(rows))


def _coming(db: "Database", now: dt.datetime) -> "Coming":
    """Read it; on the register's thread, where loading it holds nobody up."""
    from organizer.domain.overview import store_coming

    return store_coming.coming(db, now, DAYS)


def rows_of(coming: "Coming", today: dt.date) -> list[Row]:
    """What comes up as rows: lists nobody ticked, promises by their day, then the next events."""
    from organizer.domain.events.reminders import when_words

    found = [
        Row("event", one.key, "user-check", one.title, _("Who came?"), Tone.WARNING)
        for one in coming.past[-MOST:]
    ]
    for due in coming.promises[:MOST]:
        at = dt.datetime.combine(due.day, dt.time())
        late = due.day < today
        words = _("due {when}").format(when=when_words(at, today, whole_day=True))
        words = " · ".join(filter(None, (due.who, words)))
        tone = Tone.WARNING if late else Tone.MUTED
        found.append(Row(due.kind, due.subject_id, "flag", due.words, words, tone))
    seen: set[str] = set()
    for one in coming.entries:
        if one.key in seen or len(seen) == MOST:
            continue
        seen.add(one.key)
        when = when_words(one.time.start(), today, whole_day=not one.time.starts_at)
        detail = " · ".join(filter(None, (when, one.place)))
        found.append(Row("event", one.key, "calendar-days", one.title, detail))
    return found
