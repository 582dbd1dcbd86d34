"""Who is archived does not come to what is still to come: the seats are given back."""

from collections.abc import Sequence

from organizer.base.steps import Step
from organizer.domain.events import store_of_others
from organizer.domain.members import actions as member_actions


def _withdraw_with_archiving(step: Step, member_ids: Sequence[str]) -> None:
    rows = store_of_others.sign_ups_to_come(step, member_ids, step.today)
    step.update_where("participant", rows, withdrawn_at=step.now)


if _withdraw_with_archiving not in member_actions.ON_ARCHIVE:
    member_actions.ON_ARCHIVE.append(_withdraw_with_archiving)
