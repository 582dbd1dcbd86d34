"""What an import takes, refuses and leaves to the owner; each case as a real list has it."""

from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.groups import store as groups
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.members.records import Member, NewAccount
from organizer.domain.rosters.plan import CONFLICT, NEW, Decision
from tests.domain.rosters.lists_of_rows import (
    bring_in,
    carry_out,
    counts,
    plan_of,
    problems,
    write,
)

HEADER = ["姓名", "手机", "机构", "入群日期", "备注"]


def everybody(register: Register) -> dict[str, Member]:
    with register.reading() as db:
        found = [member_store.get(db, one) for one in member_store.member_ids(db)]
    return {one.name: one for one in found if one is not None}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "名单.csv"


def test_a_list_is_taken_in_with_its_people(register: Register, path: Path) -> None:
    write(
        path,
        ["姓名", "手机", "微信号", "微信昵称", "机构", "学科", "标签", "生日", "区县"],
        [
            [
                "曾国藩",
                "138 1234 5678",
                "zgf_01",
                "湘乡",
                "晨光教育",
                "数学、英语",
                "KOL",
                "1988/3/8",
                "天河区",
            ],
            [
                "王芳",
                "+86 139-0000-1111",
                "同手机",
                "",
                "晨光教育",
                "",
                "KOL、老会员",
                "农历八月十五",
                "",
            ],
        ],
    )
    plan = bring_in(register, path)
    assert counts(plan) == (2, 0, 0, 0, 0)
    found = everybody(register)
    zeng = found["曾国藩"]
    assert zeng.reading.startswith("zeng")
    assert [phone.number for phone in zeng.phones] == ["13812345678"]
    assert [(a.handle, a.nickname) for a in zeng.accounts] == [("zgf_01", "湘乡")]
    assert zeng.institution_id == found["王芳"].institution_id is not None
    assert zeng.subjects == ("数学", "英语")
    assert found["王芳"].accounts[0].handle == "13900001111"
    assert (found["王芳"].birthday_calendar, found["王芳"].birthday) == ("lunar", "--08-15")
    assert {tag.name for tag in found["王芳"].tags} == {"KOL", "老会员"}


def test_ugly_rows_are_refused_with_their_line_and_column(register: Register, path: Path) -> None:
    path.write_text(
        "晨光教研群成员表\n"
        "姓名,手机,机构,入群日期,备注\n"
        "王芳,13800001111,晨光,2026-3-8,\n"
        ",13800002222,晨光,,没有名字\n"
        "李雷,1.38E+10,晨光,,毁了的号码\n"
        "韩梅梅,13800003333,晨光,2026-02-30,没有这天\n"
        "赵四,,晨光,,没有号码\n"
        "钱五,13800004444,晨光\n"
        "孙六,13800005555,晨光,2027-01-01,明年\n"
        "周七,13800006666,晨光,,多,出,来\n",
        encoding="utf-8",
    )
    plan = plan_of(register, path, group="家长群")
    assert problems(plan) == {
        4: "no_name",
        5: "ruined_number",
        6: "date_impossible",
        7: "key_missing",
        8: "short_row",
        9: "date_future",
        10: "long_row",
    }
    assert plan.problems[2].columns == ("phone",)
    assert sum(counts(plan)[index] for index in (0, 1, 3, 4)) == len(plan) == 8


def test_matched_rows_change_what_they_say_and_nothing_else(register: Register, path: Path) -> None:
    with register.step() as step:
        members.add(step, "王芳", phones=["13800001111"], position="老师", notes="老朋友")
    write(path, ["姓名", "手机", "职务", "备注"], [["王芳", "13800001111", "校长", ""]])
    plan = bring_in(register, path)
    assert counts(plan) == (0, 1, 1, 0, 0)
    assert [tuple(change) for change in plan.changes[0]] == [("position", "老师", "校长")]
    wang = everybody(register)["王芳"]
    assert (wang.position, wang.notes) == ("校长", "老朋友")


