"""What a user can do with members. Writing many at once for lists in: `actions_many`."""

from collections.abc import Callable, Sequence
from typing import Any

from organizer import domain
from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.fields import actions as fields
from organizer.domain.members import rules, store
from organizer.domain.members.records import ACCOUNT_KINDS, CHANGEABLE, PLATFORMS, NewAccount

ADD = ActionKind("members.add", N_("Added {count} member"), N_("Added {count} members"))
CHANGE = ActionKind("members.change", N_("Changed {count} member"), N_("Changed {count} members"))
ARCHIVE = ActionKind(
    "members.archive", N_("Archived {count} member"), N_("Archived {count} members")
)
RESTORE = ActionKind(
    "members.restore", N_("Brought back {count} member"), N_("Brought back {count} members")
)
DELETE = ActionKind("members.delete", N_("Deleted {count} member"), N_("Deleted {count} members"))
READING = ActionKind("members.reading", N_("Corrected the reading of a name"))
PHONES = ActionKind("members.phones", N_("Changed the phone numbers of a member"))
ACCOUNTS = ActionKind("members.accounts", N_("Changed the accounts of a member"))
ADD_ACCOUNTS = ActionKind(
    "members.add_accounts",
    N_("Added an account to {count} member"),
    N_("Added accounts to {count} members"),
)
SUBJECTS = ActionKind(
    "members.subjects",
    N_("Changed the subjects of {count} member"),
    N_("Changed the subjects of {count} members"),
)

#: What ends when members are archived, in the same step. Later subjects whose rows hold a period
#: of a member (memberships, appointments) add their function when their actions are imported; it
#: gets the step and the members' ids.
ON_ARCHIVE: list[Callable[[Step, Sequence[str]], None]] = []


# --- adding and changing ------------------------------------------------------------------------


def add(
    step: Step,
    /,
    name: str,
    *,
    phones: Sequence[str] = (),
    accounts: Sequence[NewAccount] = (),
    subjects: Sequence[str] = (),
    tag_ids: Sequence[str] = (),
    **columns: str | None,
) -> str:
    """Add a member and return its id; `columns` are of `records.CHANGEABLE`.

    A birthday is given as people write it, phones as typed. Raises UserError for a missing name
    and for phones, QQ numbers or birthdays that can't be right.
    """
    step.begins(ADD, count=1)
    name = rules.checked_name(name)
    member_id = step.insert(
        "member",
        name=name,
        **rules.spelling(name),
        **rules.checked_fields(_changeable(columns), step.today),
    )
    add_phones(step, member_id, phones)
    for account in accounts:
        add_account(step, member_id, account)
    if subjects:
        set_subjects(step, [member_id], subjects)
    if tag_ids:
        fields.tag(step, "member", [member_id], tag_ids)
    return member_id


def _changeable(columns: dict[str, str | None]) -> dict[str, str | None]:
    unknown = columns.keys() - set(CHANGEABLE)
    if unknown:
        message = f"not columns of a member: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    return columns


def change(step: Step, /, member_id: str, **columns: str | None) -> bool:
    """Change columns of a member (those of `records.CHANGEABLE`); whether anything changed.

    A new name brings its reading, unless the owner corrected the reading. Raises UserError for a
    value that can't be right, KeyError when there is no such member.
    """
    step.begins(CHANGE, count=1, columns=sorted(columns))
    columns = dict(_changeable(columns))
    changes: dict[str, Any] = {}
    if "name" in columns:
        name = rules.checked_name(columns.pop("name") or "")
        changes = {"name": name, **rules.spelling(name, store.corrected_reading(step, member_id))}
    if columns.get("recommended_by_id") == member_id:
        raise UserError(
            "members.recommends_self", N_("Nobody recommends themselves. Choose someone else.")
        )
    changes |= rules.checked_fields(columns, step.today)
    return step.update("member", member_id, **changes)


def set_field(step: Step, member_ids: Sequence[str], column: str, value: str | None) -> int:
    """Give one column the same value for many members; returns how many really changed.

    Names and numbers are of one person and can't be set together.
    """
    if column in ("name", "number", "photo_id"):
        message = f"{column} can't be the same for many"
        raise ValueError(message)
    step.begins(CHANGE, count=len(member_ids), columns=[column])
    changes = rules.checked_fields(_changeable({column: value}), step.today)
    changed = step.update_where("member", member_ids, **changes)
    step.note(count=changed)
    return changed


def correct_reading(step: Step, member_id: str, reading: str) -> bool:
    """Keep the reading as the owner says it ("Zēng", "shan xiong xin"); '' computes it again."""
    step.begins(READING)
    name = store.name_of(step, member_id)
    return step.update(
        "member",
        member_id,
        reading_corrected=bool(reading.strip()),
        **rules.spelling(name, reading.strip() or None),
    )


def set_subjects(step: Step, member_ids: Sequence[str], subjects: Sequence[str]) -> None:
    """Give members these own subjects and no others; none at all inherits the institution's."""
    step.begins(SUBJECTS, count=len(member_ids))
    wanted = list(dict.fromkeys(s.strip() for s in subjects if s.strip()))
    present = store.subject_rows(step, member_ids)
    step.delete(
        "member_subject", [row_id for row_id, _m, subject in present if subject not in wanted]
    )
    known = {(member_id, subject) for _id, member_id, subject in present}
    new = [(m, s) for m in member_ids for s in wanted if (m, s) not in known]
    if new:
        step.insert_many("member_subject", ("member_id", "subject"), new)


# --- phones -------------------------------------------------------------------------------------


