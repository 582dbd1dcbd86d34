"""What can be done with branches."""

from collections.abc import Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.pinyin import sort_key, text_reading
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.branches import store

ADD = ActionKind("branches.add", N_("Added a branch"))
CHANGE = ActionKind("branches.change", N_("Changed a branch"))
ARCHIVE = ActionKind(
    "branches.archive", N_("Archived {count} branch"), N_("Archived {count} branches")
)
RESTORE = ActionKind(
    "branches.restore", N_("Brought back {count} branch"), N_("Brought back {count} branches")
)

_ONE_LINE = {"name", "region"}


def add(
    step: Step, name: str, *, region: str = "", head_id: str | None = None, notes: str = ""
) -> str:
    """Add a branch and return its id.

    Raises UserError when the name is empty or another branch has it.
    """
    step.begins(ADD)
    name = _checked_name(step, name, None)
    return step.insert(
        "branch",
        name=name,
        sort_key=_sort_key(name),
        region=one_line(region),
        head_id=head_id,
        notes=notes,
    )


def change(step: Step, /, branch_id: str, **changes: Any) -> bool:
    """Change name, region, head_id or notes; returns whether anything differed.

    Raises UserError when the name is empty or another branch has it.
    """
    step.begins(CHANGE, branch_id=branch_id)
    changes = {
        key: one_line(value) if key in _ONE_LINE else value for key, value in changes.items()
    }
    if "name" in changes:
        changes["name"] = _checked_name(step, changes["name"], branch_id)
        changes["sort_key"] = _sort_key(changes["name"])
    return step.update("branch", branch_id, **changes)


def archive(step: Step, branch_ids: Sequence[str]) -> int:
    """Put branches away; who served in them stays readable. Returns how many were put away."""
    step.begins(ARCHIVE, count=len(branch_ids))
    return step.update_where("branch", branch_ids, archived_at=step.now)


def restore(step: Step, branch_ids: Sequence[str]) -> int:
    """Bring archived branches back; returns how many came back."""
    step.begins(RESTORE, count=len(branch_ids))
    return step.update_where("branch", branch_ids, archived_at=None)


def _sort_key(name: str) -> str:
    return sort_key(name, text_reading(name).full)


def _checked_name(step: Step, name: str, own_id: str | None) -> str:
    name = one_line(name)
    if not name:
        raise UserError("branches.no_name", N_("A branch needs a name."))
    other = store.named(step, name)
    if other is not None and other.id != own_id:
        raise UserError(
            "branches.name_taken", N_("There is a branch called “{name}” already."), name=name
        )
    return name
