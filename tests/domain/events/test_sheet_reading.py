"""What the register gives a sign-in sheet: branches, arrangements that were kept."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.branches import actions as branches
from organizer.domain.events import actions, actions_participants, actions_sheet, store_sheet
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.events.sheet import SheetOptions
from organizer.domain.groups import actions as groups
from organizer.domain.groups.actions_memberships import join
from tests import factories

AFTERNOON = SessionTime(dt.date(2026, 12, 5), "14:00", 180)


def test_branches_come_from_the_groups_invited(register: Register) -> None:
    with register.step() as step:
        near, far = branches.add(step, "天河分舵"), branches.add(step, "海珠分舵")
        group = groups.add(step, "天河群", platform="wechat", branch_id=near)
        other = groups.add(step, "海珠群", platform="wechat", branch_id=far)
        people = factories.make_members(step)[:3]
        for place, group_ids in enumerate(((group, other), (other,), ())):
            for group_id in group_ids:
                join(step, group_id, [people[place]])
        event = actions.add(step, "沙龙", "salon", [AFTERNOON], group_ids=[group])
        participants = actions_participants.sign_up_members(step, event, people)
    with register.reading() as db:
        assert store_sheet.branches(db, event) == {
            participants[0]: "天河分舵",
            participants[1]: "海珠分舵",
        }


def test_arrangements_are_kept_by_name_and_the_last_one_by_itself(register: Register) -> None:
    named, last = SheetOptions(paper="A5"), SheetOptions(blank_rows=3)
    with register.step() as step:
        kept = actions_sheet.keep(step, "门口用", named)
    with register.step() as step:
        actions_sheet.take_out(step, last, what="print", people=4)
    with register.step() as step:
        actions_sheet.take_out(step, last, what="print", people=4)
    with register.reading() as db:
        assert store_sheet.arrangements(db) == [(kept, "门口用", named)]
        assert store_sheet.options(db) == last
        assert store_sheet.options(db, "门口用") == named
        assert store_sheet.options(db, "没有") == SheetOptions()
        assert db.column("SELECT what FROM export_log") == ["print", "print"]


def test_a_day_nobody_signed_up_for_is_a_blank_sheet(register: Register) -> None:
    weekly = Repetition("WEEKLY", weekdays=(NthWeekday(0, 5),))
    with register.step() as step:
        event = actions.add(step, "周六沙龙", "salon", [AFTERNOON], repetition=weekly)
    with register.reading() as db:
        day = Key(event, AFTERNOON.day + dt.timedelta(days=7))
        made = store_sheet.sign_in_sheet(db, day, SheetOptions())
        assert (made.expected, len(made.rows)) == (0, 20)
        assert "12月12日" in dict(made.facts)[made.facts[0][0]]
        with pytest.raises(UserError) as gone:
            store_sheet.sign_in_sheet(db, "nothing", SheetOptions())
    assert gone.value.code == "events.not_found"
