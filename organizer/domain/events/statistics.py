"""Attended of invited: what one person or one group did at the events that were counted.

Only events count at which something was noted of somebody: where no sheet was ever entered, nobody
is known to have been absent.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar


class Attended(NamedTuple):
    """How many came of how many invited (of one person: to how many events)."""

    invited: int
    signed_up: int
    attended: int

    def share(self) -> float | None:
        """The part that came, 0 to 1; None where nobody was invited."""
        return self.attended / self.invited if self.invited else None


class EventOfMember(NamedTuple):
    """One event a person was invited to; `state` is a code of `participants.PRESENCE`."""

    event_id: str
    title: str
    kind: str
    own_kind_name: str
    day: dt.date
    signed_up: bool
    state: str

    def counted(self) -> Attended:
        """What it adds to the sums."""
        return Attended(1, int(self.signed_up), int(self.state == "present"))


class EventOfGroup(NamedTuple):
    """One event a group was invited to, and how many of those in it that day came."""

    event_id: str
    title: str
    kind: str
    own_kind_name: str
    day: dt.date
    invited: int
    signed_up: int
    attended: int

    def counted(self) -> Attended:
        """What it adds to the sums."""
        return Attended(self.invited, self.signed_up, self.attended)


class MemberOfGroup(NamedTuple):
    """Somebody in a group and the events of a time the group was invited to meanwhile."""

    member_id: str
    name: str
    attended: Attended
    last_came: dt.date | None


class Absent(NamedTuple):
    """Somebody who was to come and did not; `state` is "absent", "excused" or "unknown"."""

    member_id: str | None
    name: str
    institution: str
    signed_up: bool
    state: str


NOTHING = Attended(0, 0, 0)
Counted = EventOfMember | EventOfGroup
Group = TypeVar("Group")


def together(events: Iterable[Counted]) -> Attended:
    """The sums of some events."""
    counted = [one.counted() for one in events]
    return Attended(*(sum(column) for column in zip(*counted, strict=True))) if counted else NOTHING


def by_kind(events: Iterable[Counted]) -> dict[tuple[str, str], Attended]:
    """The sums of each kind (code and own name), the most frequent first."""
    found = _grouped(events, lambda one: (one.kind, one.own_kind_name))
    return dict(sorted(found.items(), key=lambda item: (-item[1].invited, item[0])))


def by_month(events: Iterable[Counted]) -> dict[dt.date, Attended]:
    """The sums of each month with events (by its first day), in order."""
    return dict(sorted(_grouped(events, lambda one: one.day.replace(day=1)).items()))


def _grouped(
    events: Iterable[Counted], group_of: Callable[[Counted], Group]
) -> dict[Group, Attended]:
    found: dict[Group, list[Counted]] = {}
    for one in events:
        found.setdefault(group_of(one), []).append(one)
    return {group: together(some) for group, some in found.items()}
