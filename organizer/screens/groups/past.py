"""The history of a group: what was changed of it, who came and went, head counts."""

from typing import TYPE_CHECKING, Any

from organizer.base.words import N_, _
from organizer.domain.branches import store as branches
from organizer.domain.groups.records import kind_words
from organizer.domain.groups.store_history import history_of_group
from organizer.domain.institutions import store as institutions
from organizer.domain.members.records import PLATFORMS
from organizer.widgets.desk import Desk
from organizer.widgets.past_tab import PastTab

if TYPE_CHECKING:
    from organizer.base.database import Database

LABELS = {
    "name": N_("Group name"),
    "platform": N_("Platform"),
    "number": N_("Group number"),
    "kind": N_("Kind"),
    "run_for_id": N_("Run for"),
    "is_paid": N_("Paid group"),
    "positioning": N_("Positioning"),
    "for_whom": N_("For whom"),
    "capacity": N_("Capacity"),
    "founded_on": N_("Founded on"),
    "life_span_months": N_("Life span (months)"),
    "branch_id": N_("Branch"),
    "notes": N_("Notes"),
}


def group_past(desk: Desk) -> PastTab:
    """The tab."""
    return PastTab(desk, history_of_group, LABELS, _shown)


def _shown(db: "Database", column: str, value: Any) -> str:
    if column == "platform":
        return _(PLATFORMS.get(value, value))
    if column == "kind":
        return kind_words(value)
    if column == "is_paid":
        return _("Yes") if value else _("No")
    if column == "branch_id":
        branch = branches.branch(db, value)
        return branch.name if branch is not None else "—"
    if column == "run_for_id":
        institution = institutions.get(db, value)
        return institution.name if institution is not None else "—"
    return str(value)
