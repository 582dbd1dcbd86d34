"""Whom or what small steps were about: names are looked up when shown, never kept in the step."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from organizer.base import history, undo
from organizer.base.database import Database
from organizer.base.history import PastStep, RowChange
from organizer.base.words import _
from organizer.domain.overview.store_history import names

MOST_NAMES = 3
"""A step about more of them is told by its count alone."""
MOST_ROWS = 60
"""Larger steps are not looked into."""

#: The columns of a row that say whose it is; people first, other nouns if there are none.
_PEOPLE: dict[str, tuple[str, ...]] = {
    "member": ("id",),
    "phone": ("member_id",),
    "account": ("member_id",),
    "member_subject": ("member_id",),
    "appointment": ("member_id",),
    "membership": ("account_id",),
    "tagging": ("subject_id",),
    "field_value": ("subject_id",),
    "different_people": ("first_id", "second_id"),
    "participant": ("id", "member_id"),
    "attendance": ("participant_id",),
    "task": ("member_id",),
}
_THINGS: dict[str, tuple[str, ...]] = {
    "chat_group": ("id",),
    "head_count": ("group_id",),
    "institution": ("id",),
    "institution_subject": ("institution_id",),
    "branch": ("id",),
    "tag": ("id",),
    "field": ("id",),
    "field_choice": ("field_id",),
    "event": ("id",),
    **dict.fromkeys(
        (
            *("session", "skipped_occurrence", "event_group", "event_person", "agenda_item"),
            *("event_note", "feedback_question", "event_file", "event_expense"),
        ),
        ("event_id",),
    ),
    "event_kind": ("id",),
    "venue": ("id",),
    "venue_room": ("venue_id",),
    "willing_host": ("institution_id",),
}


def with_whom(db: Database, steps: Sequence[PastStep]) -> list[PastStep]:
    """The same steps, those about a few people or things with their names (`PastStep.whom`)."""
    changes = {step.id: _changes(db, step) for step in steps}
    owners = owners_of(db, [change for found in changes.values() for change in found])
    called = names(db, {owner for found in owners.values() for owner in found})
    for found in changes.values():
        for change in found:
            if change.kind == "delete" and change.columns.get("name", ("",))[0]:
                called[change.row_id] = str(change.columns["name"][0])
    return [replace(step, whom=_words(changes[step.id], owners, called)) for step in steps]


def _changes(db: Database, step: PastStep) -> list[RowChange]:
    """What a small step changed; of an undone one what its undo did, which knows what went."""
    step_id = step.id if step.in_force else undo.last_of_chain(db, step.id)[0]
    rows = db.value("SELECT total(row_count) FROM change WHERE step_id = ?", (step_id,))
    return history.changes(db, step_id, limit=MOST_ROWS) if rows <= MOST_ROWS else []


def owners_of(db: Database, changes: Iterable[RowChange]) -> dict[tuple[str, str], list[Any]]:
    """By table and row: the ids of those it belongs to."""
    owners: dict[tuple[str, str], list[Any]] = {}
    wanted: dict[str, set[str]] = {}
    for change in changes:
        columns = _PEOPLE.get(change.table) or _THINGS.get(change.table) or ()
        if change.kind == "delete":
            gone = [change.columns[name][0] for name in columns if name in change.columns]
            owners[change.table, change.row_id] = gone
        elif columns == ("id",):
            owners[change.table, change.row_id] = [change.row_id]
        elif columns:
            wanted.setdefault(change.table, set()).add(change.row_id)
    for table, ids in wanted.items():
        columns = _PEOPLE.get(table) or _THINGS[table]
        for row_id, *found in db.rows(
            f"SELECT id, {', '.join(columns)} FROM {table}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        ):
            owners[table, row_id] = found
    return owners


def _words(
    changes: Sequence[RowChange],
    owners: dict[tuple[str, str], list[Any]],
    called: dict[str, str],
) -> str:
    for tables in (_PEOPLE, _THINGS):
        found = dict.fromkeys(
            called[owner]
            for change in changes
            if change.table in tables
            for owner in owners.get((change.table, change.row_id), ())
            if owner in called
        )
        if found:
            return _(", ").join(found) if len(found) <= MOST_NAMES else ""
    return ""
