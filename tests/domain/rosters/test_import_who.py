"""Who a row is, where keys are missing, shared, or count the rows."""

from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from tests.domain.rosters.lists_of_rows import bring_in, counts, plan_of, problems, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "名单.csv"


def test_a_row_without_a_phone_goes_by_the_next_key(register: Register, path: Path) -> None:
    with register.step() as step:
        members.add(step, "王芳", accounts=[NewAccount("wechat", "wf1")])
        members.add(step, "李雷", number="A-7")
        members.add(step, "韩梅梅", phones=["13800000003"])
    write(
        path,
        ["姓名", "手机", "微信号", "会员编号"],
        [
            ["王芳", "", "wf1", ""],
            ["李雷", "", "", "A-7"],
            ["韩梅梅", "13800000003", "", ""],
            ["谁", "", "", ""],
        ],
    )
    assert problems(plan_of(register, path)) == {5: "key_missing"}
    assert counts(plan_of(register, path)) == (0, 3, 0, 0, 1)
    # one key chosen is the only one
    assert counts(plan_of(register, path, match=["number"])) == (0, 1, 0, 0, 3)


def test_a_shared_phone_is_told_apart_by_the_next_key(register: Register, path: Path) -> None:
    with register.step() as step:
        for name, handle in (("赵一", "zhao1"), ("赵二", "zhao2")):
            members.add(step, name, phones=["13800000003"], accounts=[NewAccount("wechat", handle)])
    write(
        path,
        ["姓名", "手机", "微信号"],
        [["赵一", "13800000003", "zhao1"], ["赵二", "13800000003", "zhao2"]],
    )
    assert counts(plan_of(register, path)) == (0, 2, 0, 0, 0)
    assert set(problems(plan_of(register, path, match=["phone"])).values()) == {"same_in_list"}


def test_rows_that_differ_in_a_second_number_only_are_not_equal(
    register: Register, path: Path
) -> None:
    write(
        path,
        ["姓名", "手机"],
        [["张三", "13800000001"], ["张三", "13800000001、13900000009"]],
    )
    assert problems(plan_of(register, path)) == {2: "same_in_list", 3: "same_in_list"}


def test_rows_that_differ_in_a_masked_number_only_are_not_equal(
    register: Register, path: Path
) -> None:
    write(
        path,
        ["姓名", "手机", "微信号"],
        [["张三", "13800000001", ""], ["张三", "13800000001", "wx_a****b1"]],
    )
    assert problems(plan_of(register, path)) == {2: "same_in_list", 3: "same_in_list"}


def test_a_key_the_list_does_not_have_is_named_as_on_the_screen(
    register: Register, path: Path
) -> None:
    write(path, ["姓名", "微信号"], [["王芳", "wf1"]])
    with pytest.raises(UserError) as refused:
        plan_of(register, path, match=["phone"])
    assert "“手机”" in refused.value.message()


@pytest.mark.parametrize("name", ["编号", "No.", "序号"])
def test_a_column_that_counts_the_rows_is_nobodys_number(
    register: Register, path: Path, name: str
) -> None:
    header = [name, "姓名", "手机"]
    write(path, header, [["1", "甲", "13800000001"], ["2", "乙", "13800000002"]])
    plan = bring_in(register, path)
    assert plan.checked.left_out == [name]
    write(path, header, [["1", "丙", "13800000003"], ["2", "甲", "13800000001"]])
    assert counts(bring_in(register, path)) == (1, 1, 0, 0, 0)


def test_numbers_that_do_not_count_the_rows_are_own_numbers(register: Register, path: Path) -> None:
    for name, numbers in (("编号", ["7", "3"]), ("会员编号", ["1", "2"]), ("编号", ["A1", "A2"])):
        write(
            path,
            [name, "姓名", "手机"],
            [[number, f"人{number}", f"1380000000{n}"] for n, number in enumerate(numbers)],
        )
        assert plan_of(register, path).checked.values["number"] == numbers
