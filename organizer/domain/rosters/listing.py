"""The members list with every filter, and what a search on the command line finds."""

from typing import Any

from organizer.base.database import Database
from organizer.base.masking import mask_phone
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store as members
from organizer.domain.members import store_filters
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.rosters import store


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
