"""A round of visits as it is put together: who is chosen, on which day, and who goes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from organizer.domain.events.records import SessionTime
from organizer.domain.events.visits import PlannedVisit, Proposal
from organizer.widgets.picker import Choice

MINUTES = 60


@dataclass
class RoundPlan:
    """Chosen people get one day after another from the first on; a day set by hand stays.

    `every` are the days from one visit to the next. `visitors` go wherever nobody else is named.
    """

    first: dt.date
    starts_at: str = "10:00"
    every: int = 1
    visitors: tuple[Choice, ...] = ()
    chosen: list[str] = field(default_factory=list)
    by_hand: dict[str, dt.date] = field(default_factory=dict)
    own_visitors: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def toggle(self, member_id: str) -> None:
        """Choose somebody, or not after all."""
        if member_id in self.chosen:
            self.chosen.remove(member_id)
            self.by_hand.pop(member_id, None)
            self.own_visitors.pop(member_id, None)
        else:
            self.chosen.append(member_id)

    def day_of(self, member_id: str) -> dt.date | None:
        """The day of somebody's visit; None for who is not chosen."""
        if member_id not in self.chosen:
            return None
        if member_id in self.by_hand:
            return self.by_hand[member_id]
        in_turn = [one for one in self.chosen if one not in self.by_hand]
        return self.first + dt.timedelta(days=self.every * in_turn.index(member_id))

    def visitors_of(self, member_id: str) -> tuple[Choice, ...]:
        """Who visits somebody; nobody visits themselves."""
        going = self.own_visitors.get(member_id, self.visitors)
        return tuple(one for one in going if one.id != member_id)

    def keep(self, proposals: Sequence[Proposal]) -> None:
        """Forget who is not proposed any more."""
        known = {one.facts.member_id for one in proposals}
        for member_id in [one for one in self.chosen if one not in known]:
            self.toggle(member_id)

    def planned(self) -> list[PlannedVisit]:
        """The visits to plan, by their days."""
        visits = []
        for member_id in self.chosen:
            day = self.day_of(member_id)
            if day is not None:
                time = SessionTime(day, self.starts_at, MINUTES)
                going = tuple(one.id for one in self.visitors_of(member_id))
                visits.append(PlannedVisit(member_id, time, going))
        return sorted(visits, key=lambda one: one.time.start())
