"""What groups, memberships and head counts are, and the built-in codes with their words.

Codes are stored, the words are shown through the catalogue; what is not in the list is the
owner's own word and shown as it is.
"""

import datetime as dt
from dataclasses import dataclass

from organizer.base.words import N_, _

KINDS = {
    "main": N_("Main group"),
    "core": N_("Core group"),
    "regional": N_("Regional group"),
    "course": N_("Course group"),
    "temporary": N_("Temporary group"),
}

#: How somebody came into a group.
WAYS_IN = {
    "invited": N_("Invited by a member"),
    "scanned": N_("Scanned a code"),
    "applied": N_("Applied"),
    "moved": N_("Moved from another group"),
    "founding": N_("There from the start"),
}

#: How somebody stands in a group; '' is an ordinary member.
STANDINGS = {
    "trial": N_("On trial"),
    "excused": N_("Excused"),
    "warned": N_("Reminded of the rules"),
    "muted": N_("Muted"),
}


def kind_words(kind: str) -> str:
    """The kind of a group in the language shown."""
    return _(KINDS[kind]) if kind in KINDS else kind


def way_in_words(came_by: str) -> str:
    """How somebody came in, in the language shown; '' when it is not known."""
    return _(WAYS_IN[came_by]) if came_by in WAYS_IN else came_by


def standing_words(standing: str) -> str:
    """How somebody stands in a group, in the language shown; '' for an ordinary member."""
    return _(STANDINGS[standing]) if standing in STANDINGS else standing


@dataclass(frozen=True, slots=True)
class Group:
    """One chat group; `ends_on` follows from its founding day and life span."""

    id: str
    name: str
    platform: str
    number: str
    kind: str
    run_for_id: str | None
    run_for_name: str
    is_paid: bool
    positioning: str
    for_whom: str
    capacity: int | None
    founded_on: dt.date | None
    life_span_months: int | None
    ends_on: dt.date | None
    branch_id: str | None
    branch_name: str
    notes: str
    archived: bool


@dataclass(frozen=True, slots=True)
class GroupInList:
    """A group with its figures: people of the register in it, and the last head count."""

    group: Group
    people: int
    head_count: int | None
    counted_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """An account in a group, from one day to another; `left_on` None: still there."""

    id: str
    group_id: str
    group_name: str
    account_id: str
    account_kind: str
    nickname: str
    handle: str
    member_id: str
    member_name: str
    institution_name: str
    alias: str
    joined_on: dt.date | None
    left_on: dt.date | None
    came_by: str
    invited_by_id: str | None
    invited_by_name: str
    is_seed: bool
    standing: str
    paid_until: dt.date | None
    operator_name: str = ""

    @property
    def counts(self) -> bool:
        """Whether the account stands for a person; interactive ones never count."""
        return self.account_kind == "ordinary"


@dataclass(frozen=True, slots=True)
class OpenMembership:
    """What ending a membership needs to know; the day is as stored."""

    id: str
    joined_on: str | None
    group_id: str
    member_id: str


@dataclass(frozen=True, slots=True)
class HeadCount:
    """So many people were in the group on that day, as the app itself showed."""

    id: str
    group_id: str
    counted_on: dt.date
    people: int


@dataclass(frozen=True, slots=True)
class NumberOnDay:
    """What the register and a head count (if there was one in that month) say of a day."""

    day: dt.date
    people: int
    head_count: int | None


@dataclass(frozen=True, slots=True)
class JoinRow:
    """One person to be put into a group, for lists; the account is found or made."""

    group_id: str
    member_id: str
    joined_on: dt.date | None = None
    left_on: dt.date | None = None
    alias: str = ""
    came_by: str = ""
    invited_by_id: str | None = None
    is_seed: bool = False
    standing: str = ""
    paid_until: dt.date | None = None
    account_id: str | None = None


@dataclass(frozen=True, slots=True)
class SizeBand:
    """Groups of `least` to `most` people (None: no upper end)."""

    code: str
    least: int
    most: int | None
