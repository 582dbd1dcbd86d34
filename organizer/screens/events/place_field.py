"""Where an event takes place: a venue, made in place if it is new, and one of its rooms."""

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.domain.events.records import Event
from organizer.domain.venues import actions as venue_actions
from organizer.domain.venues import store as venues
from organizer.domain.venues.records import Venue
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Kind, TextRole, set_kind, set_tone

Change = Callable[..., Awaitable[object]]


class PlaceField(QWidget):
    """The venue, its room where it has some, its address; `change` saves venue_id and room_id."""

    def __init__(self, desk: Desk, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._change = change
        self._record = ""
        self._event: Event | None = None
        self._venue: Venue | None = None
        self.venue = PickerField(desk.tasks, self._find, create=self._make)
        self.room = ChoiceField([], desk.tasks)
        self.note = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.open_button = QPushButton(self)
        set_kind(self.open_button, Kind.QUIET)
        set_icon(self.open_button, "map-pin")
        self.open_button.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.venue)
        column.addWidget(self.room)
        column.addWidget(self.note)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.venue)
        self.retranslate()

    def load(self, record: str, event: Event, venue: Venue | None) -> None:
        """Show where another event takes place; typing for the last one is saved there."""
        self._record = record
        self.venue.load(_choice(event), self._saves_venue(record))
        self.room.commit()
        self._show(event, venue)
        self.room.load(event.room_id or "", self._saves_room(record))

    def update_place(self, event: Event, venue: Venue | None) -> None:
        """Show what the register holds now; what is being typed stays."""
        self.venue.set_value(_choice(event))
        self._show(event, venue)
        self.room.set_value(event.room_id or "")

    def is_empty(self) -> bool:
        """Whether there is no venue."""
        return self._event is None or self._event.venue_id is None

    def set_label(self, text: str) -> None:
        """Name the fields for a screen reader."""
        self.venue.set_label(text)
        self.room.set_label(_("Room"))

    def commit(self) -> None:
        """Save what is being typed."""
        self.venue.commit()
        self.room.commit()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.venue.retranslate()
        self.open_button.setText(_("Show the venue"))
        if self._event is not None:
            self._show(self._event, self._venue)

    # --- inside -----------------------------------------------------------------------------------

    def _show(self, event: Event, venue: Venue | None) -> None:
        self._event, self._venue = event, venue
        rooms = () if venue is None else venue.rooms
        options = [(one.id, _room_words(one.name, one.capacity)) for one in rooms]
        self.room.set_options([("", _("Any room")), *options])
        self.room.setVisible(bool(rooms))
        lines = [event.venue_address]
        room = next((one for one in rooms if one.id == event.room_id), None)
        tight = (
            room is not None
            and room.capacity is not None
            and event.capacity is not None
            and event.capacity > room.capacity
        )
        if tight:
            lines.append(_("The room holds fewer people than the event has seats."))
        set_tone(self.note, Tone.WARNING if tight else Tone.MUTED)
        self.note.setText("\n".join(filter(None, lines)))
        self.note.setVisible(bool(self.note.text()))
        self.open_button.setVisible(venue is not None)

    def _saves_venue(self, record: str) -> Callable[[Choice | None], Awaitable[object]]:
        return lambda choice: self._change(record, venue_id=choice.id if choice else None)

    def _saves_room(self, record: str) -> Callable[[str], Awaitable[object]]:
        return lambda room: self._change(record, room_id=room or None)

    async def _find(self, words: str) -> list[Choice]:
        found = await self.desk.read(venues.venues, words)
        return [
            Choice(one.id, one.name, " · ".join(filter(None, (one.institution_name, one.address))))
            for one in found
        ]

    async def _make(self, name: str) -> Choice | None:
        done = await self.desk.do(venue_actions.add, name)
        return None if done is None else Choice(done.result, name)

    def _open(self) -> None:
        if self._event is not None and self._event.venue_id is not None:
            self.desk.open_record("venue", self._event.venue_id)


def _choice(event: Event) -> Choice | None:
    if event.venue_id is None:
        return None
    return Choice(event.venue_id, event.venue_name, event.venue_address)


def _room_words(name: str, capacity: Any) -> str:
    if capacity is None:
        return name
    holds = ngettext("{count} person", "{count} people", capacity).format(count=capacity)
    return f"{name} · {holds}"
