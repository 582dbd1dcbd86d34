"""A group's members tab as a list in pages: the ids of all in order, then the rows of a page."""

import json
from collections.abc import Sequence

from organizer.base.database import Database
from organizer.domain.groups.records import Membership
from organizer.domain.groups.store import MEMBERSHIP, membership_of

#: What a members tab can be sorted by; empty values come last either way.
ORDERS = {
    "name": "m.sort_key",
    "alias": "s.alias = '', s.alias",
    "institution": "i.id IS NULL, i.sort_key",
    "joined_on": "s.joined_on IS NULL, s.joined_on",
    "left_on": "s.left_on IS NULL, s.left_on",
    "came_by": "s.came_by = '', s.came_by",
    "invited_by": "v.id IS NULL, v.sort_key",
    "standing": "s.standing = '', s.standing",
    "is_seed": "s.is_seed = 0",
    "paid_until": "s.paid_until IS NULL, s.paid_until",
}
_TABLES = (
    "membership s JOIN account a ON a.id = s.account_id JOIN member m ON m.id = a.member_id"
    " LEFT JOIN institution i ON i.id = m.institution_id"
    " LEFT JOIN member v ON v.id = s.invited_by_id"
)
_WHO = {
    "present": "s.left_on IS NULL AND a.kind = 'ordinary'",
    "left": "s.left_on IS NOT NULL AND a.kind = 'ordinary'",
    "interactive": "s.left_on IS NULL AND a.kind = 'interactive'",
    "all": "1",
}


def membership_ids(
    db: Database,
    group_id: str,
    who: str = "present",
    *,
    order: str = "name",
    descending: bool = False,
) -> list[str]:
    """The ids of a group's memberships in order; equals go by name.

    `who` is "present", "left", "interactive" or "all"; `order` is a key of `ORDERS`.
    """
    keys = ORDERS[order].split(", ")
    if descending:
        keys[-1] += " DESC"
    return db.bulk_column(
        f"SELECT s.id FROM {_TABLES} WHERE s.group_id = :group AND {_WHO[who]}"
        f" ORDER BY {', '.join(keys)}, +m.sort_key, s.id",
        {"group": group_id},
    )


def membership_rows(db: Database, ids: Sequence[str]) -> list[Membership]:
    """One page: the memberships of these ids in this order; unknown ids are left out."""
    found = {
        row[0]: membership_of(row)
        for row in db.bulk(
            f"{MEMBERSHIP} WHERE s.id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(list(ids))},
        )
    }
    return [found[one] for one in ids if one in found]
