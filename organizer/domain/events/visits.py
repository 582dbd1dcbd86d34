"""A round of visits: who is proposed for one and why, and what came of those made."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from organizer.base.words import N_, N_n, _, ngettext
from organizer.domain.events.records import SessionTime
from organizer.domain.tasks.records import Task

#: Why somebody is proposed, stored nowhere: it follows from the register.
WHY = {"loyal": N_("Loyal"), "inactive": N_("Inactive")}

_CAME = N_n("came {count} time in the last year", "came {count} times in the last year")
_NEVER = N_n("invited {count} time, never came", "invited {count} times, never came")
_NOT_SINCE = N_n("not seen for {count} day", "not seen for {count} days")


class Limits(NamedTuple):
    """What counts as loyal and as inactive; the owner may set every number.

    Loyal is who came at least `loyal_times` in the last year, or half as often while holding a
    position. Inactive is who has been a member for `member_days`, was invited at least
    `invited_times` in the last year and was not seen for `unseen_days`. Who was visited in the
    last `visited_days` is left alone.
    """

    loyal_times: int = 4
    member_days: int = 90
    invited_times: int = 2
    unseen_days: int = 120
    visited_days: int = 180


@dataclass(frozen=True)
class MemberFacts:
    """What is known of a member's taking part; the counts are of the last year.

    `joined_on` is the first day in any group, `last_seen` and `last_visit` the latest; None where
    nothing is known. `visit_planned` says that a visit is still to come.
    """

    member_id: str
    name: str
    institution: str
    joined_on: dt.date | None
    invited: int
    attended: int
    last_seen: dt.date | None
    last_visit: dt.date | None
    visit_planned: bool
    positions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Somebody proposed for a visit, with the reasons in words."""

    facts: MemberFacts
    why: Literal["loyal", "inactive"]
    reasons: tuple[str, ...]


class PlannedVisit(NamedTuple):
    """A visit to make: to whom, when, by whom."""

    member_id: str
    time: SessionTime
    visitor_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """A visit of a round; `said` is empty until it was made.

    `visited` and `visitors` are (member id, name); `next_steps` the tasks that came of it.
    """

    event_id: str
    time: SessionTime
    visited: tuple[tuple[str, str], ...]
    visitors: tuple[tuple[str, str], ...]
    institution: str
    said: str
    cancelled: bool
    next_steps: tuple[Task, ...]

    @property
    def is_made(self) -> bool:
        """Whether it was made: what was said is written down."""
        return bool(self.said)


def proposals(
    facts: Iterable[MemberFacts], today: dt.date, limits: Limits | None = None
) -> list[Proposal]:
    """Who may be visited: the loyal, most often seen first; then the inactive, longest unseen."""
    limits = limits or Limits()
    loyal: list[Proposal] = []
    inactive: list[Proposal] = []
    for one in facts:
        if one.visit_planned or _within(one.last_visit, today, limits.visited_days):
            continue
        if _is_loyal(one, limits):
            loyal.append(Proposal(one, "loyal", (_words(_CAME, one.attended), *one.positions)))
        elif _is_inactive(one, today, limits):
            inactive.append(Proposal(one, "inactive", _inactive_reasons(one, today)))
    loyal.sort(key=lambda found: -found.facts.attended)
    inactive.sort(key=lambda found: found.facts.last_seen or found.facts.joined_on or today)
    return [*loyal, *inactive]


def why_words(why: str) -> str:
    """Why somebody is proposed, in the language shown."""
    return _(WHY[why])


def _is_loyal(facts: MemberFacts, limits: Limits) -> bool:
    wanted = limits.loyal_times
    return facts.attended >= (-(-wanted // 2) if facts.positions else wanted)


def _is_inactive(facts: MemberFacts, today: dt.date, limits: Limits) -> bool:
    long_member = facts.joined_on is None or not _within(facts.joined_on, today, limits.member_days)
    return (
        long_member
        and facts.invited >= limits.invited_times
        and not _within(facts.last_seen, today, limits.unseen_days)
    )


def _inactive_reasons(facts: MemberFacts, today: dt.date) -> tuple[str, ...]:
    if facts.last_seen is None:
        return (_words(_NEVER, facts.invited),)
    return (_words(_NOT_SINCE, (today - facts.last_seen).days),)


def _within(day: dt.date | None, today: dt.date, days: int) -> bool:
    """Whether a day lies less than so many days back."""
    return day is not None and (today - day).days < days


def _words(forms: tuple[str, str], count: int) -> str:
    return ngettext(*forms, count).format(count=count)
