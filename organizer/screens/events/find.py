"""Finding events for the global search: what comes first, then the latest of what was."""

import datetime as dt
from typing import TYPE_CHECKING

from organizer.base.formats import format_date
from organizer.domain.events import store
from organizer.domain.events.records import Entry, EventFilter
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice

if TYPE_CHECKING:
    from organizer.base.database import Database

AHEAD, BACK = dt.timedelta(days=366), dt.timedelta(days=3 * 366)


async def find_events(desk: Desk, words: str) -> list[Choice]:
    """Events whose title the words find by 汉字, pinyin or initials; of a repetition one day."""
    found = await desk.read(found_events, words, desk.clock.today())
    return [Choice(one.key, one.title, _when(one)) for one in found]


def found_events(db: "Database", words: str, today: dt.date) -> list[Entry]:
    """One entry for each event: the next it has, else the last it had."""
    wanted = EventFilter(words=words)
    found: dict[str, Entry] = {}
    for one in store.entries(db, today, today + AHEAD, wanted):
        found.setdefault(_event(one), one)
    for one in reversed(store.entries(db, today - BACK, today, wanted)):
        found.setdefault(_event(one), one)
    return list(found.values())


def _event(one: Entry) -> str:
    return one.key.partition("@")[0]


def _when(one: Entry) -> str:
    return " ".join(filter(None, (format_date(one.time.day), one.time.starts_at, one.place)))
