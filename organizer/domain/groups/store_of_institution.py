"""Which groups concern an institution: run for it, or with its people in them."""

from dataclasses import dataclass

from organizer.base.database import Database
from organizer.domain.groups import store
from organizer.domain.groups.records import GroupInList


@dataclass(frozen=True, slots=True)
class GroupOfInstitution:
    """A group, whether it is run for the institution, and how many of its people are in it."""

    group: GroupInList
    run_for_it: bool
    its_people: int


def groups_of_institution(db: Database, institution_id: str) -> list[GroupOfInstitution]:
    """The groups run for an institution first, then those its people are in, by name."""
    there: dict[str, int] = dict(
        db.rows(
            "SELECT s.group_id, count(DISTINCT a.member_id) FROM member m"
            " JOIN account a ON a.member_id = m.id AND a.kind = 'ordinary'"
            " JOIN membership s ON s.account_id = a.id AND s.left_on IS NULL"
            " WHERE m.institution_id = ? AND m.archived_at IS NULL GROUP BY s.group_id",
            (institution_id,),
        )
    )
    found = [
        GroupOfInstitution(one, one.group.run_for_id == institution_id, there.get(one.group.id, 0))
        for one in store.groups(db)
        if one.group.run_for_id == institution_id or one.group.id in there
    ]
    return sorted(found, key=lambda one: not one.run_for_it)
