"""Reading tags, own fields, presets and the settings of a register."""

import json
from collections.abc import Sequence

from organizer.base.database import Database
from organizer.domain.fields.records import Tag

_TAG = "SELECT id, name, colour, archived_at FROM tag"


def tags(db: Database, *, archived: bool = False) -> list[Tag]:
    """All tags by name; archived ones only when asked for."""
    where = "" if archived else " WHERE archived_at IS NULL"
    return [Tag(*row) for row in db.rows(f"{_TAG}{where} ORDER BY name")]


def tag_named(db: Database, name: str) -> Tag | None:
    """The tag of this name, archived or not."""
    row = db.row(f"{_TAG} WHERE name = ?", (name,))
    return None if row is None else Tag(*row)


def tags_named(db: Database, names: Sequence[str]) -> dict[str, Tag]:
    """The tags of these names, archived or not, by name."""
    rows = db.rows(
        f"{_TAG} WHERE name IN (SELECT value FROM json_each(?))", (json.dumps(list(names)),)
    )
    return {row[1]: Tag(*row) for row in rows}


def tag_ids_of(db: Database, kind: str, subject_id: str) -> list[str]:
    """The ids of the tags one record carries; archived tags left out."""
    return db.column(
        "SELECT t.id FROM tagging g JOIN tag t ON t.id = g.tag_id"
        " WHERE g.subject_id = ? AND g.kind = ? AND t.archived_at IS NULL ORDER BY t.name",
        (subject_id, kind),
    )


def tag_counts(db: Database, kind: str) -> dict[str, int]:
    """How many records of a kind carry each tag, by tag id."""
    return dict(
        db.rows("SELECT tag_id, count(*) FROM tagging WHERE kind = ? GROUP BY tag_id", (kind,))
    )


def missing_taggings(
    db: Database, kind: str, subject_ids: Sequence[str], tag_ids: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Which of the tags these records lack, as (tag, kind, record)."""
    return db.rows(
        "SELECT DISTINCT t.value, ?, s.value FROM json_each(?) t, json_each(?) s WHERE NOT EXISTS"
        " (SELECT 1 FROM tagging g WHERE g.tag_id = t.value AND g.kind = ?"
        "  AND g.subject_id = s.value)",
        (kind, json.dumps(list(tag_ids)), json.dumps(list(subject_ids)), kind),
    )


def taggings(
    db: Database, kind: str, subject_ids: Sequence[str], tag_ids: Sequence[str] | None
) -> list[str]:
    """The rows that put these tags (None: any tag) on these records."""
    only = "" if tag_ids is None else " AND tag_id IN (SELECT value FROM json_each(:tags))"
    return db.column(
        "SELECT id FROM tagging WHERE subject_id IN (SELECT value FROM json_each(:subjects))"
        f" AND kind = :kind{only}",
        {
            "subjects": json.dumps(list(subject_ids)),
            "kind": kind,
            "tags": json.dumps(list(tag_ids or ())),
        },
    )


def value_rows(db: Database, kind: str, subject_ids: Sequence[str]) -> list[str]:
    """The rows that hold own fields of these records."""
    return db.column(
        "SELECT v.id FROM field_value v JOIN field f ON f.id = v.field_id"
        " WHERE v.subject_id IN (SELECT value FROM json_each(?)) AND f.kind = ?",
        (json.dumps(list(subject_ids)), kind),
    )
