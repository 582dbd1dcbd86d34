"""What the tables and columns of calendar, events and tasks are called, and their coded values."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from organizer.base.clock import local, moment_of
from organizer.base.money import fen_text
from organizer.base.words import N_, _
from organizer.domain.events.agenda import ITEMS
from organizer.domain.events.participants import CAME_BY, PRESENCE
from organizer.domain.events.records import KINDS, PARTS
from organizer.domain.events.repetition_words import words_of
from organizer.domain.events.said import NOTES
from organizer.domain.special_days.records import HOLIDAYS
from organizer.domain.tasks.records import PURPOSES

TABLES: dict[str, str] = {
    "agenda_item": N_("Item of an agenda"),
    "attendance": N_("Attendance"),
    "event": N_("Event"),
    "event_expense": N_("Expense"),
    "event_file": N_("File of an event"),
    "event_group": N_("Group invited"),
    "event_kind": N_("Own kind of event"),
    "event_note": N_("What was said"),
    "event_person": N_("Part in an event"),
    "feedback_answer": N_("Answer"),
    "feedback_question": N_("Question"),
    "own_text": N_("Own text"),
    "participant": N_("Sign-up"),
    "session": N_("Session"),
    "skipped_occurrence": N_("Day left out"),
    "special_day": N_("Special day"),
    "task": N_("Task"),
    "venue": N_("Venue"),
    "venue_room": N_("Room"),
    "willing_host": N_("Willing to host"),
}
COLUMNS: dict[str, str] = {
    "address": N_("Address"),
    "amount_fen": N_("Amount"),
    "body": N_("Text"),
    "calendar_uid": N_("Sign in calendar files"),
    "cancelled_at": N_("Called off"),
    "checked_in_at": N_("Arrived at"),
    "cost_fen": N_("Cost per head"),
    "day": N_("Day"),
    "description": N_("Description"),
    "done_on": N_("Done on"),
    "dropped_on": N_("Dropped on"),
    "due_on": N_("Due on"),
    "event_id": N_("Event"),
    "file_id": N_("File"),
    "from_version": N_("From version"),
    "held_on": N_("Day"),
    "host_id": N_("Host"),
    "institution": N_("Institution"),
    "invited_at": N_("Invited"),
    "is_free": N_("Free"),
    "is_late": N_("Late"),
    "language": N_("Language"),
    "left_early": N_("Left early"),
    "materials": N_("To bring"),
    "minutes": N_("Minutes (length)"),
    "occurs_on": N_("Planned for"),
    "outcome": N_("What came of it"),
    "own_kind_id": N_("Own kind"),
    "paid_fen": N_("Amount paid"),
    "paid_on": N_("Paid on"),
    "part": N_("Part"),
    "part_of_id": N_("Part of"),
    "participant_id": N_("Person"),
    "place": N_("Place"),
    "purpose": N_("Purpose"),
    "question_id": N_("Question"),
    "remark": N_("Remark"),
    "repeats": N_("Repeats"),
    "room_id": N_("Room"),
    "seats": N_("Seats"),
    "series_id": N_("Day of"),
    "session_id": N_("Session"),
    "settled_event_id": N_("Worked off at"),
    "settlement": N_("What came of it"),
    "signed_line": N_("Line of the chain"),
    "signed_up_at": N_("Signed up"),
    "speaker": N_("Who said it"),
    "spent_on": N_("Spent on"),
    "starts_at": N_("From (time)"),
    "state": N_("Attendance"),
    "text_key": N_("Text"),
    "venue_id": N_("Venue"),
    "votes": N_("Votes"),
    "waiting_since": N_("On the waiting list"),
    "willing_since": N_("Willing since"),
    "withdrawn_at": N_("Withdrew"),
}
#: Columns that mean something else in one table.
OF_TABLE: dict[tuple[str, str], str] = {("event", "minutes"): N_("Minutes (what was said)")}
#: Places, codes and readings the program keeps for itself.
OWN = frozenset(
    {
        *((table, "position") for table in ("participant", "agenda_item", "event_note")),
        *((table, "position") for table in ("event_kind", "venue_room", "event_file")),
        *((table, "position") for table in ("feedback_question", "feedback_answer")),
        *(("event", "reading"), ("venue", "reading"), ("event", "calendar_uid")),
        *(("event_kind", "colour"), ("own_text", "from_version"), ("task", "kind")),
        *(("task", "subject_id"), ("event", "series_id"), ("event", "occurs_on")),
    }
)


def _day_kind(value: str) -> str:
    kinds = {"day_off": _("Day off"), "workday": _("Make-up workday"), "ordinary": _("Ordinary")}
    return kinds.get(value, value)


def _rule(value: str) -> str:
    """A rule in words; one that leaves something to its first day, which is not known here, as is.

    What the program writes names its days and its end.
    """
    complete = "BY" in value and "COUNT" not in value
    return words_of(value, dt.date(2000, 1, 1)) if complete else value


def _code(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: _(words[value]) if value in words else str(value)


def _yes(value: Any) -> str:
    return _("Yes") if value else _("No")


def _time(value: str) -> str:
    return f"{local(moment_of(value)):%H:%M}"


SPOKEN: dict[tuple[str, str], Callable[[Any], str]] = {
    ("agenda_item", "kind"): _code(ITEMS),
    ("attendance", "checked_in_at"): _time,
    ("attendance", "is_late"): _yes,
    ("attendance", "left_early"): _yes,
    ("attendance", "state"): _code(PRESENCE),
    ("event", "cancelled_at"): lambda _value: _("Yes"),
    ("event", "cost_fen"): fen_text,
    ("event", "kind"): _code(KINDS),
    ("event", "repeats"): _rule,
    ("event_expense", "amount_fen"): fen_text,
    ("event_note", "kind"): _code(NOTES),
    ("event_person", "part"): _code(PARTS),
    ("participant", "came_by"): _code(CAME_BY),
    ("participant", "invited_at"): lambda _value: _("Yes"),
    ("participant", "is_free"): _yes,
    ("participant", "paid_fen"): fen_text,
    ("participant", "signed_up_at"): lambda _value: _("Yes"),
    ("participant", "waiting_since"): lambda _value: _("Yes"),
    ("participant", "withdrawn_at"): lambda _value: _("Yes"),
    ("special_day", "kind"): _day_kind,
    ("special_day", "name"): _code(HOLIDAYS),
    ("task", "purpose"): _code(PURPOSES),
}