def add_phones(step: Step, member_id: str, numbers: Sequence[str]) -> int:
    """Add phone numbers as typed, leaving out empty ones and those the member has."""
    step.begins(PHONES)
    present = store.phones_of(step, member_id) if numbers else []
    known = {phone.number for phone in present}
    added = 0
    for typed in numbers:
        number, kind = rules.checked_phone(typed)
        if number and number not in known:
            known.add(number)
            place = len(present) + added
            step.insert("phone", member_id=member_id, number=number, kind=kind, position=place)
            added += 1
    return added


def change_phone(step: Step, phone_id: str, typed: str, label: str | None = None) -> bool:
    """Change a phone number or its label; an empty number takes it away."""
    step.begins(PHONES)
    number, kind = rules.checked_phone(typed)
    if not number:
        return step.delete("phone", [phone_id]) == 1
    labelled = {} if label is None else {"label": label.strip()}
    return step.update("phone", phone_id, number=number, kind=kind, **labelled)


def set_phones(step: Step, member_id: str, numbers: Sequence[str]) -> None:
    """Give a member exactly these numbers in this order; known ones keep their rows and labels."""
    step.begins(PHONES)
    wanted = dict(pair for pair in map(rules.checked_phone, numbers) if pair[0])
    present = {phone.number: phone for phone in store.phones_of(step, member_id)}
    gone = [phone.id for number, phone in present.items() if number not in wanted]
    if gone:
        step.delete("phone", gone)
    kept = [(present[n].id, place) for place, n in enumerate(wanted) if n in present]
    if kept:
        step.update_many("phone", ("position",), kept)
    for place, (number, kind) in enumerate(wanted.items()):
        if number not in present:
            step.insert("phone", member_id=member_id, number=number, kind=kind, position=place)


# --- accounts -----------------------------------------------------------------------------------


def _checked_account(member_id: str, account: NewAccount) -> dict[str, str | None]:
    if account.platform not in PLATFORMS or account.kind not in ACCOUNT_KINDS:
        message = f"unknown account: {account.platform}, {account.kind}"
        raise ValueError(message)
    operator_id = account.operator_id if account.kind == "interactive" else None
    return {
        "member_id": member_id,
        "platform": account.platform,
        "kind": account.kind,
        "handle": rules.checked_handle(account.platform, account.handle),
        "nickname": account.nickname.strip(),
        "operator_id": operator_id,
    }


def add_account(step: Step, member_id: str, account: NewAccount) -> str:
    """Add an account to a member. Raises UserError for a QQ number that is none."""
    step.begins(ACCOUNTS)
    return step.insert("account", **_checked_account(member_id, account))


def change_account(step: Step, account_id: str, account: NewAccount) -> bool:
    """Change an account; whether anything changed."""
    step.begins(ACCOUNTS)
    columns = _checked_account("", account)
    del columns["member_id"]
    return step.update("account", account_id, **columns)


def remove_account(step: Step, account_id: str) -> None:
    """Take away an account that was never in a group.

    Raises UserError for one that was: the group's history needs it.
    """
    step.begins(ACCOUNTS)
    if store.referred(step, "account", [account_id]):
        raise UserError(
            "members.account_used",
            N_("This account is or was in a group, so it stays. Change it instead."),
        )
    step.delete("account", [account_id])


def accounts_on(step: Step, member_ids: Sequence[str], platform: str) -> dict[str, str]:
    """The ordinary account of each member on a platform, made where there is none yet.

    For whoever puts members into a group: a membership is an account in a group.
    """
    step.begins(ADD_ACCOUNTS, count=len(member_ids))
    known = store.ordinary_accounts(step, member_ids, platform)
    missing = [member_id for member_id in dict.fromkeys(member_ids) if member_id not in known]
    made = dict(zip(missing, step.new_ids(len(missing)), strict=True))
    if made:
        step.insert_many(
            "account",
            ("id", "member_id", "platform"),
            [(account_id, member_id, platform) for member_id, account_id in made.items()],
        )
    return {**known, **made}


# --- archiving and deleting ---------------------------------------------------------------------


def archive(step: Step, member_ids: Sequence[str]) -> None:
    """Archive members; their open memberships and appointments end today in the same step."""
    step.begins(ARCHIVE, count=len(member_ids))
    if not domain.loaded():
        message = "domain.load() has not run: memberships and positions would stay open"
        raise RuntimeError(message)
    open_ids = store.not_archived(step, member_ids)
    for end in ON_ARCHIVE:
        end(step, open_ids)
    step.update_where("member", open_ids, archived_at=step.now)
    step.note(count=len(open_ids))


def restore(step: Step, member_ids: Sequence[str]) -> None:
    """Bring archived members back; what ended when they were archived stays ended."""
    step.begins(RESTORE, count=len(member_ids))
    step.note(count=step.update_where("member", member_ids, archived_at=None))


def delete(step: Step, member_ids: Sequence[str]) -> None:
    """Remove members nothing refers to, with their phones, accounts, tags and own fields.

    Raises UserError when something does: they can be archived.
    """
    step.begins(DELETE, count=len(member_ids))
    accounts = store.account_ids(step, member_ids)
    if store.referred(step, "member", member_ids) or store.referred(step, "account", accounts):
        raise UserError(
            "members.referred",
            N_("Groups, positions or other members refer to this person. Archive them instead."),
        )
    fields.forget(step, "member", member_ids)
    step.delete("phone", store.phone_ids(step, member_ids))
    step.delete("account", accounts)
    step.delete("member_subject", [row[0] for row in store.subject_rows(step, member_ids)])
    step.delete("member", member_ids)
