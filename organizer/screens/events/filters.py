"""What the calendar can be narrowed to besides kinds: a group, a branch, a host."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from organizer.base.words import N_
from organizer.domain.branches import store as branches
from organizer.domain.events import store_of_others
from organizer.domain.events.records import EventFilter
from organizer.domain.groups import store as groups
from organizer.widgets.desk import Desk
from organizer.widgets.filter_kinds import FilterKind, FilterState, FilterType, Option

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket


def _groups(db: "Database") -> list[Option]:
    return [Option(group_id, name) for group_id, name in groups.choices(db)]


def _branches(db: "Database") -> list[Option]:
    return [Option(one.id, one.name) for one in branches.branches(db)]


def _hosts(db: "Database") -> list[Option]:
    return [Option(host_id, name) for host_id, name in store_of_others.hosts_in_use(db)]


def event_filters(desk: Desk) -> list[FilterKind]:
    """Every filter in the order the menu offers them."""

    def asked(
        read: Callable[["Database"], list[Option]],
    ) -> "Callable[[], Ticket[Sequence[Option]]]":
        return lambda: desk.opened().ask(read)

    return [
        FilterKind("group", N_("Group"), FilterType.CHOICE, asked(_groups)),
        FilterKind("branch", N_("Branch"), FilterType.CHOICE, asked(_branches)),
        FilterKind("host", N_("Hosted by"), FilterType.CHOICE, asked(_hosts)),
    ]


def wanted_of(state: FilterState, kinds: frozenset[str]) -> EventFilter:
    """The domain's filter of a filter bar's state and the kinds shown."""
    filters: dict[str, Any] = state.get("filters") or {}

    def one(key: str) -> str | None:
        chosen = filters.get(key)
        return str(chosen[0]) if isinstance(chosen, list) and chosen else None

    return EventFilter(
        kinds=kinds,
        group_id=one("group"),
        branch_id=one("branch"),
        host_id=one("host"),
        words=str(state.get("words") or ""),
    )
