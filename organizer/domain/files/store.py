"""The folder of attachments beside a register, and the rows that name its files.

A file is put in place under the hash of its content before the step that names it, so a row never
names a file that is not there; one that no row names any more waits for an undo.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from organizer.base.attachments import folder_of, path_of
from organizer.base.database import Database
from organizer.base.files import write_whole
from organizer.domain.files.records import Attachment, StoredFile
from organizer.domain.files.rules import (
    LARGEST_BYTES,
    LARGEST_FILE_BYTES,
    check_size,
    file_type,
    picture_type,
)

__all__ = ["folder_of", "get", "keep_file", "keep_picture", "path_of"]

_COLUMNS = "SELECT id, sha256, name, media_type, size_bytes FROM file"


def keep_picture(folder: Path, source: Path) -> StoredFile:
    """Put a copy of a picture into the folder; one that is there already is not doubled.

    Raises UserError when it can't be read, is no picture or too large, or the disk is full.
    """
    return _keep(folder, source, LARGEST_BYTES, picture_type)


def keep_file(folder: Path, source: Path) -> StoredFile:
    """Put a copy of any file into the folder; one that is there already is not doubled.

    Raises UserError when it can't be read, is too large, or the disk is full.
    """
    return _keep(folder, source, LARGEST_FILE_BYTES, file_type)


def _keep(
    folder: Path, source: Path, most: int, type_of: Callable[[bytes, str], str]
) -> StoredFile:
    from organizer.base.files import file_error

    try:
        check_size(source.stat().st_size, source.name, most)
        content = source.read_bytes()
    except OSError as error:
        raise file_error(error, source) from error
    media_type = type_of(content, source.name)
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(folder, sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    return StoredFile(sha256, source.name, media_type, len(content))


def get(db: Database, file_id: str) -> Attachment | None:
    """What is known of a file, or None when there is none of this id."""
    row = db.row(f"{_COLUMNS} WHERE id = ?", (file_id,))
    return None if row is None else Attachment(*row)
