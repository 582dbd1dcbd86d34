"""Who stands on the list at the door, in which order, how many came, and who is meant by a word."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from organizer.base.pinyin import person_reading
from organizer.base.text_index import Row, TextIndex
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Event, Session

#: A session counts as over so long after its end: who enters the list then means this one.
LATE = dt.timedelta(hours=1)


class Tally(NamedTuple):
    """How many people of a list came to a session, and of how many nothing is noted."""

    present: int
    absent: int
    excused: int
    unknown: int

    @property
    def together(self) -> int:
        """Everybody on the list."""
        return sum(self)


@dataclass(frozen=True)
class Roll:
    """The list of a session: everybody who may be noted there, in the order of the paper sheet.

    `others` are known to the event but not expected: they wait for a seat, withdrew, or were only
    invited; they may come all the same. `session` is None for an event without sessions; a day of a
    repetition without a row of its own has a session without an id and nobody on its list.
    """

    event: Event
    session: Session | None
    people: tuple[Participant, ...]
    others: tuple[Participant, ...] = ()

    @property
    def session_id(self) -> str:
        """The session's row; '' while there is none."""
        return self.session.id if self.session is not None else ""

    @property
    def is_pattern(self) -> bool:
        """Whether it is a repetition as a whole, to which nobody can come."""
        event = self.event
        return bool(event.repeats) and event.series_id == event.id and not event.is_virtual


def tally(states: Iterable[str]) -> Tally:
    """Count codes of `PRESENCE`."""
    counted = {"present": 0, "absent": 0, "excused": 0, "unknown": 0}
    for state in states:
        counted[state] += 1
    return Tally(**counted)


def session_now(sessions: Sequence[Session], now: dt.datetime) -> Session | None:
    """The session people come to at a local moment: the first that is not over, else the last."""
    for one in sessions:
        if one.time.end() + LATE > now:
            return one
    return sessions[-1] if sessions else None


def listed(people: Iterable[Participant], session_id: str) -> list[Participant]:
    """Those who belong on the list of a session.

    They are expected, or something is noted of them there. Where nobody signed up at all, those
    who were invited by name stand on it.
    """
    everybody = list(people)
    found = [one for one in everybody if one.is_expected or one.presence(session_id) != "unknown"]
    if any(one.came_by != "walk_in" for one in found):
        return found
    invited = [one for one in everybody if one.invited_at and not one.withdrawn_at]
    return list(dict.fromkeys([*invited, *found]))


def walk_ins_last(people: Sequence[Participant]) -> list[Participant]:
    """The same order, but who came unannounced stands on the empty rows at the end."""
    walk_ins = [one for one in people if one.came_by == "walk_in"]
    walk_ins.sort(key=lambda one: one.place)
    return [one for one in people if one.came_by != "walk_in"] + walk_ins


def did_not_come(people: Iterable[Participant], session_id: str) -> list[Participant]:
    """Who was expected and was not there: absent, then not noted, then excused.

    A seat without a name is that of somebody who was erased: there is nobody to write to.
    """
    order = {"absent": 0, "unknown": 1, "excused": 2}
    missing = [one for one in people if one.name and one.presence(session_id) in order]
    return sorted(missing, key=lambda one: order[one.presence(session_id)])


class DoorSearch:
    """Finds people of a list by name, pinyin, initials or last digits, as fast as one types."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self._by_id = {one.id: one for one in people}
        self._index = TextIndex(_searched(one) for one in people)

    def find(self, words: str, at_most: int = 50) -> list[Participant]:
        """The people whom the words find: whose name or number ends or begins so first."""
        if not words.strip():
            return []
        found = [self._by_id[row_id] for row_id in self._index.search(words).ids()]
        wanted = words.strip().casefold().replace(" ", "")
        found.sort(key=lambda one: _rank(one, wanted))
        return found[:at_most]


def _searched(one: Participant) -> Row:
    reading, short = _spoken(one)
    return Row(one.id, f"{one.name}\n{one.institution}", reading, short, one.phone)


def _spoken(one: Participant) -> tuple[str, str]:
    """Reading and initials; worked out for a name nobody knows yet."""
    if one.member_id is not None:
        return one.reading, one.initials
    reading = person_reading(one.name)
    return reading.full, reading.initials


def _rank(one: Participant, wanted: str) -> int:
    reading, short = _spoken(one)
    name = one.name.casefold().replace(" ", "")
    if wanted in (name, short, reading.replace(" ", "")) or (
        len(wanted) >= 4 and one.phone.endswith(wanted)
    ):
        return 0
    if name.startswith(wanted) or short.startswith(wanted):
        return 1
    return 2 if reading.replace(" ", "").startswith(wanted) or one.phone.endswith(wanted) else 3
