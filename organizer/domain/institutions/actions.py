"""What a user can do with institutions."""

from collections.abc import Iterable, Sequence

from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.institutions import rules, store
from organizer.domain.institutions.records import CHANGEABLE

ADD = ActionKind(
    "institutions.add", N_("Added {count} institution"), N_("Added {count} institutions")
)
CHANGE = ActionKind(
    "institutions.change", N_("Changed {count} institution"), N_("Changed {count} institutions")
)
ARCHIVE = ActionKind(
    "institutions.archive", N_("Archived {count} institution"), N_("Archived {count} institutions")
)
RESTORE = ActionKind(
    "institutions.restore",
    N_("Brought back {count} institution"),
    N_("Brought back {count} institutions"),
)


def add(step: Step, /, name: str, *, subjects: Sequence[str] = (), **columns: str) -> str:
    """Add an institution and return its id; `columns` are of `records.CHANGEABLE`.

    Raises UserError when the name is missing.
    """
    step.begins(ADD, count=1)
    institution_id = step.insert("institution", **_checked({"name": name, **columns}))
    _set_subjects(step, [institution_id], subjects)
    return institution_id


def _checked(columns: dict[str, str]) -> dict[str, str]:
    unknown = columns.keys() - set(CHANGEABLE)
    if unknown:
        message = f"not columns of an institution: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    stored = {column: one_line(value) for column, value in columns.items()}
    if "name" in stored:
        stored["name"] = rules.checked_name(stored["name"])
        stored |= rules.spelling(stored["name"])
    return stored


def change(step: Step, /, institution_id: str, **columns: str) -> bool:
    """Change columns of an institution's card; whether anything changed.

    Raises UserError when the name is missing, KeyError when there is no such institution.
    """
    step.begins(CHANGE, count=1, columns=sorted(columns))
    return step.update("institution", institution_id, **_checked(columns))


def set_field(step: Step, institution_ids: Sequence[str], column: str, value: str) -> int:
    """Give one column the same value for many institutions; returns how many really changed."""
    if column == "name":
        message = "a name can't be the same for many"
        raise ValueError(message)
    step.begins(CHANGE, count=len(institution_ids), columns=[column])
    changed = step.update_where("institution", institution_ids, **_checked({column: value}))
    step.note(count=changed)
    return changed


def set_subjects(step: Step, institution_ids: Sequence[str], subjects: Sequence[str]) -> None:
    """Give institutions these subjects and no others."""
    step.begins(CHANGE, count=len(institution_ids), columns=["subjects"])
    _set_subjects(step, institution_ids, subjects)


def _set_subjects(step: Step, institution_ids: Sequence[str], subjects: Sequence[str]) -> None:
    wanted = list(dict.fromkeys(filter(None, map(one_line, subjects))))
    present = store.subject_rows(step, institution_ids)
    gone = [row_id for row_id, _institution, subject in present if subject not in wanted]
    if gone:
        step.delete("institution_subject", gone)
    known = {(institution_id, subject) for _id, institution_id, subject in present}
    new = [(i, s) for i in institution_ids for s in wanted if (i, s) not in known]
    if new:
        step.insert_many("institution_subject", ("institution_id", "subject"), new)


def set_notes(step: Step, institution_id: str, notes: str) -> bool:
    """Keep private notes on an institution, apart from its card that the alliance shares."""
    step.begins(CHANGE, count=1, columns=["notes"])
    notes = notes.strip()
    if store.has_private(step, institution_id):
        return step.update("institution_private", institution_id, notes=notes)
    if notes:
        step.insert("institution_private", id=institution_id, notes=notes)
    return bool(notes)


def archive(step: Step, institution_ids: Sequence[str]) -> None:
    """Archive institutions; their people stay and show the mark."""
    step.begins(ARCHIVE, count=len(institution_ids))
    step.note(count=step.update_where("institution", institution_ids, archived_at=step.now))


def restore(step: Step, institution_ids: Sequence[str]) -> None:
    """Bring archived institutions back."""
    step.begins(RESTORE, count=len(institution_ids))
    step.note(count=step.update_where("institution", institution_ids, archived_at=None))


def find_or_create(step: Step, names: Iterable[str]) -> dict[str, str]:
    """The ids of institutions by name or short name, adding those there are none of.

    For imports and quick entry: any number of names in a few statements. Spellings that differ in
    width, case or blanks are one institution. Empty names are left out.
    """
    wanted = list(dict.fromkeys(filter(None, (one_line(name, 200) for name in names))))
    found = store.known_names(step, wanted)
    new: dict[str, tuple[str, str]] = {}
    for name in wanted:
        if name not in found:
            new.setdefault(rules.comparable(name), (step.new_id(), name))
    if new:
        step.begins(ADD, count=len(new))
        spelled = [(row_id, name, *rules.spelling(name).values()) for row_id, name in new.values()]
        columns = ("id", "name", "reading", "initials", "sort_key")
        step.insert_many("institution", columns, spelled)
    return {name: found.get(name) or new[rules.comparable(name)][0] for name in wanted}
