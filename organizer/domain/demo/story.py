"""Fourteen made-up months of a group owner, told through the actions.

The same number of members and the same day give the same register, ids included.
"""

import datetime as dt
import random
from pathlib import Path

from organizer import domain
from organizer.base import creating
from organizer.base.clock import FixedClock, SystemClock
from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.domain.branches import actions as branches
from organizer.domain.demo import events, words
from organizer.domain.demo.people import (
    PHONE_PREFIX,
    Person,
    batches,
)
from organizer.domain.demo.season import Season
from organizer.domain.demo.season_talks import Talks
from organizer.domain.demo.telling import FIRST_GROUPS, MONTHS, OF_FIRST_GROUPS, DemoGroup, Telling
from organizer.domain.fields import actions as tags
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.institutions import actions as institution_actions
from organizer.domain.members import actions_many

#: Up to so many institutions get a whole card one by one; more only in larger registers.
_CAREFUL = 60
#: A group starts with so many seed members.
_SEEDS = 4


def create_demo(path: Path, members_wanted: int = 300, day: dt.date | None = None) -> Register:
    """A new register of made-up data as if today were `day`, open; the caller closes it.

    Its clock stands at that day if one is given. Nothing of the made-up months can be undone with
    Ctrl+Z. The file gets its name when the last month is told: killed before, there is none.
    Raises UserError when the file exists or can't be written.
    """
    clock = SystemClock() if day is None else FixedClock(day)
    today = clock.today()
    chance = random.Random(f"ids {members_wanted} {today}")
    with (
        creating.appearing(path) as unfinished,
        Register.create(unfinished, clock=FixedClock(today), chance=chance) as register,
    ):
        make_demo(register, members_wanted, today)
    # opened anew: real chance for new ids, and a session that begins here
    return Register.open(path, clock=clock)


def make_demo(
    register: Register, members: int = 300, day: dt.date | None = None, *, season: bool = True
) -> None:
    """Fill an empty register with so many made-up members and their last fourteen months.

    Without a `season` there are no events.

    The register's clock is lent: it moves through those months and is put back. Same data for same
    numbers and day; same ids too if the register was made with a seeded chance (`create_demo`).
    """
    domain.load()
    day = day or register.clock.today()
    own_clock = register.clock
    try:
        _Story(register, members, day, season=season).tell()
    finally:
        register.clock = own_clock


