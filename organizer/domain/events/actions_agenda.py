"""Making the agenda of an event and changing it.

Items are named by the ids the screen shows. Those of a day of a repetition without a row of its own
are the pattern's; the day gets copies before anything changes, and the same places are meant there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.events import actions, store, store_agenda, store_said
from organizer.domain.events.agenda import ITEMS, LONGEST_ITEM, usual_items
from organizer.domain.events.records import Key

MAKE = ActionKind("events.make_agenda", N_("Made the usual agenda"))
CHANGE = ActionKind("events.change_agenda", N_("Changed an agenda"))

_FIELDS = frozenset({"kind", "title", "minutes", "member_id", "notes"})


def make_usual(step: Step, key: str | Key) -> list[str]:
    """Give an event the agenda that is usual for its kind; returns the ids of the items.

    Promises and problems of last time get an item when some are open. Raises UserError when the
    event has an agenda already, or nothing is usual for its kind.
    """
    step.begins(MAKE)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    if store_agenda.items(step, event_id):
        raise UserError(
            "events.agenda_present",
            N_("This event has an agenda already. Change it, or remove its items first."),
        )
    kind = store.columns_of(step, event_id, ("kind",))["kind"]
    usual = usual_items(kind, something_left=store_said.something_left(step, event_id))
    if not usual:
        raise UserError(
            "events.no_usual_agenda",
            N_("There is no usual agenda for this kind of event. Add the items one by one."),
        )
    return [
        step.insert("agenda_item", event_id=event_id, kind=code, minutes=minutes, position=place)
        for place, (code, minutes) in enumerate(usual, start=1)
    ]


def add(
    step: Step, /, key: str | Key, kind: str = "", *, before_id: str | None = None, **fields: Any
) -> str:
    """Add an item at the end or before another; returns its id.

    `fields` are title, minutes, member_id and notes. Raises UserError when an item of one's own
    has no title, or it takes no time.
    """
    step.begins(CHANGE)
    event_id, meant = _own(step, key)
    row = {"title": "", **_checked(fields), "kind": kind}
    _check_called(row)
    before = None if before_id is None else _meant(meant, [before_id])[0]
    present = [one.id for one in store_agenda.items(step, event_id)]
    item_id = step.insert("agenda_item", event_id=event_id, **row, position=len(present) + 1)
    if before is not None:
        place = present.index(before)
        _put_in_order(step, [*present[:place], item_id, *present[place:]])
    return item_id


def change(step: Step, /, key: str | Key, item_id: str, **changes: Any) -> str:
    """Change kind, title, minutes, member_id or notes of an item; returns its id.

    Raises UserError when an item of one's own has no title, or it takes no time.
    """
    step.begins(CHANGE)
    _event_id, meant = _own(step, key)
    (item_id,) = _meant(meant, [item_id])
    present = store_agenda.item(step, item_id)
    if present is None:
        raise KeyError(item_id)
    row = _checked(changes)
    _check_called({"kind": present.kind, "title": present.title, **row})
    step.update("agenda_item", item_id, **row)
    return item_id


def reorder(step: Step, key: str | Key, item_ids: Sequence[str]) -> None:
    """Put the items of an event in this order; those not named keep theirs behind them."""
    step.begins(CHANGE)
    event_id, meant = _own(step, key)
    wanted = list(dict.fromkeys(_meant(meant, item_ids)))
    rest = [one.id for one in store_agenda.items(step, event_id) if one.id not in wanted]
    _put_in_order(step, [*wanted, *rest])


def remove(step: Step, key: str | Key, item_ids: Sequence[str]) -> int:
    """Take items off the agenda; returns how many there were."""
    step.begins(CHANGE)
    _event_id, meant = _own(step, key)
    return step.delete("agenda_item", _meant(meant, item_ids))


def _own(step: Step, key: str | Key) -> tuple[str, dict[str, str]]:
    """The event's own row, and which of its items is meant by which the screen shows."""
    key = store.resolve(step, key)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    own = [one.id for one in store_agenda.items(step, event_id)]
    shown = own if key.occurs_on is None else [
        one.id for one in store_agenda.items(step, key.event_id)
    ]  # fmt: skip
    return event_id, dict(zip(shown, own, strict=True))


def _meant(meant: Mapping[str, str], item_ids: Iterable[str]) -> list[str]:
    found = [meant.get(one) for one in item_ids]
    if None in found:
        raise UserError(
            "events.agenda_item_gone", N_("This item is no longer on the agenda. Look again.")
        )
    return [one for one in found if one is not None]


def _put_in_order(step: Step, item_ids: Sequence[str]) -> None:
    step.update_many(
        "agenda_item", ("position",), [(one, place) for place, one in enumerate(item_ids, start=1)]
    )


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - _FIELDS
    if unknown:
        message = f"an agenda item has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    row = dict(fields)
    if "title" in row:
        row["title"] = one_line(row["title"])
    minutes = row.get("minutes")
    if minutes is not None and not 1 <= minutes <= LONGEST_ITEM:
        raise UserError(
            "events.agenda_minutes",
            N_("An item takes 1 to {most} minutes."),
            most=LONGEST_ITEM,
        )
    return row


def _check_called(row: dict[str, Any]) -> None:
    if row["kind"] and row["kind"] not in ITEMS:
        message = f"{row['kind']} is no item of an agenda"
        raise ValueError(message)
    if not row["kind"] and not row["title"]:
        raise UserError("events.agenda_no_title", N_("An item of your own needs a title."))
