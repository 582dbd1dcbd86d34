"""The members list with every filter, and what a search on the command line finds."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.masking import mask_phone
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store as members
from organizer.domain.members import store_filters
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.rosters import store, store_listing
from organizer.domain.rosters.records import RosterRow
from organizer.domain.rosters.store_filters import State, conditions


def roster_ids(
    db: Database,
    state: State,
    sort: str = "name",
    descending: bool = False,
    *,
    today: dt.date,
    words: bool = True,
) -> list[str]:
    """The ids of the members a filter state finds, in order; `words=False` passes its search over.

    `sort` is the key of a column of the members list or `field:ID` of an own field. Empty values
    come last, equals go by name.
    """
    wanted = conditions(state, today, words=words)
    return store_listing.ordered_ids(db, wanted, sort, descending=descending)


def roster_rows(db: Database, ids: Sequence[str]) -> list[RosterRow]:
    """The lines of these members in this order; who is gone is left out."""
    return store_listing.rows(db, ids)


def search(db: Database, words: str) -> dict[str, list[dict[str, Any]]]:
    """Members, groups and institutions found by words, each kind in the order of names."""
    ids = members.member_ids(db, [NOT_ARCHIVED, store_filters.matching(words)])
    places = institutions.institution_ids(db, words=words)
    return {
        "members": [
            {
                "id": row.id,
                "number": row.number,
                "name": row.name,
                "institution": row.institution,
                "position": row.position,
                "phone": mask_phone(row.phones[0]) if row.phones else "",
            }
            for row in members.member_rows(db, ids)
        ],
        "groups": [{"id": row_id, "name": name} for row_id, name in store.groups_found(db, words)],
        "institutions": [
            {"id": row.id, "name": row.name} for row in institutions.institution_rows(db, places)
        ],
    }
