"""Erasing a person on request: from the register, its history, its photos and the file's bytes.

What stays are numbers: that somebody was there shows in head counts and in ids, not in names.
Older backups still hold the person; they go with their generation.

Texts of others, such as a note "introduced by …", are told apart: numbers and handles belong to
one person and are blanked wherever they stand; a name may be somebody else's, so the owner looks
at `mentions` and says which are meant. The history of such texts forgets both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from organizer.base import erasing
from organizer.base.database import Database
from organizer.base.references import references, subject_columns
from organizer.base.register import Register
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.files import store as files
from organizer.domain.joining import erasing_events, store
from organizer.domain.joining.records import Mention

ERASE = ActionKind("joining.erase", N_("Erased a person on request"), taken_back="none")

#: Columns of other records that may repeat a name or a number of a person.
_REPEATED = (
    ("institution", "contact_name"),
    ("institution", "contact_phone"),
)


#: Columns that are a name or a number as a whole: a part of one is somebody else's.
_WHOLE = frozenset(
    {"name", "short_name", "reading", "initials", "sort_key", "number", "handle", "nickname"}
)
#: A word of fewer characters says nothing within a longer text: Chinese, and other writing.
_SHORTEST_CHINESE, _SHORTEST = 2, 5
#: The text beside which its spelling stands in columns of its own.
_TITLE = ("event", "title")


def mentions(db: Database, member_id: str) -> list[Mention]:
    """Where texts of others name a member, now or formerly called so: to be shown before erasing.

    Give those that mean this person to `erase_member`. Raises KeyError when there is none.
    """
    store.columns_of(db, member_id)
    people = set(store.records_of(db, "member", member_id))
    held = _held(db, people)
    words = _Words.of(db, held)
    own_names = words.names - store.names_of_others(db, sorted(words.names), people)
    # what events say of the person is taken out without asking
    for rows in erasing_events.places(db, people, own_names, ""):
        _add(held, rows)
    return [one for one in store.mentions(db, words.telling()) if _of_others(one, held)]


def _of_others(mention: Mention, held: dict[str, set[str]]) -> bool:
    return mention.column not in _WHOLE and mention.row_id not in held.get(mention.table, set())


@dataclass(frozen=True)
class _Words:
    """What names a person, now and formerly: what may be somebody else's too, and what may not."""

    names: set[str]
    sure: set[str]

    @classmethod
    def of(cls, db: Database, held: dict[str, set[str]]) -> "_Words":
        """Read them from the register and its history."""

        def former(table: str, column: str) -> set[str]:
            return erasing.former_texts(db, table, column, held.get(table, set()))

        return cls(
            former("member", "name") | former("account", "nickname"),
            former("phone", "number") | former("account", "handle"),
        )

    def telling(self) -> list[str]:
        """Those long enough to be looked for within texts."""
        return sorted(filter(_is_telling, self.names | self.sure))


def _is_telling(word: str) -> bool:
    return len(word) >= (_SHORTEST if word.isascii() else _SHORTEST_CHINESE)


def erase_member(register: Register, member_id: str, meant: Sequence[Mention] = ()) -> None:
    """Erase a member whole, with the files only they had. Can't be undone.

    `meant` are those of `mentions` that name this person: the name is blanked there. Raises
    KeyError when there is no such member.
    """
    with register.step() as step:
        hashes = erase(step, member_id, meant)
    folder = files.folder_of(register.path)
    for sha256 in hashes:
        files.path_of(folder, sha256).unlink(missing_ok=True)


def erase(step: Step, member_id: str, meant: Sequence[Mention] = ()) -> list[str]:
    """Erase a member from the register and its history; returns which files are now unnamed.

    Use `erase_member`, which removes these files too.
    """
    step.begins(ERASE, count=1)
    store.columns_of(step, member_id)
    people = set(store.records_of(step, "member", member_id))
    held = _held(step, people)
    words = _Words.of(step, held)
    namesakes = store.names_of_others(step, sorted(words.names), people)
    texts = (words.names - namesakes) | words.sure
    found = erasing_events.places(step, people, words.names - namesakes, step.today.isoformat())
    _add(held, found.erased)
    within = set(filter(_is_telling, texts))
    sure = sorted(filter(_is_telling, words.sure))
    blanked = [one for one in store.mentions(step, sure) if _of_others(one, held)]
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
    for one in (*blanked, *meant):
        erasing.blank_words(step, one.table, one.column, one.row_id, words.telling())
    erasing_events.take_out(step, found, words.telling())
    titles = {one.row_id for one in (*blanked, *meant) if (one.table, one.column) == _TITLE}
    titles.update(found.kept["event"])
    erasing_events.spell_anew(step, sorted(titles))
    _add(held, found.kept)
    _add(held, {"event": titles})
    erasing.forget(step, held, texts, within=within, whole_only=_WHOLE)
    return unnamed


def _held(db: Database, people: set[str]) -> dict[str, set[str]]:
    """The ids of all rows that are the person's, by table: now or ever."""
    held: dict[str, set[str]] = {"member": set(people)}
    held["account"] = erasing.rows_held_by(db, "account", "member_id", people)
    owners = {"member": people, "account": held["account"]}
    for parent, ids in owners.items():
        for reference in references(db, parent):
            if reference.table == "account" or not ids:
                continue
            if not store.is_nullable(db, reference.table, reference.column):
                found = erasing.rows_held_by(db, reference.table, reference.column, ids)
                held.setdefault(reference.table, set()).update(found)
    for hanging in subject_columns(db):
        found = erasing.rows_held_by(db, hanging.table, hanging.column, people)
        held.setdefault(hanging.table, set()).update(found)
    merged = [
        row_id
        for person in people
        for row_id in store.rows_pointing(db, "merged_record", "kept_id", person)
    ]
    held.setdefault("merged_record", set()).update(merged)
    return held


def _add(held: dict[str, set[str]], rows: Mapping[str, Iterable[str]]) -> None:
    for table, row_ids in rows.items():
        held.setdefault(table, set()).update(row_ids)


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
