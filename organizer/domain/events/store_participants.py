"""Reading who is invited, signed up, waiting, paid and present."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.domain.events.participants import Attendance, Counts, Participant

_PARTICIPANTS = """
    SELECT p.id, p.member_id, CASE WHEN m.id IS NULL THEN p.name ELSE m.name END,
        ifnull(m.reading, ''), ifnull(m.initials, ''), ifnull(m.sort_key, p.name),
        ifnull(m.form_of_address, ''),
        CASE WHEN i.id IS NULL THEN p.institution
            WHEN i.short_name <> '' THEN i.short_name ELSE i.name END,
        ifnull(m.position, ''),
        ifnull((SELECT f.number FROM phone f WHERE f.member_id = p.member_id
            ORDER BY f.kind <> 'mobile', f.position LIMIT 1), ''),
        p.seats, p.came_by, p.position, p.invited_at, p.signed_up_at, p.waiting_since,
        p.withdrawn_at, p.signed_line, p.is_free, p.paid_fen, p.paid_on, e.cost_fen * p.seats,
        p.remark
    FROM participant p JOIN event e ON e.id = p.event_id
    LEFT JOIN member m ON m.id = p.member_id
    LEFT JOIN institution i ON i.id = m.institution_id
"""

# People (not accounts) who were in an invited group on the day of the event, or were invited by
# name. Interactive accounts are nobody's seat.
_INVITED = """
    SELECT a.member_id FROM event_group x
    JOIN membership s ON s.group_id = x.group_id
    JOIN account a ON a.id = s.account_id AND a.kind = 'ordinary'
    JOIN member m ON m.id = a.member_id
    WHERE x.event_id = :event AND (s.joined_on IS NULL OR s.joined_on <= :day)
        AND (s.left_on IS NULL OR s.left_on > :day)
        AND (m.archived_at IS NULL OR substr(m.archived_at, 1, 10) > :day)
    UNION
    SELECT member_id FROM participant
    WHERE event_id = :event AND member_id IS NOT NULL AND invited_at IS NOT NULL
