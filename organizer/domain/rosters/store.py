"""What an import has to know of the register: read in bulk, a few statements whatever the size."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition
from organizer.domain.fields import store as fields
from organizer.domain.institutions.rules import comparable
from organizer.domain.rosters.records import Namesake, OwnField

#: Member columns that a list shows and changes as they are.
PLAIN = ("form_of_address", "welcome_title", "position", "source", "number", "notes")


def mark(db: Database) -> int:
    """The number of the newest step: a plan holds while it is the same."""
    return int(db.value("SELECT max(number) FROM step") or 0)


def own_fields(db: Database) -> list[OwnField]:
    """The own fields of members in their order, with the words of their choices."""
    return [
        OwnField(
            one.id,
            one.name,
            one.type,
            tuple(choice.words for choice in one.choices if choice.archived_at is None),
        )
        for one in fields.own_fields(db, "member")
    ]


# --- finding members ----------------------------------------------------------------------------

_FOUND_BY = {
    "phone": "SELECT p.number AS given, p.member_id AS member_id FROM phone p"
    " WHERE p.number IN (SELECT value FROM json_each(?))",
    "wechat": "SELECT a.handle AS given, a.member_id AS member_id FROM account a"
    " WHERE a.handle IN (SELECT value FROM json_each(?)) AND a.platform = 'wechat'"
    " AND a.handle <> ''",
    "qq": "SELECT a.handle AS given, a.member_id AS member_id FROM account a"
    " WHERE a.handle IN (SELECT value FROM json_each(?)) AND a.platform = 'qq'"
    " AND a.handle <> ''",
    "number": "SELECT m.number AS given, m.id AS member_id FROM member m"
    " WHERE m.number IN (SELECT value FROM json_each(?)) AND m.number <> ''",
}
_ALL_OF = {
    "phone": "SELECT p.member_id AS member_id, p.number AS given FROM json_each(?) w"
    " CROSS JOIN phone p ON p.member_id = w.value",
    "wechat": "SELECT a.member_id AS member_id, a.handle AS given FROM json_each(?) w"
    " CROSS JOIN account a ON a.member_id = w.value WHERE a.platform = 'wechat' AND a.handle <> ''",
    "qq": "SELECT a.member_id AS member_id, a.handle AS given FROM json_each(?) w"
    " CROSS JOIN account a ON a.member_id = w.value WHERE a.platform = 'qq' AND a.handle <> ''",
    "number": "SELECT m.id AS member_id, m.number AS given FROM json_each(?) w"
    " CROSS JOIN member m ON m.id = w.value WHERE m.number <> ''",
}


def found_by(db: Database, key: str, values: Iterable[str]) -> dict[str, list[str]]:
    """The ids of all members, archived ones too, who have one of these phones, handles, numbers."""
    found: dict[str, list[str]] = {}
    for given, member_id in db.bulk(_FOUND_BY[key], (json.dumps(list(values)),)):
        ids = found.setdefault(given, [])
        if member_id not in ids:
            ids.append(member_id)
    return found


def has_members(db: Database) -> bool:
    """Whether there is anybody in the register."""
    return db.value("SELECT 1 FROM member LIMIT 1") is not None


def named(db: Database, names: Iterable[str]) -> dict[str, list[str]]:
    """The ids of the members of these names who are not archived."""
    found: dict[str, list[str]] = {}
    for name, member_id in db.bulk(
        "SELECT name, id FROM member WHERE archived_at IS NULL"
        " AND name IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    ):
        found.setdefault(name, []).append(member_id)
    return found


def namesakes(db: Database, names: Iterable[str]) -> dict[str, list[Namesake]]:
    """The members of these names, archived ones too."""
    found: dict[str, list[Namesake]] = {}
    for name, *one in db.bulk(
        "SELECT m.name AS name, m.id AS id, coalesce(m.institution_id, '') AS institution_id,"
        " EXISTS (SELECT 1 FROM phone p WHERE p.member_id = m.id) AS has_phone,"
        " m.archived_at IS NOT NULL AS archived"
        " FROM member m WHERE m.name IN (SELECT value FROM json_each(?)) ORDER BY m.id",
        (json.dumps(list(names)),),
    ):
        found.setdefault(name, []).append(Namesake(one[0], one[1], bool(one[2]), bool(one[3])))
    return found


def values_of(db: Database, key: str, ids: Sequence[str]) -> dict[str, list[str]]:
    """All phones, handles or the number of members."""
    found: dict[str, list[str]] = {}
    for member_id, given in db.bulk(_ALL_OF[key], (json.dumps(list(ids)),)):
        found.setdefault(member_id, []).append(given)
    return found


# --- what members are like now ------------------------------------------------------------------


def _of(ids: Sequence[str]) -> tuple[str]:
    return (json.dumps(list(ids)),)


#: What `current` tells besides `PLAIN`.
_CURRENT = {
    "name": "m.name",
    "institution_id": "m.institution_id",
    "institution": "coalesce(i.name, '')",
    "district": "CASE WHEN m.district <> '' THEN m.district ELSE coalesce(i.district, '') END",
    "birthday": "m.birthday",
    "birthday_calendar": "m.birthday_calendar",
    "recommended_by": "coalesce("
    "(SELECT r.name FROM member r WHERE r.id = m.recommended_by_id), '')",
} | {name: f"m.{name}" for name in PLAIN}


def current(db: Database, ids: Sequence[str]) -> dict[str, list[Any]]:
    """What members are now: for each of `_CURRENT` a column with one value an id, in their order.

    Columns are a third of the work of rows, and a list that changes nothing equals them.
    """
    packed = ", ".join(f"json_group_array({name})" for name in _CURRENT)
    columns = ", ".join(f"{sql} AS {name}" for name, sql in _CURRENT.items())
    text = db.value(
        f"SELECT json_array({packed}) FROM (SELECT {columns}"
        " FROM json_each(?) w CROSS JOIN member m ON m.id = w.value"
        " LEFT JOIN institution i ON i.id = m.institution_id ORDER BY w.key)",
        _of(ids),
    )
    return dict(zip(_CURRENT, json.loads(text), strict=True))


def names_of(db: Database, ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Of each member the name, and whether they are archived."""
    return {
        row_id: (name, archived_at is not None)
        for row_id, name, archived_at in db.bulk(
            "SELECT m.id AS id, m.name AS name, m.archived_at AS archived_at"
            " FROM json_each(?) w CROSS JOIN member m ON m.id = w.value",
            (json.dumps(list(ids)),),
        )
    }


