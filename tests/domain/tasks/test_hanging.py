"""A task never hangs on an event that is gone."""

from contextlib import suppress

from organizer.base.checking import check
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import actions, actions_said
from organizer.domain.events.records import SessionTime
from tests.domain.conftest import TODAY
from tests.factories import make_member


def test_undoing_an_event_with_a_promise_leaves_nothing_astray(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, "李雷")
    with register.step() as step:
        event_id = actions.add(step, "私董会", "private_board", [SessionTime(TODAY, "14:00", 60)])
    planned = register.last_step
    with register.step() as step:
        actions_said.promise(step, event_id, member_id, "做一张表", TODAY)
    assert planned is not None
    with suppress(UserError):  # it may refuse, or keep what was used since
        register.undo(planned.id)
    assert check(register).is_whole()
    while register.undoable():
        with suppress(UserError):
            register.undo()
    assert check(register).is_whole()
