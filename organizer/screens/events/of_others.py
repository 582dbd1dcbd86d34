"""The events of a group, a person, an institution, as a tab of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.base.formats import format_weekday
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store, store_of_others
from organizer.domain.events.records import PARTS, Entry, EventFilter, Key, kind_words
from organizer.domain.events.store_of_others import Taking
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Badge, Column
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database

TABLES = frozenset(
    {"event", "session", "event_group", "event_person", "participant", "attendance"}
    | {"skipped_occurrence", "event_kind", "venue", "venue_room"}
)
_LISTED = {
    "signed_up": N_("Signed up"),
    "waiting": N_("On the waiting list"),
    "withdrawn": N_("Withdrew"),
    "invited": N_("Invited"),
}


@dataclass(frozen=True)
class EventLine:
    """An event in a list of another noun: the session, its kind in words, how one takes part."""

    entry: Entry
    kind: str
    taking: Taking


class EventsOf(ListTab):
    """Events, the latest first; Enter opens one in the calendar."""

    tables = TABLES
    columns: Sequence[Column] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        source = WholeList[EventLine](
            desk,
            self._read,
            lambda one: f"{one.entry.key} {one.entry.session_id or ''}",
            lambda one: one.entry.title,
            _ORDERS,
        )
        self.lay_out(self.columns, source, "calendar-days")
        self.table.activated.connect(
            lambda row: desk.open_record("event", str(row).partition(" ")[0])
        )
        self.retranslate()

    def wanted(self, record_id: str) -> EventFilter:
        """Which events belong to the record."""
        raise NotImplementedError

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> list[EventLine]:
        record_id = str(asked.get("record"))
        own = {one.id: one.name for one in store.own_kinds(db, archived=True)}
        takes = self.read_taking(db, record_id)
        today = self.desk.clock.today()
        return [
            EventLine(
                one,
                kind_words(one.kind, own.get(one.own_kind_id or "", "")),
                takes.get(Key.of(one.key).event_id, Taking()),
            )
            for one in store_of_others.events_around(db, self.wanted(record_id), today)
        ]

    def read_taking(self, db: "Database", record_id: str) -> Mapping[str, Taking]:  # noqa: ARG002
        """How the record takes part in its events, by their rows."""
        return {}


class EventsOfGroup(EventsOf):
    """What a group is invited to."""

    def __init__(self, desk: Desk) -> None:
        self.columns = (_WHEN, _TITLE, _KIND, _PLACE)
        super().__init__(desk)

    @override
    def wanted(self, record_id: str) -> EventFilter:
        return EventFilter(group_id=record_id)

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Events of this group"))
        self.empty.tell(_("This group has not been invited to an event yet."))


class EventsOfInstitution(EventsOf):
    """What an institution hosts."""

    def __init__(self, desk: Desk) -> None:
        self.columns = (_WHEN, _TITLE, _KIND, _PLACE)
        super().__init__(desk)

    @override
    def wanted(self, record_id: str) -> EventFilter:
        return EventFilter(host_id=record_id)

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Events this institution hosts"))
        self.empty.tell(_("This institution has not hosted an event yet."))


class EventsOfVenue(EventsOf):
    """What takes place at a venue."""

    def __init__(self, desk: Desk) -> None:
        self.columns = (_WHEN, _TITLE, _KIND, _PLACE)
        super().__init__(desk)

    @override
    def wanted(self, record_id: str) -> EventFilter:
        return EventFilter(venue_id=record_id)

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Events at this venue"))
        self.empty.tell(_("Nothing was planned here yet."))


class EventsOfMember(EventsOf):
    """What somebody signed up for, came to, or has a part in."""

    def __init__(self, desk: Desk) -> None:
        self.columns = (_WHEN, _TITLE, _TAKING, _KIND)
        super().__init__(desk)

    @override
    def wanted(self, record_id: str) -> EventFilter:
        return EventFilter(member_id=record_id)

    @override
    def read_taking(self, db: "Database", record_id: str) -> Mapping[str, Taking]:
        return store_of_others.taking_part(db, record_id)

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Events of this person"))
        self.empty.tell(_("Not signed up for any event yet."))


def _when(one: EventLine) -> str:
    time = one.entry.time
    return " ".join(filter(None, (time.day.isoformat(), format_weekday(time.day), time.starts_at)))


def _taking(one: EventLine) -> str:
    return ", ".join(badge.text for badge in _taking_badges(one))


def _taking_badges(one: EventLine) -> tuple[Badge, ...]:
    taking = one.taking
    badges = [Badge(_(PARTS[part]), Tone.ACCENT) for part in taking.parts]
    if taking.attended is not None:
        there = taking.attended
        badges.append(
            Badge(_("Came") if there else _("Absent"), Tone.GOOD if there else Tone.PLAIN)
        )
    elif taking.listed:
        badges.append(Badge(_(_LISTED[taking.listed])))
    return tuple(badges)


_WHEN = Column("when", N_("When"), _when, width=21)
_TITLE = Column("title", N_("Event title"), lambda one: one.entry.title, width=20, strong=True)
_KIND = Column("kind", N_("Kind"), lambda one: one.kind, width=9)
_PLACE = Column("place", N_("Place"), lambda one: one.entry.place, width=14)
_TAKING = Column("taking", N_("Takes part"), _taking, badges=_taking_badges, width=14)
_ORDERS = {
    "when": lambda one: (one.entry.time.day, one.entry.time.starts_at),
    "title": lambda one: one.entry.title,
    "kind": lambda one: one.kind,
    "place": lambda one: one.entry.place or None,
    "taking": lambda one: _taking(one) or None,
}
