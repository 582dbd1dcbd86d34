"""Days of joining and leaving in a list, beside those the register has."""

import datetime as dt
from pathlib import Path

import pytest

from organizer.base.register import Register
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.rosters.plan import Decision, GroupTarget
from tests.domain.rosters.lists_of_rows import bring_in, carry_out, counts, plan_of, problems, write

HEADER = ["姓名", "手机", "群昵称", "入群日期", "退群日期"]
WANG = ("王芳", "13800000001")


@pytest.fixture
def group(register: Register) -> str:
    """A group 王芳 was in from January to March and came back to on March 5th."""
    with register.step() as step:
        group_id = groups.add(step, "乙群")
        wang = members.add(step, "王芳", phones=["13800000001"])
        for start, end in ((dt.date(2026, 1, 1), dt.date(2026, 3, 1)), (dt.date(2026, 3, 5), None)):
            memberships.join_many(step, [JoinRow(group_id, wang, start, end)])
    return group_id


def days(register: Register) -> list[tuple[str | None, str | None]]:
    with register.reading() as db:
        return [
            (row[0], row[1])
            for row in db.rows("SELECT joined_on, left_on FROM membership ORDER BY joined_on")
        ]


BEFORE = [("2026-01-01", "2026-03-01"), ("2026-03-05", None)]


@pytest.mark.parametrize(
    ("joined", "left", "found"),
    [
        ("2026-01-01", "2026-03-01", BEFORE),  # the first time, as it was
        ("2026-01-01", "", BEFORE),
        ("2026-03-05", "", BEFORE),
        ("", "", BEFORE),
        ("2025-05-01", "2025-06-01", [("2025-05-01", "2025-06-01"), *BEFORE]),
        ("2026-01-10", "2026-03-01", [("2026-01-10", "2026-03-01"), BEFORE[1]]),
        ("2026-03-05", "2026-03-08", [BEFORE[0], ("2026-03-05", "2026-03-08")]),
        ("2026-03-07", "", [BEFORE[0], ("2026-03-07", None)]),
    ],
)
def test_each_time_in_a_group_is_found_again(
    register: Register,
    tmp_path: Path,
    group: str,
    joined: str,
    left: str,
    found: list[tuple[str, str | None]],
) -> None:
    path = write(tmp_path / "a.csv", HEADER, [[*WANG, "", joined, left]])
    plan = bring_in(register, path, group="乙群")
    assert problems(plan) == {}
    assert days(register) == found
    assert counts(bring_in(register, path, group="乙群")) == (0, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("joined", "left", "code"),
    [
        ("2026-02-01", "2026-03-06", "period_overlaps"),
        ("2026-01-01", "2026-03-06", "period_overlaps"),
        ("2026-02-01", "", "period_overlaps"),
        ("", "2026-02-01", "period_contradicts"),
    ],
)
def test_days_that_do_not_fit_are_for_the_owner(
    register: Register, tmp_path: Path, group: str, joined: str, left: str, code: str
) -> None:
    path = write(tmp_path / "a.csv", HEADER, [[*WANG, "芳姐", joined, left]])
    plan = bring_in(register, path, group="乙群")
    assert problems(plan) == {2: code}
    assert counts(plan) == (0, 0, 0, 1, 0)
    # once decided on, the days stay as the register has them
    plan = plan_of(register, path, group="乙群", decisions={0: Decision("match", candidate(plan))})
    carry_out(register, plan)
    assert days(register) == BEFORE


def candidate(plan: object) -> str:
    return plan.problems[0].candidates[0]  # type: ignore[attr-defined,no-any-return]


def test_an_old_list_puts_nobody_back(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ["姓名", "手机", "职务"], [[*WANG, "校长"]])
    bring_in(register, path, group="家长群")
    with register.step() as step:
        memberships.leave(step, step.value("SELECT id FROM chat_group"), ids_of(step))
    left = days(register)
    assert left == [("2026-03-09", "2026-03-09")]
    write(path, ["姓名", "手机", "职务"], [[*WANG, "老师"]])
    plan = bring_in(register, path, group="家长群")
    assert problems(plan) == {2: "left_since"}
    assert register.last_step is None
    plan = bring_in(
        register, path, group="家长群", decisions={0: Decision("match", candidate(plan))}
    )
    assert plan.counts["changed"] == 1
    assert days(register)[-1] == ("2026-03-09", None)


def ids_of(step: object) -> list[str]:
    return step.column("SELECT id FROM member")  # type: ignore[attr-defined,no-any-return]


def test_a_day_said_of_the_whole_list_puts_them_back(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ["姓名", "手机"], [list(WANG)])
    with register.step() as step:
        group_id = groups.add(step, "乙群")
        wang = members.add(step, "王芳", phones=["13800000001"])
        start, end = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
        memberships.join_many(step, [JoinRow(group_id, wang, start, end)])
    from organizer.domain.rosters.matching import plan_import
    from tests.domain.rosters.lists_of_rows import prepare

    for day, problem in (("2026-01-15", {2: "left_since"}), ("2026-03-01", {})):
        with register.reading() as db:
            checked, _mapping = prepare(db, register, path, group="乙群")
            plan = plan_import(
                db,
                checked,
                keys=("phone",),
                today=register.clock.today(),
                group=GroupTarget(group_id, "乙群", joined_on=day),
            )
        assert problems(plan) == problem
        carry_out(register, plan)
    assert days(register) == [("2026-01-01", "2026-02-01"), ("2026-03-01", None)]


def test_back_on_the_day_of_leaving_is_for_the_owner(register: Register, tmp_path: Path) -> None:
    with register.step() as step:
        group_id = groups.add(step, "乙群")
        wang = members.add(step, "王芳", phones=["13800000001"])
        start, end = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
        memberships.join_many(step, [JoinRow(group_id, wang, start, end)])
    path = write(tmp_path / "a.csv", HEADER, [[*WANG, "", "2026-02-01", ""]])
    assert problems(bring_in(register, path, group="乙群")) == {2: "period_overlaps"}
    assert days(register) == [("2026-01-01", "2026-02-01")]
