"""What the members list can be filtered by: the state of the filters as conditions.

A state is plain data, `{"words": "…", "filters": {key: value}}`, as it is kept in a saved filter.
Several values of one filter mean any of them; different filters must all be met.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from organizer.base.search_query import escape_like
from organizer.base.steps import FinishedStep
from organizer.domain.groups import store_filters as groups
from organizer.domain.members import store_filters as members
from organizer.domain.members.conditions import ARCHIVED, NOT_ARCHIVED, Condition
from organizer.domain.roles import store as roles
from organizer.domain.rosters.records import OWN

State = Mapping[str, Any]

_ONE_OF: dict[str, Callable[[str], Condition]] = {
    "group": groups.in_group,
    "left_group": groups.was_in_group,
    "role": roles.holds,
    "tag": members.tagged,
    "institution": members.at_institution,
    "district": members.in_district,
    "subject": members.teaching,
    "position": members.in_position,
    "source": members.from_source,
    "recommended_by": members.recommended_by,
    "came_by": groups.came_by,
    "standing": groups.stands,
    "birthday": lambda month: any_of(
        [members.born_in(int(month)), members.born_in(int(month), "lunar")]
    ),
}


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Members who meet one of the conditions."""
    return Condition(
        " OR ".join(f"({one.sql})" for one in conditions) or "0",
        tuple(value for one in conditions for value in one.parameters),
    )


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.parameters)


def _yes_or_no(key: str, *, yes: bool) -> Condition | None:
    match key:
        case "in_a_group":
            found = groups.in_any_group()
        case "has_role":
            found = _not(roles.holds_nothing())
        case "has_institution":
            found = _not(members.at_institution(None))
        case "has_tag":
            found = _not(members.untagged())
        case "has_phone":
            found = members.with_phone()
        case "has_wechat":
            found = members.with_account("wechat")
        case "interactive":
            found = groups.has_interactive_account()
        case "seed":
            found = groups.seeds()
        case _:
            return None
    return found if yes else _not(found)


def first_day(value: object, today: dt.date) -> dt.date | None:
    """The first day a filter of dates lets through: an ISO day, or {"days": 30} before today."""
    if isinstance(value, Mapping) and isinstance(value.get("days"), int):
        return today - dt.timedelta(days=value["days"])
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def conditions(state: State, today: dt.date, *, words: bool = True) -> list[Condition]:
    """Everything a state asks for, today's members unless it asks for archived ones.

    A filter this version does not know is left out. Without `words` the search is left out: the
    window looks in its index.
    """
    filters = state.get("filters") or {}
    found = [ARCHIVED if filters.get("archived") is True else NOT_ARCHIVED]
    for key, value in filters.items():
        condition = _condition(key, value, today)
        if condition is not None:
            found.append(condition)
    text = str(state.get("words") or "").strip()
    if words and text:
        found.append(members.matching(text))
    return found


def _condition(key: str, value: Any, today: dt.date) -> Condition | None:
    if key == "ids" and isinstance(value, list):
        return members.among(value)
    if key in _ONE_OF and isinstance(value, list):
        return any_of([_ONE_OF[key](str(one)) for one in value])
    if key in ("joined", "left"):
        day = first_day(value, today)
        between = groups.joined_between if key == "joined" else groups.left_between
        return None if day is None else between(day)
    if key.startswith(OWN):
        return _own(key.removeprefix(OWN), value, today)
    return _yes_or_no(key, yes=value) if isinstance(value, bool) else None


def _own(field_id: str, value: Any, today: dt.date) -> Condition | None:
    if isinstance(value, bool):
        return members.with_value(field_id, "yes" if value else "no")
    if isinstance(value, list):
        return any_of([members.with_value(field_id, str(one)) for one in value])
    if isinstance(value, Mapping) and "days" not in value:
        least, most = value.get("from"), value.get("to")
        return members.with_value_between(
            field_id,
            "" if least is None else str(least),
            "" if most is None else str(most),
            number=True,
        )
    day = first_day(value, today)
    if day is not None:
        return members.with_value_between(field_id, day.isoformat(), "")
    return _with_text(field_id, value) if isinstance(value, str) else None


def _with_text(field_id: str, words: str) -> Condition:
    """Members in whose own field these words stand."""
    return Condition(
        "EXISTS (SELECT 1 FROM field_value v WHERE v.field_id = ? AND v.subject_id = m.id"
        r" AND v.value LIKE ? ESCAPE '\')",
        (field_id, f"%{escape_like(words.strip())}%"),
    )


def is_everybody(state: State) -> bool:
    """Whether a state lists today's members without any filter."""
    return not (state.get("filters") or {}) and not str(state.get("words") or "").strip()


# --- whether a step makes it another list ---------------------------------------------------------

_GROUPS = frozenset({"membership", "account", "chat_group"})
#: The tables each filter and each order looks at besides the member's own row.
_LOOKS_AT: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("group", "left_group", "joined", "left", "came_by", "standing", "in_a_group", "seed"),
        _GROUPS,
    ),
    "groups": _GROUPS,
    **dict.fromkeys(("role", "roles", "has_role"), frozenset({"appointment"})),
    **dict.fromkeys(("tag", "tags", "has_tag"), frozenset({"tagging", "tag"})),
    **dict.fromkeys(("phone", "has_phone"), frozenset({"phone"})),
    **dict.fromkeys(("accounts", "has_wechat", "interactive"), frozenset({"account"})),
    **dict.fromkeys(("subject", "subjects"), frozenset({"member_subject", "institution_subject"})),
    **dict.fromkeys(("institution", "district", "has_institution"), frozenset({"institution"})),
}
#: What every list depends on: names in order, and who is archived.
_ALWAYS = frozenset({"sort_key", "archived_at"})
#: Orders and filters that look at nothing of a member's own row but what every list does.
_NOT_OF_MEMBER = frozenset({"name", "archived", "group", "joined", "role", "tag", "phone"})


def reshapes(step: FinishedStep, state: State, sort: str) -> bool:
    """Whether after a step the list of this state and order may hold others, or stand otherwise.

    What is searched is not looked at: the search index knows it better.
    """
    if "member" in step.reshaped or not _ALWAYS.isdisjoint(step.columns.get("member", ())):
        return True
    keys = {sort or "name", *(state.get("filters") or {})}
    if "member" in step.tables and not keys <= _NOT_OF_MEMBER:
        return True
    looked_at: set[str] = set()
    for key in keys:
        looked_at |= {"field_value"} if key.startswith(OWN) else _LOOKS_AT.get(key, frozenset())
    return not looked_at.isdisjoint(step.tables)
