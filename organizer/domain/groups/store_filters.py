"""Conditions of a list of members that ask about groups, to be combined with those of members."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.domain.members.conditions import Condition


def in_group(group_id: str, *, interactive: bool = False) -> Condition:
    """Members who are in a group now; with `interactive` also those there only by such accounts."""
    return _memberships(
        "s.group_id = ? AND s.left_on IS NULL", (group_id,), interactive=interactive
    )


def in_any_group() -> Condition:
    """Members who are in a group that is not archived."""
    return _memberships(
        "s.left_on IS NULL AND s.group_id IN (SELECT id FROM chat_group WHERE archived_at IS NULL)",
        (),
    )


def was_in_group(group_id: str) -> Condition:
    """Members who have left a group and not come back."""
    left = _memberships("s.group_id = ? AND s.left_on IS NOT NULL", (group_id,))
    there = in_group(group_id)
    return Condition(f"({left.sql}) AND NOT ({there.sql})", (*left.parameters, *there.parameters))


def joined_between(
    first: dt.date | None, last: dt.date | None = None, group_id: str | None = None
) -> Condition:
    """Members who joined a group (any unless given) on these days and are still there."""
    sql, parameters = _days("s.joined_on", first, last)
    if group_id is not None:
        sql.append("s.group_id = ?")
        parameters.append(group_id)
    return _memberships(" AND ".join([*sql, "s.left_on IS NULL"]), parameters)


def left_between(
    first: dt.date | None, last: dt.date | None = None, group_id: str | None = None
) -> Condition:
    """Members who left a group (any unless given) on these days."""
    sql, parameters = _days("s.left_on", first, last)
    if group_id is not None:
        sql.append("s.group_id = ?")
        parameters.append(group_id)
    return _memberships(" AND ".join(sql), parameters)


def came_by(code: str, group_id: str | None = None) -> Condition:
    """Members who came into a group (any unless given) in this way and are still there."""
    if group_id is None:
        return _memberships("s.came_by = ? AND s.left_on IS NULL", (code,))
    return _memberships("s.came_by = ? AND s.left_on IS NULL AND s.group_id = ?", (code, group_id))


def seeds(group_id: str | None = None) -> Condition:
    """Seed members of a group, or of any."""
    if group_id is None:
        return _memberships("s.is_seed = 1 AND s.left_on IS NULL", ())
    return _memberships("s.is_seed = 1 AND s.left_on IS NULL AND s.group_id = ?", (group_id,))


def stands(standing: str, group_id: str | None = None) -> Condition:
    """Members of a standing in a group, or in any."""
    if group_id is None:
        return _memberships("s.standing = ? AND s.left_on IS NULL", (standing,))
    return _memberships(
        "s.standing = ? AND s.left_on IS NULL AND s.group_id = ?", (standing, group_id)
    )


def has_interactive_account() -> Condition:
    """Members on whose card an interactive account is listed."""
    return Condition("m.id IN (SELECT a.member_id FROM account a WHERE a.kind = 'interactive')")


def _days(column: str, first: dt.date | None, last: dt.date | None) -> tuple[list[str], list[Any]]:
    sql, parameters = [f"{column} IS NOT NULL"], []
    if first is not None:
        sql.append(f"{column} >= ?")
        parameters.append(first.isoformat())
    if last is not None:
        sql.append(f"{column} <= ?")
        parameters.append(last.isoformat())
    return sql, parameters


def _memberships(sql: str, parameters: Sequence[Any], *, interactive: bool = False) -> Condition:
    kind = "" if interactive else " AND a.kind = 'ordinary'"
    return Condition(
        "m.id IN (SELECT a.member_id FROM membership s JOIN account a ON a.id = s.account_id"
        f" WHERE {sql}{kind})",
        tuple(parameters),
    )
