"""The history of a branch."""

from typing import TYPE_CHECKING, Any

from organizer.base import history
from organizer.base.words import N_
from organizer.domain.members import store as members
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import RowChange

LABELS = {
    "name": N_("Branch name"),
    "region": N_("Region"),
    "head_id": N_("Head"),
    "notes": N_("Notes"),
}


def branch_past(desk: Desk) -> PastTab:
    """The tab."""
    return PastTab(desk, _rows, LABELS, _shown)


def _rows(db: "Database", branch_id: str) -> "list[RowChange]":
    return history.of_rows(db, "branch", [branch_id])


def _shown(db: "Database", column: str, value: Any) -> str:
    return members.name_of(db, value) if column == "head_id" else str(value)
