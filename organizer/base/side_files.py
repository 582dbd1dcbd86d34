"""What may lie beside a register: an own interrupted commit, or a stranger's left-over.

SQLite applies a `-journal` or `-wal` of the right name without asking whose it is. One that was
left beside another file of the same name would silently overwrite good pages, so both ways are
tried on a copy first.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from organizer.base import opening, ownership
from organizer.base.clock import Clock, local
from organizer.base.connecting import is_whole
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.migrations import APPLICATION_ID

ENDINGS = ("-journal", "-wal", "-shm")
#: Where a header says how the file is written: 1 with a rollback journal, 2 with a `-wal`.
_WRITTEN_HOW = 18


def beside(path: Path) -> list[Path]:
    """The side files of a register that are there."""
    return [side for side in (path.with_name(path.name + end) for end in ENDINGS) if side.exists()]


def settle(path: Path, clock: Clock) -> list[UserError]:
    """Decide about side files before SQLite does; sentences to tell the owner afterwards.

    An own interrupted commit is left for SQLite to roll back. A left-over that would damage the
    file is moved aside, never removed. Raises UserError when the file is not whole either way, or
    another process is writing it.
    """
    if not any(side.stat().st_size for side in beside(path)):
        return []
    alive_wal = _nonempty(path, "-wal")
    if not alive_wal and not ownership.has_hot_journal(path):
        return []
    try:
        with_them, alone = _trial(path, with_side_files=True), _trial(path, with_side_files=False)
    except OSError:  # no room to try it: what SQLite does is right nearly always
        return []
    strange = alive_wal and not _written_with_wal(path)
    if with_them and not strange:
        return []
    if alone:
        return [_left_over(path, set_aside(path, clock))]
    raise opening.damaged(path)


def _left_over(path: Path, name: str) -> UserError:
    return UserError(
        "register.left_over",
        N_(
            "Beside “{file}” lay a file of another program that would have damaged it. It was"
            " moved to “{aside}”; the register is whole."
        ),
        file=path.name,
        aside=name,
    )


def aside_name(path: Path, clock: Clock) -> Path:
    """A free dated name beside a file, for what is put out of its place."""
    moment = local(clock.now()).strftime("%Y%m%d-%H%M%S")
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem} {moment}{ending}{path.suffix}")
        if not aside.exists() and not beside(aside):
            return aside
        number += 1


def set_aside(path: Path, clock: Clock) -> str:
    """Move the side files away under a dated name; the name of the first."""
    aside = aside_name(path, clock)
    moved = ""
    for end in ENDINGS:
        side = path.with_name(path.name + end)
        with suppress(FileNotFoundError):
            # not under the name of a register's side file: it must not be applied to anything
            target = aside.with_name(f"{aside.name}{end}.old")
            side.rename(target)
            moved = moved or target.name
    return moved


def _nonempty(path: Path, end: str) -> bool:
    try:
        return path.with_name(path.name + end).stat().st_size > 0
    except OSError:
        return False


def _written_with_wal(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_WRITTEN_HOW + 2)[_WRITTEN_HOW:] == b"\x02\x02"


def _trial(path: Path, *, with_side_files: bool) -> bool:
    """Whether a copy is a whole register after SQLite has dealt with its side files."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="organizer-") as folder:
        copy = Path(folder) / "trial.db"
        shutil.copyfile(path, copy)
        if with_side_files:
            for end in ("-journal", "-wal"):
                side = path.with_name(path.name + end)
                if side.exists():
                    shutil.copyfile(side, copy.with_name(copy.name + end))
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                connection.execute("PRAGMA trusted_schema = OFF")
                ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
                if ours and is_whole(connection):
                    connection.execute("PRAGMA journal_mode = DELETE")
                    opening.check_tables(connection, copy)
                    return True
        except (sqlite3.DatabaseError, UserError):
            return False
    return False
