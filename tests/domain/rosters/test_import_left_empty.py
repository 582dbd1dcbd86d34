"""A row refused for one cell is taken without it when the owner says so, and says so itself."""

from pathlib import Path

import pytest

from organizer.base.register import Register
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.rosters import importing
from organizer.domain.rosters.plan import MATCHED, NEW, Cell, ImportPlan
from tests.domain.rosters.lists_of_rows import carry_out, counts, plan_of, problems, write

HEADER = ["姓名", "手机", "微信号", "QQ号", "生日", "入群日期", "退群日期", "备注"]
ROWS = [
    ["王芳", "13800000001", "wx_1", "123456", "1988-03-08", "2026-01-05", "", "老会员"],
    ["李雷", "13800000002", "wx_2", "123457", "1988-02-30", "2026-01-05", "", "新来的"],
    ["韩梅", "13800000003", "wx_3", "abc", "1988-02-30", "2026-13-45", "", ""],
    ["赵敏", "1.38E+10", "wx_4", "", "", "", "", ""],
    ["", "13800000005", "wx_5", "", "1988-02-30", "", "", ""],
    ["孙悦", "13800000006", "wx_6", "", "", "2026-01-05", "2026-13-45", ""],
    ["周舟", "", "", "", "1988-02-30", "", "", ""],
]
BIRTHDAY = Cell("date_impossible", "birthday")
JOINED = Cell("date_impossible", "joined")
QQ = Cell("not_a_qq", "qq")
PHONE = Cell("ruined_number", "phone")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "a.csv", HEADER, ROWS)


def planned(register: Register, path: Path, *cells: Cell, match: tuple[str, ...]) -> ImportPlan:
    plan = plan_of(register, path, match=match, group="家长群", left_empty=cells)
    found = plan.counts
    assert found["rows"] == found["new"] + found["matched"] + found["conflicts"] + found["refused"]
    return plan


def test_without_a_choice_the_whole_row_is_refused(register: Register, path: Path) -> None:
    plan = planned(register, path, match=("phone",))
    assert counts(plan) == (1, 0, 0, 0, 6)
    assert plan.emptied_rows() == []


def test_what_is_offered_says_how_many_rows_it_concerns(register: Register, path: Path) -> None:
    # neither a day of leaving nor a row without a name; what nothing tells is new or nobody
    assert planned(register, path, match=("phone",)).offers == {
        BIRTHDAY: 3,
        JOINED: 1,
        QQ: 1,
        Cell("key_missing", ""): 1,
        Cell("ruined_number", ""): 1,
    }
    assert PHONE in planned(register, path, match=("wechat",)).offers
    # another key says who they are
    both = planned(register, path, match=("phone", "wechat", "qq"))
    assert {PHONE, QQ} <= set(both.offers)
    assert counts(planned(register, path, PHONE, match=("phone", "wechat")))[0] == 2


def test_a_row_is_taken_when_all_that_is_wrong_with_it_may_go(
    register: Register, path: Path
) -> None:
    plan = planned(register, path, BIRTHDAY, match=("phone",))
    assert counts(plan) == (2, 0, 0, 0, 5)
    assert [plan.line(row) for row in plan.emptied_rows()] == [3]
    # the other troubles of a row are told, not the one that is settled
    assert problems(plan)[4] == "not_a_qq"
    plan = planned(register, path, BIRTHDAY, JOINED, QQ, match=("phone",))
    assert counts(plan) == (3, 0, 0, 0, 4)
    assert [one.wrong for one in plan.emptied(2)] == ["abc", "1988-02-30", "2026-13-45"]
    assert problems(plan) == {
        5: "ruined_number",
        6: "no_name",
        7: "date_impossible",
        8: "key_missing",
    }


def test_the_rest_of_the_row_is_written_and_the_receipt_counts_it(
    register: Register, path: Path
) -> None:
    plan = planned(register, path, BIRTHDAY, match=("phone",))
    carry_out(register, plan)
    assert register.last_step is not None
    assert register.last_step.values["emptied"] == 1
    with register.reading() as db:
        found = {row.name: row for row in member_store.member_rows(db, member_store.member_ids(db))}
        person = member_store.get(db, found["李雷"].id)
    assert person is not None
    assert (person.birthday, person.notes) == ("", "新来的")


def test_a_cell_left_empty_erases_nothing(register: Register, path: Path) -> None:
    with register.step() as step:
        known = members.add(step, "李雷", phones=["13800000002"], birthday="1988-02-29")
    plan = planned(register, path, BIRTHDAY, match=("phone",))
    assert plan.outcome[1] == MATCHED
    with register.step() as step:
        importing.carry_out(step, plan)
    with register.reading() as db:
        person = member_store.get(db, known)
    assert person is not None
    assert (person.birthday, person.notes) == ("1988-02-29", "新来的")


def test_a_number_that_is_no_key_leaves_the_good_ones_beside_it(
    register: Register, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "b.csv",
        ["姓名", "手机", "座机", "微信号"],
        [["赵敏", "1.38E+10", "010-62345678", "wx_4"]],
    )
    plan = plan_of(register, path, match=("wechat",), left_empty=[PHONE])
    assert plan.outcome[0] == NEW
    assert plan.checked.all_of("phone", 0) == ["010-62345678"]
