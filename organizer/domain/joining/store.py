"""Reading for merging and erasing: who may be one person, and what belongs to whom."""

import json
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from organizer.base.database import Database
from organizer.domain.institutions.rules import comparable
from organizer.domain.joining.records import REASONS, DifferentPair, Duplicate, Mention
from organizer.domain.joining.rules import AccountCard, Period

#: A number or name that more people share says nothing: a school's desk, a test entry.
MOST_SHARING = 6

#: Institutions are alike when one's name begins as another's whole name of so many characters.
SHORTEST_ALIKE = 2
#: Whatever more institutions begin like one is passed over: “中国” says nothing.
MOST_BRANCHES = 50

#: Columns of `member` whose value is chosen when two are merged; a name brings its spelling, a
#: birthday its calendar.
CHOSEN = (
    "number",
    "name",
    "form_of_address",
    "welcome_title",
    "institution_id",
    "position",
    "district",
    "birthday",
    "source",
    "recommended_by_id",
    "photo_id",
    "notes",
)
SPELLED = ("reading", "initials", "sort_key", "reading_corrected")

_SHARED = {
    "phone": (
        "SELECT p.number AS shared, p.member_id AS member_id FROM phone p WHERE p.kind = 'mobile'"
    ),
    "account": (
        "SELECT a.platform || ' ' || lower(a.handle) AS shared, a.member_id AS member_id"
        " FROM account a WHERE a.handle <> '' AND a.kind = 'ordinary'"
    ),
    "name": (
        "SELECT institution_id || ' ' || name AS shared, id AS member_id FROM member"
        " WHERE institution_id IS NOT NULL"
    ),
    "reading": (
        "SELECT institution_id || ' ' || reading AS shared, id AS member_id FROM member"
        " WHERE institution_id IS NOT NULL AND reading <> ''"
    ),
}


def duplicates(db: Database) -> list[Duplicate]:
    """Pairs of members who may be one person, the surest first.

    They share a mobile number, an account, or name (or its sound) and institution, or the name at
    institutions that begin alike. Archived
    members and pairs the owner called different people are left out. Run it on a snapshot.
    """
    reasons: dict[tuple[str, str], list[str]] = {}
    for reason, shared in _SHARED.items():
        pairs = db.bulk(
            f"WITH shared AS MATERIALIZED ({shared}),"
            " few AS MATERIALIZED (SELECT shared FROM shared GROUP BY shared"
            f"  HAVING count(DISTINCT member_id) BETWEEN 2 AND {MOST_SHARING}),"
            " live AS MATERIALIZED (SELECT DISTINCT s.shared, s.member_id FROM few f"
            "  JOIN shared s ON s.shared = f.shared JOIN member m ON m.id = s.member_id"
            "  WHERE m.archived_at IS NULL)"
            " SELECT DISTINCT a.member_id AS first_id, b.member_id AS second_id"
            " FROM live a JOIN live b ON b.shared = a.shared AND b.member_id > a.member_id"
        )
        for first, second in pairs:
            known = reasons.setdefault((first, second), [])
            if not (reason == "reading" and "name" in known):
                known.append(reason)
    for first, second in _at_institutions_alike(db):
        reasons.setdefault((first, second), []).append("name_alike")
    for pair in db.rows("SELECT first_id, second_id FROM different_people"):
        reasons.pop((pair[0], pair[1]), None)
    order = list(REASONS)
    found = [Duplicate(first, second, tuple(why)) for (first, second), why in reasons.items()]
    return sorted(found, key=lambda d: (order.index(d.reasons[0]), -len(d.reasons), d.first_id))


