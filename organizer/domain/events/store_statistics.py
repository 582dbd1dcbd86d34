"""Reading who came of those invited: of one person, of a group, and who stayed away.

Each read begins at one person, one group or one event and follows indexes from there, so a register
with a million ticks costs no more than one with a thousand.
"""

import datetime as dt

from organizer.base.database import Database
from organizer.domain.events import store_participants
from organizer.domain.events.statistics import (
    Absent,
    Attended,
    EventOfGroup,
    EventOfMember,
    MemberOfGroup,
)

#: Events that took place and of which somebody's presence was noted; `e.day` is their first day.
_HELD = """
    SELECT e.id, e.title, e.kind, ifnull(k.name, '') AS own_kind_name,
        (SELECT min(held_on) FROM session s WHERE s.event_id = e.id) AS day
    FROM event e LEFT JOIN event_kind k ON k.id = e.own_kind_id
    WHERE e.id IN ({which}) AND e.repeats = '' AND e.cancelled_at IS NULL
        AND e.archived_at IS NULL AND EXISTS (SELECT 1 FROM session s
            JOIN attendance t ON t.session_id = s.id WHERE s.event_id = e.id)
"""
_IN_GROUP_THEN = """
    (s.joined_on IS NULL OR s.joined_on <= h.day) AND (s.left_on IS NULL OR s.left_on > h.day)
"""
_MEMBER = f"""
    WITH h AS ({
    _HELD.format(
        which='''
            SELECT event_id FROM participant WHERE member_id = :member
            UNION SELECT x.event_id FROM account a JOIN membership s ON s.account_id = a.id
                JOIN event_group x ON x.group_id = s.group_id
                WHERE a.member_id = :member AND a.kind = 'ordinary' '''
    )
})
    SELECT h.id, h.title, h.kind, h.own_kind_name, h.day,
        ifnull(p.signed_up_at IS NOT NULL AND p.withdrawn_at IS NULL, 0),
        ifnull((SELECT t.state FROM attendance t WHERE t.participant_id = p.id
            ORDER BY CASE t.state WHEN 'present' THEN 0 WHEN 'excused' THEN 1 ELSE 2 END
            LIMIT 1), 'unknown')
    FROM h LEFT JOIN participant p ON p.event_id = h.id AND p.member_id = :member
    WHERE h.day BETWEEN :first AND :last AND (p.id IS NOT NULL OR EXISTS (
        SELECT 1 FROM account a JOIN membership s ON s.account_id = a.id
        JOIN event_group x ON x.group_id = s.group_id AND x.event_id = h.id
        WHERE a.member_id = :member AND a.kind = 'ordinary' AND {_IN_GROUP_THEN}))
    ORDER BY h.day DESC, h.id DESC
"""
_OF_GROUP = _HELD.format(which="SELECT event_id FROM event_group WHERE group_id = :group")
#: One row for each person of the group and each event the person could have come to.
_PAIRS = f"""
    WITH h AS MATERIALIZED ({_OF_GROUP}),
    pair AS (
        SELECT DISTINCT h.id AS event_id, a.member_id FROM h
        JOIN membership s ON s.group_id = :group JOIN account a ON a.id = s.account_id
        WHERE h.day BETWEEN :first AND :last AND a.kind = 'ordinary' AND {_IN_GROUP_THEN}
    ),
    told AS (
        SELECT pair.event_id, pair.member_id,
            ifnull(p.signed_up_at IS NOT NULL AND p.withdrawn_at IS NULL, 0) AS signed_up,
            EXISTS (SELECT 1 FROM attendance t WHERE t.participant_id = p.id
                AND t.state = 'present') AS came
        FROM pair LEFT JOIN participant p
            ON p.event_id = pair.event_id AND p.member_id = pair.member_id
    )
"""


