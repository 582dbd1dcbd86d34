"""Naming files in the register."""

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.files.records import StoredFile

ADD = ActionKind("files.add", N_("Added a file"))


def add(step: Step, stored: StoredFile) -> str:
    """Name a file that lies in the attachments folder; returns the id records refer to."""
    step.begins(ADD)
    return step.insert(
        "file",
        sha256=stored.sha256,
        name=stored.name,
        media_type=stored.media_type,
        size_bytes=stored.size_bytes,
    )
