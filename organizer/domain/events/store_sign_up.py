"""What sign-up asks the register: who a line of a chain may be, and who has not answered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organizer.base.database import Database
from organizer.base.pinyin import cuts, person_reading
from organizer.domain.events import store, store_participants
from organizer.domain.events.chain_items import folded_reading
from organizer.domain.events.records import Key
from organizer.domain.groups.store_matching import Candidate
from organizer.domain.members.rules import form_of_address

_INTERACTIVE = """
    SELECT nickname AS word FROM account
    WHERE kind = 'interactive' AND nickname IN (SELECT value FROM json_each(:words))
    UNION
    SELECT s.alias FROM membership s JOIN account a ON a.id = s.account_id
    WHERE a.kind = 'interactive' AND s.alias IN (SELECT value FROM json_each(:words))
"""
_IN_GROUPS = """
    EXISTS (SELECT 1 FROM account b JOIN membership s ON s.account_id = b.id
        WHERE b.member_id = m.id AND b.kind = 'ordinary' AND s.left_on IS NULL
        AND s.group_id IN (SELECT value FROM json_each(:groups)))
"""
_PEOPLE = """
    SELECT m.id AS id, m.name AS name, m.reading AS reading, m.form_of_address AS address,
        m.position AS position, ifnull(i.name, '') AS institution,
        ifnull(i.short_name, '') AS short
    FROM member m LEFT JOIN institution i ON i.id = m.institution_id
    WHERE m.archived_at IS NULL
"""
_SHOWN = """
    SELECT m.id AS id, m.name AS name, m.form_of_address AS address, m.position AS position,
        CASE WHEN ifnull(i.short_name, '') <> '' THEN i.short_name
            ELSE ifnull(i.name, '') END AS institution,
        ifnull((SELECT CASE WHEN s.alias <> '' THEN s.alias ELSE a.nickname END
            FROM event_group x JOIN membership s ON s.group_id = x.group_id AND s.left_on IS NULL
            JOIN account a ON a.id = s.account_id AND a.kind = 'ordinary'
            WHERE x.event_id = :event AND a.member_id = m.id ORDER BY x.id LIMIT 1), '') AS shown
    FROM member m LEFT JOIN institution i ON i.id = m.institution_id
    WHERE m.id IN (SELECT value FROM json_each(:members))
    ORDER BY m.sort_key, m.id
"""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody who was invited and has not answered; `shown` is what the chat calls them."""

    member_id: str
    name: str
    form_of_address: str
    institution: str
    shown: str


def interactive_words(db: Database, words: Iterable[str]) -> set[str]:
    """Which of the words are what an interactive account is called: those take no seat."""
    return set(db.column(_INTERACTIVE, {"words": json.dumps(sorted(set(words)))}))


def people_like(
    db: Database, words: Iterable[str], group_ids: Sequence[str]
) -> dict[str, list[Candidate]]:
    """Whom words may mean that nobody is called exactly: by sound, or by form of address.

    In the groups near sounds count too (张/章, 林/玲 as typed by ear); outside only equal readings.
    """
    wanted = {word: _readings(word) for word in words if word}
    if not wanted:
        return {}
    groups = {"groups": json.dumps(group_ids)}
    readings = json.dumps(sorted({one for all_of in wanted.values() for one in all_of}))
    inside = db.bulk(f"{_PEOPLE} AND {_IN_GROUPS} ORDER BY m.sort_key, m.id", groups)
    outside = db.bulk(
        f"{_PEOPLE} AND NOT {_IN_GROUPS} AND m.reading IN (SELECT value FROM json_each(:readings))"
        " ORDER BY m.sort_key, m.id",
        {**groups, "readings": readings},
    )
    found: dict[str, list[Candidate]] = {}
    by_sound: dict[str, list[str]] = {}
    for word, spoken in wanted.items():
        for sound in dict.fromkeys(map(folded_reading, spoken)):
            by_sound.setdefault(sound, []).append(word)
    for present, rows in ((True, inside), (False, outside)):
        for member_id, name, reading, address, position, institution, short in rows:
            sounding = by_sound.get(folded_reading(reading), [])
            called = address or form_of_address(name, position)
            fitting = [(word, "reading") for word in sounding]
            if present and called in wanted and called not in sounding:
                fitting.append((called, "address"))
            for word, found_by in fitting:
                found.setdefault(word, []).append(
                    Candidate(
                        member_id,
                        name,
                        institution,
                        short,
                        position,
                        archived=False,
                        present=present,
                        found_by=found_by,
                    )
                )
    return found


def _readings(word: str) -> list[str]:
    """How a word may be read: pinyin that was typed in one piece in every way it can be cut."""
    letters = word.replace(" ", "").lower()
    if letters.isascii() and letters.isalpha():
        return [person_reading(word).full, *(" ".join(cut) for cut in cuts(letters))]
    return [person_reading(word).full]


def unanswered(db: Database, key: str | Key) -> list[Unanswered]:
    """Who was invited and neither signed up nor withdrew, by name; empty when there is no event."""
    event = store.event(db, key)
    if event is None or not event.sessions:
        return []
    invited = store_participants.invited_members(db, event.id, event.sessions[0].time.day)
    answered: set[str | None] = set()
    if not event.is_virtual:
        answered = {
            one.member_id
            for one in store_participants.participants(db, event.id)
            if one.signed_up_at is not None or one.withdrawn_at is not None or one.attendance
        }
    missing = [one for one in invited if one not in answered]
    rows = db.bulk(_SHOWN, {"event": event.id, "members": json.dumps(missing)})
    return [
        Unanswered(member_id, name, address or form_of_address(name, position), institution, shown)
        for member_id, name, address, position, institution, shown in rows
    ]
