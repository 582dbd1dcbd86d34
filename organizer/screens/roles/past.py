"""The history of a position."""

from typing import TYPE_CHECKING, Any

from organizer.base import history
from organizer.base.words import N_
from organizer.domain.roles.records import title_words
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import RowChange

LABELS = {
    "title": N_("Title"),
    "starts_on": N_("Starts on"),
    "term_ends_on": N_("Term until"),
    "ended_on": N_("Ended on"),
    "duty": N_("Duty"),
    "returns": N_("What it returns"),
}


def appointment_past(desk: Desk) -> PastTab:
    """The tab."""
    return PastTab(desk, _rows, LABELS, _shown)


def _rows(db: "Database", appointment_id: str) -> "list[RowChange]":
    return history.of_rows(db, "appointment", [appointment_id])


def _shown(_db: "Database", column: str, value: Any) -> str:
    return title_words(value) if column == "title" else str(value)
