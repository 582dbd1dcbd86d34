"""What an owner does with events in the calendar: moves, calls off, leaves out; asks how far."""

from typing import TYPE_CHECKING

from organizer.base.formats import format_date
from organizer.base.words import _
from organizer.domain.events import actions, actions_series, clashes, rules, store
from organizer.domain.events.records import Key, Scope, SessionTime
from organizer.domain.special_days import store as special_days
from organizer.domain.special_days.records import SpecialDay
from organizer.screens.events.scope_sheet import ask_scope
from organizer.widgets.calendar_records import CalendarEntry
from organizer.widgets.desk import Desk

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.steps import Step

CLASH_WORDS = 3
"""Clashes named in a line; the others are counted."""


def time_of(entry: CalendarEntry) -> SessionTime:
    """When an entry of the calendar is."""
    return SessionTime(entry.day, entry.starts_at, entry.minutes)


async def move(desk: Desk, entry: CalendarEntry, to: CalendarEntry) -> str | None:
    """Move a session to where its copy is, asking how far that reaches; its event's key after it.

    None when nothing was moved. Says what clashes there.
    """
    scope: Scope = "this"
    if entry.repeats:
        asked = await ask_scope(
            desk,
            _("Move “{title}”").format(title=entry.title),
            _("Move it"),
            _("This event repeats. What should move?"),
        )
        if asked is None:
            return None
        scope = asked
    done = await desk.do(move_session, entry.record, scope, time_of(entry), time_of(to))
    if done is None:
        return None
    moved = f"{done.result}@{to.day}" if scope != "this" else done.result
    await say_clashes(desk, moved)
    return moved


def move_session(step: "Step", key: str, scope: Scope, old: SessionTime, new: SessionTime) -> str:
    """Move the session that is at `old`; the others of its event stay. Gives the row."""
    event = store.event(step, key)
    if scope == "this" and event is not None and len(event.sessions) > 1:
        times = [one.time for one in event.sessions]
        at = next(
            (n for n, one in enumerate(times) if one[:2] == old[:2]),
            None,
        )
        if at is not None:
            times[at] = new._replace(title=times[at].title)
            return actions.set_sessions(step, key, times)
    title = event.sessions[0].time.title if event is not None and event.sessions else ""
    return actions_series.set_time(step, key, scope, new._replace(title=title))


async def call_off(desk: Desk, record: str, *, cancelled: bool) -> None:
    """Call an event off or put it back on; of a repetition one day, those after it too, or all."""
    event = await desk.read(store.event, record)
    if event is None:
        return
    scope: Scope | None = "this"
    if event.series_id is not None:
        words = _("Call off “{title}”") if cancelled else _("Put “{title}” back on")
        scope = await ask_scope(
            desk,
            words.format(title=event.title),
            _("Call off") if cancelled else _("Put back on"),
            _("This event repeats. Which days are meant?"),
        )
    if scope is None:
        return
    done = await desk.do(actions_series.set_cancelled, event.key, scope, cancelled=cancelled)
    day = event.key.occurs_on
    if done is not None and scope == "following" and day is not None:
        desk.open_record("event", str(Key(done.result, day)))


async def remove(desk: Desk, record: str) -> bool:
    """Put an event away; of a repetition one day, it and those after it, or all."""
    event = await desk.read(store.event, record)
    if event is None:
        return False
    if event.series_id is None:
        return await desk.do(actions.archive, [event.id]) is not None
    scope = await ask_scope(
        desk,
        _("Remove “{title}”").format(title=event.title),
        _("Remove"),
        _("This event repeats. What should go?"),
    )
    if scope == "this":
        return await desk.do(actions.skip, event.key) is not None
    if scope == "following":
        return await desk.do(actions_series.end_before, event.key) is not None
    if scope == "all":
        return await desk.do(remove_all, event.series_id) is not None
    return False


def remove_all(step: "Step", pattern_id: str) -> int:
    """Put a repetition away with all its days."""
    rows = store.occurrence_rows(step, pattern_id)
    return actions.archive(step, [pattern_id, *rows])


async def say_clashes(desk: Desk, record: str) -> None:
    """Warn of what speaks against an event's time; says nothing where there is nothing."""
    words = await desk.read(warning_words, record)
    if words:
        desk.messages.warn(words)


def warning_words(db: "Database", record: str) -> str:
    """What an event clashes with and which special days it falls on; '' for nothing."""
    event = store.event(db, record)
    if event is None or event.cancelled or not event.sessions:
        return ""
    days = [one.time.day for one in event.sessions]
    special = special_days.special_days(db, min(days), max(days))
    lines = [f"{format_date(day)} {day_words(special[day])}" for day in days if day in special]
    return "\n".join(filter(None, (*lines, words_for(clashes.of_event(db, event)))))


def words_for(found: list[rules.Clash]) -> str:
    """Clashes in one line; '' when there is none."""
    lines = dict.fromkeys(clash_line(one) for one in found)
    return (
        _("At the same time: {events}").format(
            events=_("; ").join([*lines][:CLASH_WORDS]) + ("…" if len(lines) > CLASH_WORDS else "")
        )
        if lines
        else ""
    )


def day_words(special: SpecialDay | None) -> str:
    """That a day is a public holiday or a make-up workday; '' for an ordinary one."""
    if special is None:
        return ""
    words = _("Day off") if special.kind == "day_off" else _("Make-up workday")
    name = special.words()
    return f"{words}: {name}" if name else words


def clash_line(clash: rules.Clash) -> str:
    """One clash in words."""
    why = {
        "venue": _("same venue"),
        "room": _("same room"),
        "host": _("same host"),
        "person": _("{name} leads both").format(name=clash.person),
    }[clash.reason]
    time = clash.entry.time
    when = " ".join(filter(None, (format_date(time.day), time.starts_at)))
    return _("{title} ({when}, {why})").format(title=clash.entry.title, when=when, why=why)
