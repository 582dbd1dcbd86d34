"""What taking a calendar file in would do: event by event, before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_, _
from organizer.domain.events import store, store_calendar_file
from organizer.domain.events.calendar_file import DOMAIN, FileEvent
from organizer.domain.events.calendar_file_reading import CalendarFile, Refused
from organizer.domain.events.records import KINDS

State = Literal["new", "changed", "same"]

#: The fields of `FileEvent` that may differ, in words.
DIFFERENCES = {
    "title": N_("Title"),
    "sessions": N_("Time"),
    "location": N_("Place"),
    "description": N_("Description"),
    "cancelled": N_("Called off or not"),
    "kind": N_("Kind"),
    "rule": N_("Repetition"),
    "left_out": N_("Days left out"),
    "days": N_("Days that differ"),
}


@dataclass(frozen=True)
class PlannedEvent:
    """An event of a file and what becomes of it.

    `event_id` is the event it stands for, found by its UID; `differences` the fields (keys of
    `DIFFERENCES`) in which that one differs; `is_older` says that the register's was changed since
    the file was written, so taking it over would bring an old state back.
    """

    event: FileEvent
    state: State
    event_id: str | None = None
    differences: tuple[str, ...] = ()
    is_older: bool = False


@dataclass(frozen=True)
class CalendarImport:
    """What a file would do; carried out by `actions_calendar_file.take_over`."""

    name: str
    planned: tuple[PlannedEvent, ...]
    refused: tuple[Refused, ...]

    def count(self, state: State) -> int:
        """How many events are new, changed or the same."""
        return sum(1 for one in self.planned if one.state == state)


def plan_import(db: Database, file: CalendarFile) -> CalendarImport:
    """Compare a file that was read with the register; nothing is changed."""
    uids = [one.uid for one in file.events]
    ids = store_calendar_file.ids_of_uids(db, uids)
    archived = store_calendar_file.archived_among(db, ids.values())
    present = {one.uid: one for one in store_calendar_file.file_events(db, ids.values())}
    own_kinds = {one.name for one in store.own_kinds(db)}
    planned: list[PlannedEvent] = []
    refused = list(file.refused)
    for read in file.events:
        one = replace(read, kind=_kind(read.kind, own_kinds))
        event_id = ids.get(one.uid)
        try:
            if event_id is None:
                planned.append(PlannedEvent(one, "new"))
            elif event_id in archived:
                raise UserError(
                    "calendar_file.archived",
                    N_("It is in the archive. Bring it back first to change it."),
                )
            else:
                planned.append(_compared(db, one, event_id, present.get(one.uid)))
        except UserError as error:
            refused.append(Refused(one.line, one.title, error))
    refused.sort(key=lambda one: one.line)
    return CalendarImport(file.name, tuple(planned), tuple(refused))


def _compared(
    db: Database, one: FileEvent, event_id: str, present: FileEvent | None
) -> PlannedEvent:
    if present is None:
        raise UserError(
            "calendar_file.day_alone",
            N_("It is one day of a repetition here. Change that day in the calendar."),
        )
    differences = one.differences(present)
    if "rule" in differences and store.has_participants(db, event_id):
        raise UserError(
            "calendar_file.repeats_attended",
            N_("People are signed up for it. Let it repeat in the calendar."),
        )
    ours = one.uid.endswith(f"@{DOMAIN}")
    older = bool(differences) and ours and 0 < one.sequence < present.sequence
    return PlannedEvent(one, "changed" if differences else "same", event_id, differences, older)


def _kind(named: str, own_kinds: Iterable[str]) -> str:
    """The code or own kind a category means; '' when it means none of ours."""
    if named in KINDS or named in own_kinds:
        return named
    folded = named.casefold()
    for code, words in KINDS.items():
        if folded in (words.casefold(), _(words).casefold()):
            return code
    return ""
