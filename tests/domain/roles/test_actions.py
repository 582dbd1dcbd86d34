"""Appointments: who holds what, until when, and what comes back for it."""

import datetime as dt

import pytest

from organizer.base import words
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.branches import actions as branches
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.members import actions as members
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.store import member_ids
from organizer.domain.roles import actions, rules, store
from organizer.domain.roles.records import title_words

TODAY = dt.date(2026, 3, 9)


class Prepared:
    """A group with four people in it, and a branch."""

    def __init__(self, register: Register) -> None:
        self.register = register
        with register.step() as step:
            self.people = [members.add(step, name) for name in ("王芳", "李雷", "韩梅", "赵云")]
            self.group = groups.add(step, "校长交流群")
            self.branch = branches.add(step, "金水分舵")
            memberships.join(step, self.group, self.people, on=dt.date(2026, 1, 1))

    def titles(self) -> list[tuple[str, str]]:
        with self.register.reading() as db:
            return [(one.member_name, one.title) for one in store.held_in(db, "group", self.group)]


@pytest.fixture
def prepared(register: Register) -> Prepared:
    return Prepared(register)


def test_many_are_appointed_at_once_and_holders_keep_what_they_hold(
    register: Register, prepared: Prepared
) -> None:
    first, *others = prepared.people
    with register.step() as step:
        actions.appoint(step, [first], "群主", group_id=prepared.group, returns="群收入两成")
    with register.step() as step:
        made = actions.appoint(
            step, others, "管理员", group_id=prepared.group, term_ends_on=dt.date(2026, 12, 31)
        )
    assert len(made) == 3
    assert register.last_step is not None
    assert register.last_step.values["count"] == 3
    with register.step() as step:
        again = actions.appoint(step, others, "Admin", group_id=prepared.group)
    assert again == []
    assert register.last_step is None
    assert prepared.titles() == [
        ("王芳", "owner"),
        ("韩梅", "admin"),
        ("李雷", "admin"),
        ("赵云", "admin"),
    ]


def test_who_holds_what_now_and_before(register: Register, prepared: Prepared) -> None:
    first, second, *_rest = prepared.people
    with register.step() as step:
        (kol,) = actions.appoint(
            step, [first], "KOL", group_id=prepared.group, starts_on=dt.date(2026, 1, 5)
        )
        actions.appoint(step, [first], "资料组长")
        actions.appoint(step, [second], "负责人", branch_id=prepared.branch)
    with register.step() as step:
        assert actions.end(step, [kol], on=dt.date(2026, 2, 1)) == 1
    with register.step() as step:
        assert actions.end(step, [kol]) == 0
    with register.reading() as db:
        held = store.of_person(db, first)
        assert [(one.title, one.place, one.ended_on) for one in held] == [
            ("资料组长", "alliance", None),
            ("kol", "group", dt.date(2026, 2, 1)),
        ]
        assert store.held_in(db, "group", prepared.group) == []
        assert len(store.held_in(db, "group", prepared.group, past=True)) == 1
        assert [one.member_name for one in store.team_of_branch(db, prepared.branch)] == ["李雷"]
        assert [one.title for one in store.held_in(db, "alliance")] == ["资料组长"]
        assert len(store.all_held(db)) == 2
        assert store.titles_of_people(db, [first])[first][0].title == "资料组长"
        assert set(store.titles_in_use(db)) == {"资料组长", "kol", "负责人"}
    with register.step() as step:
        actions.reopen(step, [kol])
    assert prepared.titles() == [("王芳", "kol")]


