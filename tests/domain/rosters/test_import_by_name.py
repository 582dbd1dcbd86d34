"""Rows without a number: told by name and institution, or taken as new by the owner's tick."""

from collections.abc import Collection
from pathlib import Path

from organizer.base.register import Register
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.rosters.columns import BY_NAME
from organizer.domain.rosters.plan import Cell, ImportPlan
from tests.domain.rosters.lists_of_rows import carry_out, counts, plan_of, problems, write

HEADER = ["姓名", "手机", "机构", "职务"]
ROWS = [
    ["王芳", "13800000001", "晨光教育", "校长"],
    ["李雷", "138****5678", "晨光教育", "老师"],
    ["韩梅", "1.38E+10", "新芽", "老师"],
    ["赵敏", "", "新芽", "老师"],
    ["孙悦", "", "", "家长"],
    ["周舟", "138****0000", "", "家长"],
    ["吴双", "1.39E+10", "", "家长"],
]
KEYS = ("phone", BY_NAME)
NOTHING, MASKED = Cell("key_missing", ""), Cell("masked_number", "")
RUINED, RUINED_CELL = Cell("ruined_number", ""), Cell("ruined_number", "phone")
ALL = (NOTHING, MASKED, RUINED, RUINED_CELL)


def planned(
    register: Register,
    folder: Path,
    rows: list[list[str]],
    cells: Collection[Cell] = (),
    match: tuple[str, ...] = KEYS,
) -> ImportPlan:
    path = write(folder / "a.csv", HEADER, rows)
    plan = plan_of(register, path, match=match, left_empty=cells)
    found = plan.counts
    assert found["rows"] == found["new"] + found["matched"] + found["conflicts"] + found["refused"]
    return plan


def test_a_name_with_an_institution_takes_the_place_of_a_number(
    register: Register, tmp_path: Path
) -> None:
    assert counts(planned(register, tmp_path, ROWS, match=("phone",))) == (1, 0, 0, 0, 6)
    plan = planned(register, tmp_path, ROWS)
    assert counts(plan) == (3, 0, 0, 0, 4)
    assert problems(plan) == {
        4: "ruined_number",
        6: "key_missing",
        7: "masked_number",
        8: "ruined_number",
    }
    assert plan.offers == {NOTHING: 1, MASKED: 1, RUINED: 1, RUINED_CELL: 1}


def test_what_is_ticked_comes_in_once(register: Register, tmp_path: Path) -> None:
    plan = planned(register, tmp_path, ROWS, ALL)
    assert counts(plan) == (7, 0, 0, 0, 0)
    carry_out(register, plan)
    again = planned(register, tmp_path, ROWS, ALL)
    assert counts(again) == (0, 7, 0, 0, 0)
    changed = [[*row[:3], "园长"] for row in ROWS]
    assert counts(planned(register, tmp_path, changed, ALL)) == (0, 7, 7, 0, 0)
    with register.reading() as db:
        assert db.column("SELECT number FROM phone") == ["13800000001"]


def test_a_number_met_later_does_not_make_another_person_of_the_name(
    register: Register, tmp_path: Path
) -> None:
    with register.step() as step:
        members.add(step, "孙悦", phones=["13900000000"])
        members.add(step, "周舟")
        members.add(step, "周舟")
        members.add(step, "吴双", phones=["13900000001"])
        lone = members.add(step, "吴双")
    plan = planned(register, tmp_path, ROWS[4:], ALL)
    assert counts(plan) == (0, 1, 1, 2, 0)
    assert problems(plan) == {2: "same_name", 3: "several_members"}
    assert plan.member_of == {2: lone}


def test_a_masked_number_that_is_not_theirs_is_for_the_owner(
    register: Register, tmp_path: Path
) -> None:
    with register.step() as step:
        place = institutions.add(step, "晨光教育")
        known = members.add(step, "李雷", phones=["13800009999"], institution_id=place)
    plan = planned(register, tmp_path, [ROWS[1]])
    assert problems(plan) == {2: "keys_disagree"}
    assert plan.problems[0].candidates == (known,)
    # without any number in the row nothing speaks against them
    assert planned(register, tmp_path, [["李雷", "", "晨光教育", ""]]).member_of == {0: known}


def test_an_institution_elsewhere_is_somebody_else(register: Register, tmp_path: Path) -> None:
    with register.step() as step:
        place = institutions.add(step, "新芽")
        members.add(step, "赵敏", institution_id=place)
    assert counts(planned(register, tmp_path, [["赵敏", "", "晨光教育", ""]])) == (1, 0, 0, 0, 0)
    # as a name alone it may still be her
    plan = planned(register, tmp_path, [["赵敏", "", "晨光教育", ""]], ALL, match=("phone",))
    assert problems(plan) == {2: "same_name"}


def test_the_same_name_twice_in_a_list(register: Register, tmp_path: Path) -> None:
    twice = [ROWS[3], ROWS[3], ROWS[4], ROWS[4]]
    plan = planned(register, tmp_path, twice, ALL)
    assert counts(plan) == (2, 2, 0, 0, 0)
    differing = [ROWS[3], [*ROWS[3][:3], "校长"], ROWS[4], ["孙悦", "13800000007", "", ""]]
    plan = planned(register, tmp_path, differing, ALL)
    assert problems(plan) == {2: "same_in_list", 3: "same_in_list", 4: "same_in_list"}
    assert plan.counts["new"] == 1
