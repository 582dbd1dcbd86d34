"""Who has a seat and has not paid: the list, and the text that asks for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from organizer.base.money import fen_text
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_participants as participants
from organizer.domain.events.invitation import payment_request, still_due
from organizer.domain.events.participants import Participant
from organizer.screens.events.names_sheet import NamesSheet
from organizer.screens.events.sign_up_rows import SignUpList, read_list
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.record_columns import Column

if TYPE_CHECKING:
    from organizer.base.database import Database

_COLUMNS = (
    Column("name", N_("Name"), lambda one: one.name, width=14, strong=True),
    Column("institution", N_("Institution"), lambda one: one.institution, width=18),
    Column("seats", N_("Seats"), lambda one: str(one.seats), right=True, width=6, sortable=False),
    Column(
        "due",
        N_("To pay"),
        lambda one: fen_text(still_due(one)),
        right=True,
        width=9,
        sortable=False,
    ),
)


class UnpaidSheet(NamesSheet[Participant]):
    """Those whose seat is not paid for; paid ones are ticked here too."""

    def __init__(self, desk: Desk, key: str, found: SignUpList) -> None:
        self.key = key
        self._found = found
        super().__init__(
            desk,
            _("Who has not paid: “{event}”").format(event=found.event.title),
            "events.unpaid",
            _COLUMNS,
            found.owing,
            lambda one: one.id,
        )
        self.table.setAccessibleName(_("Who has not paid"))
        self.paid_button = QPushButton(_("Selected ones paid"), self)
        set_icon(self.paid_button, "circle-check")
        self.paid_button.setAutoDefault(False)
        self.paid_button.clicked.connect(self._paid)
        self.add_footer_widget(self.paid_button)
        self.table.selection_changed.connect(self._say)
        self._say()

    @override
    def text_for(self, db: "Database", people: Sequence[Participant]) -> str:
        return payment_request(db, self.key, people)

    def _paid(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(self._take_paid(ids))

    async def _take_paid(self, ids: list[str]) -> None:
        if await self.desk.do(participants.set_paid, ids) is None:
            return
        found = await self.desk.read(read_list, self.key)
        if found is not None and isValid(self):  # it may have been closed meanwhile
            self._found = found
            self._people = {one.id: one for one in found.owing}
            self.table.refresh()
            self.write()
            self._say()

    def _say(self) -> None:
        found, count = self._found, len(self._people)
        told = [
            ngettext("{count} person has not paid", "{count} people have not paid", count).format(
                count=count
            ),
            _("{collected} of {due} collected").format(
                collected=fen_text(found.collected_fen), due=fen_text(found.due_fen)
            ),
        ]
        if found.to_give_back_fen:
            told.append(_("{amount} to give back").format(amount=fen_text(found.to_give_back_fen)))
        if found.spent_fen:
            told.append(_("{amount} spent").format(amount=fen_text(found.spent_fen)))
        self.told.setText(" · ".join(told))
        self.paid_button.setEnabled(self.table.selected_count() > 0)


async def open_unpaid(desk: Desk, key: str) -> None:
    """Open the sheet for an event."""
    found = await desk.read(read_list, key)
    if found is not None:
        await desk.messages.open(UnpaidSheet(desk, key, found))
