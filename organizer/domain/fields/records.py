"""Tags and own fields as the rest of the program sees them."""

from dataclasses import dataclass

from organizer.base.words import N_

FIELD_TYPES = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "choice": N_("Choice"),
    "yes_no": N_("Yes or no"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A word put on records to find them together again."""

    id: str
    name: str
    colour: str = ""
    archived_at: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a choice offers."""

    id: str
    words: str
    archived_at: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field the owner added to records of one kind."""

    id: str
    kind: str
    name: str
    type: str
    position: int
    archived_at: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A named arrangement kept in the register: a saved filter, a layout, a mapping of headers."""

    id: str
    kind: str
    name: str
    content: dict[str, object]
