"""Reading the members list: lines of it, orders that need other subjects, what a step touched."""

import json
from collections.abc import Sequence
from typing import Any

from organizer.base import pinyin
from organizer.base.database import Database
from organizer.base.steps import FinishedStep
from organizer.domain.fields import store as fields
from organizer.domain.members import store as members
from organizer.domain.members.conditions import NOT_ARCHIVED, Condition
from organizer.domain.members.records import MemberRow
from organizer.domain.members.rules import form_of_address
from organizer.domain.members.store_filters import search_rows
from organizer.domain.roles import store as roles
from organizer.domain.roles.records import title_words
from organizer.domain.rosters.records import OWN, Held, RosterRow, Touched

#: The window reads so many lines at once before anything else.
HEAD = 128
#: More members than this are not named one by one after a step.
MOST_NAMED = 1000

_THERE = (
    "account a JOIN membership s ON s.account_id = a.id JOIN chat_group g ON g.id = s.group_id"
    " WHERE a.kind = 'ordinary' AND s.left_on IS NULL AND g.archived_at IS NULL"
)
#: What orders members by something of other tables: member and key, empty ones left out.
_KEYS = {
    "joined": f"SELECT a.member_id AS id, max(s.joined_on) AS key FROM {_THERE}"
    " AND s.joined_on IS NOT NULL GROUP BY a.member_id",
    "groups": f"SELECT a.member_id AS id, min(g.sort_key) AS key FROM {_THERE}"
    " GROUP BY a.member_id",
    "accounts": "SELECT a.member_id AS id, min(a.nickname || a.handle) AS key FROM account a"
    " WHERE a.kind = 'ordinary' AND a.nickname || a.handle <> '' GROUP BY a.member_id",
    "tags": "SELECT t.subject_id AS id, min(n.name) AS key FROM tagging t JOIN tag n"
    " ON n.id = t.tag_id WHERE t.kind = 'member' AND n.archived_at IS NULL GROUP BY t.subject_id",
    "roles": "SELECT h.member_id AS id, min(h.title) AS key FROM appointment h"
    " WHERE h.ended_on IS NULL GROUP BY h.member_id",
    "subjects": "SELECT m.id AS id, coalesce((SELECT min(s.subject) FROM member_subject s"
    " WHERE s.member_id = m.id), (SELECT min(s.subject) FROM institution_subject s"
    " WHERE s.institution_id = m.institution_id)) AS key FROM member m",
}
#: Keys that are sorted by how they are read, not as they stand.
_SPOKEN = frozenset({"accounts", "tags", "roles", "subjects"})
_BY_MEMBERS = {"phone": "phones"}


def ordered_ids(
    db: Database, conditions: Sequence[Condition], sort: str, *, descending: bool
) -> list[str]:
    """The ids of the members who meet all conditions; empty values come last, equals by name."""
    if sort in _KEYS or sort == "form_of_address" or _is_number(db, sort):
        ids = members.member_ids(db, conditions)
        return _by_keys(ids, _sort_keys(db, sort), descending=descending)
    order = _BY_MEMBERS.get(sort, sort or "name")
    return members.member_ids(db, conditions, order=order, descending=descending)


def _by_keys(ids: list[str], keys: dict[str, Any], *, descending: bool) -> list[str]:
    known = [row_id for row_id in ids if row_id in keys]
    known.sort(key=keys.__getitem__, reverse=descending)
    return known + [row_id for row_id in ids if row_id not in keys]


def _sort_keys(db: Database, sort: str) -> dict[str, Any]:
    if sort == "form_of_address":
        return _ranked(
            {
                row[0]: row[3] or form_of_address(row[1], row[2])
                for row in db.bulk("SELECT id, name, position, form_of_address FROM member")
            }
        )
    if sort.startswith(OWN):
        found = db.bulk(
            "SELECT subject_id, value FROM field_value WHERE field_id = ?",
            (sort.removeprefix(OWN),),
        )
        from decimal import Decimal  # only a list in the order of a number needs it

        return {row_id: Decimal(value) for row_id, value in found}
    keys = {row_id: key for row_id, key in db.bulk(_KEYS[sort]) if key}
    if sort == "roles":
        keys = {row_id: title_words(key) for row_id, key in keys.items()}
    return _ranked(keys) if sort in _SPOKEN else keys


def _ranked(texts: dict[str, str]) -> dict[str, int]:
    """Texts as their places in the order they are read in."""
    different = set(texts.values())
    spoken = {text: pinyin.sort_key(text, pinyin.text_reading(text).full) for text in different}
    ranks = {text: n for n, text in enumerate(sorted(different, key=lambda t: (spoken[t], t)))}
    return {row_id: ranks[text] for row_id, text in texts.items()}


