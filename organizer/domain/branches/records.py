"""What a branch is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Branch:
    """A regional service team; its team are the appointments in it."""

    id: str
    name: str
    region: str
    head_id: str | None
    head_name: str
    notes: str
    archived: bool
