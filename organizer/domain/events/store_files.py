"""Reading the photos and files of an event."""

from typing import NamedTuple

from organizer.base.database import Database
from organizer.domain.events import store
from organizer.domain.events.records import Key
from organizer.domain.files.records import Attachment


class EventFile(NamedTuple):
    """A file of an event: the row that hangs it there, and what is known of the file."""

    id: str
    file: Attachment


def files(db: Database, key: str | Key) -> tuple[EventFile, ...]:
    """The photos and files of an event, as they were added."""
    key = store.resolve(db, key)
    if key.occurs_on is not None:
        return ()
    rows = db.rows(
        "SELECT x.id, f.id, f.sha256, f.name, f.media_type, f.size_bytes FROM event_file x"
        " JOIN file f ON f.id = x.file_id WHERE x.event_id = ? ORDER BY x.position, x.id",
        (key.event_id,),
    )
    return tuple(EventFile(row[0], Attachment(*row[1:])) for row in rows)
