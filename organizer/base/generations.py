"""Backups as generations: which there are, which are kept, and when one is due.

`000012-20261122-093000-asked-1234.db` is number 12, its moment (UTC), its reason and how many rows
it holds. The number puts them in order: a clock may be set back.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from organizer.base import attachments, opening
from organizer.base.clock import register_zone
from organizer.base.connecting import connect_to_read, last_step_id
from organizer.base.words import N_, _

if TYPE_CHECKING:
    import sqlite3

    from organizer.base.clock import Clock
    from organizer.base.settings import MachineSettings

#: Why a backup was made, in words for lists.
REASONS = {
    "asked": N_("Asked for"),
    "daily": N_("Daily"),
    "closing": N_("On closing"),
    "import": N_("Before an import"),
    "merge": N_("Before a merge"),
    "change": N_("Before a large change"),
    "migration": N_("Before an update of the file"),
    "restore": N_("Before a restore"),
}

#: Changes of more rows than this want a backup first.
MANY_ROWS = 500
_FRESH = dt.timedelta(minutes=15)
#: So many of the newest stay whatever the clock says.
_NEWEST = 10
_ALL, _DAILY, _WEEKLY = dt.timedelta(days=2), dt.timedelta(days=14), dt.timedelta(days=61)
_NAME = re.compile(r"(\d{6,})-(\d{8}-\d{6})-([a-z]+)-(\d+)\.db")
_MOMENT = "%Y%m%d-%H%M%S"


class Keeping(NamedTuple):
    """Where backups are kept and how much room they may take; settings of this computer."""

    folder: Path | None = None
    megabytes: int = 2_000

    @classmethod
    def of(cls, settings: "MachineSettings") -> "Keeping":
        """What the settings of this computer say."""
        folder = str(settings.get("backup_folder"))
        return cls(Path(folder) if folder else None, int(settings.get("backup_megabytes")))


class Generation(NamedTuple):
    """One backup. It has this name only since it was read back and found whole."""

    path: Path
    number: int
    made_at: dt.datetime
    reason: str
    row_count: int
    size_bytes: int

    def reason_words(self) -> str:
        """Why it was made, in the language spoken now."""
        return _(REASONS.get(self.reason, self.reason))

    def is_whole(self) -> bool:
        """Whether the file still looks like what was verified (header and size; cheap)."""
        return opening.looks_whole(self.path)


def folder_beside(register: Path) -> Path:
    """Where the backups of a register lie unless the owner chose another folder."""
    return register.with_name(f"{register.stem} backups")


def folders(register: Path, keeping: Keeping) -> list[Path]:
    """Where backups of a register are looked for; the first is where the next one goes.

    A chosen folder that is not there (a disk that is not plugged in) is not made: until it is back
    backups go beside the register. It may serve several registers, each has a folder of its own.
    """
    beside = folder_beside(register)
    if keeping.folder is None or not keeping.folder.is_dir():
        return [beside]
    import hashlib

    place = hashlib.sha256(str(register.absolute()).encode()).hexdigest()[:6]
    return [keeping.folder / f"{register.stem} {place}", beside]


def generation_of(path: Path) -> Generation | None:
    """What the name of a file says, or None when it is not the name of a backup."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        made_at = dt.datetime.strptime(found[2], _MOMENT).replace(tzinfo=dt.UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Generation(path, int(found[1]), made_at, found[3], int(found[4]), size)


def generations(register: Path, keeping: Keeping) -> list[Generation]:
    """All backups of a register, the newest first."""
    found = [
        generation
        for folder in folders(register, keeping)
        for path in folder.glob("[0-9]*.db")
        if (generation := generation_of(path)) is not None
    ]
    return sorted(found, key=lambda one: one.number, reverse=True)


def newest(register: Path, keeping: Keeping) -> Generation | None:
    """The newest backup that can be restored, or None."""
    return next((one for one in generations(register, keeping) if one.is_whole()), None)


def name_of(number: int, moment: dt.datetime, reason: str, row_count: int) -> str:
    """The file name of a backup."""
    return f"{number:06d}-{moment.astimezone(dt.UTC).strftime(_MOMENT)}-{reason}-{row_count}.db"


