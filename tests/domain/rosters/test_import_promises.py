"""What an import promises whatever the list: nothing lost, no late refusal, own lists known."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer.base.clock import FixedClock
from organizer.base.dates import read_date
from organizer.base.register import Register
from organizer.domain.demo.story import create_demo
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.rosters import export, store
from organizer.domain.rosters.checking import split_words
from organizer.domain.rosters.columns import COLUMNS
from organizer.domain.rosters.plan import MATCHED, NEW, Decision
from tests.domain.rosters.lists_of_rows import bring_in, carry_out, counts, plan_of, write

TODAY = dt.date(2026, 3, 9)
ROUNDS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def new_register() -> Iterator[tuple[Register, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Register.create(path / "r.db", clock=FixedClock(TODAY)) as register:
            yield register, path


# --- a plan that was made is carried out --------------------------------------------------------

days = st.one_of(st.just(""), st.integers(0, 12).map(lambda n: f"2026-02-{n + 1:02}"))
stays = st.lists(st.integers(0, 12), min_size=3, max_size=6, unique=True).map(sorted)
listed = st.tuples(days, days, st.sampled_from(["", "名片"]))


@settings(ROUNDS, max_examples=60)
@given(
    st.lists(stays, min_size=4, max_size=4),
    st.lists(listed, min_size=5, max_size=5),  # the last of somebody new
    st.sampled_from(["乙群", " 乙群 ", "新群"]),
    st.booleans(),
)
def test_a_plan_that_was_made_is_carried_out(
    known: list[list[int]], rows: list[tuple[str, str, str]], group: str, decide: bool
) -> None:
    with new_register() as (register, folder):
        with register.step() as step:
            group_id = groups.add(step, "乙群")
            for number, edges in enumerate(known):
                person = members.add(step, f"人{number}", phones=[f"1380000000{number}"])
                for start, end in zip(edges[::2], [*edges[1::2], None], strict=False):
                    memberships.join_many(
                        step,
                        [JoinRow(group_id, person, february(start), february(end))],
                    )
        path = write(
            folder / "a.csv",
            ["姓名", "手机", "入群日期", "退群日期", "群昵称"],
            [[f"人{n}", f"1380000000{n}", *said] for n, said in enumerate(rows)],
        )
        plan = plan_of(register, path, group=group)
        if decide:
            decisions = {
                row: Decision("match", problem.candidates[0])
                for row, problem in plan.problems.items()
                if problem.candidates
            }
            plan = plan_of(register, path, group=group, decisions=decisions)
        carry_out(register, plan)
        with register.reading() as db:
            overlapping = db.value(
                "SELECT count(*) FROM membership a JOIN membership b ON b.account_id = a.account_id"
                " AND b.group_id = a.group_id AND b.id > a.id"
                " WHERE ifnull(a.joined_on, '') <= ifnull(b.left_on, '9')"
                " AND ifnull(b.joined_on, '') <= ifnull(a.left_on, '9')"
            )
        assert overlapping == 0
        if not decide:
            again = plan_of(register, path, group=group)
            assert again.changes == {}
            assert again.counts["new"] == 0


def february(day: int | None) -> dt.date | None:
    return None if day is None else dt.date(2026, 2, day + 1)


# --- nothing is lost -----------------------------------------------------------------------------

HEADER = ["姓名", "手机", "微信号", "备注", "", "星座", "入群日期", "群昵称", "标签"]
texts = st.sampled_from(
    ["", "话 &lt;b&gt;", "第一行\n第二行", "A&amp;B", "a,b", "=1+1", "'q", "两  个空格"]
)
values = st.tuples(
    st.sampled_from(["王芳", "李雷", "韩梅梅"]),
    st.sampled_from(["", "13800000001", "13800000001、13900000009", "010-62345678"]),
    st.sampled_from(["", "wx_1", "wx_2 wx_3", "wx_4"]),
    texts,
    texts,
    st.sampled_from(["", "白羊"]),
    st.sampled_from(["", "2026-02-01", "2026/3/1"]),
    st.sampled_from(["", "芳姐", "阿雷"]),
    st.sampled_from(["", "KOL", "KOL、老会员"]),
)
# rows of a list that are nearly equal: one cell differs
twins = st.tuples(st.integers(0, 3), st.sampled_from([1, 1, 1, 2, 2, 3, 4, 6, 7, 8]), values)


@ROUNDS
@given(st.lists(values, min_size=1, max_size=4), st.lists(twins, max_size=3))
def test_every_value_of_a_taken_row_is_in_the_register_or_told(
    rows: list[tuple[str, ...]], again: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    for place, column, other in again:
        twin = list(rows[place % len(rows)])
        twin[column] = other[column]
        rows = [*rows, tuple(twin)]
    with new_register() as (register, folder):
        path = write(folder / "a.csv", HEADER, rows)
        plan = bring_in(register, path, group="家长群")
        told = plan.checked.left_out_columns()
        assert ("星座" in told) == any(header == "星座" for header in HEADER)
        assert any("5" in name for name in told) == any(row[4] for row in rows)
        people = everybody(register)
        for row, cells in enumerate(rows):
            if plan.outcome[row] in (NEW, MATCHED):
                wanted = what_is_said(cells)
                assert any(wanted <= found for found in people), (cells, people)


def what_is_said(cells: tuple[str, ...]) -> set[tuple[str, str]]:
    """What a row says, one pair for each single value."""
    name, phone, wechat, notes, _nameless, _sign, joined, alias, tags = cells
    said = {("name", name), ("notes", notes.strip()), ("alias", alias)}
    said |= {("phone", one.replace(" ", "")) for one in phone.split("、")}
    said |= {("wechat", one) for one in wechat.split()}
    said |= {("tag", one) for one in split_words(tags)}
    if joined:
        said.add(("joined", read_date(joined)))
    return {pair for pair in said if pair[1]}


def everybody(register: Register) -> list[set[tuple[str, str]]]:
    found = []
    with register.reading() as db:
        for member_id in member_store.member_ids(db):
            member = member_store.get(db, member_id)
            assert member is not None
            said = {("name", member.name), ("notes", member.notes)}
            said |= {("phone", one.number) for one in member.phones}
            said |= {("wechat", one.handle) for one in member.accounts}
            said |= {("tag", one.name) for one in member.tags}
            for alias, joined in db.rows(
                "SELECT s.alias, s.joined_on FROM membership s"
                " JOIN account a ON a.id = s.account_id WHERE a.member_id = ?",
                (member_id,),
            ):
                said |= {("alias", alias), ("joined", joined)}
            found.append(said)
    return found


# --- own lists -----------------------------------------------------------------------------------


def test_an_own_export_is_known_whole(tmp_path: Path) -> None:
    """Everybody who can be told by any key, shared phones included; nothing changes."""
    with create_demo(tmp_path / "r.db", 200, TODAY) as register:
        out = tmp_path / "out.csv"
        with register.reading() as db:
            fields = tuple(store.own_fields(db))
            count = export.write_roster(db, export.Roster(COLUMNS, fields, masked=False), out)
            keyless = db.value(
                "SELECT count(*) FROM member m WHERE m.archived_at IS NULL AND m.number = ''"
                " AND NOT EXISTS (SELECT 1 FROM phone p WHERE p.member_id = m.id)"
                " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id"
                " AND a.handle <> '')"
            )
        plan = plan_of(register, out)
        assert counts(plan) == (0, count - keyless, 0, 0, keyless)
        assert count - keyless > 150
