"""What a user can do with lists: record an export, keep a layout of columns."""

import json
from collections.abc import Sequence

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.fields import actions_presets

EXPORT = ActionKind(
    "rosters.export",
    N_("Exported a list of {count} person"),
    N_("Exported a list of {count} people"),
    taken_back="none",
)

#: What presets of chosen columns are called.
LAYOUT = "layout.roster"


def record_export(step: Step, *, what: str, rows: int, columns: Sequence[str], masked: bool) -> str:
    """Note in the register that a list went out: when, what kind, how many, which columns."""
    step.begins(EXPORT, count=rows)
    return step.insert(
        "export_log",
        made_at=step.now,
        what=what,
        row_count=rows,
        columns=json.dumps(list(columns)),
        is_masked=masked,
    )


def save_layout(step: Step, name: str, columns: Sequence[str]) -> str:
    """Keep chosen columns in their order under a name; returns the layout's id."""
    return actions_presets.save_preset(step, LAYOUT, name, {"columns": list(columns)})