def _is_number(db: Database, sort: str) -> bool:
    if not sort.startswith(OWN):
        return False
    return fields.field(db, sort.removeprefix(OWN)).type == "number"


def first_ids(db: Database) -> tuple[list[str], int]:
    """The first of today's members in the order of names, and how many there are."""
    ids = db.column(
        "SELECT id FROM member WHERE archived_at IS NULL ORDER BY sort_key, id LIMIT ?", (HEAD,)
    )
    return ids, members.member_count(db, [NOT_ARCHIVED])


# --- lines --------------------------------------------------------------------------------------


def rows(db: Database, ids: Sequence[str]) -> list[RosterRow]:
    """The lines of these members in this order; who is gone is left out."""
    wanted = (json.dumps(list(ids)),)
    found = members.member_rows(db, ids)
    groups: dict[str, list[str]] = {}
    joined: dict[str, str] = {}
    for member_id, name, day in db.bulk(
        "SELECT a.member_id AS member_id, g.name AS name, max(s.joined_on) AS day"
        f" FROM {_THERE} AND a.member_id IN (SELECT value FROM json_each(?))"
        " GROUP BY a.member_id, g.id ORDER BY g.sort_key, g.id",
        wanted,
    ):
        groups.setdefault(member_id, []).append(name)
        joined[member_id] = max(joined.get(member_id, ""), day or "")
    held = roles.titles_of_people(db, ids)
    values: dict[str, dict[str, str]] = {}
    for member_id, field_id, value in db.bulk(
        "SELECT v.subject_id AS member_id, v.field_id AS field_id, v.value AS value"
        " FROM json_each(?) w JOIN field_value v ON v.subject_id = w.value",
        wanted,
    ):
        values.setdefault(member_id, {})[field_id] = value
    return [_row(one, groups, joined, held, values) for one in found]


def _row(
    member: MemberRow,
    groups: dict[str, list[str]],
    joined: dict[str, str],
    held: dict[str, list[Any]],
    values: dict[str, dict[str, str]],
) -> RosterRow:
    return RosterRow(
        member,
        tuple(groups.get(member.id, ())),
        tuple(Held(one.title, one.place_name) for one in held.get(member.id, ())),
        joined.get(member.id, ""),
        values.get(member.id, {}),
    )


# --- after a step -------------------------------------------------------------------------------

#: From the rows of a table to the members they belong to.
_MEMBERS_OF = {
    "member": "SELECT value FROM json_each(?) UNION SELECT m.id FROM member m"
    " WHERE m.recommended_by_id IN (SELECT value FROM json_each(?))",
    "phone": "SELECT member_id FROM phone WHERE id IN (SELECT value FROM json_each(?))",
    "account": "SELECT member_id FROM account WHERE id IN (SELECT value FROM json_each(?))",
    "member_subject": "SELECT member_id FROM member_subject"
    " WHERE id IN (SELECT value FROM json_each(?))",
    "appointment": "SELECT member_id FROM appointment WHERE id IN (SELECT value FROM json_each(?))",
    "membership": "SELECT a.member_id FROM membership s JOIN account a ON a.id = s.account_id"
    " WHERE s.id IN (SELECT value FROM json_each(?))",
    "tagging": "SELECT subject_id FROM tagging WHERE kind = 'member'"
    " AND id IN (SELECT value FROM json_each(?))",
    "field_value": "SELECT subject_id FROM field_value"
    " WHERE id IN (SELECT value FROM json_each(?))",
    "tag": "SELECT subject_id FROM tagging WHERE kind = 'member'"
    " AND tag_id IN (SELECT value FROM json_each(?))",
    "institution": "SELECT id FROM member WHERE institution_id IN (SELECT value FROM json_each(?))",
    "institution_subject": "SELECT m.id FROM institution_subject s JOIN member m"
    " ON m.institution_id = s.institution_id WHERE s.id IN (SELECT value FROM json_each(?))",
    "chat_group": "SELECT a.member_id FROM membership s JOIN account a ON a.id = s.account_id"
    " WHERE s.left_on IS NULL AND s.group_id IN (SELECT value FROM json_each(?))",
    "branch": "SELECT member_id FROM appointment WHERE branch_id IN"
    " (SELECT value FROM json_each(?))",
}
#: The column of a row that is gone by which its member is found.
_OWNER = {
    "phone": "member_id",
    "account": "member_id",
    "member_subject": "member_id",
    "appointment": "member_id",
    "tagging": "subject_id",
    "field_value": "subject_id",
    "membership": "account_id",
    "institution_subject": "institution_id",
}
#: Tables whose change makes the search index read lines again.
_SEARCHED = frozenset({"member", "phone", "account", "tagging", "tag", "institution"})


