"""Finding groups, people, institutions and branches for pickers and the global search."""

from organizer.base.districts import short_district_name
from organizer.domain.branches import store as branches
from organizer.domain.groups import store as groups
from organizer.domain.groups.records import Group, kind_words
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store_offers
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import says


def group_choice(group: Group) -> Choice:
    """A group as a choice."""
    detail = (kind_words(group.kind), group.branch_name, group.run_for_name)
    return Choice(group.id, group.name, " · ".join(filter(None, detail)))


async def find_groups(desk: Desk, words: str) -> list[Choice]:
    """Groups in use that the words find by name, pinyin, initials or number."""
    found = [one.group for one in await desk.read(groups.groups)]
    return [group_choice(one) for one in found if says(f"{one.name}\n{one.number}", words)]


async def find_people(desk: Desk, words: str) -> list[Choice]:
    """People whom the words find, the likeliest first."""
    found = await desk.read(store_offers.offered, words)
    return [Choice(one.id, one.name, one.detail) for one in found]


async def find_institutions(desk: Desk, words: str) -> list[Choice]:
    """Institutions whom the words find."""
    return [Choice(one.id, one.name) for one in await desk.read(institutions.find, words)]


async def find_branches(desk: Desk, words: str) -> list[Choice]:
    """Branches in use that the words find."""
    found = await desk.read(branches.branches)
    return [
        Choice(one.id, one.name, short_district_name(one.region))
        for one in found
        if says(f"{one.name}\n{short_district_name(one.region)}", words)
    ]
