"""What can be done with groups themselves; who is in them: actions_memberships."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.pinyin import sort_key, text_reading
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.groups import rules, store

ADD = ActionKind("groups.add", N_("Added a group"))
CHANGE = ActionKind("groups.change", N_("Changed a group"))
ARCHIVE = ActionKind("groups.archive", N_("Archived {count} group"), N_("Archived {count} groups"))
RESTORE = ActionKind(
    "groups.restore", N_("Brought back {count} group"), N_("Brought back {count} groups")
)
COUNT_HEADS = ActionKind("groups.count_heads", N_("Noted a head count of {people}"))
REMOVE_HEAD_COUNTS = ActionKind(
    "groups.remove_head_counts", N_("Removed {count} head count"), N_("Removed {count} head counts")
)

CHANGEABLE = frozenset(
    {
        "name",
        "platform",
        "number",
        "kind",
        "run_for_id",
        "is_paid",
        "positioning",
        "for_whom",
        "capacity",
        "founded_on",
        "life_span_months",
        "branch_id",
        "notes",
    }
)
_ONE_LINE = {"name", "number", "kind"}


def add(step: Step, /, name: str, *, platform: str = "wechat", **fields: Any) -> str:
    """Add a group and return its id; `fields` are those of `CHANGEABLE`.

    Raises UserError when the name is empty or taken, or a field can't be that.
    """
    step.begins(ADD)
    columns = _checked(step, {"name": name, "platform": platform, **fields}, None)
    return step.insert("chat_group", **columns)


def change(step: Step, /, group_id: str, **changes: Any) -> bool:
    """Change fields of `CHANGEABLE`; returns whether anything differed.

    Raises UserError when the name is empty or taken, or a field can't be that.
    """
    step.begins(CHANGE, group_id=group_id)
    return step.update("chat_group", group_id, **_checked(step, changes, group_id))


def archive(step: Step, group_ids: Sequence[str]) -> int:
    """Put groups away; who was in them stays as it was. Returns how many were put away."""
    step.begins(ARCHIVE, count=len(group_ids))
    return step.update_where("chat_group", group_ids, archived_at=step.now)


def restore(step: Step, group_ids: Sequence[str]) -> int:
    """Bring archived groups back with everybody in them; returns how many came back."""
    step.begins(RESTORE, count=len(group_ids))
    return step.update_where("chat_group", group_ids, archived_at=None)


def count_heads(step: Step, group_id: str, people: int, *, on: dt.date | None = None) -> str:
    """Note how many people the app itself shows in a group; one count a day, the last one stays.

    Raises UserError for a day to come or a number below zero.
    """
    step.begins(COUNT_HEADS, group_id=group_id, people=people)
    day = rules.checked_day(on or step.today, step.today)
    if people < 0:
        raise UserError("groups.negative_count", N_("A group can’t have fewer than 0 people."))
    existing = store.head_count_on(step, group_id, day)
    if existing is None:
        return step.insert("head_count", group_id=group_id, counted_on=day, people=people)
    step.update("head_count", existing, people=people)
    return existing


def remove_head_counts(step: Step, head_count_ids: Sequence[str]) -> int:
    """Remove head counts that were noted by mistake; returns how many there were."""
    step.begins(REMOVE_HEAD_COUNTS, count=len(head_count_ids))
    return step.delete("head_count", head_count_ids)


def _checked(step: Step, fields: dict[str, Any], own_id: str | None) -> dict[str, Any]:
    unknown = set(fields) - CHANGEABLE
    if unknown:
        message = f"a group has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    columns = {key: one_line(value) if key in _ONE_LINE else value for key, value in fields.items()}
    rules.check_fields(columns)
    if "name" in columns:
        name = columns["name"]
        other = store.named(step, name)
        if other is not None and other.id != own_id:
            raise UserError(
                "groups.name_taken", N_("There is a group called “{name}” already."), name=name
            )
        reading = text_reading(name)
        columns["reading"] = reading.full
        columns["initials"] = reading.initials
        columns["sort_key"] = sort_key(name, reading.full)
    return columns