def test_ending_terms_come_up_and_can_be_extended(
    register: Register, prepared: Prepared, clock: FixedClock
) -> None:
    ids = []
    for person, days in zip(prepared.people, (-3, 10, 31), strict=False):
        with register.step() as step:
            ids += actions.appoint(
                step,
                [person],
                "助理",
                group_id=prepared.group,
                starts_on=dt.date(2026, 1, 1),
                term_ends_on=TODAY + dt.timedelta(days=days),
            )
    with register.reading() as db:
        ending = store.ending_terms(db, TODAY, days=30)
        assert [one.member_name for one in ending] == ["王芳", "李雷"]
        assert rules.days_left(ending[0].term_ends_on, TODAY) == -3
    with register.step() as step:
        assert actions.extend(step, ids[:2], TODAY + dt.timedelta(days=300)) == 2
    with register.reading() as db:
        assert store.ending_terms(db, TODAY) == []
    with register.step() as step:
        actions.extend(step, ids[:1], TODAY)
        groups.archive(step, [prepared.group])
    with register.reading() as db:
        assert store.ending_terms(db, TODAY) == []


def test_people_who_hold_nothing_and_positions_that_return_nothing(
    register: Register, prepared: Prepared
) -> None:
    with register.step() as step:
        actions.appoint(step, prepared.people[:1], "群主", group_id=prepared.group, returns="收入")
        actions.appoint(step, prepared.people[1:2], "助理", group_id=prepared.group)
    with register.reading() as db:
        nothing = [name for _id, name in store.people_without_role(db, prepared.group)]
        assert nothing == ["韩梅", "赵云"]
        assert [one.member_name for one in store.without_return(db)] == ["李雷"]
        assert member_ids(db, [NOT_ARCHIVED, store.holds("owner")]) == prepared.people[:1]
        assert len(member_ids(db, [store.holds(group_id=prepared.group)])) == 2
        assert len(member_ids(db, [store.holds_nothing()])) == 2
        assert store.titles_in_group(db, prepared.group) == {
            prepared.people[0]: ["owner"],
            prepared.people[1]: ["assistant"],
        }


def test_leaving_a_group_ends_what_is_held_there_and_archiving_everything(
    register: Register, prepared: Prepared
) -> None:
    first, second, *_rest = prepared.people
    with register.step() as step:
        actions.appoint(step, [first, second], "管理员", group_id=prepared.group)
        actions.appoint(step, [first, second], "资料组长")
    with register.step() as step:
        memberships.leave(step, prepared.group, [first])
    assert prepared.titles() == [("李雷", "admin")]
    register.undo()
    assert len(prepared.titles()) == 2
    with register.step() as step:
        members.archive(step, [second])
    with register.reading() as db:
        assert [one.member_name for one in store.all_held(db)] == ["王芳", "王芳"]
    register.undo()
    with register.reading() as db:
        assert len(store.all_held(db)) == 4


def test_what_was_agreed_can_be_changed_but_not_end_before_it_starts(
    register: Register, prepared: Prepared
) -> None:
    with register.step() as step:
        ids = actions.appoint(step, prepared.people[:2], "助理", group_id=prepared.group)
    with register.step() as step:
        assert actions.change(step, ids, duty="迎新", returns="资料包", title="分享人") == 2
    with register.reading() as db:
        assert {(one.title, one.duty) for one in store.all_held(db)} == {("sharer", "迎新")}
    for attempt in (
        {"term_ends_on": dt.date(2026, 3, 1)},
        {"ended_on": dt.date(2026, 3, 1)},
        {"starts_on": dt.date(2026, 4, 1), "term_ends_on": dt.date(2026, 3, 31)},
    ):
        with pytest.raises(UserError) as refused, register.step() as step:
            actions.change(step, ids, **attempt)
        assert refused.value.code == "roles.ends_before_start"
    with pytest.raises(UserError, match="no_title"), register.step() as step:
        actions.appoint(step, prepared.people, "  ")
    with register.step() as step:
        assert actions.remove(step, ids) == 2


def test_titles_are_codes_where_the_program_has_a_word_for_them() -> None:
    assert rules.title_code("群主") == "owner"
    assert rules.title_code(" owner ") == "owner"
    assert rules.title_code("夜话主理人") == "夜话主理人"
    words.set_language("en")
    assert (title_words("owner"), title_words("夜话主理人")) == ("Owner", "夜话主理人")
