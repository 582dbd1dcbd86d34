"""Solar terms and lunar days in words."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base import words
from organizer.base.lunar import lunar_day
from organizer.base.solar_terms import TERMS, lunar_words, solar_term


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    words.set_language("zh_Hans")
    yield
    words.set_language("zh_Hans")


@pytest.mark.parametrize(
    ("day", "term"),
    [
        # printed calendars of the Purple Mountain Observatory
        ("2024-02-04", "立春"),
        ("2025-02-03", "立春"),
        ("2026-02-04", "立春"),
        ("2026-03-20", "春分"),
        ("2026-04-05", "清明"),
        ("2026-06-21", "夏至"),
        ("2026-11-07", "立冬"),
        ("2026-12-22", "冬至"),
        ("2027-01-05", "小寒"),
        ("2026-11-08", ""),
        ("1900-12-22", ""),
        ("2100-01-05", ""),
    ],
)
def test_terms_begin_on_the_days_printed_calendars_name(day: str, term: str) -> None:
    assert solar_term(dt.date.fromisoformat(day)) == term


@given(st.integers(1901, 2099))
def test_every_year_has_its_24_terms_in_order_two_a_month(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=at) for at in range(365)]
    named = [(day.month, term) for day in days if (term := solar_term(day))]
    assert [term for _month, term in named] == [words._(term) for term in TERMS]
    assert [month for month, _term in named] == [1 + at // 2 for at in range(24)]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-02-17", "正月"),
        ("2026-02-26", "初十"),
        ("2026-03-08", "二十"),
        ("2026-03-09", "廿一"),
        ("2026-03-18", "三十"),
        ("2025-07-25", "闰六月"),
        ("2027-01-08", "腊月"),
        ("1900-01-01", ""),
    ],
)
def test_lunar_days_are_written_as_calendars_do(day: str, text: str) -> None:
    assert lunar_words(dt.date.fromisoformat(day)) == text


def test_english_shows_month_and_day_of_the_lunar_year() -> None:
    words.set_language("en")
    assert lunar_words(dt.date(2026, 3, 9)) == "1/21"
    assert solar_term(dt.date(2026, 3, 20)) == "Spring Equinox"


@given(st.dates(dt.date(1902, 1, 1), dt.date(2099, 12, 31)))
def test_a_month_is_named_on_its_first_day_only(day: dt.date) -> None:
    found = lunar_day(day)
    assert found is not None
    assert lunar_words(day).endswith("月") == (found.day == 1)
