"""Members, groups and positions together: archiving, merging, erasing by the real actions."""

import datetime as dt

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.joining import erasing, merging
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from organizer.domain.roles import actions as roles
from tests.domain.conftest import TODAY
from tests.factories import make_member
from tests.snapshots import every_row

BEFORE = TODAY - dt.timedelta(days=60)


def story(register: Register) -> tuple[str, str, str]:
    """Two records of one person in one group, each with a position."""
    with register.step() as step:
        first = make_member(step, "王小明", phones=["13987650001"])
        second = make_member(
            step,
            "王晓明",
            accounts=[NewAccount("wechat", "", "晓明爱画画")],
            phones=["13987650002"],
        )
        group_id = groups.add(step, "郑州校长群")
    with register.step() as step:
        memberships.join(step, group_id, [first], on=BEFORE)
        memberships.join(step, group_id, [second], on=TODAY, invited_by_id=first)
        for member_id, title in ((first, "群主"), (second, "管理员")):
            roles.appoint(step, [member_id], title, group_id=group_id, starts_on=BEFORE)
    return first, second, group_id


def open_rows(register: Register) -> tuple[int, int]:
    with register.reading() as db:
        return (
            db.value("SELECT count(*) FROM membership WHERE left_on IS NULL"),
            db.value("SELECT count(*) FROM appointment WHERE ended_on IS NULL"),
        )


def test_archiving_ends_memberships_and_positions_in_one_step(register: Register) -> None:
    first, second, _group = story(register)
    before = every_row(register)
    assert open_rows(register) == (2, 2)
    with register.step() as step:
        members.archive(step, [first, second])
    assert open_rows(register) == (0, 0)
    assert register.last_step is not None
    assert register.last_step.action == "members.archive"
    register.undo()
    assert every_row(register) == before


def test_merging_and_working_on(register: Register, clock: FixedClock) -> None:
    first, second, group_id = story(register)
    before = every_row(register)
    with register.step() as step:
        merging.merge(step, first, second)
    assert open_rows(register) == (1, 2)
    merged = every_row(register)
    register.undo()
    assert every_row(register) == before
    register.redo()
    assert every_row(register) == merged
    clock.move(dt.timedelta(days=5))
    with register.step() as step:
        memberships.leave(step, group_id, [first])
    with register.reading() as db:
        assert db.rows("SELECT joined_on, left_on, invited_by_id FROM membership") == [
            (BEFORE.isoformat(), (TODAY + dt.timedelta(days=5)).isoformat(), None)
        ]


def test_erasing_leaves_the_group_and_the_others(register: Register) -> None:
    first, second, _group = story(register)
    erasing.erase_member(register, first)
    assert open_rows(register) == (1, 1)
    content = register.path.read_bytes()
    for trace in ("王小明", "13987650001"):
        assert trace.encode() not in content
    for other in ("王晓明", "13987650002", "郑州校长群"):
        assert other.encode() in content
    with register.reading() as db:
        assert db.value("SELECT invited_by_id FROM membership") is None
        assert db.value("SELECT name FROM member") == "王晓明"
        assert db.value("SELECT id FROM member") == second
