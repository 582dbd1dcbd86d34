"""What is known of an institution."""

from dataclasses import dataclass

#: The columns of an institution's public card that may be set; `name` brings its reading.
CHANGEABLE = ("name", "short_name", "district", "contact_name", "contact_phone")


@dataclass(frozen=True, slots=True)
class InstitutionRow:
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


@dataclass(frozen=True, slots=True)
class Institution:
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


@dataclass(frozen=True, slots=True)
class Found:
    """An institution a picker offers."""

    id: str
    name: str
    short_name: str
    district: str
