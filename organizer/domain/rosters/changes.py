"""What the rows of a list change of the members they match: a blank cell never erases.

Single values are replaced by what the list says; sets (phones, accounts, subjects, tags) only
grow. A value that is shown the same is the same: what goes out comes back without a change.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from organizer.base.database import Database
from organizer.base.districts import district_name
from organizer.domain.rosters import periods, store
from organizer.domain.rosters.checking import AND, split_words
from organizer.domain.rosters.columns import NEW_FIELD
from organizer.domain.rosters.plan import MATCHED, NEW, Change, ImportPlan
from organizer.domain.rosters.records import OWN

#: So many rows are compared at a time: what the register has of them is let go again.
_ROWS = 1_000


def work_out(db: Database, plan: ImportPlan, decided: Collection[int]) -> None:
    """Fill in the plan's changes, updates, new institutions and recommenders.

    First what the list says of the group: it may leave a row to the owner. Of rows `decided` on
    nothing is asked again.
    """
    rows = [row for row in sorted(plan.member_of) if row not in plan.same_as]
    of_group = periods.work_out(db, plan, rows, decided)
    _new_institutions(plan)
    _find_recommenders(db, plan)
    matched = (row for row in rows if row in plan.member_of)
    while part := list(islice(matched, _ROWS)):
        work = _Work(db, plan, part, [plan.member_of[row] for row in part])
        work.columns()
        work.phones()
        work.accounts("wechat", "wechat_nickname")
        work.accounts("qq", "")
        work.subjects()
        work.tags()
        work.own_fields()
    for row, changes in of_group.items():
        plan.changes.setdefault(row, []).extend(changes)


def _new_institutions(plan: ImportPlan) -> None:
    names = plan.checked.values.get("institution")
    if names is None:
        return
    if plan.outcome.count(NEW) == len(names):
        taken = dict.fromkeys(names)
    else:
        taken = dict.fromkeys(
            name
            for name, outcome in zip(names, plan.outcome, strict=True)
            if outcome in (NEW, MATCHED)
        )
    plan.new_institutions = [name for name in taken if name and name not in plan.institutions]


def _find_recommenders(db: Database, plan: ImportPlan) -> None:
    """Link names of recommenders to the one member, or the one new row, that has the name."""
    given = plan.checked.values.get("recommended_by")
    if given is None:
        return
    wanted = {name for name in given if name}
    if not wanted:
        return
    found: dict[str, list[str | int]] = {
        name: list(ids) for name, ids in store.named(db, wanted).items()
    }
    for row, name in enumerate(plan.checked.values["name"]):
        if name in wanted and plan.outcome[row] == NEW:
            found.setdefault(name, []).append(row)
    plan.recommenders = {name: ids[0] for name, ids in found.items() if len(ids) == 1}
    plan.not_linked = sorted(wanted - plan.recommenders.keys())


class _Work:
    """The rows that match a member, and what the register has of these members."""

    def __init__(self, db: Database, plan: ImportPlan, rows: list[int], ids: list[str]) -> None:
        self._db = db
        self._plan = plan
        self._checked = plan.checked
        self._rows = rows
        self._ids = ids

    def _given(self, key: str) -> Iterator[tuple[int, str, str]]:
        """Row, member and value of the matched rows that say something in a column."""
        values = self._checked.values.get(key)
        if values is None:
            return
        for row, member_id in zip(self._rows, self._ids, strict=True):
            if values[row]:
                yield row, member_id, values[row]

    def _change(self, row: int, key: str, before: str, after: str) -> None:
        self._plan.changes.setdefault(row, []).append(Change(key, before, after))

    def _set(self, member_id: str, column: str, value: str) -> None:
        self._plan.updates.columns.setdefault(member_id, {})[column] = value

    # --- single values --------------------------------------------------------------------------

    def _differing(self, key: str, now: list[Any]) -> Iterator[tuple[int, str, str, Any]]:
        """Row, member, value given and value now, where the list says something else."""
        values = self._checked.values.get(key)
        if values is None:
            return
        given = [values[row] for row in self._rows]
        if given == now:  # compared at once: the usual case of a list imported again
            return
        for row, member_id, value, before in zip(self._rows, self._ids, given, now, strict=True):
            if value and value != before:
                yield row, member_id, value, before

    def columns(self) -> None:
        """Columns of the member itself."""
        now = store.current(self._db, self._ids)
        for key in ("name", *store.PLAIN):
            for row, member_id, value, before in self._differing(key, now[key]):
                self._change(row, key, before, value)
                self._set(member_id, key, value)
        self._institution(now)
        for row, member_id, district, before in self._differing("district", now["district"]):
            shown = district_name(before)
            if district != shown:
                self._change(row, "district", shown, district_name(district))
                self._set(member_id, "district", district)
        self._birthdays(now)
        for row, member_id, name, before in self._differing(
            "recommended_by", now["recommended_by"]
        ):
            found = self._plan.recommenders.get(name)
            if found is not None and found != member_id:
                self._change(row, "recommended_by", before, name)
                self._set(member_id, "recommended_by", name)

    def _institution(self, now: dict[str, list[Any]]) -> None:
        institutions = self._plan.institutions
        place = dict(zip(self._rows, now["institution_id"], strict=True))
        for row, member_id, name, before in self._differing("institution", now["institution"]):
            if name not in institutions or institutions[name] != place[row]:
                self._change(row, "institution", before, name)
                self._set(member_id, "institution", name)

    def _birthdays(self, now: dict[str, list[Any]]) -> None:
        calendars = self._checked.values.get("birthday_calendar", [])
        pairs = zip(now["birthday"], now["birthday_calendar"], strict=True)
        known = dict(zip(self._rows, pairs, strict=True)) if calendars else {}
        for row, member_id, birthday in self._given("birthday"):
            before, calendar = known[row]
            if birthday != before:
                self._change(row, "birthday", before, birthday)
                self._set(member_id, "birthday", birthday)
            if calendars[row] != calendar:
                if birthday == before:
                    self._change(row, "birthday", before, birthday)
                self._set(member_id, "birthday_calendar", calendars[row])

    # --- sets -----------------------------------------------------------------------------------

    def phones(self) -> None:
        """Numbers a member does not have yet."""
        if not self._checked.has("phone"):
            return
        known = store.phones(self._db, self._ids)
        for row, member_id, _first in self._given("phone"):
            present = known.get(member_id, [])
            new = [one for one in self._checked.all_of("phone", row) if one not in present]
            if new:
                self._change(row, "phone", AND.join(present), AND.join([*present, *new]))
                self._plan.updates.phones += [
                    (member_id, one, place) for place, one in enumerate(new, start=len(present))
                ]

    def accounts(self, platform: str, nickname_key: str) -> None:
        """Accounts a member does not have yet, handles of nameless ones, nicknames."""
        checked = self._checked
        handles = checked.values.get(platform)
        nicknames = checked.values.get(nickname_key)
        if handles is None and nicknames is None:
            return
        known = store.accounts(self._db, self._ids, platform)
        for row, member_id in zip(self._rows, self._ids, strict=True):
            wanted = checked.all_of(platform, row) if handles and handles[row] else []
            nickname = nicknames[row] if nicknames else ""
            if wanted or nickname:
                self._account(row, member_id, known.get(member_id, []), wanted, nickname, platform)

    def _account(
        self,
        row: int,
        member_id: str,
        known: list[tuple[str, str, str, str]],
        wanted: list[str],
        nickname: str,
        platform: str,
    ) -> None:
        updates = self._plan.updates
        ordinary = [one for one in known if one[1] == "ordinary"]
        present = [one[2] for one in known if one[2]]
        new = [handle for handle in wanted if handle not in present]
        if new:
            self._change(row, platform, AND.join(present), AND.join([*present, *new]))
        nameless = next((one for one in ordinary if not one[2]), None)
        named = None  # the account the nickname belongs to
        if not wanted:
            named = ordinary[0] if ordinary else None
        elif wanted[0] in present:
            named = next(one for one in known if one[2] == wanted[0])
        if new and nameless is not None:
            updates.accounts.setdefault(nameless[0], {})["handle"] = new[0]
            named = nameless if new[0] == wanted[0] else named
            new = new[1:]
        if named is not None and nickname and named[3] != nickname:
            self._change(row, f"{platform}_nickname", named[3], nickname)
            updates.accounts.setdefault(named[0], {})["nickname"] = nickname
        elif named is None and nickname and not wanted:
            self._change(row, f"{platform}_nickname", "", nickname)
            updates.new_accounts.append((member_id, platform, "", nickname))
        for handle in new:
            own = nickname if named is None and handle == wanted[0] else ""
            if own:
                self._change(row, f"{platform}_nickname", "", own)
            updates.new_accounts.append((member_id, platform, handle, own))

    def subjects(self) -> None:
        """Subjects a member has neither of their own nor from the institution."""
        if not self._checked.has("subjects"):
            return
        own, inherited = store.subjects(self._db, self._ids)
        for row, member_id, text in self._given("subjects"):
            present = own.get(member_id) or inherited.get(member_id, [])
            new = [one for one in split_words(text) if one not in present]
            if new:
                self._change(row, "subjects", AND.join(present), AND.join([*present, *new]))
                # own subjects take the place of inherited ones, which must not get lost
                kept = [] if member_id in own else present
                self._plan.updates.subjects += [(member_id, one) for one in (*kept, *new)]

    def tags(self) -> None:
        """Tags a member does not carry yet."""
        if not self._checked.has("tags"):
            return
        known = store.tags(self._db, self._ids)
        for row, member_id, text in self._given("tags"):
            present = known.get(member_id, set())
            new = [one for one in split_words(text) if one not in present]
            if new:
                before = sorted(present)
                self._change(row, "tags", AND.join(before), AND.join([*before, *new]))
                self._plan.updates.tags += [(member_id, one) for one in new]

    def own_fields(self) -> None:
        """Own fields, also those the list brings."""
        for key in self._checked.values:
            if key.startswith(OWN):
                known = store.field_values(self._db, self._ids, key.removeprefix(OWN))
            elif key.startswith(NEW_FIELD):
                known = {}
            else:
                continue
            for row, member_id, value in self._given(key):
                before = known.get(member_id, "")
                if value != before:
                    self._change(row, key, before, value)
                    self._plan.updates.fields.setdefault(key, []).append((member_id, value))