"""


def participants(db: Database, event_id: str) -> list[Participant]:
    """Everybody on the list of an event in the order of their places, with their attendance."""
    rows = db.rows(f"{_PARTICIPANTS} WHERE p.event_id = ? ORDER BY p.position, p.id", (event_id,))
    return _with_attendance(db, rows, event_id)


def participant(db: Database, participant_id: str) -> Participant | None:
    """One participant."""
    event_id = db.value("SELECT event_id FROM participant WHERE id = ?", (participant_id,))
    if event_id is None:
        return None
    rows = db.rows(f"{_PARTICIPANTS} WHERE p.id = ?", (participant_id,))
    return _with_attendance(db, rows, event_id)[0]


def of_members(db: Database, event_id: str, member_ids: Sequence[str]) -> dict[str, str]:
    """The participant of each member that is on the list of an event."""
    marks = ", ".join("?" * len(member_ids))
    return dict(
        db.rows(
            f"SELECT member_id, id FROM participant WHERE event_id = ? AND member_id IN ({marks})",
            (event_id, *member_ids),
        )
    )


def last_place(db: Database, event_id: str) -> int:
    """The highest place on the list of an event, 0 when it is empty."""
    found: int = db.value(
        "SELECT ifnull(max(position), 0) FROM participant WHERE event_id = ?", (event_id,)
    )
    return found


def attendance_rows(
    db: Database, session_id: str, participant_ids: Iterable[str]
) -> dict[str, str]:
    """The attendance row of each participant something is noted of at a session."""
    wanted = list(participant_ids)
    marks = ", ".join("?" * len(wanted))
    return dict(
        db.rows(
            "SELECT participant_id, id FROM attendance"
            f" WHERE session_id = ? AND participant_id IN ({marks})",
            (session_id, *wanted),
        )
    )


def attendance_of(db: Database, participant_ids: Sequence[str]) -> list[str]:
    """The rows of all that is noted of some participants at any session."""
    marks = ", ".join("?" * len(participant_ids))
    return db.column(
        f"SELECT id FROM attendance WHERE participant_id IN ({marks})", participant_ids
    )


def invited_members(db: Database, event_id: str, day: dt.date) -> list[str]:
    """The members an event invites: those in its groups on that day, and those invited by name."""
    return db.column(_INVITED, {"event": event_id, "day": day.isoformat()})


def counts(db: Database, event_id: str, day: dt.date) -> Counts:
    """How many people an event has; `day` is that of its first session."""
    invited = db.value(
        f"SELECT count(*) FROM ({_INVITED})", {"event": event_id, "day": day.isoformat()}
    )
    row = db.row(
        "SELECT ifnull(sum(expected), 0), ifnull(sum(expected * seats), 0), ifnull(sum(waits), 0),"
        " ifnull(sum(came), 0) FROM (SELECT p.seats AS seats,"
        " p.signed_up_at IS NOT NULL AND p.withdrawn_at IS NULL AND p.waiting_since IS NULL"
        " AS expected, p.waiting_since IS NOT NULL AND p.withdrawn_at IS NULL AS waits,"
        " EXISTS (SELECT 1 FROM attendance a WHERE a.participant_id = p.id"
        " AND a.state = 'present') AS came FROM participant p WHERE p.event_id = ?)",
        (event_id,),
    )
    signed_up, seats, waiting, attended = row or (0, 0, 0, 0)
    return Counts(invited, signed_up, seats, waiting, attended)


def _with_attendance(
    db: Database, rows: Sequence[Sequence[Any]], event_id: str
) -> list[Participant]:
    noted: dict[str, list[Attendance]] = {}
    for participant_id, *columns in db.rows(
        "SELECT a.participant_id, a.session_id, a.state, a.checked_in_at, a.is_late, a.left_early"
        " FROM attendance a JOIN session s ON s.id = a.session_id WHERE s.event_id = ?",
        (event_id,),
    ):
        session_id, state, checked_in_at, is_late, left_early = columns
        noted.setdefault(participant_id, []).append(
            Attendance(session_id, state, checked_in_at, bool(is_late), bool(left_early))
        )
    return [_participant(row, tuple(noted.get(row[0], ()))) for row in rows]


def _participant(row: Sequence[Any], attendance: tuple[Attendance, ...]) -> Participant:
    return Participant(
        id=row[0],
        member_id=row[1],
        name=row[2],
        reading=row[3],
        initials=row[4],
        sort_key=row[5],
        form_of_address=row[6],
        institution=row[7],
        position=row[8],
        phone=row[9],
        seats=row[10],
        came_by=row[11],
        place=row[12],
        invited_at=row[13],
        signed_up_at=row[14],
        waiting_since=row[15],
        withdrawn_at=row[16],
        signed_line=row[17],
        is_free=bool(row[18]),
        paid_fen=row[19],
        paid_on=None if row[20] is None else dt.date.fromisoformat(row[20]),
        due_fen=row[21],
        remark=row[22],
        attendance=attendance,
    )


def event_of(db: Database, participant_id: str) -> str:
    """The event a participant belongs to. Raises KeyError when there is no such participant."""
    found: str | None = db.value("SELECT event_id FROM participant WHERE id = ?", (participant_id,))
    if found is None:
        raise KeyError(participant_id)
    return found


def dues(db: Database, participant_ids: Sequence[str]) -> list[tuple[str, int]]:
    """What the seats of some participants cost, in fen; 0 where the event costs nothing."""
    marks = ", ".join("?" * len(participant_ids))
    return db.rows(
        "SELECT p.id, ifnull(e.cost_fen * p.seats, 0) FROM participant p"
        f" JOIN event e ON e.id = p.event_id WHERE p.id IN ({marks})",
        participant_ids,
    )
