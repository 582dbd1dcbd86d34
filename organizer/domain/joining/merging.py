"""Two members made one, in one step that undo takes back whole.

Nothing gets lost: phones, accounts, tags, subjects and own fields are united, memberships and
positions keep their history (periods never overlap), every other reference moves, and the record
that goes is noted, so that the history of both shows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.references import references, subject_columns
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.joining import rules, store
from organizer.domain.joining.merging_events import merge_events
from organizer.domain.joining.records import Side

MERGE = ActionKind("joining.merge", N_("Merged two members"))

#: Columns that refer to members (or their accounts) and are united with more care than moving.
#: A test wants every UNIQUE one among them.
WITH_CARE = frozenset(
    {
        ("phone", "member_id"),
        ("account", "member_id"),
        ("member_subject", "member_id"),
        ("membership", "account_id"),
        ("appointment", "member_id"),
        ("different_people", "first_id"),
        ("different_people", "second_id"),
        ("tagging", "subject_id"),
        ("field_value", "subject_id"),
        ("event_person", "member_id"),
        ("participant", "member_id"),
    }
)
#: Of two of these dates the later one counts.
_LATEST = frozenset({"paid_until", "term_ends_on"})


def merge(
    step: Step, kept_id: str, lost_id: str, choices: Mapping[str, Side] | None = None
) -> None:
    """Make one member of two; `lost_id` goes, `kept_id` stays.

    `choices` says for columns of `store.CHOSEN`, for "subjects" and for own fields (`field:ID`)
    whose value stays; without a choice the kept one's, filled from the lost one where empty, and
    the subjects of both. Raises UserError when both are the same, KeyError when one is missing.
    """
    if kept_id == lost_id:
        raise UserError("joining.same", N_("This is one record already. Choose two."))
    step.begins(MERGE, kept=kept_id, lost=lost_id)
    choices = dict(choices or {})
    kept, lost = store.columns_of(step, kept_id), store.columns_of(step, lost_id)
    _merge_columns(step, kept, lost, choices)
    _merge_phones(step, kept_id, lost_id)
    _merge_subjects(step, kept_id, lost_id, choices.get("subjects"))
    _merge_accounts(step, kept_id, lost_id)
    _move(step, "appointment", "member_id", lost_id, kept_id)
    _unite_appointments(step, kept_id)
    _merge_different(step, kept_id, lost_id)
    merge_events(step, kept_id, lost_id)
    _merge_hanging(step, kept_id, lost_id, choices)
    for reference in references(step, "member"):
        if (reference.table, reference.column) not in WITH_CARE:
            _move(step, reference.table, reference.column, lost_id, kept_id)
    _end_self_references(step, kept_id)
    for row_id in store.rows_pointing(step, "merged_record", "kept_id", lost_id):
        step.update("merged_record", row_id, kept_id=kept_id)
    step.insert("merged_record", kind="member", lost_id=lost_id, kept_id=kept_id)
    step.delete("member", [lost_id])


def _move(step: Step, table: str, column: str, lost_id: str, kept_id: str) -> None:
    row_ids = store.rows_pointing(step, table, column, lost_id)
    if row_ids:
        step.update_where(table, row_ids, **{column: kept_id})


def _merge_columns(
    step: Step, kept: dict[str, Any], lost: dict[str, Any], choices: Mapping[str, Side]
) -> None:
    columns = {name: lost[name] for name in store.CHOSEN}
    changes: dict[str, Any] = rules.chosen(kept, columns, choices)
    if "name" in changes:
        changes |= {name: lost[name] for name in store.SPELLED}
    if "birthday" in changes:
        changes["birthday_calendar"] = lost["birthday_calendar"]
    if lost["archived_at"] is None:
        changes["archived_at"] = None
    recommended = changes.get("recommended_by_id", kept["recommended_by_id"])
    if recommended in (kept["id"], lost["id"]):
        changes["recommended_by_id"] = None
    if changes:
        step.update("member", kept["id"], **changes)


def _merge_phones(step: Step, kept_id: str, lost_id: str) -> None:
    present = store.held(step, "phone", "number", "member_id", kept_id)
    coming = store.held(step, "phone", "number", "member_id", lost_id)
    step.delete("phone", [row_id for number, row_id in coming.items() if number in present])
    moved = [row_id for number, row_id in coming.items() if number not in present]
    if moved:
        rows = [(row_id, kept_id, len(present) + n) for n, row_id in enumerate(moved)]
        step.update_many("phone", ("member_id", "position"), rows)
    left = store.rows_pointing(step, "phone", "member_id", lost_id)
    step.delete("phone", left)  # numbers the lost member had twice


def _merge_subjects(step: Step, kept_id: str, lost_id: str, choice: Side | None) -> None:
    present = store.held(step, "member_subject", "subject", "member_id", kept_id)
    coming = store.held(step, "member_subject", "subject", "member_id", lost_id)
    gone = [row_id for subject, row_id in coming.items() if subject in present]
    moved = [row_id for subject, row_id in coming.items() if subject not in present]
    if choice == "kept":
        gone, moved = [*gone, *moved], []
    elif choice == "lost":
        gone += [row_id for subject, row_id in present.items() if subject not in coming]
    step.delete("member_subject", gone)
    step.update_where("member_subject", moved, member_id=kept_id)
    step.delete("member_subject", store.rows_pointing(step, "member_subject", "member_id", lost_id))


# --- accounts and memberships -------------------------------------------------------------------


def _merge_accounts(step: Step, kept_id: str, lost_id: str) -> None:
    for lost in store.cards(step, lost_id):
        kept = rules.same_account(lost, store.cards(step, kept_id))
        if kept is None:
            step.update("account", lost.id, member_id=kept_id)
            continue
        step.update(
            "account",
            kept.id,
            handle=kept.handle or lost.handle,
            nickname=kept.nickname or lost.nickname,
        )
        rows = store.memberships(step, [kept.id, lost.id])
        _unite(
            step,
            "membership",
            rows,
            store.periods(rows, "joined_on", "left_on", "group_id"),
            ("joined_on", "left_on"),
        )
        for reference in references(step, "account"):
            _move(step, reference.table, reference.column, lost.id, kept.id)
        step.delete("account", [lost.id])


def _unite_appointments(step: Step, member_id: str) -> None:
    rows = store.appointments(step, [member_id])
    periods = store.periods(rows, "starts_on", "ended_on", "group_id", "branch_id", "title")
    _unite(step, "appointment", rows, periods, ("starts_on", "ended_on"))


def _unite(
    step: Step,
    table: str,
    rows: Sequence[dict[str, Any]],
    periods: Sequence[rules.Period],
    ends: tuple[str, str],
) -> None:
    """Make one row of those whose periods overlap; what the first lacks comes from the others."""
    by_id = {row["id"]: row for row in rows}
    for period, row_ids in rules.united(periods):
        others = [row_id for row_id in row_ids if row_id != period.row_id]
        if not others:
            continue
        whole = dict(by_id[period.row_id])
        for other in (by_id[row_id] for row_id in others):
            for column, value in other.items():
                later = column in _LATEST and value and whole[column]
                whole[column] = max(whole[column], value) if later else whole[column] or value
        del whole["id"]
        whole[ends[0]], whole[ends[1]] = period.start, period.end
        step.update(table, period.row_id, **whole)
        for reference in references(step, table):
            for row_id in others:
                _move(step, reference.table, reference.column, row_id, period.row_id)
        step.delete(table, others)


# --- the rest -----------------------------------------------------------------------------------


def _merge_different(step: Step, kept_id: str, lost_id: str) -> None:
    for mine, theirs in (("first_id", "second_id"), ("second_id", "first_id")):
        for other_id, row_id in store.held(step, "different_people", theirs, mine, lost_id).items():
            if other_id == kept_id or store.different_row(step, kept_id, other_id):
                step.delete("different_people", [row_id])
            else:
                low, high = sorted((kept_id, other_id))
                step.update("different_people", row_id, first_id=low, second_id=high)


def _merge_hanging(step: Step, kept_id: str, lost_id: str, choices: Mapping[str, Side]) -> None:
    """Move what hangs on the member by (kind, id)."""
    kept_tags = store.held(step, "tagging", "tag_id", "subject_id", kept_id)
    lost_tags = store.held(step, "tagging", "tag_id", "subject_id", lost_id)
    step.delete("tagging", [row_id for tag, row_id in lost_tags.items() if tag in kept_tags])
    moved = [row_id for tag, row_id in lost_tags.items() if tag not in kept_tags]
    step.update_where("tagging", moved, subject_id=kept_id)
    kept_values = store.held(step, "field_value", "field_id", "subject_id", kept_id)
    lost_values = store.held(step, "field_value", "field_id", "subject_id", lost_id)
    for field_id, row_id in lost_values.items():
        if field_id not in kept_values:
            step.update("field_value", row_id, subject_id=kept_id)
            continue
        if choices.get(f"field:{field_id}") == "lost":
            value = step.value("SELECT value FROM field_value WHERE id = ?", (row_id,))
            step.update("field_value", kept_values[field_id], value=value)
        step.delete("field_value", [row_id])
    for hanging in subject_columns(step):
        if (hanging.table, hanging.column) not in WITH_CARE:
            rows = store.subject_rows(step, hanging.table, hanging.parent, "member", lost_id)
            step.update_where(hanging.table, rows, subject_id=kept_id)


def _end_self_references(step: Step, kept_id: str) -> None:
    """Nobody recommends, invites or operates themselves: such a row came from the merge."""
    for row_id in store.rows_pointing(step, "member", "recommended_by_id", kept_id):
        if row_id == kept_id:
            step.update("member", row_id, recommended_by_id=None)
    accounts = [card.id for card in store.cards(step, kept_id)]
    for row in store.memberships(step, accounts):
        if row["invited_by_id"] == kept_id:
            step.update("membership", row["id"], invited_by_id=None)
