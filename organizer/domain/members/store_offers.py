"""What a picker of people offers."""

from dataclasses import dataclass

from organizer.base.database import Database
from organizer.domain.members import store
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.records import MemberRow
from organizer.domain.members.store_filters import matching


@dataclass(frozen=True, slots=True)
class Offer:
    """A person a picker offers; `detail` tells them from their namesakes."""

    id: str
    name: str
    detail: str


def offered(db: Database, words: str, *, limit: int = 20) -> list[Offer]:
    """People by 汉字, pinyin, initials or phone digits; who is called so comes first."""
    if not words.strip():
        return []
    ids = store.member_ids(db, [NOT_ARCHIVED, matching(words)])
    rows = store.member_rows(db, ids[: 10 * limit])
    wanted = words.strip().casefold()
    rows.sort(key=lambda row: (row.name.casefold() != wanted, not _begins(row, wanted)))
    return [
        Offer(row.id, row.name, " · ".join(filter(None, (row.institution, row.position))))
        for row in rows[:limit]
    ]


def _begins(row: MemberRow, wanted: str) -> bool:
    return row.name.casefold().startswith(wanted) or row.reading.replace(" ", "").startswith(wanted)
