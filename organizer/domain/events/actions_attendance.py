"""Checking people in at the door, also on a day of a repetition nothing was said about yet."""

from organizer.base.steps import Step
from organizer.domain.events import actions, actions_participants, store, store_participants
from organizer.domain.events.records import Key


def walk_in(
    step: Step,
    key: str | Key,
    session_id: str,
    *,
    member_id: str | None = None,
    name: str = "",
    institution: str = "",
    seats: int = 1,
    at_the_door: bool = True,
) -> str:
    """Note that somebody came who was not on the list, a member or a name; returns the participant.

    At the door the moment is kept, from paper it is not known. Without a session ('') it is the
    event's first. Raises UserError when there is no name, or for seats that can't be.
    """
    step.begins(actions_participants.ATTEND, count=1)
    event_id = actions.own_row(step, key)
    participant_id = actions_participants.sign_up(
        step,
        Key(event_id),
        member_id=member_id,
        name=name,
        institution=institution,
        seats=seats,
        came_by="walk_in",
    )
    session_id = session_id or store.sessions_of(step, event_id)[0].id
    actions_participants.mark(step, session_id, [participant_id], "present", checked_in=at_the_door)
    return participant_id


def list_invited(step: Step, key: str | Key) -> int:
    """Put everybody the event invites onto its list; returns how many were not on it.

    Raises UserError when that day does not take place (any more).
    """
    key = store.resolve(step, key)
    event = store.event(step, key)
    day = event.starts.date() if event is not None and event.starts is not None else step.today
    members = store_participants.invited_members(step, key.event_id, day)
    return actions_participants.invite(step, key, members)
