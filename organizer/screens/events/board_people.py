"""Finding who is meant by a note or promise: those at the event first, then the whole register."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from organizer.base.words import _
from organizer.domain.events import store, store_said
from organizer.domain.members import store_offers
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import says

if TYPE_CHECKING:
    from organizer.base.database import Database

MOST = 12
NAME_ONLY = ""
"""The id of a choice that is a name nobody of the register has."""


def people_meant(db: "Database", key: str, words: str) -> list[Choice]:
    """People whom the words find, those at the event first; all of the event for no words."""
    event = store.event(db, key)
    there = [] if event is None else store_said.people_at(db, event.id)
    found = [
        Choice(member_id, name, _("at this event"))
        for member_id, name in there
        if says(name, words)
    ]
    if words:
        known = {one.id for one in found}
        found += [
            Choice(one.id, one.name, one.detail)
            for one in store_offers.offered(db, words)
            if one.id not in known
        ]
    return found[:MOST]


def finder(
    desk: Desk, key: Callable[[], str | None], *, names: bool = False
) -> Callable[[str], Awaitable[Sequence[Choice]]]:
    """A reading function for a picker; with `names` also a name nobody of the register has."""

    async def find(words: str) -> list[Choice]:
        record = key()
        if record is None:
            return []
        found = await desk.read(people_meant, record, words)
        if names and words and not any(one.title == words for one in found):
            found.append(Choice(NAME_ONLY, words, _("name only")))
        return found

    return find
