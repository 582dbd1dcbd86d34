"""The history of an event."""

from typing import TYPE_CHECKING, Any

from organizer.base.money import fen_text
from organizer.base.words import N_
from organizer.domain.events import store
from organizer.domain.events.records import KINDS, OWN_KIND, kind_words
from organizer.domain.events.store_past import history_of_event
from organizer.domain.institutions import store as institutions
from organizer.domain.venues import store as venues
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database

LABELS = {
    "title": N_("Event title"),
    "kind": N_("Kind"),
    "own_kind_id": N_("Kind"),
    "held_on": N_("Day"),
    "starts_at": N_("Starts"),
    "session_title": N_("Title of the session"),
    "session_minutes": N_("Length (minutes)"),
    "minutes": N_("Minutes taken"),
    "host_id": N_("Hosted by"),
    "venue_id": N_("Campus or venue"),
    "place": N_("Place"),
    "capacity": N_("Capacity"),
    "cost_fen": N_("Cost per person"),
    "description": N_("Description"),
    "materials": N_("To bring"),
    "notes": N_("Notes"),
}


def event_past(desk: Desk) -> PastTab:
    """The tab."""
    return PastTab(desk, history_of_event, LABELS, _shown)


def _shown(db: "Database", column: str, value: Any) -> str:
    if column == "kind":
        return "…" if value == OWN_KIND or value not in KINDS else kind_words(value)
    if column == "cost_fen":
        return fen_text(value)
    found: Any = None
    if column == "own_kind_id":
        found = next((one for one in store.own_kinds(db, archived=True) if one.id == value), None)
    elif column == "host_id":
        found = institutions.get(db, value)
    elif column == "venue_id":
        found = venues.venue(db, value)
    else:
        return str(value)
    return "—" if found is None else str(found.name)
