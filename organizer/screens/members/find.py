"""Finding members, institutions, tags and groups for pickers and for the global search."""

from typing import TYPE_CHECKING

from organizer.base.districts import district_name, districts_within, search_districts
from organizer.domain.fields import store as fields
from organizer.domain.groups import store as groups
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store as members
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.records import MemberRow
from organizer.domain.members.store_filters import among, called, matching
from organizer.domain.rosters import store_listing
from organizer.screens.members.index import index_of
from organizer.widgets.desk import Desk
from organizer.widgets.phone_field import Holder
from organizer.widgets.picker import Choice

if TYPE_CHECKING:
    from organizer.base.database import Database

OFFERED = 30
"""Records offered at most; who needs others types more."""
LOOKED_AT = 300


async def find_members(desk: Desk, words: str) -> list[Choice]:
    """Members whom these words find, the likeliest first; without words the first by name."""
    index = index_of(desk)
    hits: list[str] | None = None
    if words and index.ready:
        hits = index.texts.search(words).rows(0, LOOKED_AT)
    return await desk.read(_members, words, hits)


def _members(db: "Database", words: str, hits: list[str] | None) -> list[Choice]:
    if not words:
        ids = store_listing.first_ids(db)[0][:OFFERED]
    else:
        found = matching(words) if hits is None else among(hits)
        ids = members.member_ids(db, [NOT_ARCHIVED, found])[:LOOKED_AT]
    rows = members.member_rows(db, ids)
    wanted = words.casefold().replace(" ", "")
    if wanted:
        rows.sort(key=lambda row: _likeliness(row, wanted))
    return [_choice(row) for row in rows[:OFFERED]]


def _likeliness(row: MemberRow, wanted: str) -> int:
    """0 for the name itself, then what begins with it, then what is called so somewhere."""
    name = row.name.casefold()
    if name == wanted:
        return 0
    syllables = row.reading.split()
    spoken = "".join(syllables)
    if name.startswith(wanted) or spoken.startswith(wanted):
        return 1
    initials = "".join(syllable[0] for syllable in syllables)
    return 2 if initials.startswith(wanted) else 3


def _choice(row: MemberRow) -> Choice:
    return Choice(row.id, row.name, " · ".join(filter(None, (row.institution, row.position))))


async def find_holder(desk: Desk, number: str, member_id: str | None = None) -> Holder | None:
    """Who else has this phone number; `open` shows them."""
    found = await desk.read(members.other_holder, number, member_id)
    if found is None:
        return None
    holder_id, name = found
    return Holder(name, lambda: desk.open_record("member", holder_id))


async def find_namesakes(desk: Desk, name: str) -> list[Choice]:
    """Members of today called so, then those whose names sound the same."""
    rows = await desk.read(_called, name)
    return [_choice(row) for row in sorted(rows, key=lambda row: row.name != name)]


def _called(db: "Database", name: str) -> list[MemberRow]:
    ids = members.member_ids(db, [NOT_ARCHIVED, called(name)])
    return members.member_rows(db, ids[:OFFERED])


async def find_institutions(desk: Desk, words: str) -> list[Choice]:
    """Institutions whom these words find."""
    return [
        Choice(one.id, one.name, one.short_name if one.short_name != one.name else "")
        for one in await desk.read(institutions.find, words, limit=OFFERED)
    ]


async def find_tags(desk: Desk, words: str) -> list[Choice]:
    """Tags in whose name these words stand."""
    wanted = words.casefold()
    found = await desk.read(fields.tags)
    return [Choice(tag.id, tag.name) for tag in found if wanted in tag.name.casefold()][:OFFERED]


async def find_groups(desk: Desk, words: str) -> list[Choice]:
    """Groups in use in whose name these words stand."""
    wanted = words.casefold()
    found = await desk.read(groups.choices)
    return [Choice(row_id, name) for row_id, name in found if wanted in name.casefold()][:OFFERED]


async def find_districts(words: str) -> list[Choice]:
    """Places in China by Chinese, pinyin or initials; without words the provinces."""
    codes = search_districts(words, OFFERED) if words else districts_within()
    return [Choice(code, district_name(code)) for code in codes]
