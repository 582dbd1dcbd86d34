"""The pairs proposed, as the list shows them, and what is read of one pair. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from organizer.base.dates import Birthday
from organizer.base.districts import district_name
from organizer.base.masking import mask_account, mask_phone
from organizer.base.register_thread import Ticket
from organizer.base.words import N_, _
from organizer.domain.fields import store as fields
from organizer.domain.groups import store as groups
from organizer.domain.joining import rules, store
from organizer.domain.joining.records import REASONS, Duplicate, Side
from organizer.domain.members import store as members
from organizer.domain.members.records import PLATFORMS, Member
from organizer.widgets.birthday_words import birthday_text
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, IdList, Request, Row

if TYPE_CHECKING:
    from organizer.base.database import Database

T = TypeVar("T")
#: Names of what can be chosen, by the key of the choice.
TITLES = {
    "name": N_("Name"),
    "number": N_("Own number"),
    "form_of_address": N_("Form of address"),
    "welcome_title": N_("Welcome title"),
    "institution_id": N_("Institution"),
    "position": N_("Job"),
    "district": N_("District"),
    "birthday": N_("Birthday"),
    "source": N_("Source"),
    "recommended_by_id": N_("Recommended by"),
    "notes": N_("Notes"),
    "photo_id": N_("Photo"),
    "subjects": N_("Subjects"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members who may be one, as a line of the list."""

    id: str
    first_id: str
    second_id: str
    first: str
    second: str
    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact the two differ in: the key of the choice, its name, both texts, the proposal."""

    key: str
    title: str
    first: str
    second: str
    proposed: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair side by side; `kept_together` holds what both have and nothing of gets lost."""

    first: Member
    second: Member
    differences: tuple[Difference, ...]
    kept_together: tuple[tuple[str, str, str], ...]


def pair_id(first_id: str, second_id: str) -> str:
    """The id of a pair in the list."""
    return f"{first_id} {second_id}"


def find_pairs(db: "Database", asked: Sequence[tuple[str, str]] = ()) -> list[Pair]:
    """The pairs proposed, the surest first; those the owner asked for stand before them.

    Takes a moment for a large register: run it on a snapshot.
    """
    proposed = store.duplicates(db)
    known = {(one.first_id, one.second_id) for one in proposed}
    wanted = [pair for pair in asked if pair not in known]
    found = [Duplicate(first, second, ()) for first, second in wanted] + proposed
    ids = list(dict.fromkeys(one for pair in found for one in (pair.first_id, pair.second_id)))
    rows = {row.id: row for row in members.member_rows(db, ids)}
    pairs = []
    for one in found:
        first, second = rows.get(one.first_id), rows.get(one.second_id)
        if first is None or second is None:
            continue
        places = dict.fromkeys(filter(None, (first.institution, second.institution)))
        pairs.append(
            Pair(
                pair_id(first.id, second.id),
                first.id,
                second.id,
                first.name,
                second.name,
                " / ".join(places),
                one.reasons,
            )
        )
    return pairs


def compare(db: "Database", first_id: str, second_id: str) -> Comparison | None:
    """Two members side by side; None when one of them is gone."""
    first, second = members.get(db, first_id), members.get(db, second_id)
    if first is None or second is None:
        return None
    differences = [
        Difference(
            one.column,
            _(TITLES[one.column]),
            _shown(first, one.column, one.kept),
            _shown(second, one.column, one.lost),
            one.proposed,
        )
        for one in rules.compared(first, second)
    ]
    differences += _own_fields(db, first_id, second_id)
    together = (
        (_("Phone"), _phones(first), _phones(second)),
        (_("Accounts"), _accounts(first), _accounts(second)),
        (_("Groups"), _groups(db, first_id), _groups(db, second_id)),
        (_("Tags"), _names(first.tags), _names(second.tags)),
    )
    return Comparison(
        first,
        second,
        tuple(differences),
        tuple(line for line in together if line[1] or line[2]),
    )


def _shown(member: Member, key: str, text: str) -> str:
    if key == "district":
        return district_name(text) if text else ""
    if key == "photo_id":
        return _("has a photo") if text else ""
    if key == "birthday":
        lunar = member.birthday_calendar == "lunar"
        return birthday_text(Birthday("lunar" if lunar else "solar", text))
    return text


def _own_fields(db: "Database", first_id: str, second_id: str) -> list[Difference]:
    mine, theirs = fields.values_of(db, first_id), fields.values_of(db, second_id)
    found = []
    for field in fields.own_fields(db, "member"):
        first, second = mine.get(field.id, ""), theirs.get(field.id, "")
        if first == second:
            continue
        words = {"yes": _("Yes"), "no": _("No")} if field.type == "yes_no" else {}
        side: Side = "kept" if first else "lost"
        found.append(
            Difference(
                f"field:{field.id}",
                field.name,
                words.get(first, first),
                words.get(second, second),
                side,
            )
        )
    return found


def _phones(member: Member) -> str:
    return "、".join(mask_phone(phone.number) for phone in member.phones)


def _accounts(member: Member) -> str:
    return "、".join(
        f"{_(PLATFORMS[one.platform])} "
        + (one.nickname or (mask_account(one.handle) if one.handle else "–"))
        for one in member.accounts
    )


def _groups(db: "Database", member_id: str) -> str:
    rows = groups.memberships_of_person(db, member_id)
    return "、".join(dict.fromkeys(row.group_name for row in rows if row.left_on is None))


def _names(tags: Sequence[object]) -> str:
    return "、".join(str(getattr(tag, "name", "")) for tag in tags)


class PairSource:
    """Answers the list of pairs from memory."""

    def __init__(self) -> None:
        self.pairs: dict[str, Pair] = {}

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Answer from these."""
        self.pairs = {pair.id: pair for pair in pairs}

    def head(self, _request: Request) -> Ticket[IdList] | None:
        """There is no quicker beginning than the whole list."""
        return None

    def ids(self, _request: Request) -> Ticket[IdList]:
        """All pairs, the surest first."""
        return _answered(IdList(list(self.pairs), len(self.pairs)))

    def rows(
        self,
        ids: Sequence[str],
        *,
        background: bool = False,  # noqa: ARG002 - nothing is read, so nothing can wait
    ) -> Ticket[Mapping[str, Row]]:
        """The pairs of these ids."""
        return _answered({one: self.pairs[one] for one in ids if one in self.pairs})


def _answered(result: T) -> Ticket[T]:
    ticket: Ticket[T] = Ticket()
    ticket.settle(result, None)
    return ticket


def reason_words(pair: Pair) -> str:
    """Why the two may be one, in words."""
    return "、".join(_(REASONS[one]) for one in pair.reasons) or _("Chosen by you")


def _names_of(pair: Pair) -> str:
    return pair.first if pair.first == pair.second else f"{pair.first} / {pair.second}"


COLUMNS: tuple[Column, ...] = (
    Column("names", N_("Names"), _names_of, sortable=False, width=18, strong=True),
    Column(
        "why",
        N_("Why"),
        reason_words,
        sortable=False,
        width=22,
        badges=lambda pair: [
            Badge(_(REASONS[one]), Tone.WARNING if one in ("phone", "account") else Tone.PLAIN)
            for one in pair.reasons
        ],
    ),
    Column("place", N_("Institution"), lambda pair: pair.place, sortable=False, width=22),
)
