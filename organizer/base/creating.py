"""A new register gets its name when it is complete: killed before, there is none of that name."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from organizer.base import opening, ownership, side_files
from organizer.base.errors import UserError
from organizer.base.words import N_


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A name beside `path` to make a file under; it becomes `path` when the block ends.

    After an error nothing lies there. Raises UserError when something of the name exists or the
    folder can't be written to.
    """
    _refuse_existing(path)
    unfinished = path.with_name(f".{path.name}.new")
    try:
        _clear(unfinished)  # of one that was killed
        yield unfinished
        _refuse_existing(path)
        unfinished.rename(path)
    except BaseException as error:
        with suppress(OSError):
            _clear(unfinished)
        if isinstance(error, OSError | sqlite3.OperationalError):
            raise opening.cannot_write(path) from error
        raise


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UserError(
            "register.exists",
            N_("“{file}” exists already. Choose another name, or open it."),
            file=path.name,
        )


def _clear(unfinished: Path) -> None:
    for left_over in (unfinished, *side_files.beside(unfinished)):
        left_over.unlink(missing_ok=True)
    ownership.forget_owner(unfinished)
