"""Steps about few people or things are told with their names, also when those are gone."""

from organizer.base import history
from organizer.base.register import Register
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.members import actions as members
from organizer.domain.overview.store_history import Wanted, past_steps
from organizer.domain.overview.store_whom import with_whom
from organizer.domain.roles import actions as roles
from tests.factories import make_member


def told(register: Register) -> str:
    """Whom the newest step was about."""
    with register.reading() as db:
        return with_whom(db, past_steps(db, Wanted(), limit=1))[0].whom


def added(register: Register, name: str) -> str:
    with register.step() as step:
        return members.add(step, name=name)


def test_the_title_of_a_step_ends_with_whom_it_was_about(register: Register) -> None:
    member = added(register, "单雪梅")
    with register.step() as step:
        members.set_phones(step, member, ["13800138000"])
    with register.reading() as db:
        newest = with_whom(db, past_steps(db, Wanted(), limit=1))[0]
        plain = history.steps(db, limit=1)[0]
    assert newest.title() == f"{plain.title()} · 单雪梅"
    assert newest == plain  # only told with more words


def test_names_are_those_of_today_and_come_from_what_belongs_to_people(register: Register) -> None:
    member = added(register, "陈莉")
    with register.step() as step:
        roles.appoint(step, [member], "assistant")
    number = register.last_step.number if register.last_step else 0
    with register.step() as step:
        members.change(step, member, name="陈丽")
    with register.reading() as db:
        appointed = past_steps(db, Wanted(), before=number + 1, limit=1)
        assert with_whom(db, appointed)[0].whom == "陈丽"


def test_groups_are_named_when_nobody_is_concerned(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, name="三群", platform="wechat")
    assert told(register) == "三群"
    member = added(register, "沈佳宜")
    with register.step() as step:
        memberships.join(step, group, [member])
    assert told(register) == "沈佳宜"


def test_three_are_named_four_are_counted(register: Register) -> None:
    with register.step() as step:
        ids = [make_member(step, name) for name in ("甲", "乙", "丙", "丁")]
    for count, whom in ((3, "甲、乙、丙"), (4, "")):
        with register.step() as step:
            members.set_field(step, ids[:count], "source", f"活动{count}")
        assert told(register).replace(", ", "、") == whom


def test_what_was_undone_still_says_whom_it_was_about(register: Register) -> None:
    added(register, "王小明")
    step_id = register.last_step.id if register.last_step else ""
    register.undo(step_id)
    with register.reading() as db:
        undone, done = with_whom(db, past_steps(db, Wanted(), limit=2))
    assert not done.in_force
    assert done.whom == undone.whom == "王小明"
    register.redo()
    with register.reading() as db:
        assert [one.whom for one in with_whom(db, past_steps(db, Wanted(), limit=3))] == [
            "王小明"
        ] * 3
