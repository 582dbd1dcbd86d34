"""Reading tags, own fields, presets and the settings of a register."""

import json
from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.settings import BY_KEY, DECLARED
from organizer.domain.fields.records import Choice, Field, Preset, Tag

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


# --- own fields ---------------------------------------------------------------------------------


def own_fields(db: Database, kind: str, *, archived: bool = False) -> list[Field]:
    """The own fields of a kind of record, in the owner's order, with their choices."""
    where = "" if archived else " AND archived_at IS NULL"
    found = db.rows(
        "SELECT id, kind, name, type, position, archived_at FROM field"
        f" WHERE kind = ?{where} ORDER BY position, id",
        (kind,),
    )
    choices: dict[str, list[Choice]] = {}
    for field_id, *choice in db.rows(
        "SELECT c.field_id, c.id, c.words, c.archived_at FROM field_choice c"
        f" JOIN field f ON f.id = c.field_id WHERE f.kind = ?{where.replace('arch', 'c.arch')}"
        " ORDER BY c.position, c.id",
        (kind,),
    ):
        choices.setdefault(field_id, []).append(Choice(*choice))
    return [_field(row, choices.get(row[0], ())) for row in found]


def field(db: Database, field_id: str) -> Field:
    """One own field with the choices it offers. Raises KeyError when there is none of this id."""
    row = db.row(
        "SELECT id, kind, name, type, position, archived_at FROM field WHERE id = ?", (field_id,)
    )
    if row is None:
        raise KeyError(field_id)
    choices = db.rows(
        "SELECT id, words, archived_at FROM field_choice WHERE field_id = ?"
        " AND archived_at IS NULL ORDER BY position, id",
        (field_id,),
    )
    return _field(row, [Choice(*choice) for choice in choices])


def _field(row: Sequence[Any], choices: Sequence[Choice]) -> Field:
    values: list[Any] = [*row, tuple(choices)]
    return Field(*values)


def field_named(db: Database, kind: str, name: str) -> str | None:
    """The id of the field of this name that is in use, or None."""
    found: str | None = db.value(
        "SELECT id FROM field WHERE kind = ? AND name = ? AND archived_at IS NULL", (kind, name)
    )
    return found


def next_position(db: Database, table: str, column: str, value: str) -> int:
    """The place behind all fields of a kind, or all choices of a field."""
    found = db.value(f"SELECT max(position) FROM {table} WHERE {column} = ?", (value,))
    return 0 if found is None else int(found) + 1


def choice(db: Database, choice_id: str) -> tuple[str, str]:
    """Field and words of a choice. Raises KeyError when there is none of this id."""
    row = db.row("SELECT field_id, words FROM field_choice WHERE id = ?", (choice_id,))
    if row is None:
        raise KeyError(choice_id)
    return row[0], row[1]


def choice_named(db: Database, field_id: str, words: str) -> str | None:
    """The choice of a field with exactly these words, one that is still offered first."""
    found: str | None = db.value(
        "SELECT id FROM field_choice WHERE field_id = ? AND words = ?"
        " ORDER BY archived_at IS NOT NULL, position LIMIT 1",
        (field_id, words),
    )
    return found


def rows_with_value(db: Database, field_id: str, value: str) -> list[str]:
    """The rows in which an own field holds a value."""
    return db.column(
        "SELECT id FROM field_value WHERE field_id = ? AND value = ?", (field_id, value)
    )


def values_of(db: Database, subject_id: str) -> dict[str, str]:
    """The own fields of one record: canonical values by field id."""
    return dict(
        db.rows("SELECT field_id, value FROM field_value WHERE subject_id = ?", (subject_id,))
    )


def value_rows_of_field(
    db: Database, field_id: str, subject_ids: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """By record: the row that holds its value of a field, and the value."""
    return {
        row[0]: (row[1], row[2])
        for row in db.rows(
            "SELECT subject_id, id, value FROM field_value WHERE field_id = ?"
            " AND subject_id IN (SELECT value FROM json_each(?))",
            (field_id, json.dumps(list(subject_ids))),
        )
    }


# --- presets and settings -----------------------------------------------------------------------


def presets(db: Database, kind: str) -> list[Preset]:
    """What was saved under a kind ("filter.members", "layout.roster", …), by name."""
    return [
        Preset(row[0], row[1], row[2], json.loads(row[3]))
        for row in db.rows(
            "SELECT id, kind, name, content FROM preset WHERE kind = ? ORDER BY name", (kind,)
        )
    ]


def preset(db: Database, kind: str, name: str) -> Preset | None:
    """One preset by its name, or None."""
    row = db.row(
        "SELECT id, kind, name, content FROM preset WHERE kind = ? AND name = ?", (kind, name)
    )
    return None if row is None else Preset(row[0], row[1], row[2], json.loads(row[3]))


def preset_kind(db: Database, preset_id: str) -> str:
    """What kind a preset is of. Raises KeyError when there is none of this id."""
    found = db.value("SELECT kind FROM preset WHERE id = ?", (preset_id,))
    if found is None:
        raise KeyError(preset_id)
    return str(found)


def settings(db: Database) -> dict[str, Any]:
    """All settings of this register by key: what was set, else the default."""
    found = {key: json.loads(value) for key, value in db.rows("SELECT key, value FROM setting")}
    return {one.key: found.get(one.key, one.default) for one in DECLARED if one.scope == "register"}


def setting(db: Database, key: str) -> Any:
    """One setting of this register: what was set, else the default."""
    found = db.value("SELECT value FROM setting WHERE key = ?", (key,))
    return BY_KEY[key].default if found is None else json.loads(found)


def setting_row(db: Database, key: str) -> str | None:
    """The row that holds a setting, or None while it has its default."""
    found: str | None = db.value("SELECT id FROM setting WHERE key = ?", (key,))
    return found
