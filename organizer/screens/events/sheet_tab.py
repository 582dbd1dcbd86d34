"""The sign-in sheet of an event at a glance, and the way to print it with badges and the like."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.events import store, store_sheet
from organizer.domain.events.sheet import SheetOptions, SignInSheet
from organizer.printing.sign_in import sign_in_pages
from organizer.printing.turns import set_pages
from organizer.screens.events.paper_sheet import PaperSheet
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.page_preview import PagePreview
from organizer.widgets.theme import Kind, Space, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.steps import FinishedStep

TABLES = frozenset(
    {"event", "session", "participant", "member", "institution", "venue", "venue_room", "preset",
     "skipped_occurrence", "event_person"}
)  # fmt: skip
"""Steps that touch none of these leave the sheet as it is."""


class EventSheet(DetailTab):
    """The pages as they were arranged last; the button opens all choices and every way out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asker = object()
        self.told = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.row = ActionRow(self, Space.S)
        self.open_button = QPushButton(self)
        set_kind(self.open_button, Kind.PRIMARY)
        set_icon(self.open_button, "printer")
        self.open_button.clicked.connect(lambda: desk.start(self.open_sheet()))
        self.row.add(self.open_button)
        self.preview = PagePreview(self)
        self.preview.setMinimumHeight(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.told)
        column.addWidget(self.row)
        column.addWidget(self.preview, 1)
        self.retranslate()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None or self.record_id is None:
            return
        if step is None or not TABLES.isdisjoint(step.tables):
            self.desk.start(self._show(self.record_id))

    async def _show(self, record: str) -> None:
        found = await self.desk.read_for(self._asker, _read, record)
        if found is None or record != self.record_id:
            return
        options, sheet = found
        pages = await set_pages(sign_in_pages(sheet, options))
        if record == self.record_id:
            self.told.setText(_("Expected: {expected}").format(expected=sheet.totals()))
            self.preview.show_pages(pages)

    async def open_sheet(self) -> None:
        """Open the choices with a large preview, and every way out."""
        if self.record_id is None:
            return
        event = await self.desk.read(store.event, self.record_id)
        if event is not None:
            await self.desk.messages.open(PaperSheet(self.desk, event))

    @override
    def retranslate(self) -> None:
        self.open_button.setText(_("Print, PDF, picture…"))
        self.row.retranslate()
        self.preview.retranslate()
        self.refresh(None)


def _read(db: "Database", record: str) -> tuple[SheetOptions, SignInSheet] | None:
    if store.event(db, record) is None:
        return None
    options = store_sheet.options(db)
    return options, store_sheet.sign_in_sheet(db, record, options)
