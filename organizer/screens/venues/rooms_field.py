"""The rooms of a venue: a line each with name and how many people it holds, saved in place."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.venues import actions
from organizer.domain.venues.records import Room, Venue
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import NumberField, TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.widgets.edit_field import EditField

Rows = list[tuple[str | None, str, int | None]]


class RoomsField(QWidget):
    """The last, empty line becomes a room once it has a name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._venue_id = ""
        self._rooms: tuple[Room, ...] = ()
        self.names: list[TextField] = []
        self.capacities: list[NumberField] = []
        self.removers: list[QToolButton] = []
        self.new_name = TextField(desk.tasks, self._adds(""))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XS)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        column.addWidget(self.new_name)
        self.setFocusProxy(self.new_name)
        self.retranslate()

    def load(self, venue_id: str, venue: Venue) -> None:
        """Show the rooms of another venue; what is typed for the last one is saved there."""
        self.commit()
        self._venue_id = venue_id
        self.new_name.load("", self._adds(venue_id))
        self._show(venue.rooms, anew=True)

    def update_rooms(self, venue: Venue) -> None:
        """Show what the register holds now; what is being typed stays."""
        same = [one.id for one in venue.rooms] == [one.id for one in self._rooms]
        self._show(venue.rooms, anew=not same)

    def is_empty(self) -> bool:
        """Whether there are no rooms."""
        return not self._rooms

    def set_label(self, text: str) -> None:
        """Name the fields for a screen reader."""
        for field in (*self.names, self.new_name):
            field.set_label(text)

    def commit(self) -> None:
        """Save what is being typed."""
        fields: list[EditField[Any]] = [*self.names, *self.capacities, self.new_name]
        for field in fields:
            field.commit()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.new_name.set_placeholder(_("Name of another room"))
        for capacity, remover in zip(self.capacities, self.removers, strict=True):
            capacity.set_placeholder(_("Holds (people)"))
            capacity.set_label(_("Holds (people)"))
            remover.setToolTip(_("Remove this room"))
            remover.setAccessibleName(_("Remove this room"))

    # --- inside -----------------------------------------------------------------------------------

    def _show(self, rooms: tuple[Room, ...], *, anew: bool) -> None:
        if anew:
            shown: list[EditField[Any]] = [*self.names, *self.capacities]
            for field in shown:
                field.commit()
        self._rooms = rooms
        while len(self.names) < len(rooms):
            self._make_line()
        lines = zip(self.names, self.capacities, self.removers, strict=True)
        for at, (name, capacity, remover) in enumerate(lines):
            for widget in (name, capacity, remover):
                widget.setVisible(at < len(rooms))
            if at >= len(rooms):
                continue
            room = rooms[at]
            if anew:
                name.load(room.name, self._saves(room.id, 1))
                capacity.load(room.capacity, self._saves(room.id, 2))
            else:
                name.set_value(room.name)
                capacity.set_value(room.capacity)

    def _make_line(self) -> None:
        at = len(self.names)
        tasks = self.desk.tasks
        name = TextField(tasks, self._saves("", 1), required=True)
        capacity = NumberField(tasks, self._saves("", 2), least=1, most=100_000)
        remover = QToolButton(self)
        set_icon(remover, "x", Tone.MUTED)
        remover.clicked.connect(lambda: self._remove(at))
        widgets: tuple[QWidget, ...] = (name, capacity, remover)
        for place, widget in enumerate(widgets):
            self._grid.addWidget(widget, at, place)
        self.names.append(name)
        self.capacities.append(capacity)
        self.removers.append(remover)
        self.retranslate()

    def _rows(self) -> Rows:
        return [(one.id, one.name, one.capacity) for one in self._rooms]

    def _saves(self, room_id: str, place: int) -> Callable[[Any], Awaitable[object]]:
        venue_id = self._venue_id

        async def save(value: Any) -> object:
            return await self.desk.save(
                actions.change_room,
                venue_id,
                room_id,
                **{"name" if place == 1 else "capacity": value},
            )

        return save

    def _adds(self, venue_id: str) -> Callable[[str], Awaitable[object]]:
        async def add(name: str) -> None:
            if name:
                await self.desk.save(actions.add_room, venue_id, name)
                if venue_id == self._venue_id:
                    self.new_name.load("")

        return add

    def _remove(self, at: int) -> None:
        rows = [row for number, row in enumerate(self._rows()) if number != at]
        self.desk.start(self.desk.do(actions.set_rooms, self._venue_id, rows))