def test_sets_only_grow(register: Register, path: Path) -> None:
    with register.step() as step:
        members.add(
            step,
            "王芳",
            phones=["13800001111"],
            accounts=[NewAccount("wechat", "wf1")],
            subjects=["数学"],
        )
    write(
        path,
        ["姓名", "手机", "微信号", "学科"],
        [["王芳", "13800001111、13900002222", "wf_2", "英语"]],
    )
    bring_in(register, path)
    wang = everybody(register)["王芳"]
    assert [phone.number for phone in wang.phones] == ["13800001111", "13900002222"]
    assert {account.handle for account in wang.accounts} == {"wf1", "wf_2"}
    assert set(wang.subjects) == {"数学", "英语"}


def test_what_cannot_be_decided_is_left_to_the_owner(register: Register, path: Path) -> None:
    with register.step() as step:
        members.add(step, "王芳", phones=["13800000001"])
        members.add(step, "李雷", phones=["13800000002"], accounts=[NewAccount("wechat", "li_lei")])
        members.add(step, "赵一", phones=["13800000003"])
        members.add(step, "赵二", phones=["13800000003"])
        gone = members.add(step, "旧人", phones=["13800000004"])
        members.archive(step, [gone])
    write(
        path,
        ["姓名", "手机", "微信号"],
        [
            ["王小芳", "13800000001", ""],
            ["王芳", "13800000001", "li_lei"],
            ["赵一", "13800000003", ""],
            ["旧人", "13800000004", ""],
            ["新人", "13800000009", "li_lei"],
            ["甲", "13800000005", ""],
            ["乙", "13800000005", ""],
        ],
    )
    plan = bring_in(register, path)
    assert problems(plan) == {
        2: "same_in_list",
        3: "same_in_list",
        4: "several_members",
        5: "archived",
        6: "same_in_list",
        7: "same_in_list",
        8: "same_in_list",
    }
    assert register.last_step is None


def test_keys_that_disagree_and_other_names_are_conflicts(register: Register, path: Path) -> None:
    with register.step() as step:
        members.add(step, "王芳", phones=["13800000001"])
        members.add(step, "李雷", phones=["13800000002"], accounts=[NewAccount("wechat", "li_lei")])
    write(
        path,
        ["姓名", "手机", "微信号"],
        [["王芳", "13800000001", "li_lei"], ["韩梅梅", "13800000002", ""]],
    )
    plan = plan_of(register, path)
    assert problems(plan) == {2: "keys_disagree", 3: "name_differs"}
    li = plan.problems[1].candidates[0]
    decided = {0: Decision("leave"), 1: Decision("match", li)}
    plan = bring_in(register, path, decisions=decided)
    assert counts(plan) == (0, 1, 1, 1, 0)
    assert "韩梅梅" in everybody(register)
    plan = plan_of(register, path, decisions={0: Decision("new")})
    assert plan.outcome[0] == NEW


def test_rows_that_are_equal_are_one_person(register: Register, path: Path) -> None:
    row = ["王芳", "13800001111", "晨光", "", ""]
    write(path, HEADER, [row, row])
    plan = bring_in(register, path)
    assert counts(plan) == (1, 1, 0, 0, 0)
    assert len(everybody(register)) == 1


def test_a_masked_number_finds_its_member_and_never_overwrites(
    register: Register, path: Path
) -> None:
    with register.step() as step:
        members.add(step, "王芳", phones=["13812345678"])
        members.add(step, "李雷", phones=["13912345678"])
    write(
        path,
        ["姓名", "手机", "备注"],
        [
            ["王芳", "138****5678", "记一笔"],
            ["李雷", "138****5678", ""],
            ["韩梅梅", "138 **** 5678", ""],
        ],
    )
    plan = bring_in(register, path)
    assert problems(plan) == {3: "masked_number", 4: "masked_number"}
    wang = everybody(register)["王芳"]
    assert [phone.number for phone in wang.phones] == ["13812345678"]
    assert wang.notes == "记一笔"


def test_institutions_are_linked_made_or_asked_about(register: Register, path: Path) -> None:
    from organizer.domain.institutions import actions as institutions

    with register.step() as step:
        first = institutions.add(step, "晨光教育培训中心", short_name="晨光")
        for _place in range(2):
            institutions.add(step, "同名教育")
        old = institutions.add(step, "关了的机构")
        institutions.archive(step, [old])
    write(
        path,
        ["姓名", "手机", "机构"],
        [
            ["甲", "13800000001", "晨光"],
            ["乙", "13800000002", "新芽教育"],
            ["丙", "13800000003", "同名教育"],
            ["丁", "13800000004", "关了的机构"],
        ],
    )
    plan = bring_in(register, path)
    assert plan.new_institutions == ["新芽教育"]
    assert problems(plan) == {4: "several_institutions", 5: "archived_institution"}
    assert everybody(register)["甲"].institution_id == first


