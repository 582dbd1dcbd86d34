"""The page of venues."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.venues import actions, store
from organizer.domain.venues.records import Venue
from organizer.screens.venues.find import find_institutions
from organizer.widgets.archive_actions import archive_actions, archived_filter
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Done
from organizer.widgets.detail_pane import Badge
from organizer.widgets.fields import TextField
from organizer.widgets.form_sheet import NewRecordSheet
from organizer.widgets.list_page import ARCHIVED, ListPage, ListWords
from organizer.widgets.picker import PickerField
from organizer.widgets.record_columns import Column, Edit
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database


class VenuesPage(ListPage):
    """Where events take place."""

    words = ListWords(
        N_("Venues"),
        N_("Name, pinyin, address"),
        N_("New venue"),
        "plus",
        N_("No venues yet."),
        N_("A venue is a place where events are held: a campus, a hall, a tea house."),
        N_("Select a venue in the list."),
    )
    icon = "map-pin"
    help_page = "calendar"
    sizes = (660, 480)
    tables = frozenset({"venue", "venue_room", "institution"})

    def __init__(self, desk: Desk) -> None:
        source = WholeList[Venue](desk, _read, lambda one: one.id, _searched, _ORDERS)
        super().__init__(
            desk,
            _columns(Edit(self._rename)),
            source,
            desk.tabs("venue"),
            [archived_filter()],
            archive_actions(desk, actions.archive, actions.restore, lambda one: one.archived),
        )

    @override
    def read_record(self, db: "Database", record_id: str) -> Venue | None:
        return store.venue(db, record_id)

    @override
    def show_header(self, record: Venue) -> None:
        badges = [Badge(_(ARCHIVED), Tone.WARNING)] if record.archived else []
        facts = (record.institution_name, record.address, _rooms_words(record))
        self.pane.set_header(record.name, " · ".join(filter(None, facts)), badges)

    def _rename(self, venue_id: str, name: str) -> None:
        self.desk.start(self.desk.do(actions.change, venue_id, name=name))

    @override
    def remove(self, ids: list[str]) -> None:
        self.desk.start(self.desk.do(actions.archive, ids))

    @override
    def new_record(self) -> None:
        self.desk.start(NewVenue(self.desk).add_to(self))


class NewVenue(NewRecordSheet):
    """Name, address and whose campus a new venue is; Enter saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("New venue"), N_("Venue name"), "new_venue", 440)
        self.address = TextField()
        self.institution = PickerField(desk.tasks, lambda words: find_institutions(desk, words))
        self.form.add(N_("Address"), self.address)
        self.form.add(N_("Campus of"), self.institution)

    @override
    async def make(self) -> Done[str]:
        institution = self.institution.value
        return await self.desk.save(
            actions.add,
            self.name.value,
            address=self.address.value,
            institution_id=institution.id if institution else None,
        )


def _rooms_words(venue: Venue) -> str:
    count = len(venue.rooms)
    if not count:
        return ""
    return ngettext("{count} room", "{count} rooms", count).format(count=count)


def _searched(venue: Venue) -> str:
    rooms = "\n".join(one.name for one in venue.rooms)
    return f"{venue.name}\n{venue.address}\n{venue.institution_name}\n{rooms}"


def _seats(venue: Venue) -> int | None:
    known = [one.capacity for one in venue.rooms if one.capacity is not None]
    return max(known) if known else None


def _read(db: "Database", asked: Mapping[str, Any]) -> list[Venue]:
    archived = bool((asked.get("filters") or {}).get("archived"))
    return [one for one in store.venues(db, archived=archived) if one.archived == archived]


def _columns(rename: Edit) -> tuple[Column, ...]:
    return (
        Column("name", N_("Venue name"), lambda one: one.name, width=18, strong=True, edit=rename),
        Column("institution", N_("Campus of"), lambda one: one.institution_name, width=16),
        Column("address", N_("Address"), lambda one: one.address, width=24),
        Column(
            "rooms",
            N_("Rooms"),
            lambda one: format_number(len(one.rooms)) if one.rooms else "",
            right=True,
            width=8,
            descending_first=True,
        ),
        Column(
            "seats",
            N_("Largest room"),
            lambda one: "" if _seats(one) is None else format_number(_seats(one) or 0),
            right=True,
            width=11,
            descending_first=True,
        ),
    )


_ORDERS = {
    "institution": lambda one: one.institution_name or None,
    "address": lambda one: one.address or None,
    "rooms": lambda one: len(one.rooms),
    "seats": _seats,
}
