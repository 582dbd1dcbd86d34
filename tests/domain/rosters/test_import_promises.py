"""What an import promises whatever the list: nothing lost, no late refusal, own lists known."""

import datetime as dt
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer.domain.demo.story import create_demo
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.rosters import export, store
from organizer.domain.rosters.columns import COLUMNS
from organizer.domain.rosters.plan import Decision
from tests.domain.rosters.lists_of_rows import carry_out, counts, plan_of, write
from tests.domain.rosters.registers import TODAY, new_register

ROUNDS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
