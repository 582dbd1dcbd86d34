"""Calendar files of tests: made from a register, read, and taken in again."""

import datetime as dt
from typing import Any

from icalendar import Calendar

from organizer.base.register import Register
from organizer.domain.events import actions, actions_calendar_file, store_calendar_file
from organizer.domain.events.calendar_file import calendar_text
from organizer.domain.events.calendar_file_events import understood
from organizer.domain.events.calendar_file_plan import CalendarImport, plan_import
from organizer.domain.events.calendar_file_reading import CalendarFile, outline
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.venues import actions as venues

EVENING = SessionTime(dt.date(2026, 3, 11), "19:30", 90)  # a Wednesday
WEEKLY = Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),), until=dt.date(2026, 4, 30))
MARCH_18, MARCH_25 = dt.date(2026, 3, 18), dt.date(2026, 3, 25)


def exported(register: Register, *ids: str) -> bytes:
    with register.reading() as db:
        found = (
            store_calendar_file.file_events(db, ids)
            if ids
            else store_calendar_file.events_to_export(db)
        )
    return calendar_text(found)


def components(data: bytes) -> list[Any]:
    """The events another program finds in a file."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


def read(data: bytes | str) -> CalendarFile:
    """Understand a file as the child process does."""
    text = data.decode() if isinstance(data, bytes) else data
    return CalendarFile("日历.ics", *understood(outline(text, "日历.ics")))


def planned(register: Register, data: bytes | str) -> CalendarImport:
    with register.reading() as db:
        return plan_import(db, read(data))


def taken(register: Register, data: bytes | str) -> int:
    plan = planned(register, data)
    with register.step() as step:
        return actions_calendar_file.take_over(step, plan)


def vevent(*lines: str) -> str:
    """A file of another program with one event."""
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "BEGIN:VEVENT", "UID:a@b")
        + (lines if any(one.startswith("SUMMARY") for one in lines) else ("SUMMARY:会议", *lines))
        + ("END:VEVENT", "END:VCALENDAR", "")
    )


def season(register: Register) -> str:
    """A weekly salon with a day left out, one moved, one called off, and a two-day lecture."""
    with register.step() as step:
        venue = venues.add(step, "晨光校区", address="金水路 1 号")
        pattern = actions.add(
            step, "周三夜谈; 第一", "salon", [EVENING], repetition=WEEKLY, venue_id=venue,
            description="第一行\n第二行", materials="名片",
        )  # fmt: skip
        actions.skip(step, Key(pattern, MARCH_18))
        actions.set_sessions(
            step, Key(pattern, MARCH_25), [EVENING._replace(day=MARCH_25 + dt.timedelta(1))]
        )
        actions.cancel(step, [Key(pattern, dt.date(2026, 4, 1))])
        actions.add(
            step, "师训", "lecture",
            [SessionTime(dt.date(2026, 5, 2), "", 1_440), EVENING._replace(title="晚场")],
        )  # fmt: skip
    return pattern
