"""Reading what proposes visits, and the visits of a round."""

import datetime as dt
from collections.abc import Iterable

from organizer.base.database import Database
from organizer.domain.events import store
from organizer.domain.events.visits import MemberFacts, Visit
from organizer.domain.roles.records import title_words
from organizer.domain.tasks import store as tasks

# Everything is counted per person: accounts of interactive helpers are nobody.
_MEMBERS = """
    SELECT m.id, m.name,
        CASE WHEN ifnull(i.short_name, '') <> '' THEN i.short_name ELSE ifnull(i.name, '') END,
        min(s.joined_on)
    FROM member m JOIN account a ON a.member_id = m.id AND a.kind = 'ordinary'
    JOIN membership s ON s.account_id = a.id
    LEFT JOIN institution i ON i.id = m.institution_id
    WHERE m.archived_at IS NULL AND (:all_groups
        OR s.group_id IN (SELECT value FROM json_each(:groups)))
    GROUP BY m.id HAVING max(s.left_on IS NULL) = 1
    ORDER BY m.sort_key, m.id
"""
_INVITED = """
    SELECT member_id, count(*) FROM (
        SELECT DISTINCT a.member_id AS member_id, d.event_id
        FROM (SELECT e.id AS event_id, min(n.held_on) AS day
            FROM session n JOIN event e ON e.id = n.event_id
            WHERE n.held_on BETWEEN :since AND :today AND e.repeats = '' AND e.kind <> 'visit'
                AND e.cancelled_at IS NULL AND e.archived_at IS NULL
            GROUP BY e.id) d
        JOIN event_group x ON x.event_id = d.event_id
        JOIN membership s ON s.group_id = x.group_id
            AND (s.joined_on IS NULL OR s.joined_on <= d.day)
            AND (s.left_on IS NULL OR s.left_on > d.day)
        JOIN account a ON a.id = s.account_id AND a.kind = 'ordinary')
    GROUP BY member_id
"""
_ATTENDED = """
    SELECT p.member_id, count(DISTINCT CASE WHEN n.held_on >= :since THEN p.event_id END),
        max(n.held_on)
    FROM attendance t JOIN participant p ON p.id = t.participant_id
    JOIN session n ON n.id = t.session_id
    WHERE t.state = 'present' AND p.member_id IS NOT NULL AND n.held_on <= :today
    GROUP BY p.member_id
"""
_VISITED = """
    SELECT x.member_id, max(CASE WHEN n.held_on <= :today AND e.minutes <> '' THEN n.held_on END),
        max(e.minutes = '' AND n.held_on >= :today)
    FROM event_person x JOIN event e ON e.id = x.event_id AND e.kind = 'visit'
    JOIN session n ON n.event_id = e.id
    WHERE x.part = 'visited' AND e.cancelled_at IS NULL AND e.archived_at IS NULL
        AND e.repeats = ''
    GROUP BY x.member_id
"""
_POSITIONS = "SELECT member_id, title FROM appointment WHERE ended_on IS NULL ORDER BY id"


def facts(
    db: Database, today: dt.date, group_ids: Iterable[str] | None = None
) -> list[MemberFacts]:
    """How each present member of some groups (of any, without) took part in the last year."""
    import json

    wanted = None if group_ids is None else list(group_ids)
    period = {"since": (today - dt.timedelta(days=365)).isoformat(), "today": today.isoformat()}
    invited = dict(db.bulk(_INVITED, period))
    attended = {row[0]: row[1:] for row in db.bulk(_ATTENDED, period)}
    visited = {row[0]: row[1:] for row in db.bulk(_VISITED, {"today": period["today"]})}
    positions: dict[str, list[str]] = {}
    for member_id, title in db.rows(_POSITIONS):
        words = title_words(title)
        if words not in positions.setdefault(member_id, []):
            positions[member_id].append(words)
    rows = db.bulk(_MEMBERS, {"all_groups": wanted is None, "groups": json.dumps(wanted or [])})
    found = []
    for member_id, name, institution, joined_on in rows:
        times, last_seen = attended.get(member_id, (0, None))
        last_visit, planned = visited.get(member_id, (None, 0))
        found.append(
            MemberFacts(
                member_id,
                name,
                institution,
                _day(joined_on),
                invited.get(member_id, 0),
                times,
                _day(last_seen),
                _day(last_visit),
                bool(planned),
                tuple(positions.get(member_id, ())),
            )
        )
    return found


def round_of(db: Database, event_id: str) -> list[Visit]:
    """The visits that belong to an event, in the order of their days; archived ones left out."""
    return _visits(
        db.column(
            "SELECT e.id FROM event e JOIN session s ON s.event_id = e.id"
            " WHERE e.part_of_id = ? AND e.kind = 'visit' AND e.archived_at IS NULL"
            " GROUP BY e.id ORDER BY min(s.held_on || s.starts_at), e.id",
            (event_id,),
        ),
        db,
    )


def visits_to(db: Database, member_id: str) -> list[Visit]:
    """The visits made or planned to a person, the latest first."""
    return _visits(
        db.column(
            "SELECT e.id FROM event_person x JOIN event e ON e.id = x.event_id"
            " JOIN session s ON s.event_id = e.id WHERE x.member_id = ? AND x.part = 'visited'"
            " AND e.kind = 'visit' AND e.archived_at IS NULL AND e.repeats = ''"
            " GROUP BY e.id ORDER BY min(s.held_on || s.starts_at) DESC, e.id DESC",
            (member_id,),
        ),
        db,
    )


def _visits(event_ids: Iterable[str], db: Database) -> list[Visit]:
    found = []
    for event_id in event_ids:
        event = store.event(db, event_id)
        if event is None or not event.sessions:
            continue
        found.append(
            Visit(
                event_id,
                event.sessions[0].time,
                tuple((one.member_id, one.name) for one in event.with_part("visited")),
                tuple((one.member_id, one.name) for one in event.with_part("visitor")),
                event.host_name,
                event.minutes,
                event.cancelled,
                tuple(tasks.of_subject(db, "event", event_id, "next_step")),
            )
        )
    return found


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