def holds_everything(generation: Generation, connection: "sqlite3.Connection") -> bool:
    """Whether nothing was written to the register since that backup."""
    import sqlite3

    try:
        with closing(connect_to_read(generation.path, immutable=True)) as copy:
            return bool(
                last_step_id(copy) == last_step_id(connection)
                and copy.execute("PRAGMA user_version").fetchone()
                == connection.execute("PRAGMA user_version").fetchone()
            )
    except sqlite3.DatabaseError:
        return False


def is_fresh(generation: Generation, now: dt.datetime) -> bool:
    """Whether it is under 15 minutes old; never when the clock was set back since."""
    return dt.timedelta(0) <= now - generation.made_at < _FRESH


def superseded(kept: Sequence[Generation], megabytes: int) -> list[Generation]:
    """Which generations go: all of the last 2 days stay, then daily, weekly and monthly ones.

    Ages are counted from the newest backup and never shrink towards older numbers, so a clock set
    back makes old ones look young, not the other way; the ten newest stay in any case. Above the
    room given the oldest go, but never the newest that can be restored.
    """
    ordered = sorted(kept, key=lambda one: one.number, reverse=True)
    safe = next((one for one in ordered if one.is_whole()), ordered[0] if ordered else None)
    going: list[Generation] = []
    staying: list[Generation] = []
    seen: set[tuple[int, ...]] = set()
    moment = ordered[0].made_at if ordered else None
    for place, one in enumerate(ordered):
        moment = one.made_at if moment is None else min(moment, one.made_at)
        bucket = _bucket(moment, ordered[0].made_at)
        if place >= _NEWEST and bucket in seen and one is not safe:
            going.append(one)
        else:
            staying.append(one)
            if bucket:
                seen.add(bucket)
    room = megabytes * 1_000_000 - sum(one.size_bytes for one in staying)
    for one in reversed(staying):
        if room >= 0:
            break
        if one is not safe:
            going.append(one)
            room += one.size_bytes
    return going


def _bucket(moment: dt.datetime, newest_moment: dt.datetime) -> tuple[int, ...]:
    """The day, week or month of which one backup is enough; empty while all are kept."""
    age = newest_moment - moment
    day = moment.astimezone(register_zone()).date()
    if age < _ALL:
        return ()
    if age < _DAILY:
        return (1, day.toordinal())
    if age < _WEEKLY:
        return (2, day.toordinal() // 7)
    return (3, day.year, day.month)


def tidy(register: Path, keeping: Keeping, sparing: Collection[Path] = ()) -> None:
    """Remove what is superseded and what killed backups left behind; failing is no harm."""
    for generation in superseded(generations(register, keeping), keeping.megabytes):
        with suppress(OSError):
            generation.path.unlink()
    for folder in folders(register, keeping):
        # only who holds the register's lock makes backups of it: these are nobody's any more
        for path in folder.glob(".*.db.part"):
            with suppress(OSError):
                if path not in sparing:
                    path.unlink()


def sweep_attachments(register: Path, keeping: Keeping) -> None:
    """Remove attachments from the backups that neither the register nor a kept backup names.

    What was erased on request lies in the shared folder as long as an older backup holds it.
    """
    present = set(attachments.names(attachments.folder_of(register)))
    kept = generations(register, keeping)
    for folder in folders(register, keeping):
        place = folder / "attachments"
        unnamed = set(attachments.names(place)) - present
        for generation in kept:
            if not unnamed:
                break
            if generation.path.parent == folder:
                unnamed -= _named_in(generation, unnamed)
        for sha256 in unnamed:
            with suppress(OSError):
                attachments.path_of(place, sha256).unlink()


def _named_in(generation: Generation, hashes: set[str]) -> set[str]:
    """Which of the contents a backup names; all when it can't be read."""
    import sqlite3

    try:
        with closing(connect_to_read(generation.path, immutable=True)) as copy:
            named = {row[0] for row in copy.execute("SELECT sha256 FROM file")}
    except sqlite3.DatabaseError:
        return set(hashes)
    return hashes & named


def sweep_beside(register: Path, clock: "Clock") -> None:
    """Remove what killed writers left beside a register, once it is an hour old."""
    for path in register.parent.glob(".????????????????.part"):
        with suppress(OSError):
            if abs(clock.now().timestamp() - path.stat().st_mtime) > 3_600:
                path.unlink()
