"""What is known of an institution."""

from typing import NamedTuple

#: The columns of an institution's public card that may be set; `name` brings its reading.
CHANGEABLE = ("name", "short_name", "district", "contact_name", "contact_phone")


class InstitutionRow(NamedTuple):
    """An institution as a line of a list; `people` counts its members of today."""

    id: str
    name: str
    short_name: str
    district: str
    subjects: tuple[str, ...]
    contact_name: str
    contact_phone: str
    people: int
    archived_at: str | None


class Institution(NamedTuple):
    """Everything the page of an institution shows of it; `notes` are the owner's own."""

    id: str
    name: str
    short_name: str
    reading: str
    district: str
    subjects: tuple[str, ...]
    contact_name: str
    contact_phone: str
    notes: str
    archived_at: str | None


class Found(NamedTuple):
    """An institution a picker offers."""

    id: str
    name: str
    short_name: str
    district: str
