"""Finding institutions for the global search, subjects and districts for pickers."""

from organizer.base.districts import district_name, search_districts
from organizer.domain.institutions import store
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import says

OFFERED = 30


async def find_institutions(desk: Desk, words: str) -> list[Choice]:
    """Institutions whom the words find."""
    return [
        Choice(one.id, one.name, one.short_name if one.short_name != one.name else "")
        for one in await desk.read(store.find, words)
    ]


async def find_subjects(desk: Desk, words: str) -> list[Choice]:
    """Subjects in use that the words find, the most frequent first."""
    found = await desk.read(store.subjects_in_use)
    return [Choice(one, one) for one in found if says(one, words)][:OFFERED]


async def new_subject(name: str) -> Choice | None:
    """A subject nobody has yet; it exists when it is saved with an institution."""
    return Choice(name, name)


async def find_districts(words: str) -> list[Choice]:
    """Places found by 汉字, pinyin or initials."""
    return [Choice(code, district_name(code)) for code in search_districts(words, OFFERED)]
