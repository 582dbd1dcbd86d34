"""What an event is: kinds, sessions, people with a part in it, and how it stands in a calendar."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from organizer.base.overriding import override
from organizer.base.words import N_, _

#: Kinds that come with the program, stored as codes; 'own' ones are rows of `event_kind`.
KINDS = {
    "meet_up": N_("Meet-up day"),
    "salon": N_("Salon"),
    "private_board": N_("Private board"),
    "visit": N_("Visit"),
    "lecture": N_("Lecture"),
    "online": N_("Online activity"),
    "farewell": N_("Farewell"),
}
OWN_KIND = "own"

#: What somebody does at an event, stored as codes.
PARTS = {
    "organiser": N_("Organiser"),
    "host": N_("Host"),
    "presenter": N_("Presenter"),
    "speaker": N_("Speaker"),
    "helper": N_("Helper"),
    "visitor": N_("Visitor"),
    "visited": N_("Visited"),
}
#: Who leads can't lead somewhere else at the same time.
LEADING_PARTS = frozenset({"organiser", "host", "presenter", "speaker", "visitor"})

#: How far a change of one day of a repetition reaches.
Scope = Literal["this", "following", "all"]

#: The name of what was not changed, where None has a meaning of its own.
FIELDS = frozenset(
    {
        "kind",
        "own_kind_id",
        "title",
        "host_id",
        "venue_id",
        "room_id",
        "place",
        "capacity",
        "cost_fen",
        "description",
        "materials",
        "minutes",
        "notes",
        "part_of_id",
    }
)


class Key(NamedTuple):
    """Which event is meant: a row, or (with `occurs_on`) one day of a repetition without a row.

    As text it is "ID" or "ID@2026-12-05", the form lists and links hold.
    """

    event_id: str
    occurs_on: dt.date | None = None

    @override
    def __str__(self) -> str:
        return self.event_id if self.occurs_on is None else f"{self.event_id}@{self.occurs_on}"

    @classmethod
    def of(cls, text: "str | Key") -> "Key":
        """The key of a text. Raises ValueError for a day that is none."""
        if isinstance(text, Key):
            return text
        event_id, _at, day = text.partition("@")
        return cls(event_id, dt.date.fromisoformat(day) if day else None)


class SessionTime(NamedTuple):
    """When a session takes place: local day, "HH:MM" ('' for the whole day), and its minutes."""

    day: dt.date
    starts_at: str
    minutes: int
    title: str = ""

    def start(self) -> dt.datetime:
        """The local moment it begins; midnight for one that takes the whole day."""
        time = dt.time.fromisoformat(self.starts_at) if self.starts_at else dt.time()
        return dt.datetime.combine(self.day, time)

    def end(self) -> dt.datetime:
        """The local moment it is over, perhaps on the next day."""
        return self.start() + dt.timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Session:
    """A session that is a row."""

    id: str
    time: SessionTime


@dataclass(frozen=True)
class EventPerson:
    """Somebody with a part in an event; `part` is a code of `PARTS`."""

    member_id: str
    name: str
    part: str


@dataclass(frozen=True)
class OwnKind:
    """A kind of event of the owner's own."""

    id: str
    name: str
    colour: str
    archived: bool


class Entry(NamedTuple):
    """A session as a calendar shows it; of a repetition, the one of a day.

    `key` is the text of the event's `Key`; `session_id` None while it has no row of its own.
    """

    key: str
    session_id: str | None
    time: SessionTime
    title: str
    kind: str
    own_kind_id: str | None
    host_id: str | None
    venue_id: str | None
    room_id: str | None
    place: str
    repeats: bool
    cancelled: bool


@dataclass(frozen=True)
class Event:
    """An event with its sessions in order, or one day of a repetition.

    `id` is the row that says what it is: for a day without a row of its own that of the pattern.
    `repeats` is the rule of the repetition it belongs to ('' for none), `anchor` its first day.
    """

    key: Key
    id: str
    series_id: str | None
    repeats: str
    anchor: dt.date | None
    kind: str
    own_kind_id: str | None
    own_kind_name: str
    title: str
    host_id: str | None
    host_name: str
    venue_id: str | None
    venue_name: str
    venue_address: str
    room_id: str | None
    room_name: str
    place: str
    capacity: int | None
    cost_fen: int | None
    description: str
    materials: str
    minutes: str
    notes: str
    part_of_id: str | None
    cancelled: bool
    archived: bool
    sessions: tuple[Session, ...]
    groups: tuple[tuple[str, str], ...]
    people: tuple[EventPerson, ...]

    @property
    def is_virtual(self) -> bool:
        """Whether it is a day of a repetition nothing was said about alone."""
        return self.key.occurs_on is not None

    @property
    def starts(self) -> dt.datetime | None:
        """When its first session begins; None without a session."""
        return self.sessions[0].time.start() if self.sessions else None

    @property
    def ends(self) -> dt.datetime | None:
        """When its last session is over; None without a session."""
        return max(one.time.end() for one in self.sessions) if self.sessions else None

    def kind_words(self) -> str:
        """The kind in the language shown."""
        return kind_words(self.kind, self.own_kind_name)

    def where(self) -> str:
        """Venue and room, or the place as typed."""
        return " ".join(filter(None, (self.venue_name, self.room_name))) or self.place

    def with_part(self, *parts: str) -> tuple[EventPerson, ...]:
        """The people who have one of these parts."""
        return tuple(one for one in self.people if one.part in parts)


def kind_words(kind: str, own_name: str = "") -> str:
    """A kind in the language shown; one of the owner's own by its name."""
    return _(KINDS[kind]) if kind in KINDS else own_name


class EventFilter(NamedTuple):
    """What a calendar or a list is narrowed to; empty means all.

    `kinds` holds codes and ids of own kinds.
    """

    kinds: frozenset[str] = frozenset()
    group_id: str | None = None
    branch_id: str | None = None
    host_id: str | None = None
    member_id: str | None = None
    venue_id: str | None = None
    words: str = ""
