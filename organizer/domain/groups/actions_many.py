"""Writing memberships by the hundred thousand, for lists in: as fast as the table takes rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.steps import Step
from organizer.domain.groups.actions_memberships import JOIN


def add_memberships_many(
    step: Step, rows: Iterable[Sequence[Any]], *, cleaned: bool = False
) -> int:
    """Put new accounts into groups, given as (account id, group id, alias, joined on, left on).

    For accounts made in the same step, which can't be in a group yet: nothing is looked up. Days
    are ISO texts or None, checked by the caller. Returns how many.
    """
    step.begins(JOIN)
    columns = ("account_id", "group_id", "alias", "joined_on", "left_on")
    count = step.insert_many("membership", columns, rows, cleaned=cleaned)
    step.values.setdefault("count", count)
    return count
