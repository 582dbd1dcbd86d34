"""What is said of two records that may be one."""

from dataclasses import dataclass
from typing import Literal

from organizer.base.words import N_

#: Which of two records a value is taken from.
Side = Literal["kept", "lost"]

#: Why two members may be one person: code and words, the strongest first.
REASONS = {
    "phone": N_("Same phone number"),
    "account": N_("Same account"),
    "name": N_("Same name, same institution"),
    "name_alike": N_("Same name, institutions that begin alike"),
    "reading": N_("Names that sound alike, same institution"),
}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two members of today who may be one person; `first_id` was entered first."""

    first_id: str
    second_id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferentPair:
    """Two members the owner marked as different people, and their names."""

    first_id: str
    second_id: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that still names somebody in the middle of a text."""

    table: str
    row_id: str
    column: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What two members differ in: their texts, and which is proposed to stay."""

    column: str
    kept: str
    lost: str
    proposed: Side
