"""Who joins, leaves and moves; what a group's own fields may be."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer.base import history
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.groups import actions, rules, store
from organizer.domain.groups import actions_memberships as joining
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.members.records import NewAccount
from tests.factories import people_of_group

TODAY = dt.date(2026, 3, 9)


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def made_group(register: Register, name: str = "海淀校长群", **fields: Any) -> str:
    with register.step() as step:
        return actions.add(step, name, **fields)


def made_people(register: Register, *names: str) -> list[str]:
    with register.step() as step:
        return [members.add(step, name) for name in names]


def periods(register: Register, group_id: str) -> list[tuple[str, str | None, str | None]]:
    with register.reading() as db:
        return [
            (one.member_name, str(one.joined_on) if one.joined_on else None, str(one.left_on))
            for one in store.memberships_of_group(db, group_id, left=True)
        ]


# --- groups --------------------------------------------------------------------------------------


def test_a_group_is_added_changed_archived_and_brought_back(register: Register) -> None:
    group_id = made_group(register, founded_on=dt.date(2026, 1, 31), life_span_months=1)
    with register.reading() as db:
        group = store.group(db, group_id)
    assert group is not None
    assert (group.name, group.platform, group.ends_on) == (
        "海淀校长群",
        "wechat",
        dt.date(2026, 2, 28),
    )
    with register.step() as step:
        assert actions.change(step, group_id, name=" 海淀 校长群 ", is_paid=True, capacity=200)
    with register.step() as step:
        assert not actions.change(step, group_id, name="海淀 校长群", is_paid=True)
    with register.step() as step:
        actions.archive(step, [group_id])
    with register.reading() as db:
        assert store.groups(db) == []
        assert [row.group.archived for row in store.groups(db, archived=True)] == [True]
    with register.step() as step:
        actions.restore(step, [group_id])
    with register.reading() as db:
        assert [name for _id, name in store.choices(db)] == ["海淀 校长群"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "  "}, "groups.no_name"),
        ({"name": "海淀校长群"}, "groups.name_taken"),
        ({"name": "二群", "platform": "telegraph"}, "groups.platform"),
        ({"name": "二群", "capacity": 0}, "groups.capacity"),
        ({"name": "二群", "life_span_months": 0}, "groups.life_span"),
    ],
)
def test_what_a_group_cannot_be_is_refused(
    register: Register, fields: dict[str, object], code: str
) -> None:
    made_group(register)
    with pytest.raises(UserError) as refused, register.step() as step:
        actions.add(step, **fields)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_the_last_head_count_of_a_day_stays_and_stands_beside_the_register(
    register: Register,
) -> None:
    group_id = made_group(register)
    people = made_people(register, "王芳", "李雷")
    with register.step() as step:
        joining.join(step, group_id, people)
    with register.step() as step:
        actions.count_heads(step, group_id, 5)
    with register.step() as step:
        actions.count_heads(step, group_id, 4)
    with register.reading() as db:
        row = store.groups(db)[0]
        assert (row.people, row.head_count, row.counted_on) == (2, 4, TODAY)
        assert store.group_in_list(db, group_id) == row
        assert len(store.head_counts(db, group_id)) == 1
    with pytest.raises(UserError, match="day_to_come"), register.step() as step:
        actions.count_heads(step, group_id, 4, on=days(1))


# --- joining and leaving -------------------------------------------------------------------------


def test_joining_takes_the_account_of_the_platform_and_makes_one_where_there_is_none(
    register: Register,
) -> None:
    wechat = made_group(register)
    qq = made_group(register, "QQ 群", platform="qq")
    with register.step() as step:
        known = members.add(step, "王芳", accounts=[NewAccount("wechat", "wangfang88")])
        new = members.add(step, "李雷")
    with register.step() as step:
        joined = joining.join(step, wechat, [known, new], came_by="invited", invited_by_id=known)
    assert len(joined.made) == 2
    with register.step() as step:
        joining.join(step, qq, [known])
    with register.reading() as db:
        handles = {one.member_name: one.handle for one in store.memberships_of_group(db, wechat)}
        assert handles == {"王芳": "wangfang88", "李雷": ""}
        accounts = member_store.accounts_of(db, known)
        assert sorted(one.platform for one in accounts) == ["qq", "wechat"]
        inviters = {
            one.member_name: one.invited_by_name for one in store.memberships_of_group(db, wechat)
        }
        # nobody is invited by themselves
        assert inviters == {"王芳": "", "李雷": "王芳"}


def test_who_is_there_already_stays_and_a_second_time_changes_nothing(register: Register) -> None:
    group_id = made_group(register)
    people = made_people(register, "王芳", "李雷")
    with register.step() as step:
        joining.join(step, group_id, people, on=days(-10))
    with register.step() as step:
        again = joining.join(step, group_id, people)
    assert (again.made, again.already) == ([], people)
    assert register.last_step is None


def test_a_person_counts_once_and_interactive_accounts_never(register: Register) -> None:
    group_id = made_group(register)
    with register.step() as step:
        person = members.add(step, "王芳", accounts=[NewAccount("wechat", "w1")])
        second = members.add_account(step, person, NewAccount("wechat", "w2"))
        robot = members.add_account(
            step, person, NewAccount("wechat", "w3", kind="interactive", operator_id=person)
        )
        joining.join(step, group_id, [person])
    with register.reading() as db:
        assert store.people_count(db, group_id) == 1
    with register.step() as step:
        joining.join_many(
            step,
            [
                JoinRow(group_id, person, days(-3), account_id=second),
                JoinRow(group_id, person, days(-3), account_id=robot),
            ],
        )
    with register.reading() as db:
        assert len(store.memberships_of_group(db, group_id)) == 3
        assert store.people_count(db, group_id) == 1
        assert store.interactive_count(db, group_id) == 1
        assert people_of_group(db, group_id) == [person]
    with register.step() as step:
        assert joining.leave(step, group_id, [person]) == 2
    with register.reading() as db:
        assert store.people_count(db, group_id) == 0
        assert store.interactive_count(db, group_id) == 1


def test_coming_back_adds_a_row_and_on_the_same_day_goes_on(
    register: Register, clock: FixedClock
) -> None:
    group_id = made_group(register)
    (person,) = made_people(register, "王芳")
    with register.step() as step:
        joining.join(step, group_id, [person], on=days(-9))
    with register.step() as step:
        joining.leave(step, group_id, [person], on=days(-5))
    with register.step() as step:
        back = joining.join(step, group_id, [person], on=days(-2))
    assert len(back.made) == 1
    with register.step() as step:
        joining.leave(step, group_id, [person])
    with register.step() as step:
        same_day = joining.join(step, group_id, [person])
    assert len(same_day.reopened) == 1
    assert periods(register, group_id) == [
        ("王芳", "2026-02-28", "2026-03-04"),
        ("王芳", "2026-03-07", "None"),
    ]
    with pytest.raises(UserError, match=r"groups\.left_before_joined"), register.step() as step:
        joining.leave(step, group_id, [person], on=days(-3))


def test_joining_in_a_time_they_were_there_is_refused_alone_and_listed_in_bulk(
    register: Register,
) -> None:
    group_id = made_group(register)
    (person,) = made_people(register, "王芳")
    with register.step() as step:
        joining.join_many(step, [JoinRow(group_id, person, days(-30), days(-20))])
    with pytest.raises(UserError) as refused, register.step() as step:
        joining.join(step, group_id, [person], on=days(-25))
    assert refused.value.code == "groups.overlap"
    with register.step() as step:
        found = joining.join_many(step, [JoinRow(group_id, person, days(-25))])
    assert (found.made, found.overlapping) == ([], [person])


def test_moving_leaves_one_group_and_joins_the_other_in_one_step(register: Register) -> None:
    here, there = made_group(register), made_group(register, "核心群")
    people = made_people(register, "王芳", "李雷", "韩梅")
    with register.step() as step:
        joining.join(step, here, people[:2], on=days(-10))
    with register.step() as step:
        joining.move(step, here, there, people)
    assert register.last_step is not None
    assert register.last_step.action == "groups.move"
    title = history.title(register.last_step.action, register.last_step.values)
    assert "2" in title
    with register.reading() as db:
        assert store.people_count(db, here) == 0
        assert sorted(people_of_group(db, there)) == sorted(people[:2])
        assert {one.came_by for one in store.memberships_of_group(db, there)} == {"moved"}
    register.undo()
    with register.reading() as db:
        assert store.people_count(db, here) == 2
        assert store.people_count(db, there) == 0


def test_archiving_people_ends_what_they_have_in_all_groups(register: Register) -> None:
    one, two = made_group(register), made_group(register, "核心群")
    people = made_people(register, "王芳", "李雷")
    with register.step() as step:
        joining.join(step, one, people, on=days(-10))
        joining.join(step, two, people, on=days(-10))
    with register.step() as step:
        members.archive(step, people[:1])
    with register.reading() as db:
        assert people_of_group(db, one) == people[1:]
        assert [str(m.left_on) for m in store.memberships_of_person(db, people[0])] == [
            "2026-03-09"
        ] * 2
    register.undo()
    with register.reading() as db:
        assert store.people_count(db, one) == 2


def test_what_is_noted_of_people_in_a_group_can_be_changed_and_is_checked(
    register: Register,
) -> None:
    group_id = made_group(register)
    people = made_people(register, "王芳", "李雷")
    with register.step() as step:
        made = joining.join(step, group_id, people, on=days(-10)).made
    with register.step() as step:
        assert joining.change_memberships(step, made, is_seed=True, standing="trial") == 2
    with register.step() as step:
        joining.set_memberships(
            step, [(made[0], {"alias": " 海淀-王芳 "}), (made[1], {"joined_on": days(-20)})]
        )
    with register.reading() as db:
        first, second = (store.membership(db, row_id) for row_id in made)
    assert first is not None
    assert second is not None
    assert (first.alias, first.is_seed, first.standing) == ("海淀-王芳", True, "trial")
    assert second.joined_on == days(-20)
    with register.step() as step:
        joining.end(step, made[:1], on=days(-5))
        later = joining.join(step, group_id, people[:1], on=days(-2)).made
    with pytest.raises(UserError, match=r"groups\.overlap"), register.step() as step:
        joining.change_memberships(step, later, joined_on=days(-6))
    with pytest.raises(UserError, match=r"groups\.day_to_come"), register.step() as step:
        joining.change_memberships(step, later, left_on=days(3))


def test_numbers_over_time_show_the_register_beside_the_head_counts(register: Register) -> None:
    group_id = made_group(register)
    people = made_people(register, "王芳", "李雷", "韩梅")
    with register.step() as step:
        joining.join_many(
            step,
            [
                JoinRow(group_id, people[0], dt.date(2026, 1, 10)),
                JoinRow(group_id, people[1], dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
                JoinRow(group_id, people[2], None),
            ],
        )
        actions.count_heads(step, group_id, 9, on=dt.date(2026, 2, 10))
    with register.reading() as db:
        numbers = store.numbers_over_time(db, group_id, TODAY, months=3)
        assert [(str(n.day), n.people, n.head_count) for n in numbers] == [
            ("2025-12-31", 1, None),
            ("2026-01-31", 3, None),
            ("2026-02-28", 2, 9),
            ("2026-03-09", 2, None),
        ]
        first, last = dt.date(2026, 1, 1), dt.date(2026, 2, 28)
        assert store.changes_between(db, group_id, first, last) == (2, 1)


# --- invariants ----------------------------------------------------------------------------------

_moves = st.lists(
    st.tuples(
        st.sampled_from(["join", "leave", "bulk", "move", "undo", "remove"]),
        st.integers(0, 2),
        st.integers(-12, 0),
        st.integers(0, 6),
    ),
    max_size=25,
)


def _act(register: Register, groups: list[str], people: list[str], move: tuple[str, int, int, int]):  # type: ignore[no-untyped-def]
    verb, who, day, length = move
    person, on = people[who], days(day)
    if verb == "undo":
        register.undo()
        return
    with register.step() as step:
        if verb == "join":
            joining.join(step, groups[0], [person], on=on)
        elif verb == "leave":
            joining.leave(step, groups[0], [person], on=on)
        elif verb == "move":
            joining.move(step, groups[length % 2], groups[1 - length % 2], [person], on=on)
        elif verb == "bulk":
            end = on + dt.timedelta(days=length)
            joining.join_many(
                step, [JoinRow(groups[0], person, on, end if end <= TODAY else None)] * 2
            )
        else:
            rows = store.memberships_of_person(step, person)
            joining.remove(step, [row.id for row in rows[:1]])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=_moves)
def test_periods_never_overlap_and_undo_brings_every_row_back(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("model")
    with Register.create(folder / "r.db", clock=FixedClock(TODAY)) as register:
        groups = [made_group(register), made_group(register, "核心群")]
        people = made_people(register, "王芳", "李雷", "韩梅")
    # opened again: undo takes back nothing of before
    with Register.open(folder / "r.db", clock=FixedClock(TODAY)) as register:
        for move in moves:
            with register.reading() as db:
                before = db.rows("SELECT * FROM membership ORDER BY id")
            try:
                _act(register, groups, people, move)
            except UserError:
                with register.reading() as db:
                    assert db.rows("SELECT * FROM membership ORDER BY id") == before
                continue
            with register.reading() as db:
                for account_id, group_id in db.rows(
                    "SELECT DISTINCT account_id, group_id FROM membership"
                ):
                    found = [
                        tuple(dt.date.fromisoformat(d) if d else None for d in row)
                        for row in db.rows(
                            "SELECT joined_on, left_on FROM membership"
                            " WHERE account_id = ? AND group_id = ?",
                            (account_id, group_id),
                        )
                    ]
                    for place, period in enumerate(found):
                        assert not rules.overlaps_any(period, found[:place])  # type: ignore[arg-type]
            if register.last_step is not None and move[0] != "undo":
                with register.reading() as db:
                    after = db.rows("SELECT * FROM membership ORDER BY id")
                register.undo()
                with register.reading() as db:
                    assert db.rows("SELECT * FROM membership ORDER BY id") == before
                register.redo()
                with register.reading() as db:
                    assert db.rows("SELECT * FROM membership ORDER BY id") == after
