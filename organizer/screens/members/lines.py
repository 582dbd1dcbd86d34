"""A line of the members list as it is shown; made beside the register, not while painting."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from organizer.base.database import Database
from organizer.base.dates import Birthday
from organizer.base.districts import short_district_name
from organizer.base.masking import group_phone, mask_account, mask_birthday, mask_phone
from organizer.base.words import _
from organizer.domain.fields import rules as field_rules
from organizer.domain.fields.records import Field
from organizer.domain.members.records import Account
from organizer.domain.roles.records import title_words
from organizer.domain.rosters import listing
from organizer.domain.rosters.records import OWN, RosterRow
from organizer.widgets.birthday_words import birthday_text
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge

SEPARATOR = "、"
HANDLE = "@"
"""Stands before a handle that is shown where there is no nickname."""
_LEADING = frozenset({"owner", "admin", "branch_head", "lead"})


class Line(NamedTuple):
    """The texts and badges of a member by column."""

    id: str
    name: str
    texts: dict[str, str]
    badges: dict[str, tuple[Badge, ...]]
    archived: bool
    address: str


def lines(db: Database, ids: Sequence[str], own_fields: Sequence[Field] = ()) -> Mapping[str, Line]:
    """The lines of members by id."""
    return {row.member.id: line(row, own_fields) for row in listing.roster_rows(db, ids)}


def line(row: RosterRow, own_fields: Sequence[Field] = ()) -> Line:
    """What a line shows of a member, in the language spoken."""
    member = row.member
    texts = {
        "name": member.name,
        "number": member.number,
        "form_of_address": member.address,
        "welcome_title": member.welcome_title,
        "institution": member.institution,
        "position": member.position,
        "phone": SEPARATOR.join(map(group_phone, member.phones)),
        "accounts": SEPARATOR.join(filter(None, map(_account, member.accounts))),
        "groups": SEPARATOR.join(row.groups),
        "roles": SEPARATOR.join(f"{title_words(held.title)} {held.place}" for held in row.roles),
        "tags": SEPARATOR.join(tag.name for tag in member.tags),
        "district": short_district_name(member.district),
        "subjects": SEPARATOR.join(member.subjects),
        "joined": row.joined_on,
        "birthday": _birthday(member.birthday, member.birthday_calendar),
        "source": member.source,
        "recommended_by": member.recommended_by,
        "notes": member.notes,
    }
    for field in own_fields:
        value = row.values.get(field.id, "")
        texts[OWN + field.id] = field_rules.shown(field.type, value) if value else ""
    badges = {
        "groups": tuple(Badge(name) for name in row.groups),
        "roles": tuple(
            Badge(title_words(held.title), Tone.ACCENT if held.title in _LEADING else Tone.PLAIN)
            for held in row.roles
        ),
        "tags": tuple(Badge(tag.name) for tag in member.tags),
    }
    return Line(
        member.id, member.name, texts, badges, member.archived_at is not None, member.address
    )


def _account(account: Account) -> str:
    return account.nickname or (HANDLE + account.handle if account.handle else "")


def _birthday(birthday: str, calendar: str) -> str:
    if not birthday:
        return ""
    return birthday_text(Birthday("lunar" if calendar == "lunar" else "solar", birthday))


def masked_phones(text: str) -> str:
    """Several phone numbers, each masked."""
    return SEPARATOR.join(mask_phone(part.replace(" ", "")) for part in text.split(SEPARATOR))


def first_phone(text: str) -> str:
    """The first of several phone numbers whole, and how many follow: “138 **** 5678 +1”."""
    first, *others = text.split(SEPARATOR)
    return f"{first} +{len(others)}" if others else first


def masked_accounts(text: str) -> str:
    """Nicknames as they are, handles masked."""
    return SEPARATOR.join(
        HANDLE + mask_account(part[1:]) if part.startswith(HANDLE) else part
        for part in text.split(SEPARATOR)
    )


def masked_birthday(text: str) -> str:
    """A birthday by its month alone."""
    return mask_birthday(text) if text else ""


def count_text(total: int, shown: int, selected: int) -> str:
    """How many there are, are shown, are selected: “312 people · 45 shown · 3 people selected”."""
    from organizer.base.words import ngettext

    parts = [ngettext("{count} person", "{count} people", total).format(count=f"{total:,}")]
    if shown != total:
        parts.append(_("{count} shown").format(count=f"{shown:,}"))
    if selected:
        words = ngettext("{count} person selected", "{count} people selected", selected)
        parts.append(words.format(count=f"{selected:,}"))
    return " · ".join(parts)
