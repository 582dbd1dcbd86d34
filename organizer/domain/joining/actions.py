"""What a user can do with two records that are or are not one."""

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.joining import store

DIFFERENT = ActionKind("joining.different", N_("Marked two members as different people"))
NOT_DIFFERENT = ActionKind("joining.not_different", N_("Unmarked two members as different people"))


def mark_different(step: Step, first_id: str, second_id: str) -> None:
    """Note that two members are different people: they are proposed as duplicates no more."""
    step.begins(DIFFERENT)
    if store.different_row(step, first_id, second_id) is None:
        low, high = sorted((first_id, second_id))
        step.insert("different_people", first_id=low, second_id=high)


def unmark_different(step: Step, first_id: str, second_id: str) -> None:
    """Take back that two members are different people."""
    step.begins(NOT_DIFFERENT)
    row_id = store.different_row(step, first_id, second_id)
    if row_id is not None:
        step.delete("different_people", [row_id])
