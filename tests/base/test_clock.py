"""One clock and one time zone: where a day begins is said in one place."""

import datetime as dt
from pathlib import Path

import organizer
from organizer.base import clock


def test_a_day_begins_where_the_owner_lives() -> None:
    evening = dt.datetime(2026, 3, 8, 16, 30, tzinfo=dt.UTC)
    assert clock.local(evening).isoformat() == "2026-03-09T00:30:00+08:00"
    assert clock.FixedClock(dt.date(2026, 3, 8), hour=16).today() == dt.date(2026, 3, 9)
    assert clock.SystemClock().today() == clock.local(clock.SystemClock().now()).date()


def test_a_moment_is_stored_and_read_back_whole() -> None:
    moment = dt.datetime(2026, 3, 8, 1, 2, 3, 4, tzinfo=dt.UTC)
    assert clock.moment_text(moment) == "2026-03-08T01:02:03.000004Z"
    assert clock.moment_of(clock.moment_text(clock.local(moment))) == moment


def test_the_zone_is_written_in_one_place() -> None:
    package = Path(organizer.__file__).parent
    naming = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "Asia/Shanghai" in path.read_text(encoding="utf-8")
    ]
    assert naming == ["base/clock.py"]
