"""Calendar files (.ics) coming in: read in a child process, each event understood or refused.

A stranger's file may be broken or hostile, so only the lines of events that matter reach the
parser, in a process with limits on time and memory. Times of other zones become the register's.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events.calendar_file import FileEvent, from_plain

LARGEST_FILE = 20_000_000
MOST_EVENTS = 20_000
SECONDS = 60
_DEEPEST = 20
_MOST_ZONE_LINES = 5_000
#: What of an event is read. Alarms, attachments and people stay outside.
_WANTED = frozenset(
    (
        *("UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "EXRULE"),
        *("RECURRENCE-ID", "STATUS", "LOCATION", "DESCRIPTION", "CATEGORIES", "SEQUENCE"),
        *("LAST-MODIFIED", "X-HUOQUN-KIND", "X-HUOQUN-SESSION", "X-HUOQUN-DAY"),
    )
)


class Refused(NamedTuple):
    """An event of a file that is not taken: where it begins, what it is called, and why."""

    line: int
    title: str
    error: UserError


class CalendarFile(NamedTuple):
    """What stands in a calendar file."""

    name: str
    events: list[FileEvent]
    refused: list[Refused]


class Block(NamedTuple):
    """The lines of one event that are read, unfolded, and the line it begins on."""

    line: int
    lines: list[str]


class Outline(NamedTuple):
    """A calendar file cut into its events and its time zones, nothing of it understood yet."""

    blocks: list[Block]
    zones: list[str]


def read_calendar_file(
    path: Path | str, *, cancelled: Callable[[], bool] | None = None
) -> CalendarFile:
    """Read a calendar file; the file is understood whole or refused, event by event or at all.

    Raises:
        UserError: it is no calendar, is cut off, too large, or reading it takes too long.
        CancelledError: `cancelled` said so.
    """
    from organizer.base.child import run_in_child

    path = Path(path)
    found = run_in_child(_read, str(path), seconds=SECONDS, megabytes=512, cancelled=cancelled)
    return CalendarFile(
        path.name,
        [from_plain(one) for one in found["events"]],
        [
            Refused(line, title, UserError(code, template, **values))
            for line, title, code, template, values in found["refused"]
        ],
    )


def _read(_send: Callable[[Any], None], name: str) -> dict[str, Any]:
    """Read a file; runs in the child."""
    from organizer.domain.events.calendar_file import plain
    from organizer.domain.events.calendar_file_events import understood

    path = Path(name)
    events, refused = understood(outline(_text(path), path.name))
    return {
        "events": [plain(one) for one in events],
        "refused": [
            (one.line, one.title, one.error.code, one.error.template, one.error.values)
            for one in refused
        ],
    }


def _text(path: Path) -> str:
    from organizer.base.files import file_error
    from organizer.base.table_files.sniffing import decode

    try:
        if not path.is_dir() and not path.is_file() and path.exists():
            raise UserError(
                "files.no_file", N_("“{file}” is not a file that can be read."), file=path.name
            )
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise file_error(error, path) from error
    if len(data) > LARGEST_FILE:
        raise UserError(
            "calendar_file.too_large",
            N_("“{file}” is larger than {megabytes} MB. Divide it into several files."),
            file=path.name,
            megabytes=LARGEST_FILE // 1_000_000,
        )
    if b"BEGIN:VCALENDAR" not in data[:4_096].upper():
        raise _no_calendar(path.name)
    return decode(data, path.name)[0]


def outline(text: str, name: str) -> Outline:
    """Cut a file into events and zones.

    Raises UserError when it is no calendar, is cut off, nests what can't be nested, or holds more
    events than anybody plans.
    """
    blocks: list[Block] = []
    zones: list[str] = []
    inside: list[str] = []
    for number, line in _unfolded(text.splitlines()):
        head, _colon, value = line.partition(":")
        key = head.partition(";")[0].strip().upper()
        if key == "BEGIN":
            inside.append(value.strip().upper())
            if inside[0] != "VCALENDAR" or len(inside) > _DEEPEST:
                raise _no_calendar(name)
            if inside == ["VCALENDAR", "VEVENT"]:
                blocks.append(Block(number, []))
        elif key != "END" and inside == ["VCALENDAR", "VEVENT"] and key in _WANTED:
            blocks[-1].lines.append(line)
        if inside[1:2] == ["VTIMEZONE"]:
            zones.append(line)
        if key == "END" and (not inside or inside.pop() != value.strip().upper()):
            raise _broken(name, number)
        if len(blocks) > MOST_EVENTS or len(zones) > _MOST_ZONE_LINES:
            raise UserError(
                "calendar_file.too_many",
                N_("“{file}” holds more than {most} events. Divide it into several files."),
                file=name,
                most=MOST_EVENTS,
            )
    if inside:
        raise UserError(
            "calendar_file.cut_off",
            N_("“{file}” ends in the middle. Save or download it again."),
            file=name,
        )
    return Outline(blocks, zones)


def _unfolded(lines: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Lines with what is folded onto the following ones, and the numbers they begin on."""
    pieces: list[str] = []
    start = 1
    for number, line in enumerate(lines, start=1):
        if line[:1] in (" ", "\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, "".join(pieces)
        pieces, start = [line] if line.strip() else [], number
    if pieces:
        yield start, "".join(pieces)


def _no_calendar(name: str) -> UserError:
    return UserError(
        "calendar_file.no_calendar",
        N_("“{file}” is no calendar file. Choose one that ends in .ics."),
        file=name,
    )


def _broken(name: str, line: int) -> UserError:
    return UserError(
        "calendar_file.broken",
        N_("“{file}”, line {line}: this calendar file is broken. Save or download it again."),
        file=name,
        line=line,
    )
