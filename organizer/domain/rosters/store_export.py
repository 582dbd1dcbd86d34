"""Rosters out: one statement makes the finished text of every cell, read row after row.

Masking happens here too, in SQL: what is masked never leaves the register plain. The rules are
those of `base.masking` (a test compares them).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.districts import district_name
from organizer.base.words import _
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.store import SOURCE, joined
from organizer.domain.roles.records import TITLES
from organizer.domain.rosters.columns import ROW, Column
from organizer.domain.rosters.records import OWN, OwnField

_EFFECTIVE_DISTRICT = "CASE WHEN m.district <> '' THEN m.district ELSE coalesce(i.district, '') END"
_DIGITS = "replace(replace(replace(replace({0}, ' ', ''), '-', ''), '+', ''), '(', '')"


def _masked_phone(number: str) -> str:
    digits = f"replace({_DIGITS.format(number)}, ')', '')"
    return (
        f"CASE WHEN kind = 'mobile' THEN substr({number}, 1, 3) || ' **** ' || substr({number}, 8)"
        f" WHEN length({digits}) >= 10"
        f" THEN substr({digits}, 1, 3) || ' **** ' || substr({digits}, -3)"
        f" WHEN length({digits}) >= 7"
        f" THEN substr({digits}, 1, 2) || ' **** ' || substr({digits}, -2)"
        " ELSE '****' END"
    )


def _masked_account(handle: str) -> str:
    return (
        f"CASE WHEN length({handle}) > 5"
        f" THEN substr({handle}, 1, 2) || '****' || substr({handle}, -2)"
        f" ELSE substr({handle}, 1, 1) || '****' END"
    )


def _phones(*, masked: bool) -> str:
    shown = _masked_phone("number") if masked else "number"
    return (
        f"(SELECT group_concat({shown}, '、') FROM (SELECT p.number, p.kind FROM phone p"
        " WHERE p.member_id = m.id ORDER BY p.position, p.id))"
    )


def _handles(platform: str, *, masked: bool) -> str:
    shown = _masked_account("handle") if masked else "handle"
    return (
        f"(SELECT group_concat({shown}, '、') FROM (SELECT a.handle FROM account a"
        f" WHERE a.member_id = m.id AND a.platform = '{platform}' AND a.kind = 'ordinary'"
        " AND a.handle <> '' ORDER BY a.id))"
    )


def _birthday(*, masked: bool) -> str:
    if masked:
        return "CASE WHEN m.birthday = '' THEN '' ELSE substr(m.birthday, -5, 3) || '**' END"
    return "CASE m.birthday_calendar WHEN 'lunar' THEN '农历' ELSE '' END || m.birthday"


def _maskable(key: str, *, masked: bool) -> str:
    if key == "phone":
        return _phones(masked=masked)
    return _birthday(masked=masked) if key == "birthday" else _handles(key, masked=masked)


def _membership(column: str) -> str:
    # the plus keeps SQLite from reading the whole group once for each member
    return (
        f"(SELECT s.{column} FROM membership s JOIN account a ON a.id = s.account_id"
        " WHERE a.member_id = m.id AND +s.group_id = :group AND a.kind = 'ordinary'"
        " ORDER BY s.left_on IS NULL DESC, s.left_on DESC, s.id DESC LIMIT 1)"
    )


_EXPRESSIONS = {
    "name": "m.name",
    "number": "m.number",
    "form_of_address": "m.form_of_address",
    "welcome_title": "m.welcome_title",
    "wechat_nickname": "(SELECT a.nickname FROM account a WHERE a.member_id = m.id"
    " AND a.platform = 'wechat' AND a.kind = 'ordinary' ORDER BY a.handle = '', a.id LIMIT 1)",
    "institution": "i.name",
    "position": "m.position",
    "district": f"(SELECT w.words FROM shown_word w WHERE w.kind = 'district'"
    f" AND w.code = {_EFFECTIVE_DISTRICT})",
    "subjects": "coalesce((SELECT group_concat(subject, '、') FROM (SELECT s.subject"
    " FROM member_subject s WHERE s.member_id = m.id ORDER BY s.id)),"
    " (SELECT group_concat(subject, '、') FROM (SELECT s.subject FROM institution_subject s"
    " WHERE s.institution_id = m.institution_id ORDER BY s.id)))",
    "tags": "(SELECT group_concat(name, '、') FROM (SELECT t.name FROM tagging g"
    " JOIN tag t ON t.id = g.tag_id WHERE g.subject_id = m.id AND g.kind = 'member'"
    " AND t.archived_at IS NULL ORDER BY t.name))",
    "source": "m.source",
    "recommended_by": "(SELECT r.name FROM member r WHERE r.id = m.recommended_by_id)",
    "notes": "m.notes",
    "groups": "(SELECT group_concat(name, '、') FROM (SELECT DISTINCT g.name FROM account a"
    " JOIN membership s ON s.account_id = a.id JOIN chat_group g ON g.id = s.group_id"
    " WHERE a.member_id = m.id AND a.kind = 'ordinary' AND s.left_on IS NULL"
    " AND g.archived_at IS NULL ORDER BY g.sort_key, g.id))",
    "alias": _membership("alias"),
    "joined": _membership("joined_on"),
    "left": _membership("left_on"),
}
_WANTED = SOURCE.replace("member m", "member m ON m.id = wanted.value", 1)
_ROLES = (
    "(SELECT group_concat(words, '、') FROM (SELECT coalesce((SELECT w.words FROM shown_word w"
    " WHERE w.kind = 'title' AND w.code = t.title), t.title) AS words FROM appointment t"
    " WHERE t.member_id = m.id AND t.ended_on IS NULL{where} ORDER BY t.starts_on, t.id))"
)


def _expression(
    column: Column, fields: dict[str, OwnField], order: str, *, masked: bool, group: bool
) -> str:
    key = column.key
    if key == ROW:
        return f"row_number() OVER (ORDER BY {order})"
    if column.maskable:
        return _maskable(key, masked=masked)
    if key == "roles":
        return _ROLES.format(where=" AND +t.group_id = :group" if group else "")
    if key.startswith(OWN):
        value = (
            f"(SELECT v.value FROM field_value v WHERE v.field_id = '{fields[key].id}'"
            " AND v.subject_id = m.id)"
        )
        if fields[key].type == "yes_no":
            return f"CASE {value} WHEN 'yes' THEN :yes WHEN 'no' THEN :no END"
        return value
    return _EXPRESSIONS[key]


def roster_rows_out(
    db: Database,
    columns: Sequence[Column],
    *,
    fields: Sequence[OwnField] = (),
    group_id: str | None = None,
    ids: Sequence[str] | None = None,
    masked: bool = True,
) -> Iterator[tuple[Any, ...]]:
    """The rows of a roster as finished texts, one after another.

    Of the people in a group, of these members in this order, or of everybody who is not archived
    in the order of names.
    """
    own = {one.key: one for one in fields}
    parameters: dict[str, Any] = {"group": group_id, "yes": _("Yes"), "no": _("No")}
    source, order = SOURCE, "m.sort_key, m.id"
    if ids is not None:
        source = f"json_each(:ids) wanted JOIN {_WANTED}"
        where, order = "1", "wanted.key"
        parameters["ids"] = json.dumps(list(ids))
    elif group_id is not None:
        where = (
            "m.id IN (SELECT a.member_id FROM membership s JOIN account a ON a.id = s.account_id"
            " WHERE s.group_id = :group AND s.left_on IS NULL AND a.kind = 'ordinary')"
        )
    else:
        where = joined([NOT_ARCHIVED])[0]
    expressions = ", ".join(
        f"coalesce({_expression(one, own, order, masked=masked, group=group_id is not None)}, '')"
        for one in columns
    )
    words = _shown_words(db, {one.key for one in columns})
    parameters["words"] = json.dumps(words, ensure_ascii=False)
    return db.each(
        "WITH shown_word(kind, code, words) AS MATERIALIZED (SELECT value ->> 0, value ->> 1,"
        f" value ->> 2 FROM json_each(:words)) SELECT {expressions} FROM {source}"
        f" WHERE {where} ORDER BY {order}",
        parameters,
    )


def _shown_words(db: Database, keys: set[str]) -> list[tuple[str, str, str]]:
    """Codes in use that are shown as words."""
    found: list[tuple[str, str, str]] = []
    if "district" in keys:
        found += [
            ("district", code, district_name(code))
            for code in db.column(
                "SELECT district FROM member WHERE district <> ''"
                " UNION SELECT district FROM institution WHERE district <> ''"
            )
        ]
    if "roles" in keys:
        found += [("title", code, _(words)) for code, words in TITLES.items()]
    return found
