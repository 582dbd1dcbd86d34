"""Changes of a member in words: what it was, what it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from organizer.base.districts import district_name
from organizer.base.history import RowChange
from organizer.base.masking import group_phone, mask_account, mask_phone
from organizer.base.words import N_, _
from organizer.domain.groups.records import standing_words, way_in_words
from organizer.domain.members.records import ACCOUNT_KINDS, CALENDARS, PLATFORMS
from organizer.domain.roles.records import title_words
from organizer.domain.rosters.store_history import PastOfMember

TITLES: dict[str, str] = {
    "name": N_("Name"),
    "number": N_("Own number"),
    "reading": N_("Reading"),
    "form_of_address": N_("Form of address"),
    "welcome_title": N_("Welcome title"),
    "institution_id": N_("Institution"),
    "position": N_("Job"),
    "district": N_("District"),
    "birthday": N_("Birthday"),
    "birthday_calendar": N_("Calendar of the birthday"),
    "source": N_("Source"),
    "recommended_by_id": N_("Recommended by"),
    "photo_id": N_("Photo"),
    "notes": N_("Notes"),
    "handle": N_("Account number"),
    "nickname": N_("Nickname"),
    "platform": N_("Platform"),
    "kind": N_("Kind of account"),
    "operator_id": N_("Operated by"),
    "label": N_("Label"),
    "alias": N_("Alias in the group"),
    "joined_on": N_("Joined the group"),
    "left_on": N_("Left the group"),
    "came_by": N_("How they came"),
    "invited_by_id": N_("Invited by"),
    "is_seed": N_("Seed member"),
    "standing": N_("Standing in a group"),
    "paid_until": N_("Paid until"),
    "title": N_("Title"),
    "starts_on": N_("From"),
    "term_ends_on": N_("Term ends"),
    "ended_on": N_("Ended"),
    "duty": N_("Duty"),
    "returns": N_("What it returns"),
}
#: Columns that follow from others, or say nothing to anybody.
_PASSED_OVER = frozenset({"initials", "sort_key", "reading_corrected", "member_id", "id"})
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class PastLine:
    """One fact a step changed: what it was and what it became; empty for nothing."""

    title: str
    before: str
    after: str


class PastWords:
    """Puts changes into words; phone numbers and accounts masked as the owner set it."""

    def __init__(self, past: PastOfMember, *, masked: bool) -> None:
        self._past = past
        self._masked = masked

    def lines(self, changes: list[RowChange]) -> list[PastLine]:
        """What one step changed of the member."""
        return [line for change in changes for line in self._of(change)]

    def _of(self, change: RowChange) -> Iterator[PastLine]:
        if change.table == "member":
            yield from self._of_member(change)
            return
        if change.kind == "update":
            yield from self._updated(change)
            return
        row = self._past.rows.get(change.row_id, {})
        if change.kind == "delete":
            row = {name: pair[0] for name, pair in change.columns.items()}
        title, words = self._row(change.table, row)
        if words:
            gone = change.kind == "delete"
            yield PastLine(title, words if gone else "", "" if gone else words)

    def _of_member(self, change: RowChange) -> Iterator[PastLine]:
        if change.kind != "update":
            return
        for column, (before, after) in change.columns.items():
            if column == "archived_at":
                yield PastLine(_("Archived"), _yes(before), _yes(after))
            elif column == "reading" and "name" in change.columns:
                continue
            elif column not in _PASSED_OVER:
                yield self._line(column, before, after)

    def _updated(self, change: RowChange) -> Iterator[PastLine]:
        row = self._past.rows.get(change.row_id, {})
        owner = self._row(change.table, row)[1]
        for column, (before, after) in change.columns.items():
            if change.table == "phone" and column == "number":
                yield PastLine(_("Phone"), self.phone(before), self.phone(after))
            elif change.table == "field_value" and column == "value":
                name = self._past.names.get(str(row.get("field_id", "")), _("Own field"))
                yield PastLine(name, str(before or ""), str(after or ""))
            elif column not in _PASSED_OVER and column in TITLES:
                line = self._line(column, before, after)
                of_place = change.table in ("membership", "appointment") and owner
                title = f"{owner} · {line.title}" if of_place else line.title
                yield PastLine(title, line.before, line.after)

    def _line(self, column: str, before: Any, after: Any) -> PastLine:
        title = _(TITLES[column]) if column in TITLES else column
        return PastLine(title, self._value(column, before), self._value(column, after))

    def _value(self, column: str, value: Any) -> str:
        if value in (None, ""):
            return ""
        if column.endswith("_id"):
            return _("A picture") if column == "photo_id" else self.name(str(value))
        spoken: dict[str, Callable[[], str]] = {
            "district": lambda: district_name(value),
            "birthday_calendar": lambda: _(CALENDARS.get(value, value)),
            "platform": lambda: _(PLATFORMS.get(value, value)),
            "kind": lambda: _(ACCOUNT_KINDS.get(value, value)),
            "title": lambda: title_words(value),
            "standing": lambda: standing_words(value),
            "came_by": lambda: way_in_words(value),
            "is_seed": lambda: _yes(value),
            "handle": lambda: mask_account(value) if self._masked else value,
        }
        text = spoken[column]() if column in spoken else str(value)
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

    def _row(self, table: str, row: dict[str, Any]) -> tuple[str, str]:
        """Title and words of a whole row that came or went."""
        made = _ROWS.get(table)
        return made(self, row) if made is not None else ("", "")

    def account(self, row: dict[str, Any]) -> tuple[str, str]:
        """Platform of an account, and what it is called."""
        words = row.get("nickname") or self._value("handle", row.get("handle"))
        return self._value("platform", row.get("platform")), words or _("No name yet")

    def appointment(self, row: dict[str, Any]) -> tuple[str, str]:
        """That it is a position; title and place."""
        place = self.name(row.get("group_id") or row.get("branch_id"))
        title = title_words(str(row.get("title", "")))
        return _("Position"), " · ".join(filter(None, (title, place)))

    def name(self, record_id: Any) -> str:
        """What a record is called; empty for none."""
        return self._past.names.get(str(record_id), "") if record_id else ""

    def phone(self, number: Any) -> str:
        """A phone number as it is shown."""
        if not number:
            return ""
        return mask_phone(str(number)) if self._masked else group_phone(str(number))


_ROWS: dict[str, Callable[[PastWords, dict[str, Any]], tuple[str, str]]] = {
    "phone": lambda words, row: (_("Phone"), words.phone(row.get("number"))),
    "account": PastWords.account,
    "member_subject": lambda _words, row: (_("Subjects"), str(row.get("subject", ""))),
    "tagging": lambda words, row: (_("Tag"), words.name(row.get("tag_id"))),
    "field_value": lambda words, row: (
        words.name(row.get("field_id")),
        str(row.get("value", "")),
    ),
    "membership": lambda words, row: (_("Group"), words.name(row.get("group_id"))),
    "appointment": PastWords.appointment,
}


def _yes(value: Any) -> str:
    return _("Yes") if value else _("No")
