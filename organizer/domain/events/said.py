"""What is said at events and kept: topics with votes, questions, advice, problems, stories."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from organizer.base.words import N_, N_n, _, ngettext
from organizer.domain.tasks.records import Task

#: What a note is, stored as codes.
NOTES = {
    "topic": N_("Topic"),
    "question": N_("Question"),
    "advice": N_("Advice"),
    "problem": N_("Problem"),
    "story": N_("Success story"),
}
#: Notes that are worked off, at the same event or a later one.
WORKED_OFF = frozenset({"topic", "problem"})
#: A private board of fewer lacks views, of more not everybody gets a word in (O3).
FEWEST_ON_BOARD, MOST_ON_BOARD = 8, 15

_FEW = N_n("Only {count} member takes part; {least} to {most} are good.",
           "Only {count} members take part; {least} to {most} are good.")  # fmt: skip
_MANY = N_n("{count} member takes part; {least} to {most} are good.",
            "{count} members take part; {least} to {most} are good.")  # fmt: skip


class EventInPast(NamedTuple):
    """An event that took place earlier, named short."""

    id: str
    title: str
    kind: str
    day: dt.date


@dataclass(frozen=True)
class Note:
    """Something said at an event; `speaker` is who said it, by name, known or not.

    `votes` are those of a topic (None before the vote). A topic or problem that was worked off
    names the event where that happened and what came of it.
    """

    id: str
    event_id: str
    kind: str
    member_id: str | None
    speaker: str
    words: str
    votes: int | None
    settled_event_id: str | None
    settlement: str
    position: int
    event_title: str
    event_day: dt.date | None

    @property
    def is_settled(self) -> bool:
        """Whether it was worked off."""
        return self.settled_event_id is not None


@dataclass(frozen=True)
class FollowUp:
    """The promises an event opens with.

    All of the session before (`last`, None for the first one), kept or not, then those still open
    from sessions before that.
    """

    last: EventInPast | None
    promises: tuple[Task, ...]
    older: tuple[Task, ...]

    @property
    def open_count(self) -> int:
        """How many promises wait for a word."""
        return sum(1 for one in (*self.promises, *self.older) if one.is_open)


@dataclass(frozen=True)
class Newcomer:
    """Somebody who joined an invited group since the last salon, with the first day of it."""

    member_id: str
    name: str
    form_of_address: str
    institution: str
    joined_on: dt.date
    group_name: str


@dataclass(frozen=True)
class Newcomers:
    """Who is new since a day: that of the last salon, or a month before the first one."""

    since: dt.date
    last: EventInPast | None
    people: tuple[Newcomer, ...]


def leading(topics: Iterable[Note]) -> tuple[Note, ...]:
    """The topics with the most votes: one, several when they are equal, none before the vote."""
    voted = [one for one in topics if one.votes]
    most = max((one.votes or 0 for one in voted), default=0)
    return tuple(one for one in voted if one.votes == most)


def board_hints(parts: Iterable[str], members: int) -> list[str]:
    """What a private board still lacks, in words; empty when it may begin.

    `parts` are the codes of the parts somebody has, `members` how many take part.
    """
    present = set(parts)
    hints = [
        hint
        for part, hint in (
            ("host", N_("Nobody leads it yet.")),
            ("presenter", N_("Nobody presents a problem yet.")),
        )
        if part not in present
    ]
    found = [_(hint) for hint in hints]
    if not FEWEST_ON_BOARD <= members <= MOST_ON_BOARD:
        words = _FEW if members < FEWEST_ON_BOARD else _MANY
        found.append(
            ngettext(*words, members).format(
                count=members, least=FEWEST_ON_BOARD, most=MOST_ON_BOARD
            )
        )
    return found


def in_turn(notes: Sequence[Note], kind: str) -> list[Note]:
    """The notes of one kind: topics with the most votes first, others as they were said."""
    found = [one for one in notes if one.kind == kind]
    if kind == "topic":
        found.sort(key=lambda one: -(one.votes or 0))
    return found