def touched(db: Database, step: FinishedStep) -> Touched:
    """What a finished step changed of the members list: whose lines, and what is searched."""
    tables = [table for table in step.tables if table in _MEMBERS_OF]
    if any(step.tables[table] is None for table in tables):
        return Touched(None)
    found: set[str] = set()
    for table in tables:
        rows = list(step.tables[table] or ())
        sql = _MEMBERS_OF[table]
        found.update(db.column(sql, (json.dumps(rows),) * sql.count("?")))
        if table in _OWNER and table in step.reshaped:
            owners = _owners_of_gone(db, step.id, table)
            if owners is None:
                return Touched(None)
            found.update(owners)
        if len(found) > MOST_NAMED:
            return Touched(None)
    ids = sorted(found)
    searched = ids and not _SEARCHED.isdisjoint(tables)
    texts = tuple(tuple(row) for row in search_rows(db, ids)) if searched else ()
    return Touched(tuple(ids), texts)


def _owners_of_gone(db: Database, step_id: str, table: str) -> list[str] | None:
    """The members of rows a step took away: only the history knows them, None if it forgot."""
    column = _OWNER[table]
    gone = db.rows(
        "SELECT r.value, json_extract(c.image, '$.columns') FROM change c,"
        " json_each(c.image, '$.rows') r WHERE c.step_id = ? AND c.table_name = ?"
        " AND c.kind = 'delete'",
        (step_id, table),
    )
    if any(column not in json.loads(names) for _row, names in gone):
        return None  # a person was erased on request: nothing tells any more whose rows went
    owners = {json.loads(row)[json.loads(names).index(column)] for row, names in gone}
    if table == "membership":
        return db.column(
            "SELECT member_id FROM account WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(owners)),),
        )
    if table == "institution_subject":
        return db.column(_MEMBERS_OF["institution"], (json.dumps(sorted(owners)),))
    return sorted(owners)


# --- what can be chosen in filters ----------------------------------------------------------------

_IN_USE = {
    "position": "SELECT position, count(*) FROM member WHERE position <> '' AND archived_at IS NULL"
    " GROUP BY position ORDER BY count(*) DESC, position LIMIT 300",
    "source": "SELECT source, count(*) FROM member WHERE source <> '' AND archived_at IS NULL"
    " GROUP BY source ORDER BY count(*) DESC, source LIMIT 300",
    "district": "SELECT CASE WHEN m.district <> '' THEN m.district ELSE i.district END AS code,"
    " count(*) FROM member m LEFT JOIN institution i ON i.id = m.institution_id"
    " WHERE m.archived_at IS NULL AND code <> '' GROUP BY code ORDER BY count(*) DESC LIMIT 300",
    "subject": "SELECT subject, count(*) FROM (SELECT subject FROM member_subject UNION ALL"
    " SELECT subject FROM institution_subject) GROUP BY subject ORDER BY count(*) DESC LIMIT 300",
}
_NAMED_IN_USE = {
    "institution": "SELECT i.id, i.name, count(m.id) FROM institution i JOIN member m"
    " ON m.institution_id = i.id WHERE i.archived_at IS NULL AND m.archived_at IS NULL"
    " GROUP BY i.id ORDER BY count(m.id) DESC, i.sort_key LIMIT 500",
    "recommended_by": "SELECT r.id, r.name, count(m.id) FROM member m JOIN member r"
    " ON r.id = m.recommended_by_id WHERE m.archived_at IS NULL GROUP BY r.id"
    " ORDER BY count(m.id) DESC, r.sort_key LIMIT 500",
    "tag": "SELECT t.id, t.name, count(m.id) FROM tag t LEFT JOIN tagging g ON g.tag_id = t.id"
    " AND g.kind = 'member' LEFT JOIN member m ON m.id = g.subject_id AND m.archived_at IS NULL"
    " WHERE t.archived_at IS NULL GROUP BY t.id ORDER BY t.name",
}


def in_use(db: Database, what: str) -> list[tuple[str, str, int]]:
    """What members have of a kind (id or code, words, how many); the commonest first."""
    if what in _NAMED_IN_USE:
        return [(row[0], row[1], row[2]) for row in db.rows(_NAMED_IN_USE[what])]
    return [(row[0], row[0], row[1]) for row in db.rows(_IN_USE[what])]
