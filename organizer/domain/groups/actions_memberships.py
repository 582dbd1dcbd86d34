"""Who joins, leaves and moves, and what is noted of them in a group."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.groups import rules, store
from organizer.domain.groups.records import JoinRow, OpenMembership
from organizer.domain.members import actions as member_actions

JOIN = ActionKind(
    "groups.join", N_("Put {count} person into a group"), N_("Put {count} people into a group")
)
LEAVE = ActionKind(
    "groups.leave", N_("{count} person left a group"), N_("{count} people left a group")
)
MOVE = ActionKind(
    "groups.move",
    N_("Moved {count} person to another group"),
    N_("Moved {count} people to another group"),
)
CHANGE_MEMBERSHIP = ActionKind(
    "groups.change_membership",
    N_("Changed {count} entry of a group’s list"),
    N_("Changed {count} entries of a group’s list"),
)
REMOVE_MEMBERSHIP = ActionKind(
    "groups.remove_membership",
    N_("Removed {count} mistaken entry of a group’s list"),
    N_("Removed {count} mistaken entries of a group’s list"),
)

_COLUMNS = (
    "id",
    "account_id",
    "group_id",
    "alias",
    "joined_on",
    "left_on",
    "came_by",
    "invited_by_id",
    "is_seed",
    "standing",
    "paid_until",
)
CHANGEABLE = frozenset(_COLUMNS) - {"id", "account_id", "group_id"}

#: What ends when people are no longer in a group, in the same step. Later subjects (appointments)
#: add their function when their actions are imported: the step, the group, the people, the day.
ON_LEAVE: list[Callable[[Step, str, Sequence[str], dt.date], object]] = []


@dataclass
class Joined:
    """What came of putting people into groups.

    `made` are the new memberships, `reopened` those that ended the day somebody came back;
    `already` and `overlapping` are people left as they were: there already, or for a time in
    which they were there.
    """

    made: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    overlapping: list[str] = field(default_factory=list)


def join(
    step: Step,
    group_id: str,
    member_ids: Sequence[str],
    *,
    on: dt.date | None = None,
    came_by: str = "",
    invited_by_id: str | None = None,
    is_seed: bool = False,
) -> Joined:
    """Put people into a group on a day (today unless given), each with their account there.

    Who is there already stays as they are. Raises UserError for a day to come, or when somebody
    was in the group in that time already.
    """
    step.begins(JOIN, count=len(member_ids), group_id=group_id)
    day = on or step.today
    joined = join_many(
        step,
        [
            JoinRow(
                group_id,
                member_id,
                day,
                came_by=came_by,
                invited_by_id=invited_by_id,
                is_seed=is_seed,
            )
            for member_id in member_ids
        ],
    )
    if joined.overlapping:
        raise _overlap(day)
    step.note(count=len(joined.made) + len(joined.reopened))
    return joined


def join_many(step: Step, rows: Iterable[JoinRow]) -> Joined:
    """Put many people into groups, at the speed of a bulk insert.

    Who is there already, or was in that time, is left as they are and listed in the result. A
    person without an ordinary account on the group's platform gets one. Raises UserError for days
    to come and for leaving before joining.
    """
    ordered = sorted(rows, key=lambda row: row.group_id)
    step.begins(JOIN, count=len(ordered))
    result = Joined()
    for group_id, of_group in groupby(ordered, key=lambda row: row.group_id):
        _join_one_group(step, group_id, list(of_group), result)
    return result


def _join_one_group(step: Step, group_id: str, rows: list[JoinRow], result: Joined) -> None:
    group = store.group(step, group_id)
    if group is None:
        raise UserError("groups.gone", N_("This group is no longer in the register."))
    for row in rows:
        rules.checked_period(row.joined_on, row.left_on)
        for day in (row.joined_on, row.left_on):
            if day is not None:
                rules.checked_day(day, step.today)
    without = list(dict.fromkeys(row.member_id for row in rows if row.account_id is None))
    accounts = member_actions.accounts_on(step, without, group.platform) if without else {}
    periods = _Periods(step, group_id, rows, accounts)
    reopened: list[tuple[str, None]] = []
    made = []
    for row in rows:
        account_id = row.account_id or accounts[row.member_id]
        decided = periods.decide(row, account_id, step.today)
        if isinstance(decided, JoinRow):
            row_id = step.new_id()
            periods.add(account_id, decided, row_id)
            result.made.append(row_id)
            made.append(_columns_of(row_id, account_id, decided))
        elif decided == _ALREADY:
            result.already.append(row.member_id)
        elif decided == _OVERLAPS:
            result.overlapping.append(row.member_id)
        else:
            reopened.append((decided, None))
            result.reopened.append(decided)
    step.insert_many("membership", _COLUMNS, made)
    step.update_many("membership", ("left_on",), reopened)


def _columns_of(row_id: str, account_id: str, row: JoinRow) -> tuple[Any, ...]:
    return (
        row_id,
        account_id,
        row.group_id,
        one_line(row.alias) if row.alias else "",
        row.joined_on,
        row.left_on,
        row.came_by,
        row.invited_by_id if row.invited_by_id != row.member_id else None,
        row.is_seed,
        row.standing,
        row.paid_until,
    )


_ALREADY = "already"
_OVERLAPS = "overlaps"


class _Periods:
    """When the accounts of some people were in one group, kept up while rows are decided."""

    def __init__(
        self, step: Step, group_id: str, rows: list[JoinRow], accounts: dict[str, str]
    ) -> None:
        wanted = {row.account_id for row in rows if row.account_id} | set(accounts.values())
        self._of_account: dict[str, list[tuple[str, rules.Period]]] = {
            account: [(row_id, (_date(start), _date(end))) for row_id, start, end in found]
            for account, found in store.periods_in_group(step, group_id, wanted).items()
        }
        self._present = store.people_present(step, group_id, accounts)

    def decide(self, row: JoinRow, account_id: str, today: dt.date) -> JoinRow | str:
        """The row to be made, the id of an ended one to reopen, or why nothing is done.

        A person is there already with any ordinary account, unless the account was given.
        """
        periods = self._of_account.get(account_id, [])
        if row.left_on is None:
            there = row.account_id is None and row.member_id in self._present
            if there or any(end is None for _id, (_, end) in periods):
                return _ALREADY
            if not periods:
                return row
            last_id, (_start, last) = max(periods, key=lambda one: one[1][1] or dt.date.max)
            start = row.joined_on or max(today, last or today)
            if start == last:
                self._present.add(row.member_id)
                return last_id
            row = replace(row, joined_on=start)
        period = (row.joined_on, row.left_on)
        if any(period == known for _id, known in periods):
            return _ALREADY
        return _OVERLAPS if rules.overlaps_any(period, (one for _id, one in periods)) else row

    def add(self, account_id: str, row: JoinRow, row_id: str) -> None:
        """Remember a row that is being made."""
        period = (row.joined_on, row.left_on)
        self._of_account.setdefault(account_id, []).append((row_id, period))


def leave(
    step: Step, group_id: str, member_ids: Sequence[str], *, on: dt.date | None = None
) -> int:
    """Note that people left a group on a day (today unless given), with all their own accounts.

    Interactive accounts stay. Returns how many memberships ended. Raises UserError for a day to
    come or before they joined.
    """
    step.begins(LEAVE, count=len(member_ids), group_id=group_id)
    return _end(step, store.open_memberships(step, member_ids, group_id), on)


def end(step: Step, membership_ids: Sequence[str], *, on: dt.date | None = None) -> int:
    """End memberships on a day (today unless given), those of interactive accounts too.

    Returns how many ended. Raises UserError for a day to come or before they joined.
    """
    step.begins(LEAVE, count=len(membership_ids))
    return _end(step, store.open_of(step, membership_ids), on)


def end_all(step: Step, member_ids: Sequence[str], *, on: dt.date | None = None) -> int:
    """End everything people have in all groups, as archiving them does; returns how many ended."""
    step.begins(LEAVE, count=len(member_ids))
    day = on or step.today
    rows = store.open_memberships(step, member_ids, all_kinds=True)
    # whoever was noted to join later than the day leaves on the day of joining
    ends = [(row.id, max(day.isoformat(), row.joined_on or "")) for row in rows]
    return step.update_many("membership", ("left_on",), ends)


def _end(step: Step, rows: Sequence[OpenMembership], on: dt.date | None) -> int:
    day = rules.checked_day(on or step.today, step.today)
    for row in rows:
        rules.checked_period(_date(row.joined_on), day)
    ended = step.update_where("membership", [row.id for row in rows], left_on=day)
    step.note(count=len({row.member_id for row in rows}))
    of_group: dict[str, set[str]] = {}
    for row in rows:
        of_group.setdefault(row.group_id, set()).add(row.member_id)
    if len(of_group) == 1:
        step.values.setdefault("group_id", *of_group)
    for group_id, people in of_group.items():
        gone = sorted(people - store.people_present(step, group_id, people))
        for finish in ON_LEAVE:
            finish(step, group_id, gone, day)
    return ended


def move(
    step: Step,
    from_group_id: str,
    to_group_id: str,
    member_ids: Sequence[str],
    *,
    on: dt.date | None = None,
) -> Joined:
    """Let people leave one group and join another on the same day; who isn't in it doesn't move.

    Raises UserError for a day to come or before they joined.
    """
    present = store.people_present(step, from_group_id, member_ids)
    moving = [member_id for member_id in member_ids if member_id in present]
    step.begins(MOVE, count=len(moving), group_id=to_group_id, from_group_id=from_group_id)
    leave(step, from_group_id, moving, on=on)
    joined = join(step, to_group_id, moving, on=on, came_by="moved")
    step.note(count=len(moving))
    return joined


def change_memberships(step: Step, /, membership_ids: Sequence[str], **changes: Any) -> int:
    """Change what is noted of people in a group, the same for all; returns how many differed.

    Fields are those of `CHANGEABLE`. Raises UserError for days to come, for leaving before
    joining, and when somebody would be in the group twice at a time.
    """
    step.begins(CHANGE_MEMBERSHIP, count=len(membership_ids))
    return set_memberships(step, [(row_id, changes) for row_id in membership_ids])


def set_memberships(step: Step, rows: Sequence[tuple[str, dict[str, Any]]]) -> int:
    """Change what is noted of people in a group, each row (membership id, fields) its own.

    Returns how many differed; raises as `change_memberships` does.
    """
    step.begins(CHANGE_MEMBERSHIP, count=len(rows))
    if rows and step.kind is CHANGE_MEMBERSHIP:
        first = store.membership(step, rows[0][0])
        step.values.setdefault("group_id", first.group_id if first is not None else "")
    changed = 0
    same_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row_id, fields in rows:
        unknown = set(fields) - CHANGEABLE
        if unknown:
            message = f"a membership has no {', '.join(sorted(unknown))}"
            raise TypeError(message)
        if "joined_on" in fields or "left_on" in fields:
            _check_new_period(step, row_id, fields)
        clean = {key: one_line(value) if key == "alias" else value for key, value in fields.items()}
        names = tuple(sorted(clean))
        same_columns.setdefault(names, []).append((row_id, *(clean[name] for name in names)))
    for names, values in same_columns.items():
        changed += step.update_many("membership", names, values)
    return changed


def _check_new_period(step: Step, membership_id: str, fields: dict[str, Any]) -> None:
    present = store.membership(step, membership_id)
    if present is None:
        raise KeyError(membership_id)
    joined_on = fields.get("joined_on", present.joined_on)
    left_on = fields.get("left_on", present.left_on)
    rules.checked_period(joined_on, left_on)
    for day in (joined_on, left_on):
        if day is not None:
            rules.checked_day(day, step.today)
    others = store.periods_in_group(step, present.group_id, [present.account_id])
    known = (
        (_date(start), _date(end))
        for row_id, start, end in others.get(present.account_id, [])
        if row_id != membership_id
    )
    if rules.overlaps_any((joined_on, left_on), known):
        raise _overlap(joined_on or step.today)


def remove(step: Step, membership_ids: Sequence[str]) -> int:
    """Remove entries made by mistake, as if they had never been; returns how many there were."""
    step.begins(REMOVE_MEMBERSHIP, count=len(membership_ids))
    return step.delete("membership", membership_ids)


def _overlap(day: dt.date) -> UserError:
    return UserError(
        "groups.overlap",
        N_("On {day} they were in this group already. Choose another day."),
        day=day.isoformat(),
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _end_with_archiving(step: Step, member_ids: Sequence[str]) -> None:
    end_all(step, member_ids)


if _end_with_archiving not in member_actions.ON_ARCHIVE:
    member_actions.ON_ARCHIVE.append(_end_with_archiving)
