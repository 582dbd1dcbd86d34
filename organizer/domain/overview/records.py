"""What a search over everything finds."""

from dataclasses import dataclass

from organizer.base.words import N_

#: The kinds of records a search finds: code and name, in the order they are shown.
KINDS = {
    "member": N_("Members"),
    "chat_group": N_("Groups"),
    "institution": N_("Institutions"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, and a second line that tells it from its namesakes."""

    kind: str
    id: str
    title: str
    detail: str
