"""Writing members by the hundred thousand, for lists in: as fast as the table takes rows.

The rows come as sequences straight from the plan of an import and are never made into objects. The
checks of `rules` are the caller's; `cleaned` says that all texts went through `base.text.clean`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from organizer.base import pinyin
from organizer.base.steps import Step
from organizer.domain.members import store
from organizer.domain.members.actions import ADD, CHANGE

#: Names whose spelling is kept at hand: most of the gain, little of the memory.
_REMEMBERED = 10_000
_SPELLED = ("reading", "initials", "sort_key")


def add_many(
    step: Step, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, cleaned: bool = False
) -> int:
    """Add members; `columns` begin with "id", "name" and may be any of `records.CHANGEABLE`.

    Ids come from `step.new_ids(n)`. Readings are worked out here. Returns how many.
    """
    if tuple(columns[:2]) != ("id", "name"):
        message = "the first columns of members are id and name"
        raise ValueError(message)
    step.begins(ADD)
    count = step.insert_many("member", (*columns, *_SPELLED), _spelled(rows), cleaned=cleaned)
    step.values.setdefault("count", count)
    return count


def _spelled(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    known: dict[str, tuple[str, str, str]] = {}
    person_reading, sort_key = pinyin.person_reading, pinyin.sort_key
    for row in rows:
        name = row[1]
        spelled = known.get(name)
        if spelled is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            spoken = person_reading(name)
            spelled = known[name] = (spoken.full, spoken.initials, sort_key(name, spoken.full))
        yield (*row, *spelled)


def change_many(step: Step, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Change columns of members, rows given as (id, value, …); returns how many really changed.

    Only what differs is written and recorded. With "name" among the columns the readings follow,
    corrected ones stay.
    """
    step.begins(CHANGE)
    if "name" in columns:
        place = list(columns).index("name") + 1
        given = list(rows)
        corrected = store.corrected_readings(step, [row[0] for row in given])
        changed = 0
        for part, names in (
            ([r for r in given if r[0] not in corrected], (*columns, *_SPELLED)),
            ([r for r in given if r[0] in corrected], (*columns, "sort_key")),
        ):
            if part:
                spelled = ((*row, *_spelling(row[place], corrected.get(row[0]))) for row in part)
                changed += step.update_many("member", names, spelled)
    else:
        changed = step.update_many("member", columns, rows)
    step.values.setdefault("count", changed)
    return changed


def _spelling(name: str, corrected: str | None) -> tuple[str, ...]:
    if corrected is not None:
        return (pinyin.sort_key(name, corrected),)
    spoken = pinyin.person_reading(name)
    return spoken.full, spoken.initials, pinyin.sort_key(name, spoken.full)


def add_phones_many(step: Step, rows: Iterable[Sequence[Any]], *, cleaned: bool = False) -> int:
    """Add phones given as (member id, number, kind, position), read by `rules.checked_phone`."""
    columns = ("member_id", "number", "kind", "position")
    return step.insert_many("phone", columns, rows, cleaned=cleaned)


def add_accounts_many(step: Step, rows: Iterable[Sequence[Any]], *, cleaned: bool = False) -> int:
    """Add ordinary accounts given as (id, member id, platform, handle, nickname)."""
    columns = ("id", "member_id", "platform", "handle", "nickname")
    return step.insert_many("account", columns, rows, cleaned=cleaned)


def change_accounts_many(step: Step, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Change columns (handle, nickname) of accounts, rows given as (account id, value, …)."""
    return step.update_many("account", columns, rows)


def add_subjects_many(step: Step, rows: Iterable[Sequence[Any]], *, cleaned: bool = False) -> int:
    """Add own subjects given as (member id, subject)."""
    columns = ("member_id", "subject")
    return step.insert_many("member_subject", columns, rows, cleaned=cleaned)
