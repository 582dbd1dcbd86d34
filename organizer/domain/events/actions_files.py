"""Hanging photos and files on an event; the copies lie beside the register already."""

from collections.abc import Sequence

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events import actions, store_files
from organizer.domain.events.records import Key
from organizer.domain.files import actions as file_actions
from organizer.domain.files.records import StoredFile

ADD = ActionKind(
    "events.add_files", N_("Added {count} file to an event"), N_("Added {count} files to an event")
)
REMOVE = ActionKind("events.remove_file", N_("Removed a file from an event"))


def add(step: Step, key: str | Key, stored: Sequence[StoredFile]) -> int:
    """Add files to an event; one with the same content is not added twice. Returns how many."""
    step.begins(ADD)
    event_id = actions.own_row(step, key)
    present = store_files.files(step, Key(event_id))
    known = {one.file.sha256 for one in present}
    new = {one.sha256: one for one in reversed(stored) if one.sha256 not in known}
    step.note(event_id=event_id, count=len(new))
    for position, one in enumerate(reversed(new.values()), start=len(present) + 1):
        file_id = file_actions.add(step, one)
        step.insert("event_file", event_id=event_id, file_id=file_id, position=position)
    return len(new)


def remove(step: Step, row_id: str) -> None:
    """Take a file off an event; an undo brings it back."""
    step.begins(REMOVE)
    step.delete("event_file", [row_id])
