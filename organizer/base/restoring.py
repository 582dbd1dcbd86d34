"""Putting a backup in the place of a register, also of one that can't be opened any more.

The backup is checked first, the present file is backed up if it can be and moved aside with its
side files in any case; the new file takes its place in one renaming. Killed at any moment, the
register is the old one or the new one.
"""

import os
import secrets
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from organizer.base import attachments, backup, opening, ownership, side_files
from organizer.base.clock import SystemClock
from organizer.base.errors import UserError
from organizer.base.files import file_error, make_private, sync_folder
from organizer.base.generations import Keeping
from organizer.base.words import N_

if TYPE_CHECKING:
    from organizer.base.clock import Clock


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the register is, how much it holds, where the old one went."""

    path: Path
    row_count: int
    set_aside: Path | None
    backed_up: Path | None


def restore(
    source: Path,
    register: Path,
    *,
    clock: "Clock | None" = None,
    keeping: Keeping | None = None,
) -> Restored:
    """Put a backup in the place of a register that is closed; the old file stays beside it.

    Raises UserError when the backup is not whole, the register is open, or the disk refuses; then
    the register is as it was.
    """
    clock, keeping = clock or SystemClock(), keeping or Keeping()
    register = Path(os.path.realpath(register))
    if ownership.is_open_here(register):
        raise ownership.locked(register)
    if source.exists() and register.exists() and source.samefile(register):
        raise UserError("restore.itself", N_("This is the register itself. Choose a backup."))
    facts = backup.verify(source)
    part = register.with_name(f".{secrets.token_hex(8)}.part")
    try:
        make_private(part)
        shutil.copyfile(source, part)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        if backup.verify(part) != facts:
            raise opening.damaged(source)
        for folder in (source.parent / "attachments", attachments.folder_of(source)):
            attachments.bring(folder, attachments.folder_of(register))
        saved = _back_up_present(register, clock, keeping)
        aside = _put_aside(register, clock)
        with suppress(OSError):
            part.chmod(register.stat().st_mode & 0o777)
        part.replace(register)
        sync_folder(register.parent)
    except OSError as error:
        raise file_error(error, register) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Restored(register, facts.rows(), aside, saved)


def _back_up_present(register: Path, clock: "Clock", keeping: Keeping) -> Path | None:
    """Back up what is there, which also rolls an interrupted commit back; None when it can't be.

    Raises UserError when another process has it open, or there is no room for the backup.
    """
    try:
        opening.inspect(register, to_write=False)
        side_files.settle(register, clock)
        with closing(opening.taken(register)) as connection:
            opening.check_tables(connection, register)
            return backup.make(connection, register, clock=clock, reason="restore", keeping=keeping)
    except UserError as error:
        if error.code in ("register.locked", "backup.disk_refuses"):
            raise
        return None  # what can't be read is kept as it is


def _put_aside(register: Path, clock: "Clock") -> Path | None:
    """Give the present file a second, dated name and take its side files away."""
    if not os.path.lexists(register):
        side_files.set_aside(register, clock)
        return None
    aside = side_files.aside_name(register, clock)
    try:
        os.link(register, aside)  # the register keeps its name until the new one takes it
    except OSError:
        register.rename(aside)  # a disk without second names
    for end in side_files.ENDINGS:
        with suppress(FileNotFoundError):
            register.with_name(register.name + end).rename(aside.with_name(aside.name + end))
    return aside
