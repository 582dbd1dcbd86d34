"""Giving events out as a calendar file: everything, what the calendar shows, or one event."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from organizer.base.errors import UserError
from organizer.base.formats import format_number
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_calendar_file, store, store_calendar_file
from organizer.domain.events.calendar_file import FileEvent, calendar_text
from organizer.domain.events.records import EventFilter, Key
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.tasks import beside
from organizer.widgets.theme import Kind

if TYPE_CHECKING:
    from organizer.base.database import Database


class Offer(NamedTuple):
    """A choice of what goes out: words marked with N_, and which events."""

    words: str
    wanted: EventFilter | None = None
    first: dt.date | None = None
    key: str = ""


class Counted(NamedTuple):
    """An offer with its events, read from the register."""

    offer: Offer
    title: str
    events: list[FileEvent]


class ExportSheet(Sheet):
    """What goes out, with the number of events; Enter asks where to."""

    def __init__(self, desk: Desk, counted: list[Counted]) -> None:
        super().__init__(desk.messages.window, _("Export calendar"), width=480)
        self.counted = counted
        self.group = QButtonGroup(self)
        for number, one in enumerate(counted):
            words = _(one.offer.words).format(event=one.title)
            events = ngettext("{count} event", "{count} events", len(one.events))
            button = QRadioButton(
                f"{words}  ·  {events.format(count=format_number(len(one.events)))}", self
            )
            button.setEnabled(bool(one.events))
            self.group.addButton(button, number)
            self.content.addWidget(button)
        hint = _(
            "Calendars of phones and computers read the file. It holds titles, times, places,"
            " contents and what to bring, no list of people. A name in a title, as of a visit, goes"
            " out with it. A repetition goes out whole."
        )
        self.content.addWidget(PlainLabel(hint, self, tone=Tone.MUTED, wrap=True))
        self.add_cancel()
        self.act_button = self.add_button(_("Save as…"), Kind.PRIMARY)
        self.act_button.clicked.connect(self.accept)
        usable = next((at for at, one in enumerate(counted) if one.events), None)
        self.act_button.setEnabled(usable is not None)
        if usable is not None:
            self.group.button(usable).setChecked(True)
            self.group.button(usable).setFocus()

    @property
    def chosen(self) -> Counted:
        """What is chosen."""
        return self.counted[max(0, self.group.checkedId())]


def offers(today: dt.date, wanted: EventFilter, key: str) -> list[Offer]:
    """What can go out, the nearest first: the event beside the calendar, its filter, everything."""
    found = [Offer(N_("“{event}”"), key=key)] if key else []
    if wanted != EventFilter():
        found.append(Offer(N_("What the calendar is filtered to"), wanted))
    found.append(Offer(N_("Everything from today on"), first=today))
    found.append(Offer(N_("Everything")))
    return found


def read_offers(db: "Database", wanted: list[Offer]) -> list[Counted]:
    """The offers with their events."""
    found = []
    for one in wanted:
        if one.key:
            event = store.event(db, one.key)
            row_id = Key.of(one.key).event_id if event is None else event.series_id or event.id
            title = event.title if event is not None else ""
            found.append(Counted(one, title, store_calendar_file.file_events(db, [row_id])))
        else:
            events = store_calendar_file.events_to_export(db, one.wanted, one.first)
            found.append(Counted(one, "", events))
    return found


async def open_export(desk: Desk, wanted: EventFilter | None = None, key: str = "") -> None:
    """Ask what goes out and where to, write it, and note that it went out."""
    counted = await desk.read(read_offers, offers(desk.clock.today(), wanted or EventFilter(), key))
    sheet = ExportSheet(desk, counted)
    if not await desk.messages.open(sheet):
        return
    chosen = sheet.chosen
    name = re.sub(r'[\\/:*?"<>|]+', " ", chosen.title or _("Calendar")).strip()
    path = await desk.messages.choose_save_file(
        _("Save the calendar"), [(_("Calendar files"), "*.ics")], Path(f"{name}.ics")
    )
    if path is not None:
        await write(desk, chosen.events, path, chosen.title)


async def write(desk: Desk, events: list[FileEvent], path: Path, name: str) -> None:
    """Write a calendar file, note it in the register, say so; a refusal is said calmly."""
    from organizer.base.files import write_whole

    try:
        await beside(lambda: write_whole(path, calendar_text(events, name)))
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.save(actions_calendar_file.note_export, len(events))
    said = ngettext(
        "{count} event written to “{file}”.", "{count} events written to “{file}”.", len(events)
    ).format(count=format_number(len(events)), file=path.name)
    desk.messages.say(said, _("Open folder"), lambda: _open_folder(path))


def _open_folder(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
