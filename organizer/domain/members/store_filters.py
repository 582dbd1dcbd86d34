"""Filters of a list of members by what is known of the member; they combine at will.

Those by group and position are in the stores of these subjects.
"""

import json
from collections.abc import Sequence
from functools import cache

from organizer.base import pinyin
from organizer.base.database import Database
from organizer.base.search_query import Kind, Part, SearchColumns, like_condition, parts
from organizer.domain.members.conditions import Condition

_INSTITUTION = "(SELECT o.{} FROM institution o WHERE o.id = m.institution_id)"
_NICKNAMES = (
    "(SELECT group_concat(a.nickname || char(10) || a.handle, char(10)) FROM account a"
    " WHERE a.member_id = m.id)"
)
_TAGS = (
    "(SELECT group_concat(t.name, char(10)) FROM tagging g JOIN tag t ON t.id = g.tag_id"
    " WHERE g.subject_id = m.id AND g.kind = 'member' AND t.archived_at IS NULL)"
)
_PHONES = "(SELECT group_concat(p.number, char(10)) FROM phone p WHERE p.member_id = m.id)"
_TEXTS = (
    "m.name",
    "m.number",
    _NICKNAMES,
    _INSTITUTION.format("name"),
    _INSTITUTION.format("short_name"),
    _TAGS,
)


@cache
def _second_readings(letter: str = "") -> tuple[str, str, str]:
    """SQL for names whose surname is not read as its characters are, such as 单雪梅 (shan, dan).

    A condition that holds for few members, the reading that who does not know the surname types
    ("dan xue mei"; NULL where the reading was corrected), and its initials. With a letter only of
    surnames one of whose ordinary syllables begins with it: no other name can be found anew.
    """
    families = pinyin.surnames_read_otherwise()
    nobody = "WHEN 0 THEN NULL"  # a CASE needs a way, also for a letter no surname begins with
    begins, readings, initials = "", [nobody], [nobody]
    for family, (spoken, otherwise) in families.items():
        if f" {letter}" not in f" {otherwise}":
            continue
        begins += family[0]
        called = f"WHEN m.name GLOB '{family}*' AND m.reading || ' ' GLOB '{spoken} *' THEN"
        letters = "".join(syllable[0] for syllable in otherwise.split())
        readings.append(f"{called} '{otherwise}' || substr(m.reading, {len(spoken) + 1})")
        initials.append(f"{called} '{letters}' || substr(m.initials, {len(letters) + 1})")
    return (
        f"m.name GLOB '[{''.join(dict.fromkeys(begins))}]*'" if begins else "0",
        f"CASE {' '.join(readings)} END",
        f"CASE {' '.join(initials)} END",
    )


def _searched(part: Part) -> tuple[tuple[str, SearchColumns], ...]:
    if part.kind is not Kind.LETTERS:
        return _SEARCHED
    few, reading, initials = _second_readings(part.needle[0])
    second = SearchColumns(readings=(reading,), initials=(initials,))
    return (*_SEARCHED, (f"({few} AND ({{}}))", second))


#: What a search looks at: members found in a table, by columns of that table. The same texts as
#: `search_rows` gives to the index in memory, but each table is read once and not once a member.
_SEARCHED: tuple[tuple[str, SearchColumns], ...] = (
    (
        "{}",
        SearchColumns(
            texts=("m.name", "m.number"), readings=("m.reading",), initials=("m.initials",)
        ),
    ),
    (
        "m.id IN (SELECT p.member_id FROM phone p WHERE {})",
        SearchColumns(numbers=("p.number",)),
    ),
    (
        "m.id IN (SELECT a.member_id FROM account a WHERE {})",
        SearchColumns(texts=("a.nickname", "a.handle")),
    ),
    (
        "m.institution_id IN (SELECT o.id FROM institution o WHERE {})",
        SearchColumns(texts=("o.name", "o.short_name")),
    ),
    (
        (
            "m.id IN (SELECT g.subject_id FROM tagging g JOIN tag t ON t.id = g.tag_id"
            " WHERE t.archived_at IS NULL AND g.kind = 'member' AND {})"
        ),
        SearchColumns(texts=("t.name",)),
    ),
)


def matching(words: str) -> Condition:
    """Members found by these words; what a search means stands in `base.search_query`."""
    found: list[str] = []
    parameters: list[str] = []
    for part in parts(words):
        ways = []
        for way, columns in _searched(part):
            condition, values = like_condition(part.needle, columns)
            if values:
                ways.append(way.format(condition))
                parameters += values
        found.append(f"({' OR '.join(ways)})")
    return Condition(" AND ".join(found) or "1", tuple(parameters))


