"""`organizer events list`, `events show`, `export events`."""

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from organizer.base.register import Register
from organizer.domain.events import actions, actions_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.events.recurrence import Repetition
from tests import factories
from tests.cli.shell import Shell

EVENING = SessionTime(dt.date(2026, 12, 2), "19:30", 90)


@pytest.fixture
def event_id(shell: Shell) -> str:
    """A weekly salon, and a meet-up day with two people, one of whom was there."""
    with Register.open(shell.register) as register, register.step() as step:
        actions.add(step, "夜谈", "salon", [EVENING], repetition=Repetition("WEEKLY"))
        day = SessionTime(dt.date(2026, 12, 5), "14:00", 180)
        found = actions.add(step, "十二月沟通日", "meet_up", [day], place="二楼")
        members = factories.make_members(step, factories.NAMES[:2])
        signed = actions_participants.sign_up_members(step, found, members)
        assert signed
    return found


def test_a_list_of_days_holds_each_day_of_a_repetition(shell: Shell, event_id: str) -> None:
    told = shell.json("events", "list", "--from", "2026-12-01", "--to", "2026-12-10")
    assert [one["title"] for one in told["events"]] == ["夜谈", "十二月沟通日", "夜谈"]
    meet_up = told["events"][1]
    assert meet_up == {
        "id": event_id,
        "title": "十二月沟通日",
        "kind": "meet_up",
        "starts": "2026-12-05T14:00",
        "ends": "2026-12-05T17:00",
        "venue": "二楼",
        "invited": 0,
        "signed_up": 2,
        "attended": 0,
    }
    assert told["events"][2]["id"].endswith("@2026-12-09")
    text, _error = shell.run("events", "list", "--from", "2026-12-01", "--to", "2026-12-10")
    assert len(text.splitlines()) == 3
    assert "2026-12-05 14:00  十二月沟通日  二楼" in text


def test_days_without_events_and_turned_days_are_told(shell: Shell, event_id: str) -> None:
    text, _error = shell.run("events", "list", "--from", "2025-01-01", "--to", "2025-01-02")
    assert len(text.splitlines()) == 1
    found = shell.json("events", "list", "--from", "2025-01-03", "--to", "2025-01-02", code=1)
    assert found["error"]["code"] == "events.days_turned"


def test_one_event_is_shown(shell: Shell, event_id: str) -> None:
    told = shell.json("events", "show", "十二月沟通日")
    assert (told["id"], told["sessions"][0]["starts"]) == (event_id, "2026-12-05T14:00")
    text, _error = shell.run("events", "show", event_id)
    assert "十二月沟通日" in text
    assert "二楼" in text
    shell.run("events", "show", "没有的活动", code=1)


def test_events_go_out_as_a_calendar_and_it_is_noted(shell: Shell, event_id: str) -> None:
    out = shell.folder / "日历.ics"
    told = shell.json("export", "events", "-o", str(out))
    assert told["events"] == 2
    events: list[Any] = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert {str(one["SUMMARY"]) for one in events} == {"夜谈", "十二月沟通日"}
    assert shell.json("history")["steps"][0]["action"] == "events.export"
    told = shell.json("export", "events", "-o", str(out), "--to", "2026-12-03")
    assert told["events"] == 1
    found = shell.json("export", "events", "-o", str(shell.folder / "x.csv"), code=1)
    assert found["error"]["code"] == "export.ending"
