"""A list of many rows imported again: what is compared in parts is compared as one."""

import csv
from pathlib import Path

from organizer.base.register import Register
from tests.domain.rosters.lists_of_rows import bring_in, counts, plan_of, write

HEADER = ["姓名", "手机", "微信号", "机构", "职务", "群昵称"]
MANY = 4_100  # rows are asked about by the thousand; some stay for the last part


def person(number: int, position: str = "老师") -> list[str]:
    return [
        f"人{number}",
        f"138{number:08}",
        f"wx_{number}",
        f"机构{number % 9}",
        position,
        f"名片{number}",
    ]


def test_every_change_is_found_wherever_it_stands(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEADER, [person(n) for n in range(MANY)])
    bring_in(register, path, group="家长群")
    assert counts(plan_of(register, path, group="家长群")) == (0, MANY, 0, 0, 0)
    promoted = {0, 999, 1_000, 1_999, 2_000, MANY - 1}
    write(
        path,
        HEADER,
        [person(n, "校长" if n in promoted else "老师") for n in range(MANY)],
    )
    plan = bring_in(register, path, group="家长群")
    assert set(plan.changes) == promoted
    with register.reading() as db:
        found = db.column("SELECT name FROM member WHERE position = '校长'")
    assert set(found) == {f"人{n}" for n in promoted}


def test_a_member_met_in_two_parts_of_the_list_is_for_the_owner(
    register: Register, tmp_path: Path
) -> None:
    rows = [person(n) for n in range(MANY)]
    bring_in(register, write(tmp_path / "a.csv", HEADER, rows))
    again = [["人0", "", "wx_0", "", "", ""], *rows[1:], ["人0", rows[0][1], "", "", "", ""]]
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *again])
    plan = plan_of(register, tmp_path / "b.csv", match=["phone", "wechat"])
    assert [row for row, _problem in plan.problem_rows(2)] == [0, MANY]
    assert {problem.code for _row, problem in plan.problem_rows(2)} == {"same_in_list"}
