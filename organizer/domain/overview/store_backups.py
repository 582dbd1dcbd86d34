"""What backups hold, so that one of them can be told from the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from organizer.base.backup_reading import read_backup
from organizer.base.database import Database
from organizer.base.formats import format_number
from organizer.base.words import ngettext
from organizer.domain.members.store import member_count


@dataclass(frozen=True, slots=True)
class Held:
    """How many people and groups a register holds, archived ones left out."""

    people: int
    groups: int

    def words(self) -> str:
        """It in the language spoken now."""
        people = ngettext("{count} person", "{count} people", self.people)
        groups = ngettext("{count} group", "{count} groups", self.groups)
        counts = ((people, self.people), (groups, self.groups))
        return " · ".join(text.format(count=format_number(count)) for text, count in counts)


def held_by(backups: Iterable[Path]) -> dict[Path, Held]:
    """What these files hold; those that can't be read are left out. Takes a while for many."""
    found = ((path, read_backup(path, held)) for path in backups)
    return {path: one for path, one in found if one is not None}


def held(db: Database) -> Held:
    """What one register holds."""
    groups = db.value("SELECT count(*) FROM chat_group WHERE archived_at IS NULL")
    return Held(member_count(db), int(groups))