class _Story(Telling):
    def __init__(self, register: Register, count: int, day: dt.date, *, season: bool) -> None:
        super().__init__(register, count, day)
        self.season = Season(self, [lambda season: Talks(season).plan()]) if season else None

    @override
    def go_to(self, month: int, days: int) -> None:
        if self.season is not None:
            self.season.tell_until(self.date(month, days))
        super().go_to(month, days)

    # --- the plot ---------------------------------------------------------------------------------

    def tell(self) -> None:
        """Every month some people come, join, leave and are counted; between that, what happens."""
        self._enter_institutions()
        self._enter_branches_and_tags()
        for month, batch in enumerate(batches(self.people, MONTHS - 1)):
            self.go_to(month, 5)
            self._found_groups(month)
            self._add_people(batch)
            self._join(month, batch)
            self.go_to(month, 20)
            self._leave(month)
            self._count_heads(month)
            events.happen(self, month)
        self.go_to(MONTHS, -1)
        self._count_heads(MONTHS)

    # --- institutions, branches, tags -------------------------------------------------------------

    def _enter_institutions(self) -> None:
        careful = self.institutions[:_CAREFUL]
        with self.register.step() as step:
            step.begins(institution_actions.ADD, count=len(self.institutions))
            for one in careful:
                contact = self.chance.choice(words.SURNAMES) + "老师"
                one.id = institution_actions.add(
                    step,
                    one.name,
                    short_name=one.short_name,
                    district=one.district,
                    contact_name=contact,
                    contact_phone=f"{PHONE_PREFIX}9{self.chance.randrange(10**7):07}",
                    subjects=one.subjects,
                )
            rest = self.institutions[_CAREFUL:]
            ids = institution_actions.find_or_create(step, [one.name for one in rest])
            by_district: dict[str, list[str]] = {}
            by_subjects: dict[tuple[str, ...], list[str]] = {}
            for one in rest:
                one.id = ids[one.name]
                by_district.setdefault(one.district, []).append(one.id)
                by_subjects.setdefault(one.subjects, []).append(one.id)
            for district, found in by_district.items():
                institution_actions.set_field(step, found, "district", district)
            for subjects, found in by_subjects.items():
                institution_actions.set_subjects(step, found, subjects)

    def _enter_branches_and_tags(self) -> None:
        for code, name in words.DISTRICTS[:3]:
            self.later()
            with self.register.step() as step:
                self.branches.append(branches.add(step, f"{name}分舵", region=code))
        self.later()
        with self.register.step() as step:
            step.begins(tags.ADD_TAG, count=len(words.TAGS))
            self.tag_ids = [tags.add_tag(step, name, colour) for name, colour in words.TAGS]

    # --- groups -----------------------------------------------------------------------------------

    def _found_groups(self, month: int) -> None:
        new = [one for one in self.groups if one.month == month]
        first = [one for one in new if one.share or one.fields.get("kind")]
        for one in first:
            self.later()
            with self.register.step() as step:
                branch = self.branches[0] if one.fields.get("kind") == "regional" else None
                one.id = groups.add(
                    step, one.name, founded_on=self.clock.today(), branch_id=branch, **one.fields
                )
        further = [one for one in new if one not in first]
        if further:
            self.later()
            with self.register.step() as step:
                for one in further:
                    one.id = groups.add(step, one.name, founded_on=self.clock.today(), **one.fields)

    # --- people -----------------------------------------------------------------------------------

    def _add_people(self, batch: list[Person]) -> None:
        if not batch:
            return
        self.later()
        with self.register.step() as step:
            recommenders = [one.id for one in self.people[: batch[0].place]][-200:]
            pick = self.chance.random
            rows = []
            for one, member_id, account_id in zip(
                batch, step.new_ids(len(batch)), step.new_ids(len(batch)), strict=True
            ):
                one.id, one.account_id = member_id, account_id
                recommended = None
                if recommenders and pick() < 0.3:
                    recommended = recommenders[int(pick() * len(recommenders))]
                rows.append(
                    (
                        one.id,
                        one.name,
                        f"{one.place + 1:05}",
                        one.institution.id if one.institution else None,
                        one.position,
                        one.birthday,
                        one.calendar,
                        one.source,
                        recommended,
                        one.notes,
                    )
                )
            actions_many.add_many(
                step,
                (
                    "id",
                    "name",
                    "number",
                    "institution_id",
                    "position",
                    "birthday",
                    "birthday_calendar",
                    "source",
                    "recommended_by_id",
                    "notes",
                ),
                rows,
                cleaned=True,
            )
            phones = [(one.id, one.phone, "mobile", 0) for one in batch if one.phone]
            actions_many.add_phones_many(step, phones, cleaned=True)
            actions_many.add_accounts_many(
                step,
                [(one.account_id, one.id, "wechat", one.handle, one.nickname) for one in batch],
                cleaned=True,
            )
            tagged = [(self.tag_ids[tag], "member", one.id) for one in batch for tag in one.tags]
            if tagged:
                tags.tag_many(step, tagged)

    def _join(self, month: int, batch: list[Person]) -> None:
        """Put the people who came into groups; who came before the first month is in from start."""
        today = self.clock.today()
        rows: list[tuple[JoinRow, Person]] = []
        founded = [n for n, group in enumerate(self.groups) if group.id]
        for one in batch:
            for place in self._groups_for(one, month, founded):
                group = self.groups[place]
                one.groups.append(place)
                rows.append((self._join_row(group, one, today, month), one))
        rows += self._late_joiners(month, today)
        if not rows:
            return
        place_of = {group.id: place for place, group in enumerate(self.groups) if group.id}
        rows.sort(key=lambda row: (place_of[row[0].group_id], row[0].joined_on or today))
        self.later()
        with self.register.step() as step:
            joined = memberships.join_many(step, [row for row, _one in rows])
        in_order = sorted(rows, key=lambda row: row[0].group_id)
        for (row, one), membership_id in zip(in_order, joined.made, strict=True):
            self.groups[place_of[row.group_id]].there.append((one, membership_id))

    def _groups_for(self, one: Person, month: int, founded: list[int]) -> list[int]:
        pick = self.chance.random
        if pick() < 0.08:
            return []
        first = [n for n in founded[:FIRST_GROUPS] if n < FIRST_GROUPS and self.groups[n].share]
        further = len(founded) - sum(n < FIRST_GROUPS for n in founded[:FIRST_GROUPS])
        if further and pick() < 0.997 and one.place >= OF_FIRST_GROUPS:
            return [founded[-1 - int(pick() * further)]]
        chosen = self.chance.choices(first, [self.groups[n].share for n in first])
        if month >= 3 and 2 in first and chosen != [2] and pick() < 0.1:
            chosen.append(2)
        return chosen

    def _late_joiners(self, month: int, today: dt.date) -> list[tuple[JoinRow, Person]]:
        """Who has been here for long joins the groups founded later."""
        rows = []
        for place, group in enumerate(self.groups[:FIRST_GROUPS]):
            if group.month != month or month == 0:
                continue
            known = [one for one in self.people if one.id and place not in one.groups]
            wanted = 22 if group.fields.get("kind") == "core" else int(group.share * 60)
            for one in known[: wanted * 3 : 3]:
                one.groups.append(place)
                rows.append((self._join_row(group, one, today, month), one))
        return rows

    def _join_row(self, group: DemoGroup, one: Person, today: dt.date, month: int) -> JoinRow:
        pick = self.chance.random
        founding = group.month == month
        seed = founding and not group.there and group.seeds < _SEEDS
        group.seeds += seed
        inviter, came_by = None, "founding" if founding else ""
        if group.there and pick() < 0.7:
            inviter = group.there[int(pick() * len(group.there))][0].id
            came_by = "scanned" if pick() < 0.4 else "invited"
        joined_on = today if founding else today - dt.timedelta(days=int(pick() * 14))
        paid = dt.timedelta(days=int(180 + pick() * 150))
        return JoinRow(
            group.id,
            one.id,
            joined_on,
            alias=one.alias if pick() < 0.7 else "",
            came_by=came_by,
            invited_by_id=inviter,
            is_seed=seed,
            standing="trial" if not founding and pick() < 0.05 else "",
            paid_until=joined_on + paid if group.fields.get("is_paid") else None,
            account_id=one.account_id if group.fields.get("platform") != "qq" else None,
        )

    def _leave(self, month: int) -> None:
        if month == 0:
            return
        leaving: list[str] = []
        for group in self.groups:
            stays: list[tuple[Person, str]] = []
            for place, (one, membership_id) in enumerate(group.there):
                if place % 40 == month and one.place > 12:
                    leaving.append(membership_id)
                else:
                    stays.append((one, membership_id))
            group.there = stays
        if leaving:
            self.later()
            with self.register.step() as step:
                memberships.end(step, leaving)

    def _count_heads(self, month: int) -> None:
        for group in self.groups[:FIRST_GROUPS]:
            if group.id and ((month - group.month) % 2 == 0 or month == MONTHS):
                self.later()
                people = len({one.id for one, _membership in group.there})
                with self.register.step() as step:
                    groups.count_heads(step, group.id, people + self.chance.randint(0, 3))
