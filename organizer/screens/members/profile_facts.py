"""What the profile of a person shows, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Field
from organizer.domain.members import store as members
from organizer.domain.members.records import Account, Member
from organizer.domain.rosters import store_listing
from organizer.widgets.picker import Choice

if TYPE_CHECKING:
    from organizer.base.database import Database

SUBJECTS_APART = "、"


@dataclass(frozen=True)
class Profile:
    """Everything the form shows of a person."""

    member: Member
    own_fields: tuple[Field, ...]
    values: dict[str, str]
    sources: tuple[str, ...]


def read_profile(db: "Database", member_id: str) -> Profile | None:
    """The profile of a person, None when there is none of this id."""
    member = members.get(db, member_id)
    if member is None:
        return None
    return Profile(
        member,
        tuple(fields.own_fields(db, "member")),
        fields.values_of(db, member_id),
        tuple(words for words, _same, _count in store_listing.in_use(db, "source")),
    )


def split_subjects(text: str) -> list[str]:
    """Subjects typed in one line, separated by 、, commas, semicolons or blanks."""
    for sign in "，,;；/|":
        text = text.replace(sign, SUBJECTS_APART)
    parts = [part.strip() for part in text.split(SUBJECTS_APART)]
    return [part for part in parts if part]


def wechat_of(member: Member) -> Account | None:
    """The WeChat account the form shows: the first ordinary one."""
    for account in member.accounts:
        if account.platform == "wechat" and account.kind == "ordinary":
            return account
    return None


def handle_of(member: Member) -> str:
    """The WeChat id the form shows; empty for none."""
    account = wechat_of(member)
    return "" if account is None else account.handle


def choice_of(record_id: str | None, title: str) -> Choice | None:
    """A record as a picker shows it; None for none."""
    return Choice(record_id, title) if record_id else None


def id_of(choice: Choice | None) -> str | None:
    """The id of what was picked."""
    return None if choice is None else choice.id
