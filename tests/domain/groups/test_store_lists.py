"""The members tab of a group page by page, and members found by what groups say of them."""

import datetime as dt

import pytest

from organizer.base.register import Register
from organizer.domain.groups import actions, store, store_filters, store_lists
from organizer.domain.groups import actions_memberships as joining
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.members.conditions import NOT_ARCHIVED, Condition
from organizer.domain.members.store import member_ids

FEBRUARY = dt.date(2026, 2, 1)
MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def group(register: Register) -> str:
    with register.step() as step:
        group_id = actions.add(step, "校长交流群", is_paid=True)
        people = [members.add(step, name) for name in ("王芳", "曾国栋", "李雷", "阿宝")]
        joining.join_many(
            step,
            [
                JoinRow(group_id, people[0], MARCH, alias="金水-王芳", is_seed=True),
                JoinRow(group_id, people[1], FEBRUARY, came_by="scanned", standing="trial"),
                JoinRow(group_id, people[2], FEBRUARY, MARCH, invited_by_id=people[0]),
            ],
        )
    return group_id


def names(register: Register, group: str, who: str = "present", **order: object) -> list[str]:
    with register.reading() as db:
        ids = store_lists.membership_ids(db, group, who, **order)  # type: ignore[arg-type]
        return [one.member_name for one in store_lists.membership_rows(db, ids)]


def test_everybody_in_order_with_empty_values_last(register: Register, group: str) -> None:
    assert names(register, group) == ["王芳", "曾国栋"]
    assert names(register, group, "left") == ["李雷"]
    assert names(register, group, "all", order="joined_on", descending=True)[0] == "王芳"
    assert names(register, group, "all", order="alias")[0] == "王芳"
    assert names(register, group, "all", order="alias", descending=True)[0] == "王芳"
    for order in store_lists.ORDERS:
        assert sorted(names(register, group, "all", order=order)) == ["曾国栋", "李雷", "王芳"]


def test_pages_and_whole_lists_say_the_same(register: Register, group: str) -> None:
    with register.reading() as db:
        ids = store_lists.membership_ids(db, group, "present")
        rows = store_lists.membership_rows(db, ids)
        assert rows == store.memberships_of_group(db, group)
        assert store_lists.membership_rows(db, [*ids[1:], "none"]) == rows[1:]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (store_filters.in_group, {"王芳", "曾国栋"}),
        (lambda group: store_filters.in_any_group(), {"王芳", "曾国栋"}),
        (store_filters.was_in_group, {"李雷"}),
        (lambda group: store_filters.joined_between(MARCH, None, group), {"王芳"}),
        (lambda group: store_filters.joined_between(None, FEBRUARY), {"曾国栋"}),
        (lambda group: store_filters.left_between(MARCH, MARCH), {"李雷"}),
        (lambda group: store_filters.left_between(None, FEBRUARY, group), set()),
        (lambda group: store_filters.came_by("scanned"), {"曾国栋"}),
        (lambda group: store_filters.came_by("invited", group), set()),
        (store_filters.seeds, {"王芳"}),
        (lambda group: store_filters.seeds(), {"王芳"}),
        (lambda group: store_filters.stands("trial", group), {"曾国栋"}),
        (lambda group: store_filters.stands("muted"), set()),
        (lambda group: store_filters.has_interactive_account(), set()),
    ],
)
def test_members_by_their_groups(
    register: Register, group: str, condition: object, expected: set[str]
) -> None:
    assert callable(condition)
    wanted = condition(group)
    assert isinstance(wanted, Condition)
    with register.reading() as db:
        found = member_ids(db, [NOT_ARCHIVED, wanted])
        people = dict(db.rows("SELECT id, name FROM member"))
    assert {people[one] for one in found} == expected


def test_archived_groups_are_left_out(register: Register, group: str) -> None:
    with register.step() as step:
        actions.archive(step, [group])
    with register.reading() as db:
        assert member_ids(db, [store_filters.in_any_group()]) == []
        assert len(member_ids(db, [store_filters.in_group(group)])) == 2
