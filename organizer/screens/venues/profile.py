"""The profile of a venue, edited in place."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from organizer.base.overriding import override
from organizer.base.words import N_
from organizer.domain.venues import actions, store
from organizer.domain.venues.records import Venue
from organizer.screens.venues.find import find_institutions
from organizer.screens.venues.rooms_field import RoomsField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField, TextField
from organizer.widgets.fields_tab import FieldsTab, id_of
from organizer.widgets.picker import Choice, PickerField

if TYPE_CHECKING:
    from organizer.base.database import Database


class VenueProfile(FieldsTab):
    """Name, address, whose campus it is, its rooms, notes."""

    tables = frozenset({"venue", "venue_room", "institution"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tasks = desk.tasks
        self.name = TextField(tasks, required=True)
        self.address = TextField(tasks)
        self.institution = PickerField(tasks, lambda words: find_institutions(desk, words))
        self.rooms = RoomsField(desk)
        self.notes = MultiLineField(tasks)
        self.bind(N_("Venue name"), self.name, lambda r: r.name, self._saves("name"))
        self.bind(N_("Address"), self.address, lambda r: r.address, self._saves("address"))
        self.bind(N_("Campus of"), self.institution, _campus, self._saves("institution_id", id_of))
        self.form.add(N_("Rooms"), self.rooms)
        self.bind_any(self.rooms.load, self.rooms.update_rooms, self.rooms.retranslate)
        self.bind(N_("Notes"), self.notes, lambda r: r.notes, self._saves("notes"))

    @override
    def read(self, db: "Database", record_id: str) -> Venue | None:
        return store.venue(db, record_id)

    @override
    def finish_editing(self) -> None:
        super().finish_editing()
        self.rooms.commit()

    def _saves(
        self, column: str, stored: Callable[[Any], object] | None = None
    ) -> Callable[[str, Any], Awaitable[object]]:
        return self.changes(actions.change, column, stored)


def _campus(record: Venue) -> Choice | None:
    if record.institution_id is None:
        return None
    return Choice(record.institution_id, record.institution_name)
