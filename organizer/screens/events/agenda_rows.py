"""What the agenda tab shows of an event: one reading of all of it, and the columns of its items."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.words import N_, N_n, _, ngettext
from organizer.domain.events import (
    agenda,
    said,
    store,
    store_agenda,
    store_feedback,
    store_participants,
    store_said,
)
from organizer.domain.events.agenda import AgendaItem
from organizer.domain.events.records import Event, Key
from organizer.domain.events.said import FollowUp, Newcomers, Note
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Column, Edit

if TYPE_CHECKING:
    from organizer.base.database import Database

_PLANNED = N_n("{count} minute planned", "{count} minutes planned")
_SPARE = N_n("{count} minute to spare", "{count} minutes to spare")
_TOO_LONG = N_n("{count} minute longer than the event", "{count} minutes longer than the event")


class Row(NamedTuple):
    """An item with the time it begins at when all keep to their minutes; '' when unknown."""

    item: AgendaItem
    begins: str


class AgendaShown(NamedTuple):
    """An event's agenda with everything that belongs to planning it.

    `may_present` is the topic with the most votes while nobody presents. `left` are topics or
    problems of earlier events still open, `on_list` who of the newcomers stands on the list
    already, `feedback` what was said of the last one.
    """

    event: Event
    rows: tuple[Row, ...]
    something_left: bool
    hints: tuple[str, ...]
    may_present: Note | None
    follow_up: FollowUp
    left: tuple[Note, ...]
    settled: tuple[Note, ...]
    stories: tuple[Note, ...]
    newcomers: Newcomers | None
    on_list: frozenset[str]
    feedback: store_feedback.KeptFeedback | None

    @property
    def items(self) -> list[AgendaItem]:
        """The items alone."""
        return [row.item for row in self.rows]

    @property
    def has_usual(self) -> bool:
        """Whether there is a usual agenda for this kind of event."""
        return bool(agenda.usual_items(self.event.kind, something_left=self.something_left))


def read_agenda(db: "Database", key: str | Key) -> AgendaShown | None:
    """The agenda of an event, or of one day of a repetition; None when there is no such event."""
    event = store.event(db, key)
    if event is None:
        return None
    items = store_agenda.items(db, event.id)
    people = [] if event.is_virtual else store_participants.participants(db, event.id)
    here = [] if event.is_virtual else store_said.notes(db, event.id)
    follow_up = store_said.follow_up(db, key) if event.kind != "salon" else FollowUp(None, (), ())
    worked_off = [] if event.is_virtual else store_said.settled_at(db, event.id)
    left = store_said.left_open(db, key)
    salon, board = event.kind == "salon", event.kind == "private_board"
    taking_part = sum(1 for one in people if one.is_expected and one.member_id)
    hints = said.board_hints([one.part for one in event.people], taking_part) if board else []
    return AgendaShown(
        event,
        tuple(_rows(items, event.starts if event.sessions[0].time.starts_at else None)),
        bool(left) if salon else follow_up.open_count > 0,
        tuple(hints),
        _may_present(event, here) if board else None,
        follow_up,
        tuple(left),
        tuple(one for one in worked_off if one.event_id != event.id),
        tuple(one for one in here if one.kind == "story"),
        store_said.newcomers(db, key) if salon else None,
        frozenset(one.member_id for one in people if one.member_id and not one.withdrawn_at),
        store_feedback.of_last_time(db, key),
    )


def _may_present(event: Event, notes: Sequence[Note]) -> Note | None:
    """The topic that won the vote, said by somebody of the register, while nobody presents."""
    if event.with_part("presenter"):
        return None
    found = said.leading(one for one in notes if one.kind == "topic")
    return found[0] if len(found) == 1 and found[0].member_id is not None else None


def _rows(items: Sequence[AgendaItem], begins: dt.datetime | None) -> list[Row]:
    if begins is None:
        return [Row(one, "") for one in items]
    return [
        Row(one, f"{at:%H:%M}") for one, at in zip(items, agenda.starts(items, begins), strict=True)
    ]


def length_words(shown: AgendaShown) -> tuple[str, Tone]:
    """How long the agenda takes beside the time there is, and the colour to say it in."""
    planned = agenda.planned_minutes(shown.items)
    if not planned:
        return "", Tone.MUTED
    there_is = shown.event.sessions[0].time.minutes if shown.event.sessions else 0
    words = _counted(_PLANNED, planned)
    if not there_is or planned == there_is:
        return words, Tone.MUTED
    if planned > there_is:
        return f"{words} · {_counted(_TOO_LONG, planned - there_is)}", Tone.WARNING
    return f"{words} · {_counted(_SPARE, there_is - planned)}", Tone.MUTED


def _counted(forms: tuple[str, str], count: int) -> str:
    return ngettext(*forms, count).format(count=count)


def minutes_words(minutes: int | None) -> str:
    """The minutes of an item as the list shows them."""
    return "" if minutes is None else str(minutes)


def columns(title: Edit, minutes: Edit) -> tuple[Column, ...]:
    """The columns of the agenda."""
    return (
        Column("begins", N_("Time"), lambda row: row.begins, sortable=False, width=7,
               tone=lambda _row: Tone.MUTED),
        Column("title", N_("Item"), lambda row: row.item.words(), sortable=False, width=22,
               strong=True, edit=title),
        Column("minutes", N_("Planned minutes"), lambda row: minutes_words(row.item.minutes),
               sortable=False, right=True, width=8, edit=minutes),
        Column("who", N_("Leads it"), lambda row: row.item.member_name, sortable=False, width=12),
        Column("notes", N_("Notes"), lambda row: " ".join(row.item.notes.split()), sortable=False,
               width=24, tone=lambda _row: Tone.MUTED, hint=lambda row: row.item.notes),
    )  # fmt: skip


def read_line(text: str) -> tuple[str, int | None]:
    """What was typed as an item: “茶歇 15” is 茶歇 with 15 minutes, also “茶歇 15分钟”."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(.*?\S)\s+(\d{1,4})\s*(?:分钟|分|minutes?|mins?|['′])?", plain)
    if found is None:
        found = re.fullmatch(r"(.*?\S)\s*(\d{1,4})\s*(?:分钟|minutes?|mins?|['′])", plain)
    return (found[1], int(found[2])) if found else (text.strip(), None)


def kind_called(words: str) -> str:
    """The code of the built-in item called so in the language shown; '' for one of one's own."""
    return next((code for code in agenda.ITEMS if agenda.item_words(code) == words), "")


def day_and_title(title: str, day: dt.date | None) -> str:
    """An earlier event named short, with its day."""
    from organizer.base.formats import format_date

    return title if day is None else _("{title}, {day}").format(title=title, day=format_date(day))
