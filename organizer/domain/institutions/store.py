"""Reading institutions: lists, one by its id, offers for pickers, matches for imports."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.search_query import SearchColumns, like_condition
from organizer.domain.institutions.records import Found, Institution, InstitutionRow
from organizer.domain.institutions.rules import comparable

_SEARCHED = SearchColumns(
    texts=("o.name", "o.short_name", "o.contact_name"),
    readings=("o.reading",),
    initials=("o.initials",),
    numbers=("o.contact_phone",),
)
_ORDERS = {
    "name": "o.sort_key",
    "district": "o.district = '', o.district {way}",
    "people": "people {way}",
    "contact_name": "o.contact_name = '', o.contact_name {way}",
    "added": "o.id {way}",
}
_PEOPLE = "(SELECT count(*) FROM member m WHERE m.institution_id = o.id AND m.archived_at IS NULL)"


def institution_ids(
    db: Database,
    *,
    words: str = "",
    district: str = "",
    subject: str = "",
    archived: bool = False,
    order: str = "name",
    descending: bool = False,
) -> list[str]:
    """The ids of all institutions that meet the conditions, in order; equals go by name.

    `district` is a code or the beginning of one; `order` is name, district, people, contact_name
    or added.
    """
    found, parameters = like_condition(words, _SEARCHED)
    parts: list[str] = [found, f"o.archived_at IS {'NOT ' if archived else ''}NULL"]
    values: list[Any] = list(parameters)
    if district:
        parts.append("substr(o.district, 1, length(?)) = ?")
        values += [district, district]
    if subject:
        parts.append(
            "EXISTS (SELECT 1 FROM institution_subject s WHERE s.institution_id = o.id"
            " AND s.subject = ?)"
        )
        values.append(subject)
    way = "DESC" if descending else "ASC"
    keys = f"o.sort_key {way}" if order == "name" else _ORDERS[order].format(way=way)
    people = f", {_PEOPLE} AS people" if order == "people" else ""
    rows = db.bulk(
        f"SELECT o.id AS id{people} FROM institution o WHERE {' AND '.join(parts)}"
        f" ORDER BY {keys}, o.sort_key, o.id",
        values,
    )
    return [row[0] for row in rows]


def institution_rows(db: Database, ids: Sequence[str]) -> list[InstitutionRow]:
    """One page of the list: the rows of these institutions in this order."""
    rows = db.bulk(
        "SELECT (SELECT json_group_array(s.subject) FROM institution_subject s"
        "  WHERE s.institution_id = o.id) AS subjects, o.id AS id, o.name AS name,"
        " o.short_name AS short_name, o.district AS district, o.contact_name AS contact_name,"
        f" o.contact_phone AS contact_phone, {_PEOPLE} AS people, o.archived_at AS archived_at"
        " FROM json_each(:ids) w JOIN institution o ON o.id = w.value ORDER BY w.key",
        {"ids": json.dumps(list(ids))},
    )
    return [_row(*row) for row in rows]


def _row(subjects: str, *columns: Any) -> InstitutionRow:
    values: list[Any] = [*columns[:4], tuple(json.loads(subjects)), *columns[4:]]
    return InstitutionRow(*values)


def get(db: Database, institution_id: str) -> Institution | None:
    """Everything of one institution, or None when there is none of this id."""
    row = db.row(
        "SELECT o.id, o.name, o.short_name, o.reading, o.district, o.contact_name,"
        " o.contact_phone, coalesce(p.notes, ''), o.archived_at FROM institution o"
        " LEFT JOIN institution_private p ON p.id = o.id WHERE o.id = ?",
        (institution_id,),
    )
    if row is None:
        return None
    subjects = db.column(
        "SELECT subject FROM institution_subject WHERE institution_id = ? ORDER BY id",
        (institution_id,),
    )
    return Institution(*(*row[:5], tuple(subjects), *row[5:]))


def find(db: Database, text: str, *, limit: int = 20) -> list[Found]:
    """What a picker offers for 汉字, pinyin or initials; those that begin with it come first."""
    condition, parameters = like_condition(
        text,
        SearchColumns(
            texts=("o.name", "o.short_name"), readings=("o.reading",), initials=("o.initials",)
        ),
    )
    begin = text.strip()
    rows = db.rows(
        "SELECT o.id, o.name, o.short_name, o.district FROM institution o"
        f" WHERE o.archived_at IS NULL AND {condition}"
        " ORDER BY o.name <> ? AND o.short_name <> ?,"
        " substr(o.name, 1, length(?)) <> ? AND substr(o.short_name, 1, length(?)) <> ?,"
        " o.sort_key, o.id LIMIT ?",
        [*parameters, begin, begin, begin, begin, begin, begin, limit],
    )
    return [Found(*row) for row in rows]


def known_names(db: Database, names: Iterable[str]) -> dict[str, str]:
    """The ids of institutions by these names or short names; width, case, blanks don't count.

    A name that several institutions share stands for none of them unless one is called exactly so.
    Archived institutions are not found.
    """
    wanted = {name: comparable(name) for name in names}
    keys = set(wanted.values())
    exact: dict[str, str] = {}
    candidates: dict[str, set[str]] = {}
    for row_id, name, short_name in db.bulk(
        "SELECT id, name, short_name FROM institution WHERE archived_at IS NULL ORDER BY id DESC"
    ):
        if name in wanted:
            exact[name] = row_id
        for key in {comparable(name), comparable(short_name)} & keys:
            candidates.setdefault(key, set()).add(row_id)
    alone = {key: next(iter(ids)) for key, ids in candidates.items() if len(ids) == 1}
    found = {name: exact.get(name) or alone.get(key, "") for name, key in wanted.items()}
    return {name: row_id for name, row_id in found.items() if name and row_id}


def subjects_in_use(db: Database) -> list[str]:
    """All subjects that institutions or members have, the most frequent first."""
    return db.column(
        "SELECT subject FROM (SELECT subject FROM institution_subject"
        " UNION ALL SELECT subject FROM member_subject) GROUP BY subject"
        " ORDER BY count(*) DESC, subject"
    )


def subject_rows(db: Database, institution_ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """The subjects of institutions: row, institution, subject."""
    return db.rows(
        "SELECT id, institution_id, subject FROM institution_subject"
        " WHERE institution_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(institution_ids)),),
    )


def has_private(db: Database, institution_id: str) -> bool:
    """Whether there are private notes on an institution."""
    return bool(db.value("SELECT 1 FROM institution_private WHERE id = ?", (institution_id,)))
