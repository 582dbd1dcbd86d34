"""Finding venues for the global search, and institutions for their profile."""

from organizer.domain.institutions import store as institutions
from organizer.domain.venues import store
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice


async def find_venues(desk: Desk, words: str) -> list[Choice]:
    """Venues in use whom the words find by name, address, pinyin or initials."""
    found = await desk.read(store.venues, words)
    return [Choice(one.id, one.name, one.institution_name or one.address) for one in found]


async def find_institutions(desk: Desk, words: str) -> list[Choice]:
    """Institutions whom the words find."""
    return [Choice(one.id, one.name) for one in await desk.read(institutions.find, words)]
