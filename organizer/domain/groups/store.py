"""Reading groups, who is in them, and their numbers.

A person counts once per group however many accounts they have there; interactive accounts never
count. Somebody who left on a day is no longer counted on that day.
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.database import Database
from organizer.domain.groups import rules
from organizer.domain.groups.records import (
    Group,
    GroupInList,
    HeadCount,
    Membership,
    NumberOnDay,
    OpenMembership,
)

_GROUP_COLUMNS = (
    "g.id, g.name, g.platform, g.number, g.kind, g.run_for_id, ifnull(r.name, ''), g.is_paid,"
    " g.positioning, g.for_whom, g.capacity, g.founded_on, g.life_span_months, g.branch_id,"
    " ifnull(b.name, ''), g.notes, g.archived_at IS NOT NULL"
)
_GROUP_TABLES = (
    "chat_group g LEFT JOIN institution r ON r.id = g.run_for_id"
    " LEFT JOIN branch b ON b.id = g.branch_id"
)
_COUNTS = "count(DISTINCT CASE WHEN a.kind = 'ordinary' THEN a.member_id END)"
MEMBERSHIP = """
    SELECT s.id, s.group_id, g.name AS group_name, s.account_id, a.kind, a.nickname, a.handle,
        m.id AS member_id, m.name AS member_name,
        CASE WHEN i.short_name <> '' THEN i.short_name ELSE ifnull(i.name, '') END AS institution,
        s.alias, s.joined_on, s.left_on, s.came_by, s.invited_by_id,
        ifnull(v.name, '') AS invited_by_name, s.is_seed, s.standing, s.paid_until,
        ifnull(o.name, '') AS operator_name
    FROM membership s
    JOIN account a ON a.id = s.account_id
    JOIN member m ON m.id = a.member_id
    JOIN chat_group g ON g.id = s.group_id
    LEFT JOIN institution i ON i.id = m.institution_id
    LEFT JOIN member v ON v.id = s.invited_by_id
    LEFT JOIN member o ON o.id = a.operator_id
"""


# --- groups --------------------------------------------------------------------------------------


def group(db: Database, group_id: str) -> Group | None:
    """One group, archived or not."""
    row = db.row(f"SELECT {_GROUP_COLUMNS} FROM {_GROUP_TABLES} WHERE g.id = ?", (group_id,))
    return None if row is None else _group(row)


def groups(db: Database, *, archived: bool = False) -> list[GroupInList]:
    """All groups with their figures in the order of their names; archived ones when asked for."""
    return _in_list(db, "" if archived else "WHERE g.archived_at IS NULL")


def group_in_list(db: Database, group_id: str) -> GroupInList | None:
    """One group with its figures."""
    return next(iter(_in_list(db, "WHERE g.id = ?", (group_id,))), None)


def groups_of_branch(db: Database, branch_id: str) -> list[GroupInList]:
    """The groups a branch looks after, with their figures."""
    return _in_list(db, "WHERE g.branch_id = ? AND g.archived_at IS NULL", (branch_id,))


def _in_list(db: Database, where: str, parameters: Sequence[str] = ()) -> list[GroupInList]:
    rows = db.rows(
        f"SELECT {_GROUP_COLUMNS},"
        f" (SELECT {_COUNTS} FROM membership s JOIN account a ON a.id = s.account_id"
        " WHERE s.group_id = g.id AND s.left_on IS NULL),"
        " (SELECT json_array(h.people, h.counted_on) FROM head_count h WHERE h.group_id = g.id"
        " ORDER BY h.counted_on DESC, h.id DESC LIMIT 1)"
        f" FROM {_GROUP_TABLES} {where} ORDER BY g.sort_key, g.id",
        parameters,
    )
    found = []
    for row in rows:
        head_count, counted_on = json.loads(row[-1]) if row[-1] else (None, None)
        found.append(GroupInList(_group(row[:-2]), row[-2], head_count, _date(counted_on)))
    return found


def named(db: Database, name: str) -> Group | None:
    """The group of exactly this name that is not archived."""
    row = db.row(
        f"SELECT {_GROUP_COLUMNS} FROM {_GROUP_TABLES} WHERE g.name = ? AND g.archived_at IS NULL",
        (name,),
    )
    return None if row is None else _group(row)


def choices(db: Database) -> list[tuple[str, str]]:
    """Id and name of every group in use, for pickers and filters."""
    return [
        (row[0], row[1])
        for row in db.rows(
            "SELECT id, name FROM chat_group WHERE archived_at IS NULL ORDER BY sort_key, id"
        )
    ]


# --- who is in a group ---------------------------------------------------------------------------


def people_count(db: Database, group_id: str) -> int:
    """How many people are in a group now."""
    count: int = db.value(
        f"SELECT {_COUNTS} FROM membership s JOIN account a ON a.id = s.account_id"
        " WHERE s.group_id = ? AND s.left_on IS NULL",
        (group_id,),
    )
    return count


def interactive_count(db: Database, group_id: str) -> int:
    """How many interactive accounts are in a group now."""
    count: int = db.value(
        "SELECT count(DISTINCT a.id) FROM membership s JOIN account a ON a.id = s.account_id"
        " WHERE s.group_id = ? AND s.left_on IS NULL AND a.kind = 'interactive'",
        (group_id,),
    )
    return count


def memberships_of_group(db: Database, group_id: str, *, left: bool = False) -> list[Membership]:
    """Every account in a group in the order of the people's names; with those who left if asked."""
    where = "" if left else " AND s.left_on IS NULL"
    rows = db.bulk(
        f"{MEMBERSHIP} WHERE s.group_id = :group{where}"
        " ORDER BY +m.sort_key, m.id, ifnull(s.joined_on, ''), s.id",
        {"group": group_id},
    )
    return [membership_of(row) for row in rows]


