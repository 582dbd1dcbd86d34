"""The history of the tables: numbered modules of plain SQL; imports nothing of ours.

`user_version` is the truth about a file's version; sqlite-utils' own table of applied migrations
is kept beside it, without the moments: the same data make the same file. Each migration is one
transaction which also sets `user_version`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

#: 'HQOR' as a number: tells a register from any other SQLite file.
APPLICATION_ID = 0x48514F52

#: One module per version, in order; a module's VERSION is its place here, counted from 1.
MODULES = ("m0001_first_rooms", "m0002_calendar_and_events")

LATEST = len(MODULES)

#: Tables of the alliance's shared part: a later version must be able to merge two registers that
#: were edited apart, so these refer to each other only and have no UNIQUE but the key.
SHARED_TABLES = frozenset({"institution", "institution_subject"})

#: The table behind a kind of record in `kind` columns, where it is not called like the kind.
KIND_TABLES = {"group": "chat_group"}


#: Rows that stay or go with another row, by the column that names it: undoing the entry of a
#: person whom somebody has worked with since leaves the phone and the groups of that person too.
BELONGINGS = {
    "phone": "member_id",
    "account": "member_id",
    "member_subject": "member_id",
    "membership": "account_id",
    "tagging": "subject_id",
    "field_value": "subject_id",
    "field_choice": "field_id",
    "institution_subject": "institution_id",
    "institution_private": "id",
    "head_count": "group_id",
    "venue_room": "venue_id",
    "session": "event_id",
    "skipped_occurrence": "event_id",
    "event_group": "event_id",
    "event_person": "event_id",
    "participant": "event_id",
    "attendance": "participant_id",
    "agenda_item": "event_id",
    "event_note": "event_id",
    "feedback_question": "event_id",
    "feedback_answer": "question_id",
    "event_file": "event_id",
    "event_expense": "event_id",
}


def statements(version: int = LATEST) -> list[str]:
    """The SQL that makes the tables of a version from nothing."""
    modules: list[Any] = [importlib.import_module(f"{__name__}.{name}") for name in MODULES]
    return [sql for module in modules[:version] for sql in module.STATEMENTS]


def migrate(connection: "sqlite3.Connection") -> None:
    """Bring the tables of a register to the latest version, each version in one transaction.

    The caller has made a verified backup of a file that holds anything.
    """
    from sqlite_utils import Database, Migrations

    versions = Migrations("organizer")
    for name in MODULES:
        module: Any = importlib.import_module(f"{__name__}.{name}")

        def apply(db: Any, module: Any = module) -> None:
            for statement in module.STATEMENTS:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {int(module.VERSION)}")

        versions(name=name)(apply)
    database = Database(connection)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    versions.apply(database)
    database.execute("UPDATE _sqlite_migrations SET applied_at = '' WHERE applied_at <> ''")
