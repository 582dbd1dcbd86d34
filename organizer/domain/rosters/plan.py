"""The plan of an import: what each row of a list would do to the register.

Each row is new, matches a member (and may change it), is for the owner to decide, or is refused
with a reason. Made from a checked list in a few bulk reads; `importing` carries out exactly this.
Always: rows = new + matched + conflicts + refused.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.rosters.checked import CheckedList, Trouble
from organizer.domain.rosters.columns import BY_KEY, BY_NAME, MATCH_KEYS
from organizer.domain.rosters.mapping import ColumnMapping

NEW, MATCHED, CONFLICT, REFUSED = range(4)


class Change(NamedTuple):
    """What a row changes of the member it matches: the column, its text before and after."""

    key: str
    before: str
    after: str


class Problem(NamedTuple):
    """Why a row is refused or has to be decided on.

    Code, columns concerned, members it may be, the text that is to blame.
    """

    code: str
    columns: tuple[str, ...]
    candidates: tuple[str, ...] = ()
    wrong: str = ""


class Cell(NamedTuple):
    """Cells the owner may leave empty to have their rows taken: what is wrong, which column.

    The key '' is no cell: rows that nothing tells, for this reason, are taken as new members.
    """

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner says about a row: a new member, this member, or leave it."""

    kind: Literal["new", "match", "leave"]
    member_id: str = ""


@dataclass
class GroupTarget:
    """The group the people of a list are put into; id None: to be made with this name.

    `joined_on` is when they joined if the list has no column that says so, '' for today.
    """

    id: str | None
    name: str
    platform: str = "wechat"
    joined_on: str = ""


@dataclass
class Updates:
    """What changes of members that are there already, in the form it is written.

    `columns` are by member (institution and recommender still by name), `accounts` and
    `memberships` by their ids; the lists are rows to add.
    """

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    phones: list[tuple[str, str, int]] = field(default_factory=list)
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    new_accounts: list[tuple[str, str, str, str]] = field(default_factory=list)
    subjects: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    fields: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    memberships: dict[str, dict[str, str]] = field(default_factory=dict)
    joins: list[tuple[str, str, str, str]] = field(default_factory=list)


@dataclass
class ImportPlan:
    """What an import would do, row by row; rows are counted from 0, lines from 1."""

    checked: CheckedList
    keys: tuple[str, ...]
    group: GroupTarget | None
    mark: int
    today: dt.date
    outcome: bytearray
    member_of: dict[int, str] = field(default_factory=dict)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    institutions: dict[str, str] = field(default_factory=dict)
    new_institutions: list[str] = field(default_factory=list)
    not_linked: list[str] = field(default_factory=list)
    mapping: ColumnMapping | None = None
    updates: Updates = field(default_factory=Updates)
    same_as: dict[int, int] = field(default_factory=dict)
    recommenders: dict[str, str | int] = field(default_factory=dict)
    left_empty: frozenset[Cell] = frozenset()
    offers: dict[Cell, int] = field(default_factory=dict)
    """Cells that may be left empty, with the number of rows that could be taken without them."""

    def __len__(self) -> int:
        return len(self.outcome)

    def rows(self, outcome: int) -> list[int]:
        """The rows of one outcome, in the order of the list."""
        return [row for row, one in enumerate(self.outcome) if one == outcome]

    @property
    def counts(self) -> dict[str, int]:
        """Numbers of rows: rows, new, matched, changed (within matched), conflicts, refused."""
        return {
            "rows": len(self.outcome),
            "new": self.outcome.count(NEW),
            "matched": self.outcome.count(MATCHED),
            "changed": len(self.changes),
            "conflicts": self.outcome.count(CONFLICT),
            "refused": self.outcome.count(REFUSED),
        }

    def masked_rows(self) -> list[int]:
        """The rows of new members with a masked number, which is not entered."""
        rows = set().union(*self.checked.masked.values())
        return sorted(row for row in rows if self.outcome[row] == NEW)

    def odd_phone_rows(self) -> list[int]:
        """The rows of new members with a phone of a wrong length, which is kept as typed."""
        odd = self.checked.odd_phones()
        rows = self.rows(NEW) if odd else ()
        return [row for row in rows if not odd.isdisjoint(self.checked.all_of("phone", row))]

    def emptied(self, row: int) -> list[Trouble]:
        """The cells of a row taken that are left empty, as the owner chose."""
        taken = self.outcome[row] in (NEW, MATCHED)
        return self.checked.troubles.get(row, []) if taken else []

    def emptied_rows(self) -> list[int]:
        """The rows taken with a cell left empty."""
        return sorted(row for row in self.checked.troubles if self.emptied(row))

    def repeated_rows(self) -> list[int]:
        """The rows that say what an earlier row of the list says, and so add nothing."""
        return sorted(row for row in self.same_as if self.outcome[row] == MATCHED)

    def line(self, row: int) -> int:
        """The line of the file a row starts on."""
        return self.checked.lines[row]

    def problem_rows(self, outcome: int) -> list[tuple[int, Problem]]:
        """The refused rows, or those to be decided on, with their problems."""
        return [(row, self.problems[row]) for row in self.rows(outcome)]


def choose_keys(mapping: ColumnMapping, match: Sequence[str] = ()) -> tuple[str, ...]:
    """What rows are matched by: as chosen, else the mapped ones of phone, WeChat, QQ, number.

    Each row goes by the first of them it fills. Raises UserError when the list has no such column.
    """
    if match:
        missing = [
            column
            for key in match
            for column in (("name", "institution") if key == BY_NAME else (key,))
            if not mapping.has(column)
        ]
        if missing:
            raise UserError(
                "import.key_not_mapped",
                N_(
                    "The list has no column for “{key}”, so its rows can’t be matched by it."
                    " Choose another key, or say which column it is."
                ),
                key=BY_KEY[missing[0]].title(),
            )
        return tuple(match)
    if mapped := tuple(key for key in MATCH_KEYS if mapping.has(key)):
        return mapped
    raise UserError(
        "import.no_key",
        N_(
            "The list has no column that tells people apart: phone, WeChat ID, QQ number or own"
            " number. A name alone is not enough. Add such a column, or say which one it is."
        ),
    )


def require_name(mapping: ColumnMapping) -> None:
    """Refuse a list without names. Raises UserError."""
    if not mapping.has("name"):
        raise UserError(
            "import.no_name_column",
            N_("The list has no column with names. Say which column holds them."),
        )
