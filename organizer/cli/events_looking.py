"""`organizer events list`, `organizer events show` and `organizer export events`."""

import argparse
import datetime as dt
from typing import Any

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.cli.outputs import output, put_in_place
from organizer.cli.shell import answer, open_register, register_path, say
from organizer.domain.events import finding, store, store_participants
from organizer.domain.events.records import Entry, Event, Key

#: How far a list looks ahead when no last day is named.
_AHEAD = dt.timedelta(days=92)


def list_events(arguments: argparse.Namespace) -> int:
    """List the sessions of some days; from today for three months unless days are named."""
    with open_register(arguments) as register, register.reading() as db:
        first = arguments.first or min(register.clock.today(), arguments.last or dt.date.max)
        last = arguments.last or first + _AHEAD
        _check(first, last)
        entries = store.entries(db, first, last)
        if arguments.json:
            found = {key: store.event(db, key) for key in dict.fromkeys(one.key for one in entries)}
            events = [_object(db, one) for one in found.values() if one is not None]
            answer({"from": str(first), "to": str(last), "events": events})
            return 0
    for entry in entries:
        say(_line(entry))
    if not entries:
        say(_("There are no events on these days."))
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Show one event with its sessions, who has a part in it, and how many come."""
    with open_register(arguments) as register, register.reading() as db:
        event = store.event(db, finding.find(db, arguments.event))
        assert event is not None  # noqa: S101 - it was just found
        told = _object(db, event)
        sessions = [
            {
                "starts": _moment(one.time.start()),
                "ends": _moment(one.time.end()),
                "whole_day": not one.time.starts_at,
                "title": one.time.title,
            }
            for one in event.sessions
        ]
    if arguments.json:
        people = [{"name": one.name, "part": one.part} for one in event.people]
        groups = [name for _id, name in event.groups]
        answer(
            {
                **told,
                "sessions": sessions,
                "repeats": event.repeats,
                "host": event.host_name,
                "groups": groups,
                "people": people,
                "capacity": event.capacity,
                "cost_fen": event.cost_fen,
                "cancelled": event.cancelled,
                "description": event.description,
            }
        )
        return 0
    say(f"{event.title} · {event.kind_words()}")
    if event.cancelled:
        say(_("Called off"))
    for one in event.sessions:
        say(f"{_when(one.time.day, one.time.starts_at)}  {one.time.title}".rstrip())
    for words in (event.where(), event.host_name, event.description):
        if words:
            say(words)
    counts = {key: told[key] for key in ("invited", "signed_up", "attended")}
    say(_("Invited {invited}, signed up {signed_up}, attended {attended}").format(**counts))
    return 0


def export_events(arguments: argparse.Namespace) -> int:
    """Write events as a calendar file and note that it went out."""
    from organizer.domain.events import actions_calendar_file, store_calendar_file
    from organizer.domain.events.calendar_file import calendar_text

    path = output(arguments.output, register_path(arguments), (".ics",))
    if arguments.first is not None and arguments.last is not None:
        _check(arguments.first, arguments.last)
    with open_register(arguments) as register, put_in_place(path) as draft:
        with register.reading() as db:
            events = store_calendar_file.events_to_export(
                db, first=arguments.first, last=arguments.last
            )
        draft.write_bytes(calendar_text(events))
        with register.step() as step:
            actions_calendar_file.note_export(step, len(events))
    if arguments.json:
        answer({"file": str(path), "events": len(events)})
        return 0
    say(
        ngettext(
            "{count} event written to “{file}”.", "{count} events written to “{file}”.", len(events)
        ).format(count=len(events), file=path.name)
    )
    return 0


def _check(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise UserError(
            "events.days_turned", N_("The last day is before the first. Turn them around.")
        )


def _object(db: Database, event: Event) -> dict[str, Any]:
    """An event as programs read it; times are local, counts are people."""
    starts, ends = event.starts, event.ends
    day = event.sessions[0].time.day if event.sessions else dt.date.max
    counts = store_participants.counts(db, event.id, day)
    if event.is_virtual:
        # who signed up for other days signed up for those
        counts = counts._replace(signed_up=0, attended=0)
    return {
        "id": str(event.key),
        "title": event.title,
        "kind": event.own_kind_name if event.kind == "own" else event.kind,
        "starts": None if starts is None else _moment(starts),
        "ends": None if ends is None else _moment(ends),
        "venue": event.where(),
        "invited": counts.invited,
        "signed_up": counts.signed_up,
        "attended": counts.attended,
    }


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _line(entry: Entry) -> str:
    words = [_when(entry.time.day, entry.time.starts_at), entry.title, entry.time.title]
    if entry.cancelled:
        words.append(_("(called off)"))
    return "  ".join(filter(None, (*words, entry.place, str(Key.of(entry.key)))))


def _when(day: dt.date, clock: str) -> str:
    return f"{day} {clock or _('whole day')}"
