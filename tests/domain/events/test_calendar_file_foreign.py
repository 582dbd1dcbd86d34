"""Calendar files of other programs: times, zones, places; what can't be is refused by its line."""

import datetime as dt

import pytest

from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    store,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.venues import actions as venues
from tests.domain.events.calendar_files import (
    exported,
    planned,
    read,
    season,
    taken,
    vevent,
)


@pytest.mark.parametrize(
    ("lines", "sessions"),
    [
        (("DTSTART:20260305T100000Z", "DTEND:20260305T113000Z"), [("2026-03-05", "18:00", 90)]),
        (
            ("DTSTART;TZID=Europe/Berlin:20260305T100000", "DURATION:PT1H"),
            [("2026-03-05", "17:00", 60)],
        ),
        (
            ("DTSTART;TZID=China Standard Time:20260305T100000", "DURATION:PT1H"),
            [("2026-03-05", "10:00", 60)],
        ),
        (("DTSTART:20260305T100000", "DTEND:20260305T100100"), [("2026-03-05", "10:00", 1)]),
        (("DTSTART;VALUE=DATE:20260305",), [("2026-03-05", "", 1_440)]),
        (
            ("DTSTART;VALUE=DATE:20260305", "DTEND;VALUE=DATE:20260307"),
            [("2026-03-05", "", 1_440), ("2026-03-06", "", 1_440)],
        ),
        (
            ("DTSTART:20260305T200000", "DTEND:20260307T090000"),
            [("2026-03-05", "20:00", 240), ("2026-03-06", "", 1_440), ("2026-03-07", "00:00", 540)],
        ),
        (("DTSTART:20260305T230000", "DTEND:20260306T010000"), [("2026-03-05", "23:00", 120)]),
    ],
)
def test_times_become_those_of_the_register(
    lines: tuple[str, ...], sessions: list[tuple[str, str, int]]
) -> None:
    found = read(vevent(*lines))
    assert found.refused == []
    assert [
        (str(one.day), one.starts_at, one.minutes) for one in found.events[0].sessions
    ] == sessions


START = ("DTSTART:20260304T100000", "DURATION:PT1H")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("DTSTART:20260305T100000", "DTEND:20260305T090000"), "calendar_file.no_minutes"),
        (("DTSTART:20260305T100000", "DTEND:20260305T100000"), "calendar_file.no_minutes"),
        (("DTSTART:20260305T100000",), "calendar_file.no_end"),
        (("DTEND:20260305T100000",), "calendar_file.no_start"),
        (("DTSTART:gestern", "DURATION:PT1H"), "calendar_file.event"),
        (("DTSTART:20260305T100000", "DTEND;VALUE=DATE:20260306"), "calendar_file.event"),
        (("DTSTART:20260305T100000", "DURATION:P99999D"), "calendar_file.too_long"),
        (("DTSTART;VALUE=DATE:20260305", "DTEND;VALUE=DATE:20290305"), "calendar_file.too_long"),
        (("DTSTART;TZID=Mars/Olympus:20260305T100000", "DURATION:PT1H"), "calendar_file.zone"),
        ((*START, "SUMMARY:"), "calendar_file.no_title"),
        ((*START, "RRULE:FREQ=SECONDLY"), "events.rule_not_understood"),
        ((*START, "RRULE:FREQ=WEEKLY;BYHOUR=1,2"), "events.rule_not_understood"),
        ((*START, "RRULE:FREQ=WEEKLY;BYDAY=MO"), "events.rule_not_understood"),
        ((*START, "RRULE:FREQ=WEEKLY", "RDATE:20260306T100000"), "events.rule_not_understood"),
        (
            ("DTSTART:20280229T100000", "DURATION:PT1H", "RRULE:FREQ=YEARLY"),
            "events.leap_day",
        ),
        ((*START, "RRULE:FREQ=DAILY;UNTIL=20200101"), "events.never_happens"),
        (
            ("DTSTART;TZID=Europe/Berlin:20260304T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
            "calendar_file.summer_time",
        ),
        (
            ("DTSTART:20260304T200000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY"),
            "calendar_file.other_day",
        ),
        (
            ("DTSTART:20260304T200000", "DURATION:PT40H", "RRULE:FREQ=WEEKLY"),
            "events.repeats_one_session",
        ),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_its_line(
    lines: tuple[str, ...], code: str
) -> None:
    found = read(vevent(*lines))
    assert found.events == []
    assert [(one.line, one.error.code) for one in found.refused] == [(4, code)]
    assert "{" not in found.refused[0].error.message()


def test_one_bad_event_does_not_keep_the_others_out(register: Register) -> None:
    season(register)
    good = exported(register)
    bad = "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:坏\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR"
    found = read(good.decode().replace("END:VCALENDAR", bad))
    assert len(found.events) == 2
    assert [(one.title, one.error.code) for one in found.refused] == [("坏", "calendar_file.event")]


def test_a_rule_in_utc_moves_its_weekdays() -> None:
    found = read(
        vevent(
            "DTSTART:20260304T200000Z", "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401T200000Z", "EXDATE:20260311T200000Z",
        )
    )  # fmt: skip
    (event,) = found.events
    assert event.rule == "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260402"
    assert event.sessions == (SessionTime(dt.date(2026, 3, 5), "04:00", 60),)
    assert event.left_out == (dt.date(2026, 3, 12),)


def test_a_place_that_is_a_venue_becomes_it(register: Register) -> None:
    with register.step() as step:
        venue = venues.add(step, "晨光校区")
        venues.set_rooms(step, venue, [(None, "201", 30)])
    taken(register, vevent(*START, "LOCATION:晨光校区 201"))
    with register.reading() as db:
        (entry,) = store.entries(db, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert (entry.venue_id, entry.place) == (venue, "晨光校区 201")
    assert entry.room_id is not None


def test_an_archived_event_is_not_changed_behind_the_owners_back(register: Register) -> None:
    pattern = season(register)
    data = exported(register, pattern)
    with register.step() as step:
        actions.archive(step, [pattern])
    plan = planned(register, data)
    assert [one.error.code for one in plan.refused] == ["calendar_file.archived"]
    assert plan.planned == ()
