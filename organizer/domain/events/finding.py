"""Which event somebody means who names it by its id, the beginning of it, or its title."""

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.events import store
from organizer.domain.events.records import Key


def find(db: Database, named: str) -> Key:
    """The one event meant by its id ("ID@2026-12-05" for a day of a repetition) or its title.

    Raises UserError when there is none, or several begin with that id or have that title.
    """
    named = one_line(named)
    try:
        key = Key.of(named)
    except ValueError:
        key = Key(named)
    found = store.ids_beginning(db, key.event_id) if key.event_id else []
    if key.event_id in found:
        found = [key.event_id]
    if not found:
        found, key = store.ids_titled(db, named), Key(named)
    if not found:
        raise UserError(
            "events.not_found_named",
            N_("No event is called “{event}”, by id or title."),
            event=named,
        )
    if len(found) > 1:
        raise UserError(
            "events.several",
            N_("Several events may be “{event}”. Name one by its id: {ids}."),
            event=named,
            ids=", ".join(found),
        )
    meant = store.resolve(db, Key(found[0], key.occurs_on))
    if store.event(db, meant) is None:
        raise UserError(
            "events.gone", N_("This day of the repetition does not take place any more.")
        )
    return meant
