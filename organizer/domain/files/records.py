"""Files as the rest of the program sees them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the attachments folder under the hash of its content."""

    sha256: str
    name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file a record refers to."""

    id: str
    sha256: str
    name: str
    media_type: str
    size_bytes: int
