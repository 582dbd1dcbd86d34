"""Searching all nouns at once, for the palette and the command line."""

from typing import Any

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition, parts
from organizer.domain.members.store_filters import SEARCHED
from organizer.domain.overview.records import KINDS, Hit

#: Per kind: the tables, what is searched, and the second line of a hit. `t` is the noun.
_GROUP_INSTITUTION = "(SELECT o.name FROM institution o WHERE o.id = t.run_for_id)"
_SOURCES: dict[str, tuple[str, SearchColumns, str]] = {
    "chat_group": (
        "chat_group t",
        SearchColumns(
            texts=("t.name", "t.number"),
            readings=("t.reading",),
            initials=("t.initials",),
            numbers=("t.number",),
        ),
        f"coalesce({_GROUP_INSTITUTION}, t.positioning)",
    ),
    "institution": (
        "institution t",
        SearchColumns(
            texts=("t.name", "t.short_name", "t.contact_name"),
            readings=("t.reading",),
            initials=("t.initials",),
            numbers=("t.contact_phone",),
        ),
        "t.contact_name",
    ),
}
_MEMBER_DETAIL = (
    "trim(coalesce((SELECT o.name FROM institution o WHERE o.id = m.institution_id), '')"
    " || ' ' || m.position)"
)


def find_everywhere(db: Database, words: str, *, limit: int = 8) -> list[Hit]:
    """What these words find, at most `limit` of each kind, archived records left out.

    Names that are the words come first, then those that begin with them, by 汉字, pinyin or
    initials, then the others in order. Nothing for no words.
    """
    if not parts(words):
        return []
    found: list[Hit] = []
    for kind in KINDS:
        if kind == "member":
            found += _hits(db, kind, "member m", SEARCHED, _MEMBER_DETAIL, words, limit, "m")
        else:
            source, searched, detail = _SOURCES[kind]
            found += _hits(db, kind, source, searched, detail, words, limit, "t")
    return found


def _hits(
    db: Database,
    kind: str,
    source: str,
    searched: SearchColumns,
    detail: str,
    words: str,
    limit: int,
    alias: str,
) -> list[Hit]:
    condition, parameters = like_condition(words, searched)
    begin = words.strip().lower()
    rank = (
        f"CASE WHEN lower({alias}.name) = ? THEN 0"
        f" WHEN lower(substr({alias}.name, 1, length(?))) = ? THEN 1"
        f" WHEN substr({alias}.initials, 1, length(?)) = ?"
        f" OR substr(replace({alias}.reading, ' ', ''), 1, length(?)) = ? THEN 2 ELSE 3 END"
    )
    spoken = begin.replace(" ", "")
    values: list[Any] = [*parameters, begin, begin, begin, *[spoken] * 4, limit]
    return [
        Hit(kind, *row)
        for row in db.rows(
            f"SELECT {alias}.id, {alias}.name, {detail} FROM {source}"
            f" WHERE {alias}.archived_at IS NULL AND {condition}"
            f" ORDER BY {rank}, {alias}.sort_key, {alias}.id LIMIT ?",
            values,
        )
    ]


def search_rows(db: Database, kind: str) -> list[list[str]]:
    """What is searched of groups or institutions, shaped like `base.text_index.Row`.

    For the index in memory; of members `members.store_filters.search_rows` gives it.
    """
    source, searched, _detail = _SOURCES[kind]
    texts = " || char(10) || ".join(searched.texts)
    return db.bulk(
        f"SELECT t.id AS id, {texts} AS texts, t.reading AS readings, t.initials AS initials,"
        f" {searched.numbers[0]} AS numbers FROM {source} WHERE t.archived_at IS NULL"
        " ORDER BY t.sort_key, t.id"
    )
