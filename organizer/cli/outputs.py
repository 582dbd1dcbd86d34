"""Files commands write: with a known ending, never in a register's place, in place last of all."""

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from organizer.base.errors import UserError
from organizer.base.files import file_error, sync_folder
from organizer.base.words import N_

_REGISTER = b"SQLite format 3\0"


def output(name: str | None, register: Path, endings: Sequence[str]) -> Path:
    """Where a command may write.

    Raises UserError when no place or another ending was given, or a register lies there.
    """
    if not name:
        raise UserError("export.no_output", N_("Say where to write with -o FILE."))
    path = Path(name)
    if path.suffix.lower() not in endings:
        raise UserError(
            "export.ending",
            N_("Give “{file}” one of these endings: {endings}."),
            file=path.name,
            endings=" ".join(endings),
        )
    if _is_register(path) or (register.exists() and path.exists() and path.samefile(register)):
        raise UserError(
            "export.is_register",
            N_("“{file}” is a register, and is not written over. Choose another name."),
            file=path.name,
        )
    return path


def _is_register(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_REGISTER)) == _REGISTER
    except OSError:
        return False  # what can't be read is told when it is written


@contextlib.contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """A file beside `path` to be written in the block; it takes its place only after the block.

    What must be noted of the file is noted inside: nothing is given out that was not noted. After
    an error everything lies as before. Raises UserError when the place can't be written.
    """
    target = path.resolve()
    draft = target.parent / f".{secrets.token_hex(8)}{target.suffix}"
    try:
        yield draft
        with contextlib.suppress(OSError):
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
        sync_folder(target.parent)
    except UserError as error:
        if error.values.get("file") == draft.name:
            error.values["file"] = path.name
        raise
    except OSError as error:
        raise file_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
