"""Finding people by what a chat shows of them: their name, nickname, alias or account."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from organizer.base.database import Database
from organizer.domain.members.rules import form_of_address


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the register whom a text may mean.

    `present` says that they are in one of the groups asked about; `found_by` is "name", "nickname",
    "alias" or "handle".
    """

    member_id: str
    name: str
    institution: str
    institution_short: str
    position: str
    archived: bool
    present: bool
    found_by: str


_CANDIDATE = """
    SELECT f.word, m.id AS member_id, m.name, ifnull(i.name, '') AS institution,
        ifnull(i.short_name, '') AS institution_short, m.position,
        m.archived_at IS NOT NULL AS archived,
        EXISTS (SELECT 1 FROM account b JOIN membership p ON p.account_id = b.id
            WHERE b.member_id = m.id AND b.kind = 'ordinary' AND p.left_on IS NULL
            AND p.group_id IN (SELECT value FROM json_each(:groups))) AS present,
        f.found_by
    FROM found f JOIN member m ON m.id = f.member_id
    LEFT JOIN institution i ON i.id = m.institution_id
    ORDER BY m.archived_at IS NOT NULL, m.sort_key, m.id
"""
_BY_WORDS = """
    WITH wanted AS (SELECT value AS word FROM json_each(:words)),
    found AS (
        SELECT name AS word, id AS member_id, 'name' AS found_by FROM member
        WHERE name IN (SELECT word FROM wanted)
        UNION ALL
        SELECT nickname, member_id, 'nickname' FROM account
        WHERE nickname IN (SELECT word FROM wanted) AND kind = 'ordinary'
        UNION ALL
        SELECT s.alias, a.member_id, 'alias' FROM membership s JOIN account a ON a.id = s.account_id
        WHERE s.alias IN (SELECT word FROM wanted) AND a.kind = 'ordinary'
    )
"""
_BY_HANDLES = """
    WITH found AS (
        SELECT a.handle AS word, a.member_id, 'handle' AS found_by FROM account a
        WHERE a.handle IN (SELECT value FROM json_each(:words)) AND a.handle <> ''
        AND a.platform = :platform AND a.kind = 'ordinary'
    )
"""


def people_called(
    db: Database, words: Iterable[str], *group_ids: str
) -> dict[str, list[Candidate]]:
    """Whom each of these words may mean: exactly a name, a nickname or an alias; each person once.

    Archived people are among them and come last.
    """
    wanted = sorted({word for word in words if word})
    return _by_word(db, _BY_WORDS, {"words": json.dumps(wanted), "groups": json.dumps(group_ids)})


def people_with_handles(
    db: Database, handles: Iterable[str], platform: str, group_id: str
) -> dict[str, list[Candidate]]:
    """Whose accounts on a platform have these ids or numbers."""
    wanted = sorted({handle for handle in handles if handle})
    return _by_word(
        db,
        _BY_HANDLES,
        {"words": json.dumps(wanted), "groups": json.dumps([group_id]), "platform": platform},
    )


def institutions_called(db: Database, words: Iterable[str]) -> set[str]:
    """Which of these words are the name or short name of an institution in use."""
    wanted = json.dumps(sorted(set(words)))
    return set(
        db.bulk_column(
            "SELECT w.value FROM json_each(:words) w WHERE w.value IN"
            " (SELECT name FROM institution WHERE archived_at IS NULL"
            " UNION ALL SELECT short_name FROM institution WHERE archived_at IS NULL)",
            {"words": wanted},
        )
    )


@dataclass(frozen=True, slots=True)
class Address:
    """What somebody is called in the group, and where they are from."""

    words: str
    institution: str
    institution_short: str


def addresses(db: Database, member_ids: Iterable[str]) -> dict[str, Address]:
    """The form of address of these people, chosen or proposed, by member id."""
    return {
        member_id: Address(chosen or form_of_address(name, position), institution, short)
        for member_id, name, position, chosen, institution, short in db.bulk(
            "SELECT m.id AS id, m.name AS name, m.position AS position,"
            " m.form_of_address AS chosen, ifnull(i.name, '') AS institution,"
            " ifnull(i.short_name, '') AS short"
            " FROM member m LEFT JOIN institution i ON i.id = m.institution_id"
            " WHERE m.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(member_ids)),),
        )
    }


def _by_word(db: Database, found: str, parameters: dict[str, str]) -> dict[str, list[Candidate]]:
    result: dict[str, dict[str, Candidate]] = {}
    for word, member_id, name, institution, short, position, archived, present, by in db.bulk(
        f"{found} {_CANDIDATE}", parameters
    ):
        result.setdefault(word, {}).setdefault(
            member_id,
            Candidate(
                member_id, name, institution, short, position, bool(archived), bool(present), by
            ),
        )
    return {word: list(people.values()) for word, people in result.items()}
