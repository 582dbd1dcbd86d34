"""What a user can do with tags."""

from collections.abc import Iterable, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.fields import store

ADD_TAG = ActionKind("fields.add_tag", N_("Added {count} tag"), N_("Added {count} tags"))
CHANGE_TAG = ActionKind("fields.change_tag", N_("Changed a tag"))
ARCHIVE_TAG = ActionKind("fields.archive_tag", N_("Archived a tag"))
RESTORE_TAG = ActionKind("fields.restore_tag", N_("Brought back a tag"))
TAG = ActionKind("fields.tag", N_("Tagged {count} person"), N_("Tagged {count} people"))
UNTAG = ActionKind(
    "fields.untag", N_("Took a tag off {count} person"), N_("Took a tag off {count} people")
)


# --- tags themselves ----------------------------------------------------------------------------


def add_tag(step: Step, name: str, colour: str = "") -> str:
    """Add a tag and return its id; an archived one of this name comes back.

    Raises UserError when the name is missing or taken.
    """
    step.begins(ADD_TAG, count=1)
    name = _checked_name(name)
    known = store.tag_named(step, name)
    if known is None:
        return step.insert("tag", name=name, colour=colour)
    if known.archived_at is None:
        raise _taken(name)
    step.update("tag", known.id, archived_at=None, **({"colour": colour} if colour else {}))
    return known.id


def find_or_add_tags(step: Step, names: Iterable[str]) -> dict[str, str]:
    """The ids of tags by name, adding those there are none of; archived ones come back."""
    wanted = dict.fromkeys(filter(None, map(one_line, names)))
    found = store.tags_named(step, list(wanted))
    step.begins(ADD_TAG, count=len(wanted) - len(found))
    step.update_where(
        "tag", [tag.id for tag in found.values() if tag.archived_at is not None], archived_at=None
    )
    ids = {name: found[name].id if name in found else step.new_id() for name in wanted}
    new = [(ids[name], name) for name in wanted if name not in found]
    if new:
        step.insert_many("tag", ("id", "name"), new)
    return ids


def _checked_name(name: str) -> str:
    plain = one_line(name, 100)
    if not plain:
        raise UserError("fields.tag_name", N_("A tag needs a name. Please enter one."))
    return plain


def _taken(name: str) -> UserError:
    return UserError(
        "fields.tag_taken", N_("There is a tag called “{name}” already. Use that one."), name=name
    )


def change_tag(
    step: Step, tag_id: str, *, name: str | None = None, colour: str | None = None
) -> bool:
    """Rename or colour a tag. Raises UserError when the name is missing or taken."""
    step.begins(CHANGE_TAG)
    changes: dict[str, str] = {}
    if name is not None:
        changes["name"] = _checked_name(name)
        other = store.tag_named(step, changes["name"])
        if other is not None and other.id != tag_id:
            raise _taken(changes["name"])
    if colour is not None:
        changes["colour"] = colour
    return step.update("tag", tag_id, **changes) if changes else False


def archive_tag(step: Step, tag_id: str) -> None:
    """Put a tag away: it is offered no more, and not shown at those who carry it."""
    step.begins(ARCHIVE_TAG)
    step.update("tag", tag_id, archived_at=step.now)


def restore_tag(step: Step, tag_id: str) -> None:
    """Bring an archived tag back, with all who carry it."""
    step.begins(RESTORE_TAG)
    step.update("tag", tag_id, archived_at=None)


# --- who carries them ---------------------------------------------------------------------------


def tag(step: Step, kind: str, subject_ids: Sequence[str], tag_ids: Sequence[str]) -> int:
    """Put tags on records of one kind ("member", "institution", …); returns how many were new."""
    step.begins(TAG, count=len(subject_ids), tags=list(tag_ids))
    new = store.missing_taggings(step, kind, subject_ids, tag_ids)
    if new:
        step.insert_many("tagging", ("tag_id", "kind", "subject_id"), new)
    return len(new)


def untag(step: Step, kind: str, subject_ids: Sequence[str], tag_ids: Sequence[str]) -> int:
    """Take tags off records; returns how many there were."""
    step.begins(UNTAG, count=len(subject_ids), tags=list(tag_ids))
    return step.delete("tagging", store.taggings(step, kind, subject_ids, tag_ids))


def tag_many(step: Step, rows: Iterable[Sequence[Any]]) -> int:
    """Put tags on new records in bulk, given as (tag id, kind, subject id), none there yet."""
    columns = ("tag_id", "kind", "subject_id")
    return step.insert_many("tagging", columns, rows, cleaned=True)


def forget(step: Step, kind: str, subject_ids: Sequence[str]) -> None:
    """Take all tags and values of own fields off records that are about to be deleted."""
    step.delete("tagging", store.taggings(step, kind, subject_ids, None))
    step.delete("field_value", store.value_rows(step, kind, subject_ids))
