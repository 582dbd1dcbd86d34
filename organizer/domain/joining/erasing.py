"""Erasing a person on request: from the register, its history, its photos and the file's bytes.

What stays are numbers: that somebody was there shows in head counts and in ids, not in names.
Older backups still hold the person; they go with their generation.
"""

from organizer.base import erasing
from organizer.base.references import references, subject_columns
from organizer.base.register import Register
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.files import store as files
from organizer.domain.joining import store

ERASE = ActionKind("joining.erase", N_("Erased a person on request"), taken_back="none")

#: Columns of other records that may repeat a name or a number of a person.
_REPEATED = (
    ("institution", "contact_name"),
    ("institution", "contact_phone"),
)


def erase_member(register: Register, member_id: str) -> None:
    """Erase a member whole, with the files only they had. Can't be undone.

    Raises KeyError when there is no such member.
    """
    with register.step() as step:
        hashes = erase(step, member_id)
    folder = files.folder_of(register.path)
    for sha256 in hashes:
        files.path_of(folder, sha256).unlink(missing_ok=True)


def erase(step: Step, member_id: str) -> list[str]:
    """Erase a member from the register and its history; returns which files are now unnamed.

    Use `erase_member`, which removes these files too.
    """
    step.begins(ERASE, count=1)
    store.columns_of(step, member_id)
    people = set(store.records_of(step, "member", member_id))
    held = _held(step, people)
    texts = _texts(step, held)
    unnamed = _erase_photos(step, people, held)
    # rows before what they refer to: memberships before accounts, all before the member
    for table in held:
        if table not in ("member", "account"):
            erasing.erase_rows(step, table, held[table])
    for parent in ("account", "member"):
        for owner_id in held[parent]:
            _let_go(step, parent, owner_id)
        erasing.erase_rows(step, parent, held[parent])
    for table, column in _REPEATED:
        for text in texts:
            erasing.overwrite(step, table, column, store.rows_pointing(step, table, column, text))
    erasing.forget(step, held, texts)
    return unnamed


def _held(step: Step, people: set[str]) -> dict[str, set[str]]:
    """The ids of all rows that are the person's, by table: now or ever."""
    held: dict[str, set[str]] = {"member": set(people)}
    held["account"] = erasing.rows_held_by(step, "account", "member_id", people)
    owners = {"member": people, "account": held["account"]}
    for parent, ids in owners.items():
        for reference in references(step, parent):
            if reference.table == "account" or not ids:
                continue
            if not store.is_nullable(step, reference.table, reference.column):
                found = erasing.rows_held_by(step, reference.table, reference.column, ids)
                held.setdefault(reference.table, set()).update(found)
    for hanging in subject_columns(step):
        found = erasing.rows_held_by(step, hanging.table, hanging.column, people)
        held.setdefault(hanging.table, set()).update(found)
    merged = [
        row_id
        for person in people
        for row_id in store.rows_pointing(step, "merged_record", "kept_id", person)
    ]
    held.setdefault("merged_record", set()).update(merged)
    return held


def _texts(step: Step, held: dict[str, set[str]]) -> set[str]:
    """What would name the person elsewhere: names, numbers and handles, former ones too."""
    columns = (
        ("member", "name"),
        ("phone", "number"),
        ("account", "handle"),
        ("account", "nickname"),
    )
    found: set[str] = set()
    for table, column in columns:
        found |= erasing.former_texts(step, table, column, held.get(table, set()))
    return found


def _erase_photos(step: Step, people: set[str], held: dict[str, set[str]]) -> list[str]:
    """Take the rows of their photos away; returns the contents nothing names any more."""
    photos = {
        photo_id
        for person in people
        for photo_id in erasing.former_texts(step, "member", "photo_id", {person})
    }
    unnamed = []
    for photo_id in photos:
        others = store.rows_pointing(step, "member", "photo_id", photo_id)
        attachment = files.get(step, photo_id)
        if attachment is None or set(others) - people:
            continue
        for person in set(others):
            step.update("member", person, photo_id=None)
        erasing.erase_rows(step, "file", [photo_id])
        held.setdefault("file", set()).add(photo_id)
        if not store.named_elsewhere(step, attachment.sha256):
            unnamed.append(attachment.sha256)
    return unnamed


def _let_go(step: Step, parent: str, owner_id: str) -> None:
    """Empty what refers to a row without belonging to it: who recommended, invited, leads."""
    for reference in references(step, parent):
        if store.is_nullable(step, reference.table, reference.column):
            rows = store.rows_pointing(step, reference.table, reference.column, owner_id)
            step.update_where(reference.table, rows, **{reference.column: None})
