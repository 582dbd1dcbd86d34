"""Whatever the list: the same file twice changes nothing, in any column order and any encoding."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.rosters import export, store
from organizer.domain.rosters.columns import BY_NAME, COLUMNS
from tests.domain.rosters.lists_of_rows import bring_in, carry_out, plan_of, write

HEADER = [
    *("姓名", "编号", "手机", "微信号", "微信昵称", "QQ号", "机构", "校内职务", "学科", "标签"),
    *("生日", "引荐人", "备注", "群昵称", "入群日期", "称呼", "区县"),
]
ROUNDS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.sampled_from(
    ["王芳", "李雷", "曾国藩", "欧阳雪", "Tina Zhou", "=cmd", "@小明", "'撇", "＋加", ""]
)
free = st.one_of(
    st.just(""),
    st.sampled_from(
        ["=1+1", "+8", "-x", "@a", "'q", "''q", "＝a", "a\nb", "a,b", '"q"', "\t空", "王 芳"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=8),
)
phones = st.one_of(
    st.integers(0, 30).map(lambda n: f"138000000{n:02}"),
    st.sampled_from(["", "010-62345678", "138****0001", "1.38E+10", "13800000001、13800000002"]),
)
rows = st.tuples(
    names,
    st.sampled_from(["", "", "A-1", "7", "007"]),
    phones,
    st.sampled_from(["", "wx_1", "wx_2", "同手机", "wx_1 wx_3"]),
    free,
    st.sampled_from(["", "123456", "7654321", "abc"]),
    st.sampled_from(["", "晨光", "新芽 教育", "=机构"]),
    free,
    st.sampled_from(["", "数学", "数学、英语", "英语,数学"]),
    st.sampled_from(["", "KOL", "老会员、KOL"]),
    st.sampled_from(["", "1988-03-08", "3月8日", "农历八月十五", "2999-01-01"]),
    st.sampled_from(["", "王芳", "李雷", "没有这人"]),
    free,
    free,
    st.sampled_from(["", "2026-01-05", "2025/12/31", "46000"]),
    free,
    st.sampled_from(["", "天河区", "广州天河", "不知道哪"]),
)


@contextmanager
def new_register() -> Iterator[tuple[Register, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        clock = FixedClock(dt.date(2026, 3, 9))
        with Register.create(path / "r.db", clock=clock) as register:
            yield register, path


@ROUNDS
@given(st.lists(rows, min_size=1, max_size=12), st.booleans())
def test_the_same_file_twice_changes_nothing(
    given_rows: list[tuple[str, ...]], group: bool
) -> None:
    with new_register() as (register, folder):
        path = write(folder / "a.csv", HEADER, given_rows)
        name = "家长群" if group else ""
        first = bring_in(register, path, group=name)
        found = first.counts
        assert found["rows"] == (
            found["new"] + found["matched"] + found["conflicts"] + found["refused"]
        )
        again = bring_in(register, path, group=name)
        assert again.changes == {}
        assert again.counts["new"] == 0
        assert again.counts["refused"] == found["refused"]
        assert register.last_step is None


@ROUNDS
@given(
    st.lists(rows, min_size=1, max_size=12),
    st.sampled_from([("phone",), ("phone", "wechat"), ("phone", BY_NAME), (BY_NAME,), ("number",)]),
    st.booleans(),
)
def test_with_names_as_a_key_and_all_that_is_offered_ticked_it_holds_too(
    given_rows: list[tuple[str, ...]], match: tuple[str, ...], ticked: bool
) -> None:
    with new_register() as (register, folder):
        path = write(folder / "a.csv", HEADER, given_rows)
        cells = list(plan_of(register, path, match=match).offers) if ticked else []
        first = plan_of(register, path, match=match, left_empty=cells)
        found = first.counts
        assert found["rows"] == (
            found["new"] + found["matched"] + found["conflicts"] + found["refused"]
        )
        carry_out(register, first)
        again = plan_of(register, path, match=match, left_empty=cells)
        assert again.changes == {}
        assert again.counts["new"] == 0
        assert again.counts["rows"] == sum(again.outcome.count(one) for one in range(4))
        with register.reading() as db:
            people = db.value("SELECT count(*) FROM member")
        carry_out(register, again)
        with register.reading() as db:
            assert db.value("SELECT count(*) FROM member") == people


@ROUNDS
@given(
    st.lists(rows, min_size=1, max_size=8),
    st.permutations(range(len(HEADER))),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from([",", ";", "\t"]),
)
def test_order_of_columns_encoding_and_delimiter_do_not_matter(
    given_rows: list[tuple[str, ...]], order: list[int], encoding: str, delimiter: str
) -> None:
    with new_register() as (register, folder):
        path = write(folder / "a.csv", HEADER, given_rows)
        bring_in(register, path, group="家长群")
        other = write(
            folder / "b.csv",
            [HEADER[place] for place in order],
            [[row[place] for place in order] for row in given_rows],
            encoding=encoding,
            delimiter=delimiter,
        )
        again = plan_of(register, other, group="家长群")
        assert again.changes == {}
        assert again.counts["new"] == 0


@ROUNDS
@given(st.lists(rows, min_size=1, max_size=12), st.booleans(), st.booleans(), st.booleans())
def test_what_goes_out_comes_back_without_a_change(
    given_rows: list[tuple[str, ...]], masked: bool, as_xlsx: bool, group: bool
) -> None:
    with new_register() as (register, folder):
        path = write(folder / "a.csv", HEADER, given_rows)
        bring_in(register, path, group="家长群")
        out = folder / ("out.xlsx" if as_xlsx else "out.csv")
        with register.reading() as db:
            found = db.value("SELECT id FROM chat_group")
            roster = export.Roster(
                COLUMNS,
                tuple(store.own_fields(db)),
                group_id=found if group else None,
                masked=masked,
            )
            count = export.write_roster(db, roster, out)
        if not count:
            return
        again = plan_of(register, out, group="家长群" if group else "")
        assert again.changes == {}
        assert again.counts["new"] == 0
        assert again.counts["rows"] == count
