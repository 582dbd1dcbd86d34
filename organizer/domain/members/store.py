"""Reading members: the ids of a list in order, one page of its rows, everything of one member.

Lists are made of conditions over `SOURCE`, so that later subjects (groups, roles, rosters) can add
their own; the order is made here.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base import pinyin
from organizer.base.database import Database
from organizer.base.references import references
from organizer.domain.members.conditions import NOT_ARCHIVED, Condition
from organizer.domain.members.records import Account, Member, MemberRow, Phone, Tag
from organizer.domain.members.rules import form_of_address

#: Where the conditions and columns of a list of members stand: `m` the member, `i` the institution.
SOURCE = "member m LEFT JOIN institution i ON i.id = m.institution_id"

_DISTRICT = "CASE WHEN m.district <> '' THEN m.district ELSE coalesce(i.district, '') END"
#: Columns whose own order is the order shown (codes, numbers, dates, keys).
ORDERS = {
    "name": "m.sort_key",
    "number": "CASE WHEN m.number = '' THEN 1 ELSE 0 END, length(m.number), m.number",
    "institution": "CASE WHEN i.id IS NULL THEN 1 ELSE 0 END, i.sort_key",
    "birthday": "CASE WHEN m.birthday = '' THEN 1 ELSE 0 END, substr(m.birthday, -5), m.birthday",
    "recommended_by": "(SELECT r.sort_key FROM member r WHERE r.id = m.recommended_by_id) IS NULL,"
    " (SELECT r.sort_key FROM member r WHERE r.id = m.recommended_by_id)",
    "phones": "(SELECT min(p.number) FROM phone p WHERE p.member_id = m.id) IS NULL,"
    " (SELECT min(p.number) FROM phone p WHERE p.member_id = m.id)",
    "added": "m.id",
}
#: Columns of free text: sorted by their reading, which is worked out once for each different text.
TEXT_ORDERS = {
    "position": "m.position",
    "district": _DISTRICT,
    "source": "m.source",
    "welcome_title": "m.welcome_title",
    "form_of_address": "m.form_of_address",
}


def member_ids(
    db: Database,
    conditions: Sequence[Condition] = (NOT_ARCHIVED,),
    *,
    order: str = "name",
    descending: bool = False,
) -> list[str]:
    """The ids of all members that meet every condition, in order; equals go by name.

    `order` is a key of `ORDERS`, a text column (position, district, source, …) or `field:ID` of an
    own field. Empty values come last, also when descending.
    """
    where, parameters = joined(conditions)
    if order == "name" and not descending:
        return db.bulk_column(
            f"SELECT m.id AS id FROM {_source(where)} WHERE {where} ORDER BY m.sort_key, m.id",
            parameters,
        )
    if order in ORDERS:
        keys = [part.strip() for part in _split(ORDERS[order])]
        way = " DESC" if descending else ""
        # what says "is empty" stays ascending: empty values are last either way
        keys = [k if k.startswith("CASE") or k.endswith("IS NULL") else k + way for k in keys]
        return db.bulk_column(
            f"SELECT m.id AS id FROM {SOURCE} WHERE {where}"
            f" ORDER BY {', '.join(keys)}, m.sort_key, m.id",
            parameters,
        )
    column = _text_column(order)
    found = db.bulk(
        f"SELECT m.id AS id, {column} AS text FROM {SOURCE} WHERE {where}"
        " ORDER BY m.sort_key, m.id",
        parameters,
    )
    return _by_text(found, descending=descending)


def _source(where: str) -> str:
    """The tables a condition needs: without the institution the index of names gives the order."""
    return SOURCE if "i." in where else "member m"


def _split(expression: str) -> list[str]:
    """Cut a list of SQL expressions at its outer commas."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(expression):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(expression[start:place])
            start = place + 1
    return [*parts, expression[start:]]


def _text_column(order: str) -> str:
    if order.startswith("field:"):
        field_id = order.removeprefix("field:")
        if not all(c.isalnum() or c == "-" for c in field_id):
            raise KeyError(order)
        return (
            "coalesce((SELECT v.value FROM field_value v WHERE v.subject_id = m.id"
            f" AND v.field_id = '{field_id}'), '')"
        )
    return TEXT_ORDERS[order]


def _by_text(found: list[list[Any]], *, descending: bool) -> list[str]:
    texts = {text for _id, text in found if text}
    keys = {text: pinyin.sort_key(text, pinyin.text_reading(text).full) for text in texts}
    ranks = {text: n for n, text in enumerate(sorted(texts, key=lambda t: (keys[t], t)))}
    sign = -1 if descending else 1
    last = len(ranks)
    return [row[0] for row in sorted(found, key=lambda r: sign * ranks[r[1]] if r[1] else last)]


def joined(conditions: Iterable[Condition]) -> tuple[str, list[Any]]:
    """All conditions as one, with their parameters; "1" for none."""
    parts: list[str] = []
    parameters: list[Any] = []
    for condition in conditions:
        parts.append(f"({condition.sql})")
        parameters += condition.parameters
    return " AND ".join(parts) or "1", parameters


