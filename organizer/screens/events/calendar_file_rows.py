"""What taking a calendar file over would do, as rows: events of the file, and those refused."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.formats import format_date, format_number
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import store_calendar_file
from organizer.domain.events.calendar_file_plan import (
    DIFFERENCES,
    CalendarImport,
    PlannedEvent,
    plan_import,
)
from organizer.domain.events.records import SessionTime, kind_words
from organizer.domain.events.repetition_words import words_of
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.domain.events.calendar_file import FileEvent
    from organizer.domain.events.calendar_file_reading import CalendarFile, Refused

_STATES = {
    "new": (N_("New event in the file"), Tone.GOOD),
    "changed": (N_("Changed"), Tone.ACCENT),
    "same": (N_("As it is"), Tone.PLAIN),
}
_MOST_SESSIONS = 3


class Look(NamedTuple):
    """A plan, and the events of the register it speaks of by their id."""

    plan: CalendarImport
    present: "dict[str, FileEvent]"


class FileRow(NamedTuple):
    """An event of the file, or one that is refused; `chosen` says that it would be taken over."""

    key: str
    planned: PlannedEvent | None = None
    present: "FileEvent | None" = None
    refused: "Refused | None" = None
    chosen: bool = False

    @property
    def acts(self) -> bool:
        """Whether there is anything to take over."""
        return self.planned is not None and self.planned.state != "same"


def look_at(db: "Database", file: "CalendarFile") -> Look:
    """Compare a file with the register."""
    plan = plan_import(db, file)
    ids = {one.event.uid: one.event_id for one in plan.planned if one.event_id is not None}
    found = store_calendar_file.file_events(db, ids.values())
    return Look(plan, {ids[one.uid]: one for one in found if one.uid in ids})


def rows_of(look: Look, chosen: Iterable[str]) -> list[FileRow]:
    """All rows: what is new, what changed, what is refused; what is the same comes last."""
    wanted = set(chosen)
    rows: dict[str, list[FileRow]] = {state: [] for state in _STATES}
    for one in look.plan.planned:
        uid = one.event.uid
        takes = uid in wanted and one.state != "same"
        rows[one.state].append(FileRow(uid, one, look.present.get(one.event_id or ""), None, takes))
    refused = [
        FileRow(f"refused {place}", refused=one) for place, one in enumerate(look.plan.refused)
    ]
    return [*rows["new"], *rows["changed"], *refused, *rows["same"]]


def usually_chosen(plan: CalendarImport) -> set[str]:
    """What is taken over unless the owner says otherwise: all but what would bring back the old."""
    return {one.event.uid for one in plan.planned if one.state != "same" and not one.is_older}


# --- what a row says ------------------------------------------------------------------------------


def state_badges(row: FileRow) -> list[Badge]:
    """What the file says of the event, and whether that is older than what the register says."""
    if row.planned is None:
        return [Badge(_("Refused"), Tone.DANGER)]
    words, tone = _STATES[row.planned.state]
    badges = [Badge(_(words), tone)]
    if row.planned.is_older:
        badges.append(Badge(_("Older"), Tone.WARNING))
    return badges


def title_of(row: FileRow) -> str:
    """What the event is called."""
    if row.planned is not None:
        return row.planned.event.title
    return (row.refused.title if row.refused else "") or _("Without a title")


def when_words(event: "FileEvent") -> str:
    """When an event takes place: its sessions, or its repetition."""
    if event.rule and event.sessions:
        first = event.sessions[0]
        return " ".join(filter(None, (words_of(event.rule, first.day), _clock(first))))
    said = [_session(one) for one in event.sessions[:_MOST_SESSIONS]]
    more = len(event.sessions) - _MOST_SESSIONS
    if more > 0:
        said.append(_("and {count} more").format(count=format_number(more)))
    return "；".join(said)


def note_of(row: FileRow) -> str:
    """What differs, or why the event is refused and on which line of the file."""
    if row.refused is not None:
        return _("Line {line}: {reason}").format(
            line=row.refused.line, reason=row.refused.error.message()
        )
    if row.planned is None or not row.planned.differences:
        return ""
    return "、".join(_(DIFFERENCES[name]) for name in row.planned.differences)


def details_of(row: FileRow) -> list[str]:
    """What would change in a row, from what to what, a line each."""
    if row.refused is not None:
        return [note_of(row)]
    if row.planned is None:
        return []
    if row.present is None:
        return list(filter(None, (when_words(row.planned.event), row.planned.event.location)))
    lines = [
        _("{field}: {before} → {after}").format(
            field=_(DIFFERENCES[name]),
            before=_value(row.present, name) or _("nothing"),
            after=_value(row.planned.event, name) or _("nothing"),
        )
        for name in row.planned.differences
    ]
    if row.planned.is_older:
        lines.append(_("The register was changed after this file was written."))
    return lines


def columns() -> tuple[Column, ...]:
    """The columns of the preview."""
    return (
        Column(
            "chosen",
            N_("Take over"),
            lambda row: _("Yes") if row.chosen else "",
            sortable=False,
            width=10,
            icon=lambda row: "check" if row.chosen else "",
        ),
        Column(
            "state",
            N_("In the file"),
            lambda row: "、".join(badge.text for badge in state_badges(row)),
            sortable=False,
            width=15,
            badges=state_badges,
        ),
        Column("title", N_("Title"), title_of, sortable=False, width=24, strong=True),
        Column(
            "when",
            N_("Time"),
            lambda row: when_words(row.planned.event) if row.planned else "",
            sortable=False,
            width=28,
        ),
        Column(
            "note",
            N_("What differs"),
            note_of,
            sortable=False,
            width=28,
            tone=lambda row: Tone.DANGER if row.refused is not None else Tone.MUTED,
        ),
    )


def _session(time: SessionTime) -> str:
    return " ".join(filter(None, (format_date(time.day), _clock(time), time.title)))


def _clock(time: SessionTime) -> str:
    if not time.starts_at:
        return _("all day")
    return f"{time.starts_at}–{time.end():%H:%M}"


def _value(event: "FileEvent", name: str) -> str:
    """A field of an event as the owner reads it."""
    shown: dict[str, Callable[[], str]] = {
        "sessions": lambda: when_words(event),
        "cancelled": lambda: _("Called off") if event.cancelled else _("Takes place"),
        "kind": lambda: kind_words(event.kind, event.kind),
        "rule": lambda: words_of(event.rule, event.sessions[0].day) if event.rule else "",
        "left_out": lambda: "、".join(map(format_date, event.left_out[:_MOST_SESSIONS])),
        "days": lambda: ngettext(
            "{count} day of its own", "{count} days of their own", len(event.days)
        ).format(count=len(event.days)),
    }
    if name in shown:
        return shown[name]()
    text: str = getattr(event, name)
    return text if len(text) <= 60 else f"{text[:60]}…"
