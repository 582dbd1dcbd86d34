"""Searching all nouns at once, for the palette and the command line."""

from typing import Any

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition, parts
from organizer.domain.members.store_filters import matching
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
    "trim(coalesce((SELECT o.name FROM institution o WHERE o.id = t.institution_id), '')"
    " || ' ' || t.position)"
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
            condition = matching(words)
            among = f"t.id IN (SELECT m.id FROM member m WHERE {condition.sql})"
            searched = among, list(condition.parameters)
            found += _hits(db, kind, "member t", searched, _MEMBER_DETAIL, words, limit)
        else:
            source, columns, detail = _SOURCES[kind]
            found += _hits(db, kind, source, like_condition(words, columns), detail, words, limit)
    return found


def _hits(
    db: Database,
    kind: str,
    source: str,
    searched: tuple[str, list[Any]],
    detail: str,
    words: str,
    limit: int,
) -> list[Hit]:
    condition, parameters = searched
    begin = words.strip().lower()
    rank = (
        "CASE WHEN lower(t.name) = ? THEN 0"
        " WHEN lower(substr(t.name, 1, length(?))) = ? THEN 1"
        " WHEN substr(t.initials, 1, length(?)) = ?"
        " OR substr(replace(t.reading, ' ', ''), 1, length(?)) = ? THEN 2 ELSE 3 END"
    )
    spoken = begin.replace(" ", "")
    values: list[Any] = [*parameters, begin, begin, begin, *[spoken] * 4, limit]
    return [
        Hit(kind, *row)
        for row in db.rows(
            f"SELECT t.id, t.name, {detail} FROM {source}"
            f" WHERE t.archived_at IS NULL AND {condition}"
            f" ORDER BY {rank}, t.sort_key, t.id LIMIT ?",
            values,
        )
    ]