def memberships_of_person(db: Database, member_id: str) -> list[Membership]:
    """All groups a person is or was in, those of today first."""
    rows = db.rows(
        f"{MEMBERSHIP} WHERE a.member_id = ?"
        " ORDER BY s.left_on IS NOT NULL, g.sort_key, s.joined_on DESC, s.id",
        (member_id,),
    )
    return [membership_of(row) for row in rows]


def membership(db: Database, membership_id: str) -> Membership | None:
    """One membership."""
    row = db.row(f"{MEMBERSHIP} WHERE s.id = ?", (membership_id,))
    return None if row is None else membership_of(row)


# --- numbers over time ---------------------------------------------------------------------------


def head_counts(db: Database, group_id: str, at_most: int = -1) -> list[HeadCount]:
    """The head counts of a group, the latest first; all unless only so many are wanted."""
    return [
        HeadCount(row_id, group, dt.date.fromisoformat(day), people)
        for row_id, group, day, people in db.rows(
            "SELECT id, group_id, counted_on, people FROM head_count WHERE group_id = ?"
            " ORDER BY counted_on DESC, id DESC LIMIT ?",
            (group_id, at_most),
        )
    ]


def last_head_count(db: Database, group_id: str) -> HeadCount | None:
    """The latest head count of a group."""
    return next(iter(head_counts(db, group_id, 1)), None)


def head_count_on(db: Database, group_id: str, day: dt.date) -> str | None:
    """The id of the head count of a day."""
    found: str | None = db.value(
        "SELECT id FROM head_count WHERE group_id = ? AND counted_on = ?",
        (group_id, day.isoformat()),
    )
    return found


def numbers_over_time(
    db: Database, group_id: str, today: dt.date, months: int = 12
) -> list[NumberOnDay]:
    """People of the register at the end of each month and today, beside the head counts.

    A head count belongs to the first of these days on or after the day it was made. People whose
    day of joining is not known count from the start.
    """
    days = rules.month_ends(today, months)
    people = db.rows(
        f"SELECT d.value, {_COUNTS} FROM json_each(?) d"
        " LEFT JOIN membership s ON s.group_id = ? AND ifnull(s.joined_on, '') <= d.value"
        " AND (s.left_on IS NULL OR s.left_on > d.value)"
        " LEFT JOIN account a ON a.id = s.account_id GROUP BY d.value",
        (json.dumps([day.isoformat() for day in days]), group_id),
    )
    on_day = {dt.date.fromisoformat(day): count for day, count in people}
    counted: dict[dt.date, int] = {}
    for head_count in reversed(head_counts(db, group_id)):
        place = next((day for day in days if day >= head_count.counted_on), None)
        if place is not None and head_count.counted_on > days[0] - dt.timedelta(days=31):
            counted[place] = head_count.people
    return [NumberOnDay(day, on_day[day], counted.get(day)) for day in days]


