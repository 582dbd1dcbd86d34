"""The history of an institution's card."""

from typing import TYPE_CHECKING, Any

from organizer.base import history
from organizer.base.districts import district_name
from organizer.base.masking import mask_phone
from organizer.base.words import N_
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import RowChange

LABELS = {
    "name": N_("Institution name"),
    "short_name": N_("Short name"),
    "district": N_("District"),
    "contact_name": N_("Contact"),
    "contact_phone": N_("Contact’s phone"),
    "notes": N_("Private notes"),
}


def institution_past(desk: Desk) -> PastTab:
    """The tab."""

    def shown(_db: "Database", column: str, value: Any) -> str:
        if column == "district":
            return district_name(value)
        if column == "contact_phone" and desk.machine_settings.get("mask_numbers"):
            return mask_phone(value)
        return str(value)

    return PastTab(desk, _rows, LABELS, shown)


def _rows(db: "Database", institution_id: str) -> "list[RowChange]":
    found = history.of_rows(db, "institution", [institution_id])
    found += history.of_rows(db, "institution_private", [institution_id])
    return found
