"""Finding branches for the global search."""

from organizer.base.districts import short_district_name
from organizer.domain.branches import store
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import says


async def find_branches(desk: Desk, words: str) -> list[Choice]:
    """Branches in use whom the words find by name, region, pinyin or initials."""
    found = [(one, short_district_name(one.region)) for one in await desk.read(store.branches)]
    return [
        Choice(one.id, one.name, region)
        for one, region in found
        if says(f"{one.name}\n{region}", words)
    ]
