"""Parts of the members page that know nothing of the list."""

from typing import TYPE_CHECKING

from organizer.base.words import _
from organizer.domain.fields import actions_presets as presets
from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Field, Preset
from organizer.widgets.desk import Desk
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.filter_kinds import FilterState

if TYPE_CHECKING:
    from organizer.base.database import Database

SAVED = "filter.members"
"""Under which filters of this list are kept."""


def read_arrangement(db: "Database") -> tuple[tuple[Field, ...], list[Preset]]:
    """The own fields, which make columns and filters, and the filters kept by name."""
    return tuple(fields.own_fields(db, "member")), fields.presets(db, SAVED)


async def fail(error: BaseException) -> None:
    """Let the tasks report a failure as any other."""
    raise error


def keep_filters(desk: Desk, bar: FilterBar, kind: str) -> None:
    """Let filters be kept under names in the register, renamed and deleted; each is a step."""

    def save(name: str, state: FilterState) -> None:
        desk.start(desk.do(presets.save_preset, kind, name, state))

    def rename(preset_id: str, name: str) -> None:
        desk.start(desk.do(presets.rename_preset, preset_id, name))

    def delete(preset_id: str) -> None:
        desk.start(desk.do(presets.delete_preset, preset_id))

    bar.save_requested.connect(save)
    bar.rename_requested.connect(rename)
    bar.delete_requested.connect(delete)


def nobody_yet() -> EmptyState:
    """What the list shows while nobody is in the register."""
    state = EmptyState("users")
    state.tell(
        _("Everybody of your groups, once each."),
        _("Import a list"),
        _("New member"),
        hint=_("A list from Excel or WeChat is read in one go; nothing is lost."),
    )
    return state
