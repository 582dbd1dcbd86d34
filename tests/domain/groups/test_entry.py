"""Quick entry: three newcomers within seconds, and the same lines twice change nothing."""

import pytest

from organizer.base.register import Register
from organizer.domain.groups import actions, store
from organizer.domain.groups import actions_memberships as joining
from organizer.domain.groups.actions_entry import enter
from organizer.domain.groups.entry import plan_entry
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.members.records import NewAccount
from tests.factories import people_of_group

LINES = """昨天 10:32
"王校长"邀请"小周、晨光-李雷"加入了群聊
"韩梅梅"通过扫描"小周"分享的二维码加入群聊
"""


def group_of(register: Register) -> str:
    with register.step() as step:
        return actions.add(step, "校长交流群")


def test_newcomers_are_entered_in_one_step_with_who_invited_them(register: Register) -> None:
    group_id = group_of(register)
    with register.step() as step:
        inviter = members.add(step, "王建国", accounts=[NewAccount("wechat", nickname="王校长")])
        known = members.add(step, "韩梅梅")
        joining.join(step, group_id, [inviter])
    with register.reading() as db:
        plan = plan_entry(db, group_id, LINES)
    assert [one.state for one in plan.people] == ["new", "new", "known"]
    assert plan.joining == 3
    assert [one.inviter_id for one in plan.people] == [inviter, inviter, None]
    assert plan.people[2].inviter_line == 0
    assert not any(one.inviter_unknown for one in plan.people)
    with register.step() as step:
        done = enter(step, plan)
    assert (done.joined, done.added, done.undecided) == (3, 2, 0)
    assert register.last_step is not None
    assert (register.last_step.action, register.last_step.values["count"]) == ("groups.enter", 3)
    with register.reading() as db:
        found = {one.member_name: one for one in store.memberships_of_group(db, group_id)}
        assert found["李雷"].institution_name == "晨光"
        assert found["李雷"].nickname == "晨光-李雷"
        assert found["韩梅梅"].member_id == known
        assert (found["韩梅梅"].came_by, found["韩梅梅"].invited_by_name) == ("scanned", "小周")
        assert (found["小周"].came_by, found["小周"].invited_by_name) == ("invited", "王建国")
        again = plan_entry(db, group_id, LINES)
    assert [one.state for one in again.people] == ["present"] * 3
    with register.step() as step:
        enter(step, again)
    assert register.last_step is None
    register.undo()
    with register.reading() as db:
        assert people_of_group(db, group_id) == [inviter]
        assert db.value("SELECT count(*) FROM member") == 2


def test_two_of_one_name_wait_for_the_owner(register: Register) -> None:
    group_id = group_of(register)
    with register.step() as step:
        first = members.add(
            step, "王芳", institution_id=institutions.add(step, "晨光教育", short_name="晨光")
        )
        second = members.add(step, "王芳", institution_id=institutions.add(step, "启明艺术"))
    with register.reading() as db:
        plan = plan_entry(db, group_id, "王芳\n王芳 晨光\n王芳 小荷美术 老师")
    assert [one.state for one in plan.people] == ["undecided", "known", "undecided"]
    assert plan.people[1].member_id == first
    assert {one.member_id for one in plan.people[0].candidates} == {first, second}
    with register.step() as step:
        done = enter(step, plan)
    assert (done.joined, done.undecided) == (1, 2)
    plan = plan.decided(0, second).decided(2, None)
    with register.step() as step:
        done = enter(step, plan.without(1))
    assert (done.joined, done.added) == (2, 1)
    with register.reading() as db:
        found = sorted(one.institution_name for one in store.memberships_of_group(db, group_id))
    assert found == ["启明艺术", "小荷美术", "晨光"]


def test_what_a_known_person_lacks_is_filled_in_and_nothing_is_overwritten(
    register: Register,
) -> None:
    group_id = group_of(register)
    with register.step() as step:
        person = members.add(step, "王芳", position="园长")
    lines = "晨光教育 王芳 校长"
    for _time in range(2):
        with register.reading() as db:
            plan = plan_entry(db, group_id, lines)
        with register.step() as step:
            enter(step, plan)
    assert register.last_step is None
    with register.reading() as db:
        found = member_store.get(db, person)
    assert found is not None
    assert (found.institution, found.position) == ("晨光教育", "园长")


def test_archived_people_and_lines_that_repeat(register: Register) -> None:
    group_id = group_of(register)
    with register.step() as step:
        gone = members.add(step, "王芳")
    with register.step() as step:
        members.archive(step, [gone])
    with register.reading() as db:
        plan = plan_entry(db, group_id, "王芳、李雷、李雷")
    assert [one.state for one in plan.people] == ["undecided", "new", "repeated"]
    assert plan.people[0].candidates[0].archived


def test_a_name_the_owner_recognised_is_known_the_next_time(register: Register) -> None:
    group_id = group_of(register)
    with register.step() as step:
        person = members.add(step, "王芳", accounts=[NewAccount("wechat", nickname="芳")])
    line = '"🌻小芳芳"加入了群聊'
    with register.reading() as db:
        plan = plan_entry(db, group_id, line)
    assert plan.people[0].state == "new"
    with register.step() as step:
        enter(step, plan.decided(0, person))
    with register.reading() as db:
        (found,) = store.memberships_of_group(db, group_id)
        assert (found.member_id, found.alias) == (person, "🌻小芳芳")
        assert plan_entry(db, group_id, line).people[0].state == "present"


def test_you_as_the_inviter_is_the_owner_where_known(register: Register) -> None:
    group_id = group_of(register)
    with register.step() as step:
        owner = members.add(step, "赵云")
    with register.reading() as db:
        without = plan_entry(db, group_id, '你邀请"李雷"加入了群聊')
        plan = plan_entry(db, group_id, '你邀请"李雷"加入了群聊', myself_id=owner)
    assert without.people[0].inviter_unknown
    assert plan.people[0].inviter_id == owner


@pytest.mark.parametrize(
    ("text", "name", "institution", "position"),
    [
        ("王芳 晨光书画校长", "王芳", "晨光书画", "校长"),
        ("王芳-晨光教学主管", "王芳", "晨光", "教学主管"),
        ("晨光书画王芳", "王芳", "晨光书画", ""),
        ("小周舞校周小雨校长", "周小雨", "小周舞校", "校长"),
        ("王芳 旧校校长", "王芳", "", "旧校校长"),
        ("王芳 启航校长", "王芳", "", "启航校长"),
        ("王芳 青禾英语 晨光校长", "王芳", "青禾英语", "晨光校长"),
    ],
)
def test_a_known_institution_is_cut_off_what_it_is_glued_to(
    register: Register, text: str, name: str, institution: str, position: str
) -> None:
    group_id = group_of(register)
    with register.step() as step:
        institutions.add(step, "晨光书画", short_name="晨光")
        institutions.add(step, "小周舞校")
        institutions.archive(step, [institutions.add(step, "旧校")])
    with register.reading() as db:
        (one,) = plan_entry(db, group_id, text).people
    assert (one.line.name, one.line.institution, one.line.position) == (name, institution, position)
