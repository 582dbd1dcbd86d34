"""Which steps some words mean: by what was done, by whom it was about, by who did it."""

from typing import TYPE_CHECKING

from organizer.base.steps import KINDS
from organizer.base.words import _
from organizer.domain.joining.store_history import member_history
from organizer.domain.overview.store import find_everywhere
from organizer.domain.overview.store_history import Wanted

if TYPE_CHECKING:
    from organizer.base.database import Database

PEOPLE = 5
"""So many people a word may mean; more are not told apart by it."""
MOST_CHANGES = 2_000


def wanted_steps(db: "Database", words: str, area: str) -> Wanted:
    """Read what was typed: words of a title, a person's name or pinyin, or who did it."""
    if not words:
        return Wanted(area)
    people = [hit.id for hit in find_everywhere(db, words, limit=PEOPLE) if hit.kind == "member"]
    steps = {
        change.step_id
        for person in people
        for change in member_history(db, person, limit=MOST_CHANGES)
    }
    return Wanted(area, tuple(_actions(words)), tuple(steps), words, searched=True)


def _actions(words: str) -> list[str]:
    wanted = words.casefold().split()
    found = []
    for kind in list(KINDS.values()):
        titles = " ".join((_(kind.singular), _(kind.plural), kind.singular)).casefold()
        if all(word in titles for word in wanted):
            found.append(kind.id)
    return found
