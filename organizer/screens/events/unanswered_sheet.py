"""Who was invited and has not answered: the list, and a reminder to all, to some, or one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import store, store_sign_up
from organizer.domain.events.invitation import reminder
from organizer.domain.events.store_sign_up import Unanswered
from organizer.screens.events.names_sheet import NamesSheet
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.record_columns import Column

if TYPE_CHECKING:
    from organizer.base.database import Database

_COLUMNS = (
    Column("name", N_("Name"), lambda one: one.name, width=14, strong=True),
    Column("shown", N_("Alias in the group"), lambda one: one.shown, width=20),
    Column("institution", N_("Institution"), lambda one: one.institution, width=18),
)


class UnansweredSheet(NamesSheet[Unanswered]):
    """The roster minus those who answered."""

    def __init__(self, desk: Desk, key: str, title: str, people: Sequence[Unanswered]) -> None:
        self.key = key
        super().__init__(
            desk,
            _("Who has not answered: “{event}”").format(event=title),
            "events.unanswered",
            _COLUMNS,
            people,
            lambda one: one.member_id,
        )
        self.table.setAccessibleName(_("Who has not answered"))
        self.next_button = QPushButton(self)
        set_icon(self.next_button, "arrow-right")
        self.next_button.setAutoDefault(False)
        self.next_button.clicked.connect(self.copy_next)
        self.add_footer_widget(self.next_button)
        self._next = 0
        self._say()

    @override
    def text_for(self, db: "Database", people: Sequence[Unanswered]) -> str:
        return reminder(db, self.key, people)

    def copy_next(self) -> None:
        """Select the next person and copy the text to them, one after another."""
        ids = self.table.shown_ids()
        if self._next >= len(ids):
            self._next = 0
        self.table.select([ids[self._next]])
        self._next += 1
        self.desk.start(self._copy_when_written())
        self._say()

    async def _copy_when_written(self) -> None:
        text = await self.desk.read(self.text_for, self.chosen())
        self.preview.show_text(text)
        self.preview.copy()

    def _say(self) -> None:
        count = len(self._people)
        self.told.setText(
            ngettext(
                "{count} person was invited and has not answered."
                " Select some to write to them only.",
                "{count} people were invited and have not answered."
                " Select some to write to them only.",
                count,
            ).format(count=count)
            if count
            else _("Everybody who was invited has answered.")
        )
        place = self._next % count + 1 if count else 0
        self.next_button.setText(
            _("Copy for one after another ({place}/{count})").format(place=place, count=count)
        )
        for button in (self.next_button, self.list_button):
            button.setVisible(count > 0)
        self.preview.setVisible(count > 0)


async def open_unanswered(desk: Desk, key: str) -> None:
    """Open the sheet for an event."""
    event = await desk.read(store.event, key)
    if event is None:
        return
    people = await desk.read(store_sign_up.unanswered, key)
    await desk.messages.open(UnansweredSheet(desk, key, event.title, people))
