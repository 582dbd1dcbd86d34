"""Attachments beside a register, named by the hash of their content.

A file of one name has one content for ever, so bringing a folder up to date is copying what it
lacks. Backups of all generations share one folder.
"""

from collections.abc import Iterator
from pathlib import Path


def folder_of(register: Path) -> Path:
    """Where the attachments of a register lie."""
    return register.with_name(f"{register.stem} attachments")


def path_of(folder: Path, sha256: str) -> Path:
    """Where the file with this content lies; two characters make a folder of their own."""
    return folder / sha256[:2] / sha256


def names(folder: Path) -> Iterator[str]:
    """The hashes of all files in a folder of attachments."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        if len(path.name) == 64 and path == path_of(folder, path.name):
            yield path.name


def bring(source: Path, target: Path) -> int:
    """Copy what the target lacks; returns how many files.

    What can't be read, or is not what its name says, stays away: it must not keep the rows from
    being backed up. Raises UserError when the disk refuses to write.
    """
    import hashlib

    from organizer.base.files import file_error, write_whole

    copied = 0
    for sha256 in names(source):
        place = path_of(target, sha256)
        if place.exists():
            continue
        try:
            content = path_of(source, sha256).read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            continue
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(error, place) from error
        write_whole(place, content)
        copied += 1
    return copied


def damaged_or_missing(folder: Path, wanted: set[str]) -> list[str]:
    """The hashes that no whole file in the folder has."""
    import hashlib

    found = []
    for sha256 in sorted(wanted):
        try:
            with path_of(folder, sha256).open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            whole = False
        if not whole:
            found.append(sha256)
    return found
