"""Branches: region, head, and put away."""

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.branches import actions, store
from organizer.domain.members import actions as members


def test_a_branch_is_added_changed_archived_and_brought_back(register: Register) -> None:
    with register.step() as step:
        head = members.add(step, "曾国栋")
        first = actions.add(step, " 金水 分舵", region="410105", head_id=head)
        actions.add(step, "二七分舵")
    with register.reading() as db:
        assert [one.name for one in store.branches(db)] == ["二七分舵", "金水 分舵"]
        found = store.branch(db, first)
        assert found is not None
        assert (found.head_id, found.head_name, found.region) == (head, "曾国栋", "410105")
    with register.step() as step:
        assert actions.change(step, first, name="金水分舵", notes="每月 8 日碰头")
    with register.step() as step:
        assert not actions.change(step, first, name="金水分舵")
    assert register.last_step is None
    with register.step() as step:
        assert actions.archive(step, [first]) == 1
    with register.reading() as db:
        assert [one.name for one in store.branches(db)] == ["二七分舵"]
        assert len(store.branches(db, archived=True)) == 2
    with register.step() as step:
        assert actions.restore(step, [first]) == 1
    with register.reading() as db:
        assert store.named(db, "金水分舵") is not None


@pytest.mark.parametrize(
    ("name", "code"), [("  ", "branches.no_name"), ("金水分舵", "branches.name_taken")]
)
def test_names_are_there_and_are_one_branch_s(register: Register, name: str, code: str) -> None:
    with register.step() as step:
        actions.add(step, "金水分舵")
    with pytest.raises(UserError) as refused, register.step() as step:
        actions.add(step, name)
    assert refused.value.code == code