def test_a_group_is_joined_left_and_joined_again(register: Register, path: Path) -> None:
    header = ["姓名", "手机", "群昵称", "入群日期", "退群日期"]
    write(path, header, [["王芳", "13800001111", "芳姐", "2026-01-05", ""]])
    plan = bring_in(register, path, group="家长群")
    assert counts(plan) == (1, 0, 0, 0, 0)
    group = groups_named(register, "家长群")
    assert state(register, group) == [("芳姐", "2026-01-05", None)]
    assert counts(bring_in(register, path, group="家长群"))[2] == 0
    write(path, header, [["王芳", "13800001111", "", "2026-01-05", "2026-02-01"]])
    bring_in(register, path, group="家长群")
    assert state(register, group) == [("芳姐", "2026-01-05", "2026-02-01")]
    write(path, header, [["王芳", "13800001111", "阿芳", "2026-03-01", ""]])
    bring_in(register, path, group="家长群")
    assert state(register, group)[-1] == ("阿芳", "2026-03-01", None)
    assert counts(bring_in(register, path, group="家长群"))[2] == 0


def groups_named(register: Register, name: str) -> str:
    with register.reading() as db:
        found = groups.named(db, name)
    assert found is not None
    return found.id


def state(register: Register, group_id: str) -> list[tuple[str, str, str | None]]:
    with register.reading() as db:
        return [
            (row[0], row[1], row[2])
            for row in db.rows(
                "SELECT alias, joined_on, left_on FROM membership WHERE group_id = ?"
                " ORDER BY joined_on",
                (group_id,),
            )
        ]


def test_recommenders_are_linked_also_when_they_come_later_in_the_list(
    register: Register, path: Path
) -> None:
    write(
        path,
        ["姓名", "手机", "引荐人"],
        [["甲", "13800000001", "乙"], ["乙", "13800000002", ""], ["丙", "13800000003", "谁也不是"]],
    )
    plan = bring_in(register, path)
    assert plan.not_linked == ["谁也不是"]
    assert everybody(register)["甲"].recommended_by == "乙"
    assert counts(bring_in(register, path)) == (0, 3, 0, 0, 0)


def test_a_plan_is_carried_out_only_on_the_register_it_saw(register: Register, path: Path) -> None:
    write(path, HEADER, [["王芳", "13800001111", "晨光", "", ""]])
    plan = plan_of(register, path)
    with register.step() as step:
        members.add(step, "别人")
    with pytest.raises(UserError) as refused:
        carry_out(register, plan)
    assert refused.value.code == "import.outdated"
    assert list(everybody(register)) == ["别人"]


@pytest.mark.parametrize(
    ("header", "code"),
    [(["姓名", "机构"], "import.no_key"), (["手机", "机构"], "import.no_name_column")],
)
def test_a_list_without_names_or_keys_is_refused_whole(
    register: Register, path: Path, header: list[str], code: str
) -> None:
    write(path, header, [["甲", "乙"]])
    with pytest.raises(UserError) as refused:
        plan_of(register, path)
    assert refused.value.code == code


def test_the_import_is_one_step_that_can_be_taken_back(register: Register, path: Path) -> None:
    write(
        path,
        HEADER,
        [[f"人{n}", f"1380000{n:04}", f"机构{n % 7}", "2026-01-01", ""] for n in range(1_200)],
    )
    bring_in(register, path, group="家长群")
    assert register.last_step is not None
    assert register.last_step.values["new"] == 1_200
    register.undo()
    with register.reading() as db:
        for table in ("member", "phone", "account", "membership", "institution", "chat_group"):
            assert db.value(f"SELECT count(*) FROM {table}") == 0, table


def test_conflicts_are_counted_as_such(register: Register, path: Path) -> None:
    write(path, HEADER, [["甲", "13800000001", "", "", ""], ["乙", "13800000001", "", "", ""]])
    plan = plan_of(register, path)
    assert plan.rows(CONFLICT) == [0, 1]
