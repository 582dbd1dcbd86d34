"""What a list can be filtered by, declared as data; and the plain values a filter is made of.

A filter state is a dictionary that fits into JSON: `{"words": "…", "filters": {key: value}}`.
Values by kind of filter: a list of option ids; True or False; a text; `{"from": 3, "to": 5}`
(either may be missing); for dates `"2026-03-01"` or `{"days": 30}`, which stays true when a saved
filter is used again next month.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from organizer.base.formats import format_date, format_number
from organizer.base.words import N_, _, ngettext

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

FilterState = dict[str, Any]
SEPARATOR = N_(", ")
NAMED = 3
"""Options named on a chip; the others are counted."""


class FilterType(StrEnum):
    """How a filter's value is given."""

    CHOICE = "choice"
    CHOICES = "choices"
    SINCE = "since"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"


class Option(NamedTuple):
    """One thing that can be chosen."""

    id: str
    title: str
    """As it is shown; already translated where it is a word of ours."""
    fits: int | None = None


class FilterKind(NamedTuple):
    """One filter a list offers."""

    key: str
    title: str
    """Marked with `N_`; translated when shown."""
    type: FilterType
    options: "Callable[[], Ticket[Sequence[Option]] | Sequence[Option]] | None" = None
    """For choices: the options, or a ticket on which they arrive; asked whenever it opens."""
    negative: str = ""
    """For yes or no: the words for no, marked with `N_`."""
    heading: str = ""
    """What it stands under where the kinds are chosen from, marked with `N_`."""


def empty_state() -> FilterState:
    """The state that filters nothing."""
    return {"words": "", "filters": {}}


def is_empty(state: FilterState) -> bool:
    """Whether a state lets every row through."""
    return not state.get("words") and not state.get("filters")


def since(value: object, today: date) -> date | None:
    """The first day a date filter lets through; None when the value is no date."""
    if isinstance(value, Mapping) and isinstance(value.get("days"), int):
        return today - timedelta(days=value["days"])
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def is_set(kind: FilterKind, value: object) -> bool:
    """Whether a value of this kind filters anything; also refuses values of another kind."""
    match kind.type:
        case FilterType.CHOICE | FilterType.CHOICES:
            return (
                isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
            )
        case FilterType.YES_NO:
            return isinstance(value, bool)
        case FilterType.TEXT:
            return isinstance(value, str) and bool(value.strip())
        case FilterType.NUMBER:
            return isinstance(value, Mapping) and any(
                isinstance(value.get(end), int) for end in ("from", "to")
            )
        case FilterType.SINCE:
            return since(value, date(2000, 1, 1)) is not None


def describe(kind: FilterKind, value: Any, titles: Mapping[str, str]) -> str:
    """A filter in a few words, as its chip says it; `titles` names the options by id."""
    title = _(kind.title)
    match kind.type:
        case FilterType.YES_NO:
            if value:
                return title
            return _(kind.negative) if kind.negative else _("Not: {title}").format(title=title)
        case FilterType.CHOICE | FilterType.CHOICES:
            said = _chosen(value, titles)
        case FilterType.TEXT:
            said = _("“{text}”").format(text=value)
        case FilterType.NUMBER:
            said = _between(value.get("from"), value.get("to"))
        case FilterType.SINCE:
            return _describe_since(title, value)
    return _("{title}: {value}").format(title=title, value=said)


def _chosen(ids: Sequence[str], titles: Mapping[str, str]) -> str:
    named = [titles.get(option, "…") for option in ids[:NAMED]]
    rest = len(ids) - len(named)
    return _(SEPARATOR).join(named) + (f" +{rest}" if rest else "")


def _between(least: int | None, most: int | None) -> str:
    if least is None and most is not None:
        return _("at most {number}").format(number=format_number(most))
    if most is None and least is not None:
        return _("at least {number}").format(number=format_number(least))
    return _("{least} to {most}").format(
        least=format_number(least or 0), most=format_number(most or 0)
    )


def _describe_since(title: str, value: object) -> str:
    if isinstance(value, Mapping):
        days = value["days"]
        return ngettext(
            "{title} in the last {days} day", "{title} in the last {days} days", days
        ).format(title=title, days=days)
    day = since(value, date(2000, 1, 1))
    return _("{title} since {date}").format(title=title, date=format_date(day) if day else "")
