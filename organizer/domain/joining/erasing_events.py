"""The events of a person who is erased: what counts stays, who it was goes.

At events that are over the person's seat stays, nameless, so that what was counted stays true; a
seat at one still to come is given back. What the person said stays without a name, what they had
promised goes. A visit to the person stays as a date without what was said on it.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from organizer.base import erasing
from organizer.base.database import Database
from organizer.base.pinyin import sort_key, text_reading
from organizer.base.steps import Step
from organizer.domain.joining import store, store_events

#: Columns of a participant that say who it is.
_SEAT = ("name", "institution", "signed_line", "remark")
#: Columns of a visit that say what was found at the person's.
_VISIT = ("description", "materials", "minutes", "notes")
#: What somebody said, with the column that holds their name.
_SAID = (("event_note", "speaker"), ("feedback_answer", "name"))


class Places(NamedTuple):
    """The rows that tell of a person at events, by table.

    `kept` stay without what tells of the person, `erased` go whole, before what they refer to.
    """

    kept: dict[str, list[str]]
    erased: dict[str, list[str]]


def places(db: Database, people: Collection[str], names: Collection[str], today: str) -> Places:
    """Where events tell of people, who may also stand there by name alone."""
    seats = store_events.seats(db, people, names)
    coming = store_events.still_to_come(db, set(seats.values()), today)
    given_back = [one for one, event_id in seats.items() if event_id in coming]
    kept = {
        "participant": [one for one, event_id in seats.items() if event_id not in coming],
        "agenda_item": store_events.rows_of(db, "agenda_item", people),
        "event": store_events.visits(db, people),
    }
    for table, column in _SAID:
        kept[table] = store_events.words_of(db, table, column, people, names)
    erased = {
        "attendance": store_events.attendance_of(db, given_back),
        "participant": given_back,
        "task": store_events.rows_of(db, "task", people),
    }
    return Places(kept, erased)


def take_out(step: Step, found: Places, words: Collection[str]) -> None:
    """Empty what tells of the person in the rows that stay; `words` are blanked in their texts."""
    for column in _SEAT:
        erasing.overwrite(step, "participant", column, found.kept["participant"])
    for table, column in _SAID:
        erasing.overwrite(step, table, column, found.kept[table])
        _blank(step, table, "words", found.kept[table], words)
    for column in ("title", "notes"):
        _blank(step, "agenda_item", column, found.kept["agenda_item"], words)
    for column in _VISIT:
        erasing.overwrite(step, "event", column, found.kept["event"])
    for column in ("title", "place"):
        _blank(step, "event", column, found.kept["event"], words)


def spell_anew(step: Step, event_ids: Iterable[str]) -> None:
    """Let titles be sorted and found by what they say now."""
    for event_id in event_ids:
        title = store.title_of_event(step, event_id)
        reading = text_reading(title)
        spelled = {
            "reading": reading.full,
            "initials": reading.initials,
            "sort_key": sort_key(title, reading.full),
        }
        for column, text in spelled.items():
            erasing.overwrite(step, "event", column, [event_id], text)


def _blank(
    step: Step, table: str, column: str, row_ids: Iterable[str], words: Collection[str]
) -> None:
    for row_id in row_ids:
        erasing.blank_words(step, table, column, row_id, words)