def of_member(db: Database, member_id: str, first: dt.date, last: dt.date) -> list[EventOfMember]:
    """The events from `first` to `last` a person was invited to or stood on the list of.

    The newest first; as all statistics only those at which somebody's presence was noted.
    """
    rows = db.rows(
        _MEMBER, {"member": member_id, "first": first.isoformat(), "last": last.isoformat()}
    )
    return [
        EventOfMember(
            row[0], row[1], row[2], row[3], dt.date.fromisoformat(row[4]), bool(row[5]), row[6]
        )
        for row in rows
    ]


def of_group(db: Database, group_id: str, first: dt.date, last: dt.date) -> list[EventOfGroup]:
    """The events of some days a group was invited to, and how many of its people came."""
    days = {"group": group_id, "first": first.isoformat(), "last": last.isoformat()}
    rows = db.rows(
        f"SELECT * FROM ({_OF_GROUP}) h WHERE h.day BETWEEN :first AND :last"
        " ORDER BY h.day DESC, h.id DESC",
        days,
    )
    counts = {
        row[0]: (row[1], row[2], row[3])
        for row in db.rows(
            f"{_PAIRS} SELECT event_id, count(*), sum(signed_up), sum(came) FROM told"
            " GROUP BY event_id",
            days,
        )
    }
    return [
        EventOfGroup(
            row[0],
            row[1],
            row[2],
            row[3],
            dt.date.fromisoformat(row[4]),
            *counts.get(row[0], (0, 0, 0)),
        )
        for row in rows
    ]


def members_of_group(
    db: Database, group_id: str, first: dt.date, last: dt.date
) -> list[MemberOfGroup]:
    """Everybody the group's events of some days were for, and how many they came to.

    Who came least stands first: that is whom to visit.
    """
    rows = db.rows(
        f"{_PAIRS} SELECT m.id, m.name, count(*), sum(told.signed_up), sum(told.came),"
        " max(CASE WHEN told.came THEN h.day END)"
        " FROM told JOIN h ON h.id = told.event_id JOIN member m ON m.id = told.member_id"
        " WHERE m.archived_at IS NULL GROUP BY m.id"
        " ORDER BY sum(told.came) * 1.0 / count(*), m.sort_key, m.id",
        {"group": group_id, "first": first.isoformat(), "last": last.isoformat()},
    )
    return [
        MemberOfGroup(row[0], row[1], Attended(*row[2:5]), row[5] and dt.date.fromisoformat(row[5]))
        for row in rows
    ]


def absent(db: Database, event_id: str, *, invited: bool = False) -> list[Absent]:
    """Who signed up for an event (or, with `invited`, was invited at all) and was at no session.

    Who signed up stands first; a person is never listed twice. Nobody while nothing was noted.
    """
    people = store_participants.participants(db, event_id)
    if not any(one.attendance for one in people):
        return []
    found = []
    for one in people:
        expected = one.is_expected or (invited and one.invited_at is not None)
        if expected and not one.was_there:
            states = {noted.state for noted in one.attendance}
            state = next((some for some in ("excused", "absent") if some in states), "unknown")
            found.append(Absent(one.member_id, one.name, one.institution, one.is_expected, state))
    if invited:
        known = {one.member_id for one in people}
        found += [one for one in _only_invited(db, event_id) if one.member_id not in known]
    return sorted(found, key=lambda one: not one.signed_up)


def _only_invited(db: Database, event_id: str) -> list[Absent]:
    day = db.value("SELECT min(held_on) FROM session WHERE event_id = ?", (event_id,))
    if day is None:
        return []
    ids = store_participants.invited_members(db, event_id, dt.date.fromisoformat(day))
    marks = ", ".join("?" * len(ids))
    return [
        Absent(row[0], row[1], row[2], signed_up=False, state="unknown")
        for row in db.rows(
            "SELECT m.id, m.name, ifnull(CASE WHEN i.short_name <> '' THEN i.short_name"
            " ELSE i.name END, '') FROM member m LEFT JOIN institution i ON i.id ="
            f" m.institution_id WHERE m.id IN ({marks}) ORDER BY m.sort_key, m.id",
            ids,
        )
    ]
