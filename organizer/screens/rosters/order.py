"""What is taken out of the register: of whom, which columns, masked or not. No widgets."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organizer.base.words import _
from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Preset
from organizer.domain.groups import store as groups
from organizer.domain.rosters import actions, listing, store
from organizer.domain.rosters.columns import (
    COLUMNS,
    DEFAULT_GROUP_KEYS,
    DEFAULT_KEYS,
    Column,
    column,
    own_column,
)
from organizer.domain.rosters.export import Roster, roster_texts
from organizer.domain.rosters.records import OwnField

if TYPE_CHECKING:
    from organizer.base.database import Database

#: The preview shows so many of the first people; what is taken out has all.
PREVIEWED = 300
#: Of more people than these all usual columns go out; of fewer, those that say something.
_LOOKED_AT = 5_000
#: What a picture shows unless the owner chooses: who, from where, in which position.
SHORT_KEYS = ("name", "institution", "position", "roles")
EVERYBODY, CHOSEN = "", "chosen"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken out now: groups, own fields, named layouts."""

    groups: tuple[tuple[str, str], ...]
    fields: tuple[OwnField, ...]
    layouts: tuple[Preset, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A roster to be taken out; `group_id` says in which group aliases and dates are meant."""

    title: str = ""
    ids: tuple[str, ...] = ()
    group_id: str | None = None
    columns: tuple[Column, ...] = ()
    fields: tuple[OwnField, ...] = ()
    masked: bool = True
    filled: frozenset[str] | None = None
    """The keys of the columns that say something of these people; None: not known."""

    def roster(self, *, masked: bool | None = None, first: int | None = None) -> Roster:
        """The roster as the domain writes it, perhaps of the first people only."""
        ids = self.ids if first is None else self.ids[:first]
        hidden = self.masked if masked is None else masked
        return Roster(self.columns, self.fields, self.group_id, ids, hidden, self.title)

    def personal(self) -> list[str]:
        """The headings of the columns that deserve care."""
        return [one.title() for one in self.columns if one.personal]

    def with_columns(self, keys: Sequence[str]) -> "Order":
        """The same with these columns in this order; keys that mean nothing here are dropped."""
        known = {one.key for one in self.offered()}
        found = [column(key, self.fields) for key in dict.fromkeys(keys) if key in known]
        return replace(self, columns=tuple(found))

    def offered(self) -> list[Column]:
        """Every column there is for these people."""
        plain = [one for one in COLUMNS if self.group_id is not None or not one.of_group]
        return [*plain, *map(own_column, self.fields)]

    def default_keys(self) -> tuple[str, ...]:
        """The columns that go out unless the owner chooses."""
        return self._saying(DEFAULT_KEYS if self.group_id is None else DEFAULT_GROUP_KEYS)

    def short_keys(self) -> tuple[str, ...]:
        """The columns that go out where they are read on a phone."""
        return self._saying(SHORT_KEYS)

    def _saying(self, keys: Sequence[str]) -> tuple[str, ...]:
        known = self.filled
        return tuple(key for key in keys if known is None or key == "name" or key in known)


def offer(db: "Database") -> Offer:
    """What can be taken out now."""
    return Offer(
        tuple(groups.choices(db)),
        tuple(store.own_fields(db)),
        tuple(fields.presets(db, actions.LAYOUT)),
    )


def people(db: "Database", group_id: str | None, today: dt.date) -> tuple[str, ...]:
    """The people in a group, or everybody who is not archived, in the order of names."""
    filters = {} if group_id is None else {"group": [group_id]}
    return tuple(listing.roster_ids(db, {"words": "", "filters": filters}, today=today))


def filled_keys(db: "Database", order: Order) -> frozenset[str] | None:
    """The usual columns that say something of these people; None for too many to look at."""
    if not order.ids or len(order.ids) > _LOOKED_AT:
        return None
    usual = order.with_columns((*order.default_keys(), *order.short_keys()))
    cells = zip(*texts(db, usual), strict=True)
    return frozenset(
        one.key for one, of_column in zip(usual.columns, cells, strict=True) if any(of_column)
    )


def texts(
    db: "Database", order: Order, *, masked: bool | None = None, first: int | None = None
) -> list[tuple[str, ...]]:
    """The rows of an order as finished texts."""
    return roster_texts(db, order.roster(masked=masked, first=first))


def as_text(title: str, count: str, rows: Sequence[Sequence[str]]) -> str:
    """A roster as a text for a chat: title, count, one numbered line for each person."""
    lines = [_("{title} ({count})").format(title=title, count=count) if title else count]
    for number, row in enumerate(rows, start=1):
        cells = [" ".join(cell.split()) for cell in row if cell]
        lines.append(f"{number}. " + "  ".join(cells))
    return "\n".join(lines)
