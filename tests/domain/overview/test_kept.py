"""A plan to undo is told in people: who goes, who stays and why, who is as before."""

from organizer.base.register import Register
from organizer.base.undo import plan_undo
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.members import actions as members
from organizer.domain.overview.store_kept import Kept, kept
from tests.factories import make_institution, make_member


def told(register: Register, step_id: str) -> Kept:
    """What undoing this step means."""
    with register.reading() as db:
        return kept(db, plan_undo(db, step_id))


def newest(register: Register) -> str:
    """The id of the newest step."""
    assert register.last_step is not None
    return register.last_step.id


def test_of_a_list_taken_in_some_stay_whole_and_the_others_go(register: Register) -> None:
    with register.step() as step:
        one = make_member(step, "单雪梅", phones=["13800138000"])
        two = make_member(step, "陈丽", phones=["13800138001"])
        for name in ("甲", "乙", "丙"):
            make_member(step, name, phones=[])
        make_institution(step, "博学教育")
    taken_in = newest(register)
    with register.step() as step:
        members.change(step, one, notes="见过面")
    with register.step() as step:
        group = groups.add(step, name="三群", platform="wechat")
        memberships.join(step, group, [two])
    found = told(register, taken_in)
    # a phone of somebody who stays is no entry of its own
    assert sorted(name for name, _reason in found.people) == ["单雪梅", "陈丽"]
    assert dict(found.people)["单雪梅"] == "changed"
    assert found.others == ()
    assert (found.leaving, found.restored) == (3, 0)


def test_of_a_change_to_many_the_untouched_are_as_before(register: Register) -> None:
    with register.step() as step:
        ids = [make_member(step, name) for name in ("甲", "乙", "丙")]
    with register.step() as step:
        members.set_field(step, ids, "source", "活动")
    changed = newest(register)
    with register.step() as step:
        members.change(step, ids[1], source="介绍")
    assert told(register, changed) == Kept((("乙", "changed"),), (), 0, 2)


def test_what_belongs_to_nobody_is_told_as_such(register: Register) -> None:
    with register.step() as step:
        school = make_institution(step, "博学教育")
    made = newest(register)
    with register.step() as step:
        make_member(step, "甲", institution_id=school)
    found = told(register, made)
    assert found.people == ()
    assert [(one.table, one.reason) for one in found.others] == [("institution", "referred")]
    assert found.leaving == 0
