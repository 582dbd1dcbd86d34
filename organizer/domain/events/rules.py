"""Decisions about events: which times may be, what clashes, whose turn it is to host."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events.records import Entry, SessionTime

LONGEST_MINUTES = 1_440
_TIME = re.compile(r"([01]?\d|2[0-3])[:：时点]?([0-5]\d)?分?")


def clock_time(text: str) -> str:
    """A time of day as it is stored, "19:30"; '' for an empty text.

    Raises UserError for anything that is no time.
    """
    plain = text.strip().replace("：", ":")
    if not plain:
        return ""
    match = _TIME.fullmatch(plain)
    if match is None:
        raise UserError(
            "events.no_time", N_("“{text}” is no time of day. Write it as 19:30."), text=text
        )
    return f"{int(match[1]):02}:{match[2] or '00'}"


def minutes_between(starts_at: str, ends_at: str) -> int:
    """How long a session from one time of day to another takes; it may end after midnight.

    Raises UserError when both are the same.
    """
    start, end = (dt.time.fromisoformat(text) for text in (starts_at, ends_at))
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    if minutes == 0:
        raise UserError("events.no_minutes", N_("A session needs an end after its start."))
    return minutes % LONGEST_MINUTES


def checked_sessions(sessions: Sequence[SessionTime]) -> list[SessionTime]:
    """The sessions in order of their time.

    Raises UserError when there is none, one has no minutes or more than a day, or two overlap.
    """
    if not sessions:
        raise UserError("events.no_session", N_("An event needs a day. Choose one."))
    found = sorted(sessions, key=lambda one: (one.day, one.starts_at))
    for one in found:
        clock_time(one.starts_at)
        if one.minutes <= 0:
            raise UserError("events.ends_before_start", N_("A session can’t end before it starts."))
        if one.minutes > LONGEST_MINUTES:
            raise UserError(
                "events.too_long", N_("A session lasts a day at most. Add one for each day.")
            )
    for earlier, later in pairwise(found):
        if later.start() < earlier.end():
            raise UserError(
                "events.sessions_overlap",
                N_("Two sessions of one event are at the same time ({day})."),
                day=later.day.isoformat(),
            )
    return found


class Clash(NamedTuple):
    """Another session at the same time that wants the same: a venue, a host, a person."""

    reason: str  # "venue", "room", "host", "person"
    entry: Entry
    person: str = ""


def clashes(
    times: Iterable[SessionTime],
    others: Iterable[Entry],
    *,
    venue_id: str | None = None,
    room_id: str | None = None,
    host_id: str | None = None,
) -> list[Clash]:
    """The other sessions that overlap and take the same venue (or room) or the same host.

    Two rooms of one venue don't clash; a room clashes with the venue taken as a whole.
    """
    wanted = list(times)
    found = []
    for entry in others:
        if entry.cancelled or not any(overlap(one, entry.time) for one in wanted):
            continue
        if venue_id is not None and entry.venue_id == venue_id:
            if room_id is None or entry.room_id is None:
                found.append(Clash("venue", entry))
            elif room_id == entry.room_id:
                found.append(Clash("room", entry))
        if host_id is not None and entry.host_id == host_id:
            found.append(Clash("host", entry))
    return found


def overlap(one: SessionTime, other: SessionTime) -> bool:
    """Whether two sessions share a minute."""
    return one.start() < other.end() and other.start() < one.end()


class Turn(NamedTuple):
    """An institution willing to host, and when it last did."""

    institution_id: str
    name: str
    willing_since: dt.date
    last_hosted: dt.date | None
    times: int


def in_turn(hosts: Iterable[Turn]) -> list[Turn]:
    """The hosts in the order of their turns.

    Who never hosted comes first, by how long they are willing; then who hosted longest ago.
    """
    return sorted(
        hosts,
        key=lambda one: (
            one.last_hosted is not None,
            one.last_hosted or one.willing_since,
            one.times,
            one.name,
        ),
    )