def changes_between(db: Database, group_id: str, first: dt.date, last: dt.date) -> tuple[int, int]:
    """How many people joined and how many left from `first` to `last`, both days included."""
    row = db.row(
        "SELECT"
        " count(DISTINCT CASE WHEN s.joined_on BETWEEN :first AND :last THEN a.member_id END),"
        " count(DISTINCT CASE WHEN s.left_on BETWEEN :first AND :last THEN a.member_id END)"
        " FROM membership s JOIN account a ON a.id = s.account_id"
        " WHERE s.group_id = :group AND a.kind = 'ordinary'",
        {"group": group_id, "first": first.isoformat(), "last": last.isoformat()},
    )
    return (row[0], row[1]) if row else (0, 0)


# --- for the actions -----------------------------------------------------------------------------

_OPEN = (
    "SELECT s.id, s.joined_on, s.group_id, a.member_id FROM membership s"
    " JOIN account a ON a.id = s.account_id WHERE s.left_on IS NULL"
)


def open_memberships(
    db: Database, member_ids: Sequence[str], group_id: str | None = None, *, all_kinds: bool = False
) -> list[OpenMembership]:
    """The open memberships of people, in one group or in all, by ordinary accounts or by any."""
    kinds = "" if all_kinds else " AND a.kind = 'ordinary'"
    rows = db.bulk(
        f"{_OPEN} AND a.member_id IN (SELECT value FROM json_each(:members))"
        f" AND (:group IS NULL OR s.group_id = :group){kinds}",
        {"members": json.dumps(list(member_ids)), "group": group_id},
    )
    return [OpenMembership(*row) for row in rows]


def open_of(db: Database, membership_ids: Sequence[str]) -> list[OpenMembership]:
    """Those of these memberships that are open."""
    rows = db.bulk(
        f"{_OPEN} AND s.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(membership_ids)),),
    )
    return [OpenMembership(*row) for row in rows]


def periods_in_group(
    db: Database, group_id: str, account_ids: Iterable[str]
) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """Membership id, start and end of everything the accounts of these people had in a group.

    The key is the account.
    """
    found: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for account_id, row_id, joined_on, left_on in db.bulk(
        "SELECT account_id, id, joined_on, left_on FROM membership WHERE group_id = :group"
        " AND account_id IN (SELECT value FROM json_each(:accounts))",
        {"group": group_id, "accounts": json.dumps(list(account_ids))},
    ):
        found.setdefault(account_id, []).append((row_id, joined_on, left_on))
    return found


def people_present(db: Database, group_id: str, member_ids: Iterable[str]) -> set[str]:
    """Which of these people are in a group now, with an ordinary account."""
    return set(
        db.bulk_column(
            "SELECT DISTINCT a.member_id FROM account a JOIN membership s ON s.account_id = a.id"
            " WHERE a.member_id IN (SELECT value FROM json_each(:members))"
            " AND s.group_id = :group AND s.left_on IS NULL AND a.kind = 'ordinary'",
            {"group": group_id, "members": json.dumps(list(member_ids))},
        )
    )


# --- rows to records -----------------------------------------------------------------------------


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _group(row: Sequence[Any]) -> Group:
    founded_on = _date(row[11])
    return Group(
        id=row[0],
        name=row[1],
        platform=row[2],
        number=row[3],
        kind=row[4],
        run_for_id=row[5],
        run_for_name=row[6],
        is_paid=bool(row[7]),
        positioning=row[8],
        for_whom=row[9],
        capacity=row[10],
        founded_on=founded_on,
        life_span_months=row[12],
        ends_on=rules.ends_on(founded_on, row[12]),
        branch_id=row[13],
        branch_name=row[14],
        notes=row[15],
        archived=bool(row[16]),
    )


def membership_of(row: Sequence[Any]) -> Membership:
    """The record of a row of `MEMBERSHIP`."""
    return Membership(
        id=row[0],
        group_id=row[1],
        group_name=row[2],
        account_id=row[3],
        account_kind=row[4],
        nickname=row[5],
        handle=row[6],
        member_id=row[7],
        member_name=row[8],
        institution_name=row[9],
        alias=row[10],
        joined_on=_date(row[11]),
        left_on=_date(row[12]),
        came_by=row[13],
        invited_by_id=row[14],
        invited_by_name=row[15],
        is_seed=bool(row[16]),
        standing=row[17],
        paid_until=_date(row[18]),
        operator_name=row[19],
    )