def member_count(db: Database, conditions: Sequence[Condition] = (NOT_ARCHIVED,)) -> int:
    """How many members meet every condition."""
    where, parameters = joined(conditions)
    return int(db.value(f"SELECT count(*) FROM {_source(where)} WHERE {where}", parameters))


# --- rows of a list -----------------------------------------------------------------------------

_ROW_COLUMNS = f"""
    m.id AS id, m.number AS number, m.name AS name, m.reading AS reading,
    m.form_of_address AS form_of_address, m.welcome_title AS welcome_title,
    m.institution_id AS institution_id, coalesce(i.name, '') AS institution,
    m.position AS position, {_DISTRICT} AS district,
    coalesce(
        (SELECT json_group_array(subject) FROM member_subject s WHERE s.member_id = m.id
            HAVING count(*) > 0),
        (SELECT json_group_array(subject) FROM institution_subject s
            WHERE s.institution_id = m.institution_id)) AS subjects,
    (SELECT json_group_array(number) FROM (SELECT p.number FROM phone p WHERE p.member_id = m.id
        ORDER BY p.position, p.id)) AS phones,
    (SELECT json_group_array(json_array(a.id, a.platform, a.kind, a.handle, a.nickname))
        FROM account a WHERE a.member_id = m.id AND a.kind = 'ordinary') AS accounts,
    (SELECT json_group_array(json_array(t.id, t.name, t.colour)) FROM tagging g
        JOIN tag t ON t.id = g.tag_id WHERE g.subject_id = m.id AND g.kind = 'member'
        AND t.archived_at IS NULL) AS tags,
    m.birthday AS birthday, m.birthday_calendar AS birthday_calendar, m.source AS source,
    coalesce((SELECT r.name FROM member r WHERE r.id = m.recommended_by_id), '') AS recommended_by,
    m.notes AS notes, m.archived_at AS archived_at
"""


def member_rows(db: Database, ids: Sequence[str]) -> list[MemberRow]:
    """One page of a list: the rows of these members in this order; unknown ids are left out."""
    found = db.bulk(
        f"SELECT {_ROW_COLUMNS} FROM json_each(:ids) w JOIN member m ON m.id = w.value"
        " LEFT JOIN institution i ON i.id = m.institution_id ORDER BY w.key",
        {"ids": json.dumps(list(ids))},
    )
    return [_row(row) for row in found]


def _row(row: list[Any]) -> MemberRow:
    (
        member_id, number, name, reading, address, welcome_title, institution_id, institution,
        position, district, subjects, phones, accounts, tags, *rest,
    ) = row  # fmt: skip
    return MemberRow(
        member_id,
        number,
        name,
        reading,
        address or form_of_address(name, position),
        welcome_title,
        institution_id,
        institution,
        position,
        district,
        tuple(json.loads(subjects)),
        tuple(json.loads(phones)),
        tuple(Account(*one) for one in json.loads(accounts)),
        tuple(Tag(*one) for one in sorted(json.loads(tags), key=lambda t: t[1])),
        *rest,
    )


# --- one member ---------------------------------------------------------------------------------


def get(db: Database, member_id: str) -> Member | None:
    """Everything of one member, or None when there is none of this id."""
    found = db.row(
        "SELECT m.id, m.number, m.name, m.reading, m.reading_corrected, m.form_of_address,"
        " m.welcome_title, m.institution_id, coalesce(i.name, ''), m.position, m.district,"
        " coalesce(i.district, ''), m.birthday, m.birthday_calendar, m.source,"
        " m.recommended_by_id, coalesce(r.name, ''), m.photo_id, m.notes, m.archived_at"
        f" FROM {SOURCE} LEFT JOIN member r ON r.id = m.recommended_by_id WHERE m.id = ?",
        (member_id,),
    )
    if found is None:
        return None
    own = db.column(
        "SELECT subject FROM member_subject WHERE member_id = ? ORDER BY id", (member_id,)
    )
    inherited = db.column(
        "SELECT subject FROM institution_subject WHERE institution_id = ? ORDER BY id",
        (found[7],),
    )
    return Member(
        id=found[0],
        number=found[1],
        name=found[2],
        reading=found[3],
        reading_corrected=bool(found[4]),
        form_of_address=found[5],
        proposed_address=form_of_address(found[2], found[9]),
        welcome_title=found[6],
        institution_id=found[7],
        institution=found[8],
        position=found[9],
        district=found[10],
        inherited_district=found[11],
        subjects=tuple(own),
        inherited_subjects=tuple(inherited),
        birthday=found[12],
        birthday_calendar=found[13],
        source=found[14],
        recommended_by_id=found[15],
        recommended_by=found[16],
        photo_id=found[17],
        notes=found[18],
        archived_at=found[19],
        phones=tuple(phones_of(db, member_id)),
        accounts=tuple(accounts_of(db, member_id)),
        tags=tuple(tags_of(db, member_id)),
    )