def search_rows(db: Database, ids: Sequence[str] | None = None) -> list[list[str]]:
    """What is searched of members, shaped like `base.text_index.Row`, in the order of names.

    Of all members, archived ones too, or of these; lists show the rows found that they hold. All
    of a large register take a while: ask for slices of ids, or on a snapshot.
    """
    texts = " || char(10) || ".join(f"coalesce({column}, '')" for column in _TEXTS)
    few, *second = _second_readings()
    readings, initials = (
        f"CASE WHEN {few} THEN {column} || coalesce(char(10) || {other}, '') ELSE {column} END"
        for column, other in zip(("m.reading", "m.initials"), second, strict=True)
    )
    only = "" if ids is None else " WHERE m.id IN (SELECT value FROM json_each(:ids))"
    return db.bulk(
        f"SELECT m.id AS id, {texts} AS texts, {readings} AS readings, {initials} AS initials,"
        f" coalesce({_PHONES}, '') AS numbers FROM member m{only} ORDER BY m.sort_key, m.id",
        {"ids": json.dumps(list(ids or ()))},
    )


def among(ids: Sequence[str]) -> Condition:
    """Exactly these members."""
    return Condition("m.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def called(name: str) -> Condition:
    """Whose name is this one, or sounds like it."""
    spoken = pinyin.person_reading(name).full
    return Condition("(m.name = ? OR (? <> '' AND m.reading = ?))", (name, spoken, spoken))


def tagged(tag_id: str) -> Condition:
    """Members who carry a tag."""
    return Condition(
        "EXISTS (SELECT 1 FROM tagging g WHERE g.tag_id = ? AND g.kind = 'member'"
        " AND g.subject_id = m.id)",
        (tag_id,),
    )


def untagged() -> Condition:
    """Members who carry no tag at all."""
    return Condition(f"{_TAGS} IS NULL")


def at_institution(institution_id: str | None) -> Condition:
    """Members of an institution; None: of no institution."""
    if institution_id is None:
        return Condition("m.institution_id IS NULL")
    return Condition("m.institution_id = ?", (institution_id,))


def in_district(code: str) -> Condition:
    """Members in a district or in a part of it, by their own or their institution's; '' is none."""
    effective = f"coalesce(nullif(m.district, ''), {_INSTITUTION.format('district')}, '')"
    if not code:
        return Condition(f"{effective} = ''")
    return Condition(f"substr({effective}, 1, length(?)) = ?", (code, code))


def teaching(subject: str) -> Condition:
    """Members of a subject, by their own ones or, without any, their institution's."""
    return Condition(
        "CASE WHEN EXISTS (SELECT 1 FROM member_subject s WHERE s.member_id = m.id)"
        " THEN EXISTS (SELECT 1 FROM member_subject s WHERE s.member_id = m.id AND s.subject = ?)"
        " ELSE EXISTS (SELECT 1 FROM institution_subject s"
        "  WHERE s.institution_id = m.institution_id AND s.subject = ?) END",
        (subject, subject),
    )


def in_position(position: str) -> Condition:
    """Members whose position in the institution is exactly this; '' is none."""
    return Condition("m.position = ?", (position,))


def from_source(source: str) -> Condition:
    """Members who came from a source; '' is an unknown one."""
    return Condition("m.source = ?", (source,))


def recommended_by(member_id: str) -> Condition:
    """Members whom somebody recommended."""
    return Condition("m.recommended_by_id = ?", (member_id,))


def with_phone(*, present: bool = True) -> Condition:
    """Members with a phone number, or without any."""
    way = "" if present else "NOT "
    return Condition(f"{way}EXISTS (SELECT 1 FROM phone p WHERE p.member_id = m.id)")


def with_account(platform: str, *, present: bool = True) -> Condition:
    """Members with an ordinary account on a platform, or without."""
    way = "" if present else "NOT "
    return Condition(
        f"{way}EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id AND a.platform = ?"
        " AND a.kind = 'ordinary')",
        (platform,),
    )


def born_in(month: int, calendar: str = "solar") -> Condition:
    """Members with a birthday in a month of the solar or the lunar year."""
    return Condition(
        "m.birthday_calendar = ? AND substr(m.birthday, -5, 2) = ?", (calendar, f"{month:02}")
    )


def with_value(field_id: str, value: str) -> Condition:
    """Members whose own field holds this canonical value; '' is an empty field."""
    held = "SELECT 1 FROM field_value v WHERE v.field_id = ? AND v.subject_id = m.id"
    if not value:
        return Condition(f"NOT EXISTS ({held})", (field_id,))
    return Condition(f"EXISTS ({held} AND v.value = ?)", (field_id, value))


def with_value_between(field_id: str, least: str, most: str, *, number: bool = False) -> Condition:
    """Members whose own field of dates (or numbers) lies between two values; '' is no bound."""
    as_number = "CAST({} AS REAL)" if number else "{}"
    value = as_number.format("v.value")
    parts, parameters = [], [field_id]
    for bound, sign in ((least, ">="), (most, "<=")):
        if bound:
            parts.append(f" AND {value} {sign} {as_number.format('?')}")
            parameters.append(bound)
    return Condition(
        "EXISTS (SELECT 1 FROM field_value v WHERE v.field_id = ? AND v.subject_id = m.id"
        f"{''.join(parts)})",
        tuple(parameters),
    )
