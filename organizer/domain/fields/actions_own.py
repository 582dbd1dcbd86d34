"""What a user can do with own fields: define them, and give records their values."""

from collections.abc import Iterable, Sequence

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.fields import rules, store
from organizer.domain.fields.records import FIELD_TYPES

DEFINE = ActionKind("fields.define", N_("Added an own field"))
CHANGE_FIELD = ActionKind("fields.change", N_("Changed an own field"))
ARCHIVE_FIELD = ActionKind("fields.archive", N_("Archived an own field"))
RESTORE_FIELD = ActionKind("fields.restore", N_("Brought back an own field"))
SET_VALUE = ActionKind(
    "fields.set_value",
    N_("Changed an own field of {count} person"),
    N_("Changed an own field of {count} people"),
)


# --- the fields themselves ----------------------------------------------------------------------


def define(step: Step, kind: str, name: str, field_type: str, choices: Sequence[str] = ()) -> str:
    """Add an own field to all records of a kind and return its id.

    Raises UserError when the name is missing or taken.
    """
    step.begins(DEFINE)
    if field_type not in FIELD_TYPES:
        raise ValueError(field_type)
    field_id = step.insert(
        "field",
        kind=kind,
        name=_free_name(step, kind, name),
        type=field_type,
        position=store.next_position(step, "field", "kind", kind),
    )
    for words in choices:
        add_choice(step, field_id, words)
    return field_id


def _free_name(step: Step, kind: str, name: str, field_id: str | None = None) -> str:
    plain = rules.checked_name(name)
    if store.field_named(step, kind, plain) not in (None, field_id):
        raise UserError(
            "fields.name_taken",
            N_("There is a field called “{name}” already. Choose another name."),
            name=plain,
        )
    return plain


def rename_field(step: Step, field_id: str, name: str) -> bool:
    """Give an own field another name. Raises UserError when it is missing or taken."""
    step.begins(CHANGE_FIELD)
    kind = store.field(step, field_id).kind
    return step.update("field", field_id, name=_free_name(step, kind, name, field_id))


def order_fields(step: Step, field_ids: Sequence[str]) -> None:
    """Put own fields into this order."""
    step.begins(CHANGE_FIELD)
    step.update_many("field", ("position",), [(row_id, n) for n, row_id in enumerate(field_ids)])


def archive_field(step: Step, field_id: str) -> None:
    """Put an own field away; its values stay and come back with it."""
    step.begins(ARCHIVE_FIELD)
    step.update("field", field_id, archived_at=step.now)


def restore_field(step: Step, field_id: str) -> None:
    """Bring an archived field back. Raises UserError when its name was given away since."""
    step.begins(RESTORE_FIELD)
    field = store.field(step, field_id)
    _free_name(step, field.kind, field.name, field_id)
    step.update("field", field_id, archived_at=None)


def add_choice(step: Step, field_id: str, words: str) -> str:
    """Add an answer to a choice and return its id; one that was there before comes back."""
    step.begins(CHANGE_FIELD)
    plain = rules.checked_name(words)
    known = store.choice_named(step, field_id, plain)
    if known is not None:
        step.update("field_choice", known, archived_at=None)
        return known
    position = store.next_position(step, "field_choice", "field_id", field_id)
    return step.insert("field_choice", field_id=field_id, words=plain, position=position)


def rename_choice(step: Step, choice_id: str, words: str) -> bool:
    """Give an answer other words, at every record that has it too.

    Raises UserError when the words are missing or those of another answer.
    """
    step.begins(CHANGE_FIELD)
    plain = rules.checked_name(words)
    field_id, before = store.choice(step, choice_id)
    if any(
        one.words == plain and one.id != choice_id for one in store.field(step, field_id).choices
    ):
        raise UserError(
            "fields.choice_taken",
            N_("“{words}” is a choice already. Use other words."),
            words=plain,
        )
    step.update_where("field_value", store.rows_with_value(step, field_id, before), value=plain)
    return step.update("field_choice", choice_id, words=plain)


def archive_choice(step: Step, choice_id: str) -> None:
    """Offer an answer no more; records that have it keep it."""
    step.begins(CHANGE_FIELD)
    step.update("field_choice", choice_id, archived_at=step.now)


# --- values -------------------------------------------------------------------------------------


def set_value(step: Step, field_id: str, subject_ids: Sequence[str], text: str) -> int:
    """Give records this value of an own field ('' empties it); returns how many really changed.

    Raises UserError when the text is none of the field's type.
    """
    field = store.field(step, field_id)
    value = rules.canonical(field.type, text, [one.words for one in field.choices])
    step.begins(SET_VALUE, count=len(subject_ids), field=field_id)
    changed = set_values(step, field_id, ((subject_id, value) for subject_id in subject_ids))
    step.note(count=changed)
    return changed


def set_values(step: Step, field_id: str, rows: Iterable[tuple[str, str]]) -> int:
    """Give many records values of one own field, as (record, canonical value), '' for none.

    For lists in as well; returns how many really changed.
    """
    step.begins(SET_VALUE, field=field_id)
    wanted = dict(rows)
    present = store.value_rows_of_field(step, field_id, list(wanted))
    gone = [present[one][0] for one, value in wanted.items() if not value and one in present]
    new = [(field_id, one, value) for one, value in wanted.items() if value and one not in present]
    kept = [(present[one][0], value) for one, value in wanted.items() if value and one in present]
    if gone:
        step.delete("field_value", gone)
    if new:
        step.insert_many("field_value", ("field_id", "subject_id", "value"), new)
    changed = len(gone) + len(new)
    changed += step.update_many("field_value", ("value",), kept) if kept else 0
    step.values.setdefault("count", changed)
    return changed