def phones(db: Database, ids: Sequence[str]) -> dict[str, list[str]]:
    """The phone numbers of members, in order."""
    found: dict[str, list[str]] = {}
    for member_id, number in db.bulk(
        "SELECT p.member_id AS member_id, p.number AS number FROM json_each(?) w"
        " CROSS JOIN phone p ON p.member_id = w.value ORDER BY p.position, p.id",
        _of(ids),
    ):
        found.setdefault(member_id, []).append(number)
    return found


def accounts(
    db: Database, ids: Sequence[str], platform: str
) -> dict[str, list[tuple[str, str, str, str]]]:
    """The accounts of members on a platform: id, kind, handle, nickname.

    Ordinary ones come first, of these the ones with a handle.
    """
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for member_id, *account in db.bulk(
        "SELECT a.member_id AS member_id, a.id AS id, a.kind AS kind, a.handle AS handle,"
        " a.nickname AS nickname FROM json_each(?) w"
        " CROSS JOIN account a ON a.member_id = w.value WHERE a.platform = ?"
        " ORDER BY a.kind = 'interactive', a.handle = '', a.id",
        (*_of(ids), platform),
    ):
        found.setdefault(member_id, []).append((account[0], account[1], account[2], account[3]))
    return found


def subjects(db: Database, ids: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The own subjects of members, and those their institutions give them."""
    own: dict[str, list[str]] = {}
    for member_id, subject in db.bulk(
        "SELECT s.member_id AS member_id, s.subject AS subject FROM json_each(?) w"
        " CROSS JOIN member_subject s ON s.member_id = w.value ORDER BY s.id",
        _of(ids),
    ):
        own.setdefault(member_id, []).append(subject)
    inherited: dict[str, list[str]] = {}
    for member_id, subject in db.bulk(
        "SELECT m.id AS id, s.subject AS subject FROM json_each(?) w"
        " CROSS JOIN member m ON m.id = w.value"
        " JOIN institution_subject s ON s.institution_id = m.institution_id ORDER BY s.id",
        _of(ids),
    ):
        inherited.setdefault(member_id, []).append(subject)
    return own, inherited


def tags(db: Database, ids: Sequence[str]) -> dict[str, set[str]]:
    """The names of the tags members carry."""
    found: dict[str, set[str]] = {}
    for member_id, name in db.bulk(
        "SELECT g.subject_id AS member_id, t.name AS name FROM json_each(?) w"
        " CROSS JOIN tagging g ON g.subject_id = w.value AND g.kind = 'member'"
        " JOIN tag t ON t.id = g.tag_id WHERE t.archived_at IS NULL",
        _of(ids),
    ):
        found.setdefault(member_id, set()).add(name)
    return found


def field_values(db: Database, ids: Sequence[str], field_id: str) -> dict[str, str]:
    """The values of one own field."""
    return dict(
        db.bulk(
            "SELECT v.subject_id AS member_id, v.value AS value FROM json_each(?) w"
            " JOIN field_value v ON v.subject_id = w.value WHERE v.field_id = ?",
            (*_of(ids), field_id),
        )
    )


class Stay(NamedTuple):
    """A time somebody was in a group with one of their ordinary accounts; `left` None: still."""

    id: str
    account_id: str
    alias: str
    joined: str | None
    left: str | None


def stays(db: Database, ids: Sequence[str], group_id: str) -> dict[str, list[Stay]]:
    """What members have or had in a group: the latest last, an open one after those that ended."""
    found: dict[str, list[Stay]] = {}
    for member_id, *row in db.bulk(
        "SELECT a.member_id AS member_id, s.id AS id, a.id AS account_id, s.alias AS alias,"
        " s.joined_on AS joined_on, s.left_on AS left_on"
        " FROM json_each(?) w CROSS JOIN account a ON a.member_id = w.value"
        " CROSS JOIN membership s ON s.account_id = a.id"
        # the plus keeps SQLite from reading the whole group once for each member
        " WHERE +s.group_id = ? AND a.kind = 'ordinary'"
        " ORDER BY s.left_on IS NULL, s.left_on, s.id",
        (*_of(ids), group_id),
    ):
        found.setdefault(member_id, []).append(Stay(*row))
    return found


def is_archived_group(db: Database, name: str) -> bool:
    """Whether there was a group of exactly this name that is archived."""
    return (
        db.value(
            "SELECT 1 FROM chat_group WHERE name = ? AND archived_at IS NOT NULL LIMIT 1", (name,)
        )
        is not None
    )


# --- institutions -------------------------------------------------------------------------------


def institutions_called(db: Database, names: Iterable[str]) -> dict[str, list[tuple[str, bool]]]:
    """The institutions of these names or short names: id and whether archived.

    Width, case and blanks don't count; one called exactly so stands alone.
    """
    wanted: dict[str, list[str]] = {}
    for name in names:
        wanted.setdefault(comparable(name), []).append(name)
    exact: dict[str, dict[str, bool]] = {}
    found: dict[str, dict[str, bool]] = {}
    for row_id, name, short_name, archived_at in db.bulk(
        "SELECT id, name, short_name, archived_at FROM institution"
    ):
        for spelled in {name, short_name} - {""}:
            for given in wanted.get(comparable(spelled), ()):
                place = exact if given == name else found
                place.setdefault(given, {})[row_id] = archived_at is not None
    return {given: _in_use(exact.get(given) or found[given]) for given in {*exact, *found}}


def _in_use(candidates: dict[str, bool]) -> list[tuple[str, bool]]:
    """The candidates that are not archived, or all if all are."""
    open_ones = [(row_id, False) for row_id, archived in candidates.items() if not archived]
    return open_ones or [(row_id, True) for row_id in candidates]


# --- searching ----------------------------------------------------------------------------------

_GROUPS_SEARCHED = SearchColumns(
    texts=("g.name", "g.number"), readings=("g.reading",), initials=("g.initials",)
)


def groups_found(db: Database, words: str) -> list[tuple[str, str]]:
    """Id and name of the groups in use that words find."""
    condition, parameters = like_condition(words, _GROUPS_SEARCHED)
    return [
        (row[0], row[1])
        for row in db.rows(
            f"SELECT g.id, g.name FROM chat_group g WHERE g.archived_at IS NULL AND {condition}"
            " ORDER BY g.sort_key, g.id",
            parameters,
        )
    ]
