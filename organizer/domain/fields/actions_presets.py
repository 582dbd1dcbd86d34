"""Named arrangements (saved filters, layouts, mappings of headers) and settings of a register."""

import json
from typing import Any

from organizer.base.errors import UserError
from organizer.base.settings import BY_KEY
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.fields import store

SAVE = ActionKind("fields.save_preset", N_("Saved a preset"))
SAVE_FILTER = ActionKind("fields.save_filter", N_("Saved a filter"))
SAVE_LAYOUT = ActionKind("fields.save_layout", N_("Kept columns as a layout"))
RENAME = ActionKind("fields.rename_preset", N_("Renamed a preset"))
DELETE = ActionKind("fields.delete_preset", N_("Deleted a preset"))
SETTING = ActionKind("fields.setting", N_("Changed a setting of the register"))


def _checked_name(name: str) -> str:
    plain = one_line(name, 100)
    if not plain:
        raise UserError("fields.preset_name", N_("Please give it a name to find it by."))
    return plain


def save_preset(step: Step, kind: str, name: str, content: dict[str, Any]) -> str:
    """Keep an arrangement under a name, replacing one of the same kind and name; returns its id.

    `kind` says what it is ("filter.members", "layout.roster", "headers"); `content` is JSON.
    """
    named = {"filter": SAVE_FILTER, "layout": SAVE_LAYOUT}
    step.begins(named.get(kind.partition(".")[0], SAVE), preset=kind)
    name = _checked_name(name)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    known = store.preset(step, kind, name)
    if known is None:
        return step.insert("preset", kind=kind, name=name, content=text)
    step.update("preset", known.id, content=text)
    return known.id


def rename_preset(step: Step, preset_id: str, name: str) -> bool:
    """Give an arrangement another name. Raises UserError when it is missing or taken."""
    step.begins(RENAME)
    name = _checked_name(name)
    other = store.preset(step, store.preset_kind(step, preset_id), name)
    if other is not None and other.id != preset_id:
        raise UserError(
            "fields.preset_taken",
            N_("“{name}” exists already. Choose another name."),
            name=name,
        )
    return step.update("preset", preset_id, name=name)


def delete_preset(step: Step, preset_id: str) -> None:
    """Take an arrangement away."""
    step.begins(DELETE)
    step.delete("preset", [preset_id])


def set_setting(step: Step, key: str, value: Any) -> None:
    """Change a declared setting of this register; its default takes the row away.

    Raises UserError when it may not be that.
    """
    step.begins(SETTING, key=key)
    declared = BY_KEY[key]
    if declared.scope != "register":
        message = f"{key} is a setting of the computer"
        raise ValueError(message)
    accepted = declared.accepted(value)
    row_id = store.setting_row(step, key)
    if row_id is not None and accepted == declared.default:
        step.delete("setting", [row_id])
    elif row_id is not None:
        step.update("setting", row_id, value=json.dumps(accepted, ensure_ascii=False))
    elif accepted != declared.default:
        step.insert("setting", key=key, value=json.dumps(accepted, ensure_ascii=False))
