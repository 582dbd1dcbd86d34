"""Broken and hostile calendar files: one sentence, nothing changed, no time lost."""

import datetime as dt
import time
from pathlib import Path

import pytest

from organizer.base.child import ChildStoppedError
from organizer.base.errors import UserError
from organizer.domain.events import calendar_file_reading
from organizer.domain.events.calendar_file_reading import CalendarFile, read_calendar_file

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
EVENT = (
    "BEGIN:VEVENT\r\nUID:{n}@x\r\nSUMMARY:会议 {n}\r\nDTSTART:20260304T100000\r\nDURATION:PT1H\r\n"
)


def of(tmp_path: Path, text: str | bytes) -> CalendarFile:
    path = tmp_path / "日历.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_calendar_file(path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "calendar_file.no_calendar"),
        ("姓名,电话\n王小明,13800000000\n", "calendar_file.no_calendar"),
        ("BEGIN:VCARD\nFN:x\nNOTE:BEGIN:VCALENDAR\nEND:VCARD\n", "calendar_file.no_calendar"),
        (HEAD, "calendar_file.cut_off"),
        (HEAD + EVENT.format(n=1), "calendar_file.cut_off"),
        (HEAD + EVENT.format(n=1) + "END:VCALENDAR\r\n", "calendar_file.broken"),
        (HEAD + "END:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar_file.broken"),
        (HEAD + "BEGIN:VEVENT\r\n" * 100_000, "calendar_file.no_calendar"),
        (HEAD + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 20_001, "calendar_file.too_many"),
        (HEAD + "X:" + "x" * calendar_file_reading.LARGEST_FILE, "calendar_file.too_large"),
    ],
    ids=(
        "empty",
        "table",
        "card",
        "head only",
        "no end of event",
        "event not closed",
        "closed twice",
        "deep",
        "many",
        "huge",
    ),
)
def test_a_file_that_is_no_calendar_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        of(tmp_path, text)
    assert refused.value.code == code
    assert "日历.ics" in refused.value.message()


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "x.ics", "files.missing"), (tmp_path, "files.is_folder")):
        with pytest.raises(UserError) as refused:
            read_calendar_file(path)
        assert refused.value.code == code


def test_a_million_alarms_and_attachments_do_not_matter(tmp_path: Path) -> None:
    alarms = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n" * 100_000
    attached = "ATTACH:" + "A" * 1_000_000 + "\r\n"
    found = of(
        tmp_path, HEAD + EVENT.format(n=1) + attached + alarms + "END:VEVENT\r\nEND:VCALENDAR"
    )
    assert [one.title for one in found.events] == ["会议 1"]
    assert found.refused == []


def test_endless_rules_are_refused_one_by_one(tmp_path: Path) -> None:
    rules = (
        "FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;INTERVAL=999999999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=400;BYMONTHDAY=31;BYSETPOS=300", "FREQ=WEEKLY;BYDAY=WE;BYSETPOS=1",
    )  # fmt: skip
    events = "".join(
        f"{EVENT.format(n=n)}RRULE:{rule}\r\nEND:VEVENT\r\n" for n, rule in enumerate(rules)
    )
    found = of(tmp_path, HEAD + events + EVENT.format(n=9) + "END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert [one.title for one in found.events] == ["会议 9"]
    assert len(found.refused) == len(rules)
    assert {one.error.code for one in found.refused} <= {
        "events.rule_not_understood", "events.never_happens", "events.leap_day"
    }  # fmt: skip


def test_a_zone_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file_reading, "SECONDS", 4)
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    event = EVENT.format(n=1).replace("DTSTART:", "DTSTART;TZID=Nowhere:")
    began = time.monotonic()
    try:
        found = of(tmp_path, HEAD + zone + event + "END:VEVENT\r\nEND:VCALENDAR\r\n")
    except ChildStoppedError as stopped:
        assert stopped.code.startswith("child.")  # noqa: PT017 - either answer is right
    else:
        assert len(found.events) + len(found.refused) == 1
    assert time.monotonic() - began < 15


def test_other_encodings_and_line_ends_are_read(tmp_path: Path) -> None:
    text = HEAD + EVENT.format(n=1) + "DESCRIPTION:第一\r\n 行\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    for data in (
        text.encode("utf-8-sig"),
        text.replace("\r\n", "\n").encode(),
        text.encode("gb18030"),
    ):
        (event,) = of(tmp_path, data).events
        assert (event.title, event.description) == ("会议 1", "第一行")
        assert event.sessions[0].day == dt.date(2026, 3, 4)
