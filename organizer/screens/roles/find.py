"""Finding people, groups and branches for pickers, and the setting of ending terms."""

from typing import TYPE_CHECKING

from organizer.base.districts import short_district_name
from organizer.domain.branches import store as branches
from organizer.domain.groups import store as groups
from organizer.domain.members import store_offers
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import says

if TYPE_CHECKING:
    from organizer.base.database import Database

ALLIANCE = "alliance"


async def find_people(desk: Desk, words: str) -> list[Choice]:
    """People whom the words find, the likeliest first."""
    found = await desk.read(store_offers.offered, words)
    return [Choice(one.id, one.name, one.detail) for one in found]


def places(db: "Database") -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Id and name of every group and every branch in use."""
    return groups.choices(db), [(one.id, one.name) for one in branches.branches(db)]


async def find_groups(desk: Desk, words: str) -> list[Choice]:
    """Groups in use whom the words find."""
    found = await desk.read(groups.choices)
    return [Choice(group_id, name) for group_id, name in found if says(name, words)]


async def find_branches(desk: Desk, words: str) -> list[Choice]:
    """Branches in use whom the words find."""
    found = await desk.read(branches.branches)
    return [
        Choice(one.id, one.name, short_district_name(one.region))
        for one in found
        if says(one.name, words)
    ]
