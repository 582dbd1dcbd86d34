"""Conditions of a list of members, to be combined at will.

Each is a piece of SQL over `store.SOURCE` (`m` the member, `i` the institution). They are written
in `store_filters`; later subjects write their own in their stores.
"""

from typing import Any, NamedTuple


class Condition(NamedTuple):
    """A condition members meet or do not; `sql` has a `?` for each of the parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


NOT_ARCHIVED = Condition("m.archived_at IS NULL")
ARCHIVED = Condition("m.archived_at IS NOT NULL")
EVERYBODY = Condition("1")
