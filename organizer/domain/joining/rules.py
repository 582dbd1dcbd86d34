"""How two records become one: pure decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from organizer.domain.joining.records import Compared, Side
from organizer.domain.members.records import Member


@dataclass(frozen=True, slots=True)
class Period:
    """A time somebody was somewhere, as a row: `start` or `end` None is unknown or open."""

    row_id: str
    start: str | None
    end: str | None
    place: tuple[str | None, ...] = ()

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day; an unknown start lies before, an open end after all."""
        return (self.start or "") <= (other.end or "9") and (other.start or "") <= (self.end or "9")


def united(periods: Sequence[Period]) -> list[tuple[Period, list[str]]]:
    """Periods of one place so that none overlap, each with the ids of the rows it takes in.

    Of overlapping ones the first in the sequence stays and reaches from the earliest known start
    to the latest end.
    """
    groups: list[tuple[Period, list[str]]] = []
    for period in periods:
        whole, taken = period, [period.row_id]
        apart = []
        for other, rows in groups:
            if other.place == whole.place and other.overlaps(whole):
                whole, taken = _union(other, whole), [*rows, *taken]
            else:
                apart.append((other, rows))
        groups = [*apart, (whole, taken)]
    return groups


def _union(first: Period, second: Period) -> Period:
    starts = [one.start for one in (first, second) if one.start]
    ends = [one.end for one in (first, second)]
    return replace(
        first,
        start=min(starts) if starts else None,
        end=None if None in ends else max(end for end in ends if end),
    )


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What tells accounts apart."""

    id: str
    platform: str
    kind: str
    handle: str
    nickname: str


def same_account(lost: AccountCard, kept: Sequence[AccountCard]) -> AccountCard | None:
    """The account of the kept member that an account of the lost one is, if it is one of them.

    Two different handles are two accounts. An account without a handle was made by putting
    somebody into a group: it is the one the kept member has on that platform, the one of the same
    nickname where there are several.
    """
    alike = [one for one in kept if (one.platform, one.kind) == (lost.platform, lost.kind)]
    if lost.handle:
        for one in alike:
            if one.handle.casefold() == lost.handle.casefold():
                return one
        alike = [one for one in alike if not one.handle]
    alike.sort(key=lambda one: (one.nickname != lost.nickname, bool(one.handle), one.id))
    return alike[0] if alike else None


def chosen(
    kept: Mapping[str, object], lost: Mapping[str, object], choices: Mapping[str, Side]
) -> dict[str, object]:
    """The values that change at the kept record.

    Without a choice the kept value stays, and an empty one is filled from the lost record.
    """
    changes = {}
    for column, value in lost.items():
        side = choices.get(column) or ("lost" if kept[column] in ("", None) else "kept")
        if side == "lost" and value != kept[column]:
            changes[column] = value
    return changes


# --- two members side by side -------------------------------------------------------------------


def compared(kept: Member, lost: Member) -> list[Compared]:
    """What two members differ in, as texts to be shown side by side, with the first proposal.

    `column` is a key of the choices that `merging.merge` takes; those that agree are left out.
    """
    found = []
    for column, (mine, theirs) in _shown(kept, lost).items():
        if mine != theirs:
            side: Side = "lost" if not mine else "kept"
            found.append(Compared(column, mine, theirs, side))
    return found


def _shown(kept: Member, lost: Member) -> dict[str, tuple[str, str]]:
    plain = (
        "name",
        "number",
        "form_of_address",
        "welcome_title",
        "institution",
        "position",
        "district",
        "birthday",
        "source",
        "recommended_by",
        "notes",
    )
    ids = {"institution": "institution_id", "recommended_by": "recommended_by_id"}
    shown = {
        ids.get(name, name): (str(getattr(kept, name)), str(getattr(lost, name))) for name in plain
    }
    shown["photo_id"] = (kept.photo_id or "", lost.photo_id or "")
    shown["subjects"] = ("、".join(sorted(kept.subjects)), "、".join(sorted(lost.subjects)))
    return shown
