"""What was said at an event as rows of a list: notes and promises together, and their columns."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.formats import format_date
from organizer.base.words import N_, _
from organizer.domain.events import store, store_said
from organizer.domain.events.records import Event, Key
from organizer.domain.events.said import WORKED_OFF, Note, in_turn, leading
from organizer.domain.events.said_text import HEADINGS, kind_words, votes_words
from organizer.domain.tasks import store as tasks
from organizer.domain.tasks.records import Task
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit

if TYPE_CHECKING:
    import datetime as dt

    from organizer.base.database import Database

PROMISE = "promise"
#: What can be written down, in the order of the keys Ctrl+1 to Ctrl+6.
KINDS = ("topic", "question", "advice", "problem", PROMISE, "story")
TONES = {
    "topic": Tone.ACCENT,
    "question": Tone.PLAIN,
    "advice": Tone.GOOD,
    "problem": Tone.WARNING,
    PROMISE: Tone.DANGER,
    "story": Tone.GOOD,
}


class Row(NamedTuple):
    """A note or a promise; `leads` a topic with the most votes."""

    kind: str
    note: Note | None = None
    task: Task | None = None
    leads: bool = False

    @property
    def id(self) -> str:
        """The id of the note or task."""
        return self.note.id if self.note is not None else self.task.id if self.task else ""

    @property
    def words(self) -> str:
        """What was said."""
        return self.note.words if self.note is not None else self.task.words if self.task else ""

    @property
    def who(self) -> str:
        """Who said or promised it, '' when nobody knows."""
        if self.note is not None:
            return self.note.speaker
        return self.task.member_name if self.task else ""

    @property
    def member_id(self) -> str | None:
        """Who that is in the register."""
        if self.note is not None:
            return self.note.member_id
        return self.task.member_id if self.task else None

    @property
    def outcome(self) -> str:
        """What came of it."""
        if self.note is not None:
            return self.note.settlement
        return self.task.outcome if self.task else ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a word: a promise, or a topic or problem not worked off."""
        if self.task is not None:
            return self.task.is_open
        return self.kind in WORKED_OFF and self.note is not None and not self.note.is_settled

    @property
    def is_over(self) -> bool:
        """Whether it was kept, dropped or worked off."""
        return not self.is_open and (self.task is not None or self.kind in WORKED_OFF)


class Said(NamedTuple):
    """An event with everything that was written down at it."""

    event: Event
    rows: tuple[Row, ...]

    @property
    def notes(self) -> list[Note]:
        """The notes alone."""
        return [row.note for row in self.rows if row.note is not None]

    @property
    def promises(self) -> list[Task]:
        """The promises alone."""
        return [row.task for row in self.rows if row.task is not None]


def read_said(db: "Database", key: str | Key) -> Said | None:
    """What was said, kind by kind; None when there is no such event."""
    event = store.event(db, key)
    if event is None:
        return None
    if event.is_virtual:
        return Said(event, ())
    notes = store_said.notes(db, event.id)
    promises = tasks.of_subject(db, "event", event.id, PROMISE)
    most = {one.id for one in leading(one for one in notes if one.kind == "topic")}
    rows: list[Row] = []
    for kind in HEADINGS:
        if kind == PROMISE:
            rows += [Row(kind, task=one) for one in promises]
        else:
            rows += [Row(kind, note=one, leads=one.id in most) for one in in_turn(notes, kind)]
    return Said(event, tuple(rows))


def state_of(row: Row, today: "dt.date") -> Badge | None:
    """How it stands, as a chip."""
    if row.task is not None:
        if row.task.done_on is not None:
            return Badge(_("Kept"), Tone.GOOD)
        if row.task.dropped_on is not None:
            return Badge(_("Dropped"), Tone.MUTED)
        return Badge(_("Overdue"), Tone.DANGER) if row.task.is_late(today) else None
    if row.is_over:
        return Badge(_("Worked off"), Tone.GOOD)
    return Badge(_("Most votes"), Tone.ACCENT) if row.leads else None


def number_of(row: Row) -> str:
    """The votes of a topic, the day of a promise."""
    if row.task is not None:
        return "" if row.task.due_on is None else format_date(row.task.due_on, "short")
    return votes_words(row.note.votes) if row.note is not None else ""


def _typed_number(row: Row) -> str:
    """The same as it is typed."""
    if row.task is not None:
        return "" if row.task.due_on is None else row.task.due_on.isoformat()
    votes = row.note.votes if row.note is not None else None
    return "" if votes is None else str(votes)


def columns(words: Edit, number: Edit, today: "Callable[[], dt.date]") -> tuple[Column, ...]:
    """The columns of what was said."""

    def states(row: Row) -> Sequence[Badge]:
        state = state_of(row, today())
        return [] if state is None else [state]

    return (
        Column("kind", N_("Kind"), lambda row: kind_words(row.kind), sortable=False, width=8,
               badges=lambda row: [Badge(kind_words(row.kind), TONES[row.kind])]),
        Column("who", N_("Said by"), lambda row: row.who, sortable=False, width=8),
        Column("words", N_("The words"), lambda row: " ".join(row.words.split()),
               sortable=False, width=28, edit=words._replace(value=lambda row: row.words),
               hint=lambda row: row.words,
               tone=lambda row: Tone.MUTED if row.is_over else Tone.PLAIN),
        Column("number", N_("Votes or day"), number_of, sortable=False, right=True, width=11,
               edit=number._replace(value=_typed_number)),
        Column("state", N_("State"), lambda row: "".join(one.text for one in states(row)),
               sortable=False, badges=states, width=10),
        Column("outcome", N_("What came of it"), lambda row: " ".join(row.outcome.split()),
               sortable=False, width=18, tone=lambda _row: Tone.MUTED,
               hint=lambda row: row.outcome),
    )  # fmt: skip