def _at_institutions_alike(db: Database) -> list[tuple[str, str]]:
    """Members of one name at two institutions of which one's name begins as the other is called."""
    called = sorted(
        (comparable(name), row_id)
        for row_id, name in db.bulk("SELECT id, name FROM institution WHERE archived_at IS NULL")
    )
    alike: list[tuple[str, str]] = []
    for place, (name, row_id) in enumerate(called):
        if len(name) < SHORTEST_ALIKE:
            continue
        for longer, other_id in islice(called, place + 1, place + 1 + MOST_BRANCHES):
            if not longer.startswith(name):
                break
            alike.append((row_id, other_id))
    pairs = db.bulk(
        "SELECT min(a.id, b.id) AS first_id, max(a.id, b.id) AS second_id"
        " FROM json_each(?) w CROSS JOIN member a ON a.institution_id = w.value ->> 0"
        " CROSS JOIN member b ON b.institution_id = w.value ->> 1 AND b.name = a.name"
        " WHERE a.archived_at IS NULL AND b.archived_at IS NULL",
        (json.dumps(alike),),
    )
    return [(first, second) for first, second in pairs]


def different_people(db: Database) -> list[DifferentPair]:
    """The pairs called different people, the latest first."""
    return [
        DifferentPair(*row)
        for row in db.rows(
            "SELECT d.first_id, d.second_id, a.name, b.name FROM different_people d"
            " JOIN member a ON a.id = d.first_id JOIN member b ON b.id = d.second_id"
            " ORDER BY d.id DESC"
        )
    ]


def different_row(db: Database, first_id: str, second_id: str) -> str | None:
    """The row that calls two members different people, or None."""
    found: str | None = db.value(
        "SELECT id FROM different_people WHERE first_id = ? AND second_id = ?",
        (min(first_id, second_id), max(first_id, second_id)),
    )
    return found


def columns_of(db: Database, member_id: str) -> dict[str, Any]:
    """All columns of a member's row. Raises KeyError when there is none of this id."""
    names = [row[1] for row in db.rows("PRAGMA table_info(member)")]
    row = db.row(f"SELECT {', '.join(names)} FROM member WHERE id = ?", (member_id,))
    if row is None:
        raise KeyError(member_id)
    return dict(zip(names, row, strict=True))


def records_of(db: Database, kind: str, record_id: str) -> list[str]:
    """A record and all that were merged into it: whose history is shown together."""
    return [
        record_id,
        *db.column(
            "SELECT lost_id FROM merged_record WHERE kept_id = ? AND kind = ? ORDER BY id",
            (record_id, kind),
        ),
    ]


def cards(db: Database, member_id: str) -> list[AccountCard]:
    """What tells the accounts of a member apart."""
    return [
        AccountCard(*row)
        for row in db.rows(
            "SELECT id, platform, kind, handle, nickname FROM account WHERE member_id = ?"
            " ORDER BY id",
            (member_id,),
        )
    ]


def memberships(db: Database, account_ids: Sequence[str]) -> list[dict[str, Any]]:
    """The memberships of accounts, those of the first account first."""
    return _rows(
        db,
        "membership",
        "account_id",
        account_ids,
        ("account_id", "group_id", "alias", "joined_on", "left_on", "came_by", "invited_by_id",
         "is_seed", "standing", "paid_until"),
    )  # fmt: skip


def appointments(db: Database, member_ids: Sequence[str]) -> list[dict[str, Any]]:
    """The appointments of members, those of the first member first."""
    return _rows(
        db,
        "appointment",
        "member_id",
        member_ids,
        ("member_id", "group_id", "branch_id", "title", "starts_on", "term_ends_on", "ended_on",
         "duty", "returns"),
    )  # fmt: skip


def _rows(
    db: Database, table: str, owner: str, owners: Sequence[str], columns: Sequence[str]
) -> list[dict[str, Any]]:
    names = ("id", *columns)
    return [
        dict(zip(names, row, strict=True))
        for row in db.rows(
            f"SELECT {', '.join(f't.{name}' for name in names)} FROM json_each(?) w"
            f" JOIN {table} t ON t.{owner} = w.value ORDER BY w.key, t.id",
            (json.dumps(list(owners)),),
        )
    ]


def periods(rows: Sequence[dict[str, Any]], start: str, end: str, *place: str) -> list[Period]:
    """Rows as periods at a place."""
    return [
        Period(row["id"], row[start], row[end], tuple(row[name] for name in place)) for row in rows
    ]


