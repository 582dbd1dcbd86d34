"""Pasting a sign-up chain from anywhere: the event is found by the title in the chain, or asked."""

import datetime as dt
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from organizer.base.errors import UserError
from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store
from organizer.domain.events.chain import looks_like_chain, read_chain
from organizer.domain.events.records import Entry
from organizer.screens.events.find import find_events
from organizer.screens.events.paste_sheet import open_paste
from organizer.widgets.desk import Desk
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.picker import Choice, PickerField

BACK, AHEAD = dt.timedelta(days=2), dt.timedelta(days=92)


class WhichEvent(FormSheet):
    """Asks which event a chain is for; proposed is the next one there is."""

    def __init__(self, desk: Desk, proposed: Choice | None) -> None:
        super().__init__(desk, _("Which event is the chain for?"), _("Continue"))
        self.which = PickerField(desk.tasks, lambda words: find_events(desk, words))
        self.which.set_value(proposed)
        self.form.add(N_("Event"), self.which)
        self.which.setFocus()

    @override
    async def carry_out(self) -> None:
        if self.which.value is None:
            raise UserError("events.none_chosen", N_("Choose an event."))


async def open_paste_anywhere(desk: Desk) -> None:
    """Open the paste sheet for the event whose title the chain names, else ask which; then show it.

    A chain on the clipboard is taken along.
    """
    today = desk.clock.today()
    entries = [
        one
        for one in await desk.read(store.entries, today - BACK, today + AHEAD)
        if not one.cancelled
    ]
    text = QGuiApplication.clipboard().text()
    meant = named_in(text, entries) if looks_like_chain(text) else []
    key: str | None = meant[0].key if meant else None
    if len({one.title for one in meant}) != 1:
        coming = [one for one in meant or entries if one.time.day >= today]
        sheet = WhichEvent(desk, _choice(coming[0]) if coming else None)
        chosen = await desk.messages.open(sheet)
        choice = sheet.which.value if chosen else None
        key = choice.id if choice is not None else None
    if key is not None and await open_paste(desk, key) is not None:
        desk.open_record("event", key)


def named_in(text: str, entries: Iterable[Entry]) -> list[Entry]:
    """The events whose title stands in the header of a chain, the next ones first.

    Of titles that contain one another the longest counts.
    """
    header = "".join("".join(read_chain(text).header).split())
    found = [one for one in entries if one.title and "".join(one.title.split()) in header]
    longest = max((len(one.title) for one in found), default=0)
    whole = {one.title for one in found if len(one.title) == longest}
    return [
        one for one in found if one.title in whole or not any(one.title in title for title in whole)
    ]


def _choice(entry: Entry) -> Choice:
    return Choice(entry.key, entry.title, format_date(entry.time.day))
