"""Dates, moments, numbers and money in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from organizer.base import formats, words

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_dates_follow_the_language() -> None:
    day = date(2026, 5, 3)
    assert formats.format_date(day) == "2026年5月3日"
    assert formats.format_month(day) == "2026年5月"
    assert formats.format_weekday(day) == "周日"
    words.set_language("en")
    assert formats.format_date(day) == "May 3, 2026"
    assert formats.format_month(day) == "May 2026"
    assert formats.format_weekday(day) == "Sun"


def test_a_moment_is_shown_on_the_local_day() -> None:
    moment = datetime(2026, 5, 3, 17, 5, 9, tzinfo=UTC)
    assert formats.format_moment(moment, SHANGHAI) == "2026年5月4日 01:05"
    assert formats.format_moment(moment, SHANGHAI, seconds=True) == "2026年5月4日 01:05:09"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        formats.format_moment(datetime(2026, 5, 3), SHANGHAI)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (29_300_000, "29.3 MB"),
        (121_000_000, "121 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_sizes(octets: int, shown: str) -> None:
    assert formats.format_size(octets) == shown


def test_numbers() -> None:
    assert formats.format_number(100000) == "100,000"