def rows_pointing(db: Database, table: str, column: str, row_id: str) -> list[str]:
    """The rows of a table whose column holds an id."""
    return db.column(f"SELECT id FROM {table} WHERE {column} = ?", (row_id,))


def subject_rows(db: Database, table: str, by_kind: str, kind: str, record_id: str) -> list[str]:
    """The rows of a table that hang on a record by (kind, id)."""
    if by_kind:
        return db.column(
            f"SELECT id FROM {table} WHERE subject_id = ? AND {by_kind} = ?", (record_id, kind)
        )
    return rows_pointing(db, table, "subject_id", record_id)


def held(db: Database, table: str, column: str, owner: str, owner_id: str) -> dict[str, str]:
    """The rows an owner has in a table, by what a column of theirs holds."""
    return dict(
        db.rows(f"SELECT {column}, id FROM {table} WHERE {owner} = ? ORDER BY id", (owner_id,))
    )


def is_nullable(db: Database, table: str, column: str) -> bool:
    """Whether a column may be empty."""
    return any(row[1] == column and not row[3] for row in db.rows(f"PRAGMA table_info({table})"))


def named_elsewhere(db: Database, sha256: str) -> bool:
    """Whether another row names the same file."""
    return bool(db.value("SELECT 1 FROM file WHERE sha256 = ?", (sha256,)))


def names_of_others(db: Database, words: Sequence[str], people: Collection[str]) -> set[str]:
    """Which of the words are the name or a nickname of a member who is none of the people."""
    names, ids = json.dumps(list(words)), json.dumps(sorted(people))
    return set(
        db.column(
            "SELECT w.value FROM json_each(?) w WHERE EXISTS (SELECT 1 FROM member m"
            "  WHERE m.name = w.value AND m.id NOT IN (SELECT value FROM json_each(?)))"
            " OR EXISTS (SELECT 1 FROM account a WHERE a.nickname = w.value"
            "  AND a.member_id NOT IN (SELECT value FROM json_each(?)))",
            (names, ids, ids),
        )
    )


def mentions(db: Database, words: Sequence[str]) -> list[Mention]:
    """Where any of the words stands within a text of the register, history left out.

    Names in notes and aliases of others, for example: see `erasing.mentions`.
    """
    found: list[Mention] = []
    for table in db.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if table in ("step", "change"):
            continue
        columns = [
            row[1]
            for row in db.rows(f"PRAGMA table_info({table})")
            if row[2] == "TEXT" and row[1] != "id" and not row[1].endswith("_id")
        ]
        for column in columns:
            found += [
                Mention(table, row_id, column)
                for word in filter(None, words)
                for row_id in db.column(f"SELECT id FROM {table} WHERE instr({column}, ?)", (word,))
            ]
    return list(dict.fromkeys(found))


def text_of(db: Database, mention: Mention) -> str:
    """The whole text in which somebody is named; "" if it is gone."""
    found = db.value(
        f"SELECT {mention.column} FROM {mention.table} WHERE id = ?", (mention.row_id,)
    )
    return str(found or "")


def parts_in_events(db: Database, member_id: str) -> dict[tuple[str, str], str]:
    """The rows of a member's parts in events, by event and part."""
    rows = db.rows(
        "SELECT event_id, part, id FROM event_person WHERE member_id = ? ORDER BY id", (member_id,)
    )
    return {(event_id, part): row_id for event_id, part, row_id in rows}


def participant_row(db: Database, row_id: str) -> dict[str, Any]:
    """What is known of a participant, by column."""
    names = (
        *("seats", "came_by", "invited_at", "signed_up_at", "waiting_since", "withdrawn_at"),
        *("signed_line", "is_free", "paid_fen", "paid_on", "remark"),
    )
    row = db.row(f"SELECT {', '.join(names)} FROM participant WHERE id = ?", (row_id,))
    return dict(zip(names, row or (), strict=True))


def title_of_event(db: Database, event_id: str) -> str:
    """What an event is called; '' when there is none."""
    return str(db.value("SELECT title FROM event WHERE id = ?", (event_id,)) or "")
