"""The owner's own kinds of events: adding, renaming, putting away."""

from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_, _
from organizer.domain.events import store
from organizer.domain.events.records import KINDS
from organizer.domain.institutions.rules import comparable

ADD = ActionKind("events.add_kind", N_("Added a kind of event"))
CHANGE = ActionKind("events.change_kind", N_("Changed a kind of event"))
ARCHIVE = ActionKind("events.archive_kind", N_("Archived a kind of event"))
RESTORE = ActionKind("events.restore_kind", N_("Brought back a kind of event"))


def add(step: Step, name: str, colour: str = "") -> str:
    """Add a kind at the end; returns its id. Raises UserError for no name or one that is taken."""
    step.begins(ADD)
    name = _checked_name(step, name)
    position = len(store.own_kinds(step, archived=True)) + 1
    return step.insert("event_kind", name=name, colour=colour, position=position)


def change(step: Step, /, kind_id: str, **changes: Any) -> bool:
    """Change name or colour; events of the kind follow. Returns whether anything differed.

    Raises UserError when the name is empty or taken.
    """
    step.begins(CHANGE)
    if "name" in changes:
        changes["name"] = _checked_name(step, changes["name"], kind_id)
    return step.update("event_kind", kind_id, **changes)


def archive(step: Step, kind_id: str) -> None:
    """Offer a kind no more; events of it keep it."""
    step.begins(ARCHIVE)
    step.update("event_kind", kind_id, archived_at=step.now)


def restore(step: Step, kind_id: str) -> None:
    """Offer a kind again."""
    step.begins(RESTORE)
    step.update("event_kind", kind_id, archived_at=None)


def _checked_name(step: Step, name: str, own_id: str = "") -> str:
    name = one_line(name)
    if not name:
        raise UserError("events.no_kind_name", N_("A kind needs a name."))
    taken = {comparable(one.name) for one in store.own_kinds(step) if one.id != own_id}
    taken |= {comparable(_(words)) for words in KINDS.values()}
    if comparable(name) in taken:
        raise UserError(
            "events.kind_taken", N_("There is a kind called “{name}” already."), name=name
        )
    return name
