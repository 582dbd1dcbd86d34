"""The agenda of an event: its items with planned minutes, and those that are usual for a kind."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from organizer.base.words import N_, _

#: What an item is, stored as codes; '' is one of the owner's own, shown by its title.
ITEMS = {
    "follow_up": N_("Promises of last time"),
    "topics": N_("Topics and vote"),
    "statement": N_("The presenter’s statement"),
    "questions": N_("Questions"),
    "restatement": N_("The problem said again"),
    "advice": N_("Advice"),
    "promises": N_("Promises"),
    "closing": N_("Closing"),
    "welcome": N_("Welcome of newcomers"),
    "stories": N_("Success stories"),
    "open_problems": N_("Problems left from last time"),
    "problems": N_("Collecting problems"),
    "method": N_("A method to learn"),
    "information": N_("Passing on information"),
}
#: What is written down during an item: a kind of note, or "promise" for a task.
WRITTEN_DOWN = {
    "topics": "topic",
    "questions": "question",
    "advice": "advice",
    "promises": "promise",
    "stories": "story",
    "problems": "problem",
}
#: What is usual, with minutes (O2 and O3 of the practices); the follow-ups only when there is one.
USUAL: dict[str, tuple[tuple[str, int], ...]] = {
    "private_board": (
        ("follow_up", 15),
        ("topics", 15),
        ("statement", 20),
        ("questions", 40),
        ("restatement", 10),
        ("advice", 40),
        ("promises", 15),
        ("closing", 10),
    ),
    "salon": (
        ("welcome", 10),
        ("stories", 20),
        ("open_problems", 15),
        ("problems", 20),
        ("method", 30),
        ("information", 10),
    ),
}
#: Items that take place only when something is left from last time.
ONLY_IF_LEFT = frozenset({"follow_up", "open_problems"})
LONGEST_ITEM = 1_440


@dataclass(frozen=True)
class AgendaItem:
    """One item of an agenda; `minutes` None while nobody said how long it takes.

    `member_id` is who leads it. `kind` is a code of `ITEMS`, '' for one of the owner's own.
    """

    id: str
    event_id: str
    kind: str
    title: str
    minutes: int | None
    member_id: str | None
    member_name: str
    notes: str
    position: int

    def words(self) -> str:
        """What it is called: the title given to it, else what it is."""
        return self.title or item_words(self.kind)

    @property
    def written_down(self) -> str:
        """What is written down during it: a kind of note, "promise", or '' for nothing."""
        return WRITTEN_DOWN.get(self.kind, "")


def item_words(kind: str) -> str:
    """What a built-in item is called in the language shown."""
    return _(ITEMS[kind]) if kind in ITEMS else ""


def usual_items(kind: str, *, something_left: bool) -> tuple[tuple[str, int], ...]:
    """The usual items of a kind of event with their minutes; empty where nothing is usual."""
    return tuple(one for one in USUAL.get(kind, ()) if something_left or one[0] not in ONLY_IF_LEFT)


def planned_minutes(items: Iterable[AgendaItem]) -> int:
    """How long an agenda takes as far as that is said."""
    return sum(one.minutes or 0 for one in items)


def starts(items: Iterable[AgendaItem], begins: dt.datetime) -> list[dt.datetime]:
    """When each item begins if all keep to their minutes."""
    lengths = [one.minutes or 0 for one in items]
    return [
        begins + dt.timedelta(minutes=sum_before)
        for sum_before in accumulate(lengths[:-1], initial=0)
    ][: len(lengths)]
