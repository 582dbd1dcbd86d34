"""What can be done with venues and their rooms."""

from collections.abc import Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.pinyin import sort_key, text_reading
from organizer.base.steps import ActionKind, Step
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.venues import store

ADD = ActionKind("venues.add", N_("Added a venue"))
CHANGE = ActionKind("venues.change", N_("Changed a venue"))
ARCHIVE = ActionKind("venues.archive", N_("Archived {count} venue"), N_("Archived {count} venues"))
RESTORE = ActionKind(
    "venues.restore", N_("Brought back {count} venue"), N_("Brought back {count} venues")
)

_ONE_LINE = frozenset({"name", "address"})


def add(
    step: Step, name: str, *, address: str = "", institution_id: str | None = None, notes: str = ""
) -> str:
    """Add a venue and return its id.

    Raises UserError when the name is empty or another venue has it.
    """
    step.begins(ADD)
    name = _checked_name(step, name, None)
    return step.insert(
        "venue",
        name=name,
        **_spelled(name),
        address=one_line(address),
        institution_id=institution_id,
        notes=notes,
    )


def change(step: Step, /, venue_id: str, **changes: Any) -> bool:
    """Change name, address, institution_id or notes; returns whether anything differed.

    Raises UserError when the name is empty or another venue has it.
    """
    step.begins(CHANGE, venue_id=venue_id)
    changes = {
        key: one_line(value) if key in _ONE_LINE else value for key, value in changes.items()
    }
    if "name" in changes:
        changes["name"] = _checked_name(step, changes["name"], venue_id)
        changes |= _spelled(changes["name"])
    return step.update("venue", venue_id, **changes)


def set_rooms(
    step: Step, venue_id: str, rooms: Sequence[tuple[str | None, str, int | None]]
) -> None:
    """Give a venue these rooms: (id or None for a new one, name, capacity), in this order.

    Raises UserError when a name is empty or doubled, a capacity is not positive, or a room that
    events were planned in would go.
    """
    step.begins(CHANGE, venue_id=venue_id)
    names = [one_line(name) for _id, name, _capacity in rooms]
    if not all(names) or len(set(names)) != len(names):
        raise UserError("venues.room_name", N_("Each room needs a name of its own."))
    if any(capacity is not None and capacity < 1 for _id, _name, capacity in rooms):
        raise UserError("venues.room_capacity", N_("A room holds at least one person."))
    kept = {room_id for room_id, _name, _capacity in rooms if room_id is not None}
    gone = [room.id for room in store.rooms_of(step, venue_id) if room.id not in kept]
    if store.rooms_in_use(step, gone):
        raise UserError(
            "venues.room_in_use",
            N_("Events were planned in this room. Rename it, or move them first."),
        )
    step.delete("venue_room", gone)
    for position, (room_id, _name, capacity) in enumerate(rooms):
        columns = {"name": names[position], "capacity": capacity, "position": position}
        if room_id is None:
            step.insert("venue_room", venue_id=venue_id, **columns)
        else:
            step.update("venue_room", room_id, **columns)


def add_room(step: Step, venue_id: str, name: str) -> None:
    """Add a room behind the others. Raises UserError as `set_rooms` does."""
    rows = [(one.id, one.name, one.capacity) for one in store.rooms_of(step, venue_id)]
    set_rooms(step, venue_id, [*rows, (None, name, None)])


def change_room(step: Step, /, venue_id: str, room_id: str, **changes: Any) -> None:
    """Change name or capacity of one room. Raises UserError as `set_rooms` does."""
    rows = [
        (
            one.id,
            str(changes.get("name", one.name)) if one.id == room_id else one.name,
            changes.get("capacity", one.capacity) if one.id == room_id else one.capacity,
        )
        for one in store.rooms_of(step, venue_id)
    ]
    set_rooms(step, venue_id, rows)


def archive(step: Step, venue_ids: Sequence[str]) -> int:
    """Put venues away; events there keep them. Returns how many were put away."""
    step.begins(ARCHIVE, count=len(venue_ids))
    return step.update_where("venue", venue_ids, archived_at=step.now)


def restore(step: Step, venue_ids: Sequence[str]) -> int:
    """Bring archived venues back; returns how many came back."""
    step.begins(RESTORE, count=len(venue_ids))
    return step.update_where("venue", venue_ids, archived_at=None)


def _spelled(name: str) -> dict[str, str]:
    reading = text_reading(name)
    return {
        "reading": reading.full,
        "initials": reading.initials,
        "sort_key": sort_key(name, reading.full),
    }


def _checked_name(step: Step, name: str, own_id: str | None) -> str:
    name = one_line(name)
    if not name:
        raise UserError("venues.no_name", N_("A venue needs a name."))
    other = store.named(step, name)
    if other is not None and other.id != own_id:
        raise UserError(
            "venues.name_taken", N_("There is a venue called “{name}” already."), name=name
        )
    return name
