"""Actions of members as the screens save them: what is changed comes as one mapping."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from organizer.domain.fields import actions as tags
from organizer.domain.files import actions as files
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions
from organizer.domain.members.records import NewAccount

if TYPE_CHECKING:
    from organizer.base.steps import Step
    from organizer.domain.files.records import StoredFile


def change(step: "Step", member_id: str, columns: Mapping[str, str | None]) -> bool:
    """Change columns of a member; whether anything changed."""
    return actions.change(step, member_id, **columns)


def add(
    step: "Step",
    name: str,
    *,
    phone: str,
    wechat: str,
    tag_ids: Sequence[str],
    columns: Mapping[str, str | None],
    new_institution: str = "",
    group_id: str | None = None,
) -> str:
    """Add a member by what the small sheet asks for; returns the id.

    A new institution is made with them, and they join the group, in the same step.
    """
    step.begins(actions.ADD, count=1)
    given: dict[str, Any] = dict(columns)
    if new_institution:
        known = institutions.find_or_create(step, [new_institution])
        given["institution_id"] = next(iter(known.values()))
    member_id = actions.add(
        step,
        name,
        phones=[phone] if phone else [],
        accounts=[NewAccount("wechat", wechat)] if wechat else [],
        tag_ids=tag_ids,
        **given,
    )
    if group_id is not None:
        memberships.join(step, group_id, [member_id])
    return member_id


def add_institution(step: "Step", name: str) -> str:
    """Add an institution of this name; returns the id."""
    return institutions.add(step, name)


def set_photo(step: "Step", member_id: str, stored: "StoredFile | None") -> bool:
    """Put a picture that lies in the attachments on a member, or take theirs away."""
    step.begins(actions.CHANGE, count=1, columns=["photo_id"])
    photo_id = None if stored is None else files.add(step, stored)
    return actions.change(step, member_id, photo_id=photo_id)


def retag(step: "Step", ids: Sequence[str], on: Sequence[str], off: Sequence[str]) -> int:
    """Put tags on members and take others off, in one step; returns how many there were to do."""
    done = tags.tag(step, "member", ids, on) if on else 0
    return done + (tags.untag(step, "member", ids, off) if off else 0)
