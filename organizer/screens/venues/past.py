"""The history of a venue and its rooms."""

from typing import TYPE_CHECKING, Any

from organizer.base import history
from organizer.base.words import N_
from organizer.domain.institutions import store as institutions
from organizer.domain.venues import store
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import RowChange

LABELS = {
    "name": N_("Name"),
    "address": N_("Address"),
    "institution_id": N_("Campus of"),
    "capacity": N_("Holds (people)"),
    "notes": N_("Notes"),
}


def venue_past(desk: Desk) -> PastTab:
    """The tab."""
    return PastTab(desk, _rows, LABELS, _shown)


def _rows(db: "Database", venue_id: str) -> "list[RowChange]":
    rooms = [one.id for one in store.rooms_of(db, venue_id)]
    found = history.of_rows(db, "venue", [venue_id]) + history.of_rows(db, "venue_room", rooms)
    numbers: dict[str, int] = {}
    for change in found:
        if change.step_id not in numbers:
            step = history.step(db, change.step_id)
            numbers[change.step_id] = step.number if step is not None else 0
    return sorted(found, key=lambda change: -numbers[change.step_id])


def _shown(db: "Database", column: str, value: Any) -> str:
    if column == "institution_id":
        institution = institutions.get(db, value)
        return institution.name if institution is not None else "—"
    return str(value)
