"""Noting tasks, changing them, saying what came of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.tasks.records import PURPOSES

ADD = ActionKind("tasks.add", N_("Noted {count} task"), N_("Noted {count} tasks"))
CHANGE = ActionKind("tasks.change", N_("Changed a task"))
FINISH = ActionKind("tasks.finish", N_("Ticked off {count} task"), N_("Ticked off {count} tasks"))
DROP = ActionKind("tasks.drop", N_("Dropped {count} task"), N_("Dropped {count} tasks"))
REOPEN = ActionKind("tasks.reopen", N_("Reopened {count} task"), N_("Reopened {count} tasks"))
REMOVE = ActionKind("tasks.remove", N_("Removed {count} task"), N_("Removed {count} tasks"))


def add(
    step: Step,
    purpose: str,
    words: str,
    *,
    kind: str,
    subject_id: str,
    member_id: str | None = None,
    due_on: dt.date | None = None,
) -> str:
    """Note a task that hangs on a record; returns its id. Raises UserError without words."""
    step.begins(ADD, count=1)
    if purpose not in PURPOSES:
        message = f"{purpose} is no purpose of a task"
        raise ValueError(message)
    return step.insert(
        "task",
        purpose=purpose,
        words=_checked_words(words),
        member_id=member_id,
        kind=kind,
        subject_id=subject_id,
        due_on=due_on,
    )


def change(step: Step, /, task_id: str, **changes: Any) -> bool:
    """Change words, member_id, due_on or outcome; returns whether anything differed.

    Raises UserError when no words are left.
    """
    step.begins(CHANGE)
    if "words" in changes:
        changes["words"] = _checked_words(changes["words"])
    return step.update("task", task_id, **changes)


def finish(step: Step, task_ids: Sequence[str], outcome: str | None = None) -> int:
    """Tick tasks off today, perhaps with what came of them; returns how many changed."""
    step.begins(FINISH, count=len(task_ids))
    words = {} if outcome is None else {"outcome": outcome.strip()}
    return step.update_where("task", task_ids, done_on=step.today, dropped_on=None, **words)


def drop(step: Step, task_ids: Sequence[str], outcome: str | None = None) -> int:
    """Say that tasks will not be done; returns how many changed."""
    step.begins(DROP, count=len(task_ids))
    words = {} if outcome is None else {"outcome": outcome.strip()}
    return step.update_where("task", task_ids, done_on=None, dropped_on=step.today, **words)


def reopen(step: Step, task_ids: Sequence[str]) -> int:
    """Open tasks again; returns how many were not."""
    step.begins(REOPEN, count=len(task_ids))
    return step.update_where("task", task_ids, done_on=None, dropped_on=None)


def remove(step: Step, task_ids: Sequence[str]) -> int:
    """Remove tasks noted by mistake; returns how many there were."""
    step.begins(REMOVE, count=len(task_ids))
    return step.delete("task", task_ids)


def _checked_words(words: str) -> str:
    words = words.strip()
    if not words:
        raise UserError("tasks.no_words", N_("Write what is to be done."))
    return words
