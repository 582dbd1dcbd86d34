"""What happens to events when something happens to a person."""

import datetime as dt

from organizer import domain
from organizer.base.register import Register
from organizer.domain.events import actions, actions_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.events.store_participants import participants
from organizer.domain.members import actions as members
from tests.domain.conftest import TODAY
from tests.factories import make_many


def test_who_is_archived_gives_back_the_seats_to_come_and_undo_takes_them_again(
    register: Register,
) -> None:
    domain.load()
    with register.step() as step:
        gone, stays = make_many(step, 2)
        past, coming = (
            actions.add(step, title, "salon", [SessionTime(day, "19:00", 60)])
            for title, day in (
                ("上次", TODAY - dt.timedelta(days=7)),
                ("下次", TODAY + dt.timedelta(days=7)),
            )
        )
    for event_id in (past, coming):
        with register.step() as step:
            actions_participants.sign_up_members(step, event_id, [gone, stays])
    with register.step() as step:
        members.archive(step, [gone])

    def expected(event_id: str) -> set[str | None]:
        with register.reading() as db:
            return {one.member_id for one in participants(db, event_id) if one.is_expected}

    assert expected(past) == {gone, stays}
    assert expected(coming) == {stays}
    register.undo()
    assert expected(coming) == {gone, stays}