def phones_of(db: Database, member_id: str) -> list[Phone]:
    """The phone numbers of a member, the first one first."""
    return [
        Phone(*row)
        for row in db.rows(
            "SELECT id, number, kind, label FROM phone WHERE member_id = ? ORDER BY position, id",
            (member_id,),
        )
    ]


def other_holder(db: Database, number: str, member_id: str | None) -> tuple[str, str] | None:
    """Id and name of somebody else who has this phone number, who is not archived first."""
    return db.row(
        "SELECT m.id, m.name FROM phone p JOIN member m ON m.id = p.member_id"
        " WHERE p.number = ? AND m.id IS NOT ? ORDER BY m.archived_at IS NOT NULL, m.id",
        (number, member_id),
    )


def accounts_of(db: Database, member_id: str) -> list[Account]:
    """The accounts of a member, ordinary ones first."""
    return [
        Account(*row)
        for row in db.rows(
            "SELECT a.id, a.platform, a.kind, a.handle, a.nickname, a.operator_id,"
            " coalesce(o.name, '') FROM account a LEFT JOIN member o ON o.id = a.operator_id"
            " WHERE a.member_id = ? ORDER BY a.kind = 'interactive', a.id",
            (member_id,),
        )
    ]


def tags_of(db: Database, member_id: str) -> list[Tag]:
    """The tags a member carries, by name."""
    return [
        Tag(*row)
        for row in db.rows(
            "SELECT t.id, t.name, t.colour FROM tagging g JOIN tag t ON t.id = g.tag_id"
            " WHERE g.subject_id = ? AND g.kind = 'member' AND t.archived_at IS NULL"
            " ORDER BY t.name",
            (member_id,),
        )
    ]


# --- what actions ask ---------------------------------------------------------------------------


def name_of(db: Database, member_id: str) -> str:
    """The name of a member. Raises KeyError when there is none of this id."""
    found = db.value("SELECT name FROM member WHERE id = ?", (member_id,))
    if found is None:
        raise KeyError(member_id)
    return str(found)


def corrected_reading(db: Database, member_id: str) -> str | None:
    """The reading the owner corrected, or None while it follows the name."""
    found: str | None = db.value(
        "SELECT reading FROM member WHERE id = ? AND reading_corrected", (member_id,)
    )
    return found


def not_archived(db: Database, member_ids: Sequence[str]) -> list[str]:
    """Those of the members who are not archived, in the order given."""
    return db.column(
        "SELECT m.id FROM json_each(?) w JOIN member m ON m.id = w.value"
        " WHERE m.archived_at IS NULL ORDER BY w.key",
        (json.dumps(list(member_ids)),),
    )


def subject_rows(db: Database, member_ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """The own subjects of members: row, member, subject."""
    return db.rows(
        "SELECT s.id, s.member_id, s.subject FROM member_subject s"
        " WHERE s.member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(member_ids)),),
    )


def phone_ids(db: Database, member_ids: Sequence[str]) -> list[str]:
    """The rows of all phone numbers of members."""
    return db.column(
        "SELECT id FROM phone WHERE member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(member_ids)),),
    )


def account_ids(db: Database, member_ids: Sequence[str]) -> list[str]:
    """The rows of all accounts of members."""
    return db.column(
        "SELECT id FROM account WHERE member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(member_ids)),),
    )


def ordinary_accounts(db: Database, member_ids: Sequence[str], platform: str) -> dict[str, str]:
    """For each member with one: the first ordinary account on a platform, used ones before new."""
    return dict(
        db.rows(
            "SELECT member_id, min(id) FROM account WHERE kind = 'ordinary' AND platform = ?"
            " AND member_id IN (SELECT value FROM json_each(?)) GROUP BY member_id",
            (platform, json.dumps(list(member_ids))),
        )
    )


_OWN = {"phone", "member_subject"}


def referred(db: Database, table: str, row_ids: Sequence[str]) -> bool:
    """Whether anything but a member's own phones, accounts and subjects refers to these rows."""
    wanted = json.dumps(list(row_ids))
    for reference in references(db, table):
        if reference.table in _OWN:
            continue
        own = " AND member_id <> operator_id" if reference.column == "operator_id" else ""
        if (reference.table, reference.column) == ("account", "member_id"):
            continue
        if db.value(
            f"SELECT 1 FROM {reference.table} WHERE {reference.column} IN"
            f" (SELECT value FROM json_each(?)){own} LIMIT 1",
            (wanted,),
        ):
            return True
    return False


def corrected_readings(db: Database, member_ids: Sequence[str]) -> dict[str, str]:
    """The readings the owner corrected, of those members who have one."""
    return dict(
        db.rows(
            "SELECT id, reading FROM member WHERE reading_corrected"
            " AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(member_ids)),),
        )
    )
