"""Who did not come, with a kind word for each of them, copied one after another."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from organizer.base.clock import local
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import store_attendance
from organizer.domain.events.absent import absent_text
from organizer.domain.events.attendance import Roll, did_not_come
from organizer.domain.events.participants import PRESENCE
from organizer.screens.events.attendance_columns import TONES, Line, RowsAtHand
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.record_table import RecordTable
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Kind, Space, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.domain.events.participants import Participant


async def open_absent(desk: Desk, key: str, session_id: str) -> None:
    """Show who did not come to a session, and wait until the sheet is closed."""
    now = local(desk.clock.now()).replace(tzinfo=None)
    roll = await desk.read(store_attendance.roll, key, session_id, now)
    if roll is not None:
        await desk.messages.open(AbsentSheet(desk, key, roll))


class AbsentSheet(Sheet):
    """The list on the left, the words for the chosen one on the right; Enter copies, the next."""

    def __init__(self, desk: Desk, key: str, roll: Roll) -> None:
        super().__init__(desk.messages.window, "", "events.absent", 820)
        self.desk = desk
        self.copied: set[str] = set()
        self._key, self._session_id = key, roll.session_id
        self._asker = object()
        self._answers = Answers(self)
        self._people = did_not_come(roll.people, roll.session_id)
        count = len(self._people)
        self.set_title(
            ngettext(
                "{count} person did not come to “{event}”",
                "{count} people did not come to “{event}”",
                count,
            ).format(count=count, event=roll.event.title)
        )
        rows = RowsAtHand()
        rows.give(self._people)
        self.table = RecordTable(self._columns(), rows, self)
        self.table.setAccessibleName(_("Who did not come"))
        self.table.current_changed.connect(self._show_text)
        self.table.activated.connect(lambda _id: self.copy_on())
        self.preview = TextPreview(self, kind=Kind.SECONDARY)
        self.preview.copied.connect(lambda _text: self._note_copied())
        self.told = PlainLabel("", self, tone=Tone.GOOD)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self.table, 1)
        row.addWidget(self.preview, 1)
        self.content.addLayout(row, 1)
        self.add_footer_widget(self.told)
        names = self.add_button(_("Copy the names"))
        names.clicked.connect(self._copy_names)
        close = self.add_button(_("Close"))
        close.clicked.connect(self.accept)
        self.next_button = self.add_button(_("Copy, on to the next"), Kind.PRIMARY)
        self.next_button.clicked.connect(lambda _checked=False: self.copy_on())
        self.table.setMinimumHeight(14 * theme.line_height())
        self.table.refresh()
        self._choose(self._people[0].id if self._people else "")
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        def state(one: Line) -> str:
            return one.person.presence(self._session_id)

        return (
            Column("done", N_("Copied"), lambda one: "✓" if one.person.id in self.copied else "",
                   sortable=False, tone=lambda _one: Tone.GOOD, width=6),
            Column("name", N_("Name"), lambda one: one.person.name, sortable=False, strong=True,
                   width=14),
            Column("state", N_("Attendance"), lambda one: _(PRESENCE[state(one)]), sortable=False,
                   badges=lambda one: [Badge(_(PRESENCE[state(one)]), TONES[state(one)])],
                   width=10),
            Column("institution", N_("Institution"), lambda one: one.person.institution,
                   sortable=False, width=14),
        )  # fmt: skip

    # --- one after another ------------------------------------------------------------------------

    def _choose(self, person_id: str) -> None:
        if person_id:
            self.table.select([person_id])

    def _show_text(self, person_id: str) -> None:
        self.preview.show_text("")
        if not person_id or self.desk.register is None:
            return
        key, session_id = self._key, self._session_id
        ticket = self.desk.opened().ask(
            lambda db: absent_text(db, key, session_id, person_id), asker=self._asker
        )
        self._answers.when(ticket, partial(self._text_arrived, person_id))

    def _text_arrived(self, person_id: str, ticket: "Ticket[str]") -> None:
        if ticket.cancelled or person_id != self.table.current_id():
            return
        self.preview.show_text(ticket.result())

    def copy_on(self) -> None:
        """Copy the words for the chosen one and go on to the next."""
        if self.preview.text():
            self.preview.copy()
            here = [one.id for one in self._people].index(self.table.current_id())
            following = [*self._people[here + 1 :], *self._people[:here]]
            left = [one.id for one in following if one.id not in self.copied]
            if left:
                self._choose(left[0])

    def _note_copied(self) -> None:
        person = self._current()
        if person is not None:
            self.copied.add(person.id)
            self.told.setText(_("Copied: {name}").format(name=person.name))
            self.table.view.viewport().update()

    def _current(self) -> "Participant | None":
        wanted = self.table.current_id()
        return next((one for one in self._people if one.id == wanted), None)

    def _copy_names(self) -> None:
        QGuiApplication.clipboard().setText(_(", ").join(one.name for one in self._people))
        self.told.setText(_("Copied"))
