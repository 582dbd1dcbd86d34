"""Tags and own fields as the rest of the program sees them."""

from typing import NamedTuple

from organizer.base.words import N_

FIELD_TYPES = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "choice": N_("Choice"),
    "yes_no": N_("Yes or no"),
}


class Tag(NamedTuple):
    """A word put on records to find them together again."""

    id: str
    name: str
    colour: str = ""
    archived_at: str | None = None


class Choice(NamedTuple):
    """One of the answers a choice offers."""

    id: str
    words: str
    archived_at: str | None = None


class Field(NamedTuple):
    """A field the owner added to records of one kind."""

    id: str
    kind: str
    name: str
    type: str
    position: int
    archived_at: str | None = None
    choices: tuple[Choice, ...] = ()


class Preset(NamedTuple):
    """A named arrangement kept in the register: a saved filter, a layout, a mapping of headers."""

    id: str
    kind: str
    name: str
    content: dict[str, object]
