"""Writing down what is said at an event: notes, votes, what was worked off, promises."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import clean, one_line
from organizer.base.words import N_
from organizer.domain.events import actions, store, store_said
from organizer.domain.events.records import Key
from organizer.domain.events.said import NOTES, WORKED_OFF
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks import store as store_tasks

NOTE = ActionKind(
    "events.write_down", N_("Wrote down {count} note"), N_("Wrote down {count} notes")
)
CHANGE = ActionKind("events.change_note", N_("Changed what was written down"))
VOTE = ActionKind("events.vote", N_("Entered the votes on topics"))
SETTLE = ActionKind("events.settle", N_("Worked off {count} note"), N_("Worked off {count} notes"))
REOPEN = ActionKind(
    "events.reopen_notes", N_("Opened {count} note again"), N_("Opened {count} notes again")
)
REMOVE = ActionKind("events.remove_notes", N_("Removed {count} note"), N_("Removed {count} notes"))
PROMISE = ActionKind("events.promise", N_("Wrote down a promise"))
CHANGE_PROMISE = ActionKind("events.change_promise", N_("Changed a promise"))

_FIELDS = frozenset({"kind", "member_id", "speaker", "words", "votes"})


def write_down(
    step: Step,
    key: str | Key,
    kind: str,
    words: str,
    *,
    member_id: str | None = None,
    speaker: str = "",
) -> str:
    """Write down what somebody said (a code of `NOTES`); returns the id of the note.

    `speaker` is a name nobody of the register has. Raises UserError without words.
    """
    step.begins(NOTE, count=1)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    row = _checked({"kind": kind, "words": words, "member_id": member_id, "speaker": speaker})
    place = store_said.last_place(step, event_id, kind) + 1
    return step.insert("event_note", event_id=event_id, **row, position=place)


def write_down_lines(step: Step, key: str | Key, kind: str, lines: str) -> list[str]:
    """Write down a note for each line that is not empty, as a list is pasted; returns the ids."""
    wanted = [line.strip() for line in lines.splitlines() if line.strip()]
    step.begins(NOTE, count=len(wanted))
    return [write_down(step, key, kind, line) for line in wanted]


def change(step: Step, /, note_id: str, **changes: Any) -> bool:
    """Change kind, words, votes, or who said it; returns whether anything differed.

    Raises UserError when no words are left or votes are negative.
    """
    step.begins(CHANGE)
    return step.update("event_note", note_id, **_checked(changes))


def vote(step: Step, votes: Sequence[tuple[str, int | None]]) -> int:
    """Enter how many votes each topic got (None: not voted on); returns how many changed.

    Raises UserError when votes are negative.
    """
    step.begins(VOTE)
    rows = [(note_id, _checked({"votes": count})["votes"]) for note_id, count in votes]
    return step.update_many("event_note", ("votes",), rows)


def settle(step: Step, key: str | Key, note_ids: Sequence[str], settlement: str = "") -> int:
    """Say that topics or problems, of this event or an earlier one, were worked off here.

    Returns how many changed. Raises UserError for notes that are only kept, and when the event
    they came up at takes place later.
    """
    step.begins(SETTLE, count=len(note_ids))
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    day = store.sessions_of(step, event_id)[0].time.day
    for one in note_ids:
        note = store_said.note(step, one)
        if note is None or note.kind not in WORKED_OFF:
            raise UserError(
                "events.only_kept", N_("Only topics and problems are worked off, others are kept.")
            )
        if note.event_day is not None and note.event_day > day:
            raise UserError(
                "events.settled_before",
                N_("“{words}” comes up later than this event."),
                words=note.words,
            )
    return step.update_where(
        "event_note",
        note_ids,
        settled_event_id=event_id,
        settlement=clean(settlement, multi_line=True).strip(),
    )


def reopen(step: Step, note_ids: Sequence[str]) -> int:
    """Say that notes are not worked off after all; returns how many were."""
    step.begins(REOPEN, count=len(note_ids))
    return step.update_where("event_note", note_ids, settled_event_id=None, settlement="")


def remove(step: Step, note_ids: Sequence[str]) -> int:
    """Remove notes; returns how many there were."""
    step.begins(REMOVE, count=len(note_ids))
    return step.delete("event_note", note_ids)


def promise(
    step: Step, key: str | Key, member_id: str | None, words: str, due_on: dt.date | None
) -> str:
    """Write down what a person promised at an event, and by when; returns the id of the task.

    Raises UserError without words, person or day, and when the day is before the event.
    """
    step.begins(PROMISE)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    _check_promise(step, event_id, {"member_id": member_id, "due_on": due_on})
    return tasks.add(
        step,
        "promise",
        words,
        kind="event",
        subject_id=event_id,
        member_id=member_id,
        due_on=due_on,
    )


def change_promise(step: Step, /, task_id: str, **changes: Any) -> bool:
    """Change words, member_id, due_on or outcome of a promise; returns whether anything differed.

    Raises UserError when words, person or day would be missing, and when the day is before the
    event it was made at.
    """
    step.begins(CHANGE_PROMISE)
    task = store_tasks.task(step, task_id)
    if task is None:
        raise KeyError(task_id)
    _check_promise(step, task.subject_id, changes)
    return tasks.change(step, task_id, **changes)


def _check_promise(step: Step, event_id: str, row: dict[str, Any]) -> None:
    if row.get("member_id", "") is None:
        raise UserError("events.promise_nobody", N_("Say who promises it."))
    due_on = row.get("due_on", dt.date.max)
    if due_on is None:
        raise UserError("events.promise_no_day", N_("Say by which day it is to be done."))
    sessions = store.sessions_of(step, event_id)
    if sessions and due_on < sessions[0].time.day:
        raise UserError(
            "events.promise_too_early", N_("The day of a promise can’t be before the event.")
        )


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - _FIELDS
    if unknown:
        message = f"a note has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    row = dict(changes)
    if "kind" in row and row["kind"] not in NOTES:
        message = f"{row['kind']} is no kind of note"
        raise ValueError(message)
    if "words" in row:
        row["words"] = clean(row["words"], multi_line=True).strip()
        if not row["words"]:
            raise UserError("events.note_no_words", N_("Write down what was said."))
    if "speaker" in row:
        row["speaker"] = one_line(row["speaker"])
    votes = row.get("votes")
    if votes is not None and votes < 0:
        raise UserError("events.negative_votes", N_("Votes can’t be negative."))
    return row
