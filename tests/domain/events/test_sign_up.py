"""Signing up from a chain that grows: who each line is, what changes, who withdrew, who waits."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_participants,
    actions_sign_up,
    finding,
    store,
    store_participants,
    store_sign_up,
)
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.events.sign_up import SignUpPlan, moving_up
from organizer.domain.events.sign_up_planning import plan_sign_up
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from tests import factories
from tests.snapshots import every_row

TODAY = dt.date(2026, 3, 9)
SATURDAY = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
HEAD = "#接龙\n周六沙龙\n\n"


def chain(*entries: str) -> str:
    return HEAD + "\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, start=1))


def event_of(register: Register, *names: str, **fields: object) -> tuple[str, list[str]]:
    """A salon that invites a group of these people."""
    with register.step() as step:
        people = [factories.make_member(step, name) for name in names]
        group_id = groups.add(step, "校长群", platform="wechat")
        memberships.join_many(step, [JoinRow(group_id, one, TODAY) for one in people])
        event_id = actions.add(
            step, "周六沙龙", "salon", [SATURDAY], group_ids=[group_id], **fields  # type: ignore[arg-type]
        )  # fmt: skip
    return event_id, people


def plan(register: Register, event_id: str, text: str) -> SignUpPlan:
    with register.reading() as db:
        return plan_sign_up(db, event_id, text)


def apply(register: Register, wanted: SignUpPlan) -> actions_sign_up.SignedUp:
    with register.step() as step:
        return actions_sign_up.apply(step, wanted)


def paste(register: Register, event_id: str, text: str) -> SignUpPlan:
    wanted = plan(register, event_id, text)
    apply(register, wanted)
    return wanted


def on_list(register: Register, event_id: str) -> list[Participant]:
    with register.reading() as db:
        return store_participants.participants(db, event_id)


def coming(register: Register, event_id: str) -> dict[str, int]:
    return {one.name: one.seats for one in on_list(register, event_id) if one.is_expected}


def states(wanted: SignUpPlan) -> list[str]:
    return [line.state for line in wanted.lines]


def test_a_growing_chain_changes_only_what_changed(register: Register) -> None:
    event_id, (wang, li, _han) = event_of(register, "王芳", "李雷", "韩梅梅")
    first = paste(register, event_id, chain("王芳", "李雷 2人"))
    assert [(line.member_id, line.seats) for line in first.lines] == [(wang, 1), (li, 2)]
    before = on_list(register, event_id)
    again = paste(register, event_id, chain("王芳", "李雷 2人"))
    assert states(again) == ["same", "same"]
    assert again.changes_nothing
    assert on_list(register, event_id) == before
    grown = paste(register, event_id, chain("王芳", "李雷 3人", "韩梅梅 +1", "小周 晨光教育"))
    assert states(grown) == ["same", "changed", "new", "new"]
    assert coming(register, event_id) == {"王芳": 1, "李雷": 3, "韩梅梅": 2, "小周": 1}
    assert on_list(register, event_id)[0] == before[0]
    shorter = paste(register, event_id, chain("李雷 3人", "韩梅梅 +1", "小周 晨光教育"))
    assert states(shorter) == ["same"] * 3
    assert [one.name for one in shorter.withdrawing] == ["王芳"]
    assert "王芳" not in coming(register, event_id)
    back = paste(register, event_id, chain("李雷 3人", "韩梅梅 +1", "小周 晨光教育", "王芳"))
    assert states(back)[-1] == "new"
    assert list(coming(register, event_id)) == ["李雷", "韩梅梅", "小周", "王芳"]
    assert len(on_list(register, event_id)) == 4


def test_one_paste_is_one_step_that_is_undone(register: Register) -> None:
    event_id, _people = event_of(register, "王芳", "李雷")
    paste(register, event_id, chain("王芳"))
    before = every_row(register)
    paste(register, event_id, chain("李雷", "小周"))
    assert register.last_step is not None
    assert register.last_step.action == "events.paste_chain"
    assert {key: register.last_step.values[key] for key in ("new", "changed", "withdrawn")} == {
        "new": 2, "changed": 0, "withdrawn": 1,
    }  # fmt: skip
    register.undo()
    assert every_row(register) == before


def test_names_go_before_aliases_before_nicknames_and_the_group_before_the_register(
    register: Register,
) -> None:
    with register.step() as step:
        group_id = groups.add(step, "校长群", platform="wechat")
        by_name = members.add(step, "小芳")
        by_alias = members.add(step, "王芳", accounts=[NewAccount("wechat", nickname="芳")])
        by_nickname = members.add(step, "方圆", accounts=[NewAccount("wechat", nickname="小芳")])
        rows = [JoinRow(group_id, by_alias, TODAY, alias="小芳")]
        memberships.join_many(step, [*rows, JoinRow(group_id, by_nickname, TODAY)])
        event_id = actions.add(step, "沙龙", "salon", [SATURDAY], group_ids=[group_id])
    assert plan(register, event_id, chain("小芳")).lines[0].member_id == by_alias
    assert plan(register, event_id, chain("芳 2人")).lines[0].member_id == by_alias
    with register.step() as step:
        memberships.join_many(step, [JoinRow(group_id, by_name, TODAY)])
    assert plan(register, event_id, chain("小芳")).lines[0].member_id == by_name


def test_several_of_one_name_wait_and_the_institution_decides(register: Register) -> None:
    with register.step() as step:
        group_id = groups.add(step, "校长群", platform="wechat")
        places = [institutions.add(step, name) for name in ("晨光教育", "启明艺术")]
        people = [factories.make_member(step, "王芳", institution_id=one) for one in places]
        memberships.join_many(step, [JoinRow(group_id, one, TODAY) for one in people])
        event_id = actions.add(step, "沙龙", "salon", [SATURDAY], group_ids=[group_id])
    wanted = plan(register, event_id, chain("王芳", "王芳 启明艺术 2人"))
    assert states(wanted) == ["undecided", "new"]
    assert {one.member_id for one in wanted.lines[0].candidates} == set(people)
    assert wanted.lines[1].member_id == people[1]
    assert apply(register, wanted).undecided == 1
    assert coming(register, event_id) == {"王芳": 2}
    wanted = plan(register, event_id, chain("王芳", "王芳 启明艺术 2人")).decided(0, people[0])
    apply(register, wanted)
    again = plan(register, event_id, chain("王芳", "王芳 启明艺术 2人"))
    assert states(again) == ["same", "same"]


def test_a_name_of_the_same_sound_waits_for_a_word(register: Register) -> None:
    event_id, (zhang, wang) = event_of(register, "张琳", "王建国")
    with register.step() as step:
        members.change(step, wang, position="校长")
    wanted = plan(register, event_id, chain("章林 2人", "王校长", "wangjianguo", "完全陌生"))
    assert states(wanted) == ["undecided", "undecided", "undecided", "new"]
    assert [[one.member_id for one in line.candidates] for line in wanted.lines] == [
        [zhang], [wang], [wang], [],
    ]  # fmt: skip
    assert apply(register, wanted).new == 1
    apply(register, plan(register, event_id, chain("章林 2人")).decided(0, zhang))
    assert plan(register, event_id, chain("章林 3人")).lines[0].participant_id is not None
    paste(register, event_id, chain("章林 3人"))
    assert coming(register, event_id) == {"张琳": 3}


def test_a_name_behind_a_place_waits_for_a_word(register: Register) -> None:
    event_id, (wang,) = event_of(register, "王芳")
    wanted = plan(register, event_id, chain("海淀 王芳 2人"))
    assert states(wanted) == ["undecided"]
    assert [one.member_id for one in wanted.lines[0].candidates] == [wang]


def test_a_name_nobody_has_comes_by_name_or_becomes_a_member(register: Register) -> None:
    event_id, _people = event_of(register)
    text = chain("小周 晨光教育 13812345678", "🌻小芳芳")
    wanted = plan(register, event_id, text).as_new_member(0)
    assert apply(register, wanted).added_members == 1
    (zhou, fang) = on_list(register, event_id)
    assert (zhou.name, zhou.institution, zhou.phone) == ("小周", "晨光教育", "13812345678")
    assert (fang.member_id, fang.name) == (None, "🌻小芳芳")
    linked = plan(register, event_id, text).as_new_member(1)
    assert states(linked) == ["same", "changed"]
    apply(register, linked)
    assert [one.id for one in on_list(register, event_id)] == [zhou.id, fang.id]
    assert on_list(register, event_id)[1].member_id is not None


def test_a_person_twice_counts_once_as_the_last_line_says(register: Register) -> None:
    event_id, _people = event_of(register, "王芳")
    wanted = paste(register, event_id, chain("王芳", "小周", "王芳 2人", "小周 3人"))
    assert states(wanted) == ["repeated", "repeated", "new", "new"]
    assert coming(register, event_id) == {"王芳": 2, "小周": 3}


def test_two_of_one_name_from_different_places_are_two(register: Register) -> None:
    event_id, _people = event_of(register)
    paste(register, event_id, chain("小周 晨光教育", "小周 启明艺术", "李雷 晨光教育", "李雷 2人"))
    people = on_list(register, event_id)
    assert [(one.name, one.institution) for one in people] == [
        ("小周", "晨光教育"), ("小周", "启明艺术"), ("李雷", ""),
    ]  # fmt: skip
    paste(register, event_id, chain("小周 晨光教育 2人", "小周 启明艺术 3人", "李雷 2人"))
    assert [one.seats for one in on_list(register, event_id)] == [2, 3, 2]


def test_who_says_no_is_taken_off_and_told(register: Register) -> None:
    event_id, _people = event_of(register, "王芳", "李雷")
    paste(register, event_id, chain("王芳", "李雷"))
    wanted = paste(register, event_id, chain("王芳", "李雷", "王芳 取消"))
    assert states(wanted) == ["repeated", "same", "not_coming"]
    assert coming(register, event_id) == {"李雷": 1}
    assert plan(register, event_id, chain("王芳", "李雷", "王芳 取消")).changes_nothing


def test_what_the_owner_corrected_stays(register: Register) -> None:
    event_id, _people = event_of(register, "王芳", "李雷")
    paste(register, event_id, chain("王芳", "李雷 2人"))
    wang, li = on_list(register, event_id)
    with register.step() as step:
        actions_participants.change(step, li.id, seats=4, remark="轮椅")
        actions_participants.withdraw(step, [wang.id])
    wanted = paste(register, event_id, chain("王芳", "李雷 2人", "小周"))
    assert states(wanted) == ["kept_off", "same", "new"]
    assert coming(register, event_id) == {"李雷": 4, "小周": 1}
    paste(register, event_id, chain("王芳", "李雷 2人 素食", "小周"))
    assert coming(register, event_id) == {"李雷": 4, "小周": 1}
    assert on_list(register, event_id)[1].remark == "轮椅"
    apply(register, plan(register, event_id, chain("王芳", "李雷 2人", "小周")).signing_up(0))
    assert coming(register, event_id)["王芳"] == 1


def test_who_did_not_come_by_the_chain_does_not_leave_by_it(register: Register) -> None:
    event_id, (wang, li) = event_of(register, "王芳", "李雷")
    with register.step() as step:
        actions_participants.sign_up(step, event_id, member_id=wang, seats=2)
        actions_participants.invite(step, event_id, [li])
    wanted = paste(register, event_id, chain("王芳", "李雷"))
    assert states(wanted) == ["changed", "new"]
    assert coming(register, event_id) == {"王芳": 2, "李雷": 1}
    assert [one.name for one in paste(register, event_id, chain("小周")).withdrawing] == ["李雷"]
    assert coming(register, event_id) == {"王芳": 2, "小周": 1}


def test_half_a_list_takes_nobody_off_until_the_owner_says_so(register: Register) -> None:
    event_id, _people = event_of(register)
    names = ["王芳", "李雷", "韩梅梅", "赵云", "小周"]
    paste(register, event_id, chain(*names))
    half = HEAD + "4. 赵云\n5. 小周\n6. 解思齐"
    wanted = plan(register, event_id, half)
    assert wanted.looks_partial
    assert [one.name for one in wanted.gone] == names[:3]
    assert wanted.withdrawing == ()
    apply(register, wanted)
    assert list(coming(register, event_id)) == [*names, "解思齐"]
    wanted = plan(register, event_id, half).withdrawing_gone(withdraws=True)
    wanted = wanted.staying(on_list(register, event_id)[0].id)
    apply(register, wanted)
    assert list(coming(register, event_id)) == ["王芳", "赵云", "小周", "解思齐"]


def test_waiting_when_full_and_moving_up_in_order(register: Register) -> None:
    event_id, _people = event_of(register, capacity=4)
    wanted = paste(register, event_id, chain("王芳 2人", "李雷", "韩梅梅 2人", "赵云"))
    assert [line.waits for line in wanted.lines] == [False, False, True, True]
    assert wanted.seats == 3
    assert coming(register, event_id) == {"王芳": 2, "李雷": 1}
    # nobody is passed, though one seat is free
    assert moving_up(on_list(register, event_id), 4) == []
    wanted = paste(register, event_id, chain("王芳 2人", "韩梅梅 2人", "赵云", "小周"))
    assert states(wanted) == ["same", "same", "same", "new"]
    assert wanted.lines[3].waits
    people = on_list(register, event_id)
    assert [one.name for one in moving_up(people, 4)] == ["韩梅梅"]
    assert [one.name for one in moving_up(people, 5)] == ["韩梅梅", "赵云"]
    assert len(moving_up(people, None)) == 3
    grown = plan(register, event_id, chain("王芳 6人", "韩梅梅 2人", "赵云", "小周"))
    assert "over_capacity" in grown.lines[0].warnings


def test_an_interactive_account_takes_no_seat(register: Register) -> None:
    with register.step() as step:
        wang = factories.make_member(step, "王芳")
        members.add_account(step, wang, NewAccount("wechat", nickname="小助手", kind="interactive"))
    event_id, _people = event_of(register, "李雷")
    wanted = paste(register, event_id, chain("小助手", "李雷"))
    assert states(wanted) == ["interactive", "new"]
    assert coming(register, event_id) == {"李雷": 1}


def test_a_name_without_its_line_that_goes_on_is_the_same_person(register: Register) -> None:
    event_id, _people = event_of(register)
    paste(register, event_id, chain("小周", "李雷"))
    zhou = on_list(register, event_id)[0].id
    wanted = paste(register, event_id, chain("小周周 2人", "李雷"))
    assert wanted.lines[0].warnings == ("renamed",)
    assert on_list(register, event_id)[0].id == zhou
    assert coming(register, event_id) == {"小周周": 2, "李雷": 1}


def test_another_person_inside_an_entry_is_pointed_out(register: Register) -> None:
    event_id, _people = event_of(register, "王芳", "李雷")
    wanted = plan(register, event_id, HEAD + "1. 王芳\n李雷 2人\n2. 小周")
    assert "another_person" in wanted.lines[0].warnings
    assert wanted.lines[0].words == "李雷"


def test_decisions_of_the_owner(register: Register) -> None:
    event_id, (wang, li) = event_of(register, "王芳", "李雷")
    wanted = plan(register, event_id, chain("小芳", "李雷", "+1", "赵云"))
    assert states(wanted) == ["new", "new", "undecided", "new"]
    wanted = wanted.decided(0, wang).without(1).with_name(2, "王强").with_seats(3, 5)
    assert states(wanted) == ["new", "left_out", "new", "new"]
    apply(register, wanted)
    assert coming(register, event_id) == {"王芳": 1, "王强": 2, "赵云": 5}
    moved = plan(register, event_id, chain("小芳", "赵云")).decided(0, li)
    apply(register, moved)
    assert "李雷" in coming(register, event_id)
    assert "王芳" not in coming(register, event_id)
    with pytest.raises(UserError) as refused:
        apply(register, plan(register, event_id, chain("关羽")).with_seats(0, 100))
    assert refused.value.code == "events.seats"


def test_a_day_of_a_repetition_and_texts_that_are_none(register: Register) -> None:
    weekly = Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),))
    with register.step() as step:
        pattern = actions.add(step, "夜谈", "salon", [SATURDAY], repetition=weekly)
    with pytest.raises(UserError) as refused:
        plan(register, pattern, chain("王芳"))
    assert refused.value.code == "events.which_day"
    with register.reading() as db:
        anchor = store.event(db, pattern)
        assert anchor is not None
    day = f"{pattern}@{anchor.anchor}"
    paste(register, day, chain("王芳"))
    with register.reading() as db:
        key = store.resolve(db, day)
    assert coming(register, key.event_id) == {"王芳": 1}
    for event_id, text, code in (
        (day, "大家好", "events.no_chain"), ("nowhere", chain("王芳"), "events.not_found"),
    ):  # fmt: skip
        with pytest.raises(UserError) as refused:
            plan(register, event_id, text)
        assert refused.value.code == code


def test_who_has_not_answered(register: Register) -> None:
    event_id, (_wang, li, han, _zhao) = event_of(register, "王芳", "李雷", "韩梅梅", "赵云")
    with register.step() as step:
        outside = factories.make_member(step, "解思齐")
        actions_participants.invite(step, event_id, [outside])
    paste(register, event_id, chain("王芳", "李雷", "小周", "赵云 来不了"))
    paste(register, event_id, chain("王芳", "小周", "赵云 来不了"))
    with register.reading() as db:
        found = store_sign_up.unanswered(db, event_id)
        assert store_sign_up.unanswered(db, "nowhere") == []
    # whoever withdrew or declined has answered
    assert li not in {one.member_id for one in found}
    assert {one.member_id for one in found} == {han, outside}
    assert {one.shown for one in found} == {"韩梅梅", ""}


def test_an_event_is_found_by_id_beginning_and_title(register: Register) -> None:
    event_id, _people = event_of(register)
    with register.step() as step:
        other = actions.add(step, "讲座", "lecture", [SATURDAY])
        actions.add(step, "讲座", "lecture", [SATURDAY])
    with register.reading() as db:
        assert finding.find(db, event_id) == Key(event_id)
        assert finding.find(db, "周六沙龙") == Key(event_id)
        length = next(n for n in range(36) if not other.startswith(event_id[:n]))
        assert finding.find(db, event_id[:length]) in (Key(event_id),)
        for named, code in (("讲座", "events.several"), ("无", "events.not_found_named")):
            with pytest.raises(UserError) as refused:
                finding.find(db, named)
            assert refused.value.code == code
