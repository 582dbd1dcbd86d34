"""Lunar days, against the published calendar, and birthdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.dates import Birthday, Calendar
from organizer.base.lunar import (
    LunarDay,
    age_on,
    lunar_day,
    next_birthday,
    solar_day,
)

SPRING_FESTIVALS = [
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
]


@pytest.mark.parametrize("day", SPRING_FESTIVALS)
def test_spring_festivals(day: tuple[int, int, int]) -> None:
    festival = date(*day)
    assert lunar_day(festival) == LunarDay(day[0], 1, 1)
    assert solar_day(day[0], 1, 1) == festival
    eve = lunar_day(festival - timedelta(days=1))
    assert eve is not None
    assert (eve.year, eve.month) == (day[0] - 1, 12)


def test_other_festivals() -> None:
    assert solar_day(2024, 8, 15) == date(2024, 9, 17)
    assert solar_day(2025, 8, 15) == date(2025, 10, 6)
    assert solar_day(2026, 5, 5) == date(2026, 6, 19)
    assert solar_day(2023, 5, 5) == date(2023, 6, 22)


def test_leap_months() -> None:
    for year, month in ((2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11)):
        plain, leap = solar_day(year, month, 1), solar_day(year, month, 1, leap=True)
        assert plain is not None
        assert leap is not None
        assert (leap - plain).days in (29, 30)
    assert solar_day(2026, 4, 1, leap=True) == solar_day(2026, 4, 1), "a year without one"
    assert lunar_day(date(2025, 7, 25)) == LunarDay(2025, 6, 1, leap=True)
    assert lunar_day(date(2023, 3, 22)) == LunarDay(2023, 2, 1, leap=True)


@given(st.dates(date(1901, 2, 19), date(2099, 12, 31)))
def test_every_day_goes_there_and_back(day: date) -> None:
    lunar = lunar_day(day)
    assert lunar is not None
    assert solar_day(lunar.year, lunar.month, lunar.day, leap=lunar.leap) == day


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_the_library_itself_says_the_same(day: date) -> None:
    from datetime import datetime

    from cnlunar.lunar import Lunar

    asked = Lunar(datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001
    lunar = lunar_day(day)
    assert lunar is not None
    assert lunar[:3] == (asked.lunarYear, asked.lunarMonth, asked.lunarDay)
    assert lunar.leap == asked.isLunarLeapMonth


def test_beyond_the_years_known() -> None:
    assert lunar_day(date(1890, 1, 1)) is None
    assert lunar_day(date(2101, 1, 1)) is None
    assert solar_day(1900, 1, 1) is None


def test_birthdays_in_a_leap_month_and_on_a_thirtieth() -> None:
    assert solar_day(2026, 6, 1, leap=True) == solar_day(2026, 6, 1)
    assert solar_day(2025, 6, 1, leap=True) == date(2025, 7, 25)
    thirtieth = solar_day(2025, 12, 30)
    assert thirtieth is not None
    # The twelfth month of 2025 has 29 days: its last is the eve of the festival.
    assert thirtieth == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("birthday", "today", "coming"),
    [
        (Birthday("solar", "1988-05-20"), date(2026, 5, 20), date(2026, 5, 20)),
        (Birthday("solar", "1988-05-20"), date(2026, 5, 21), date(2027, 5, 20)),
        (Birthday("solar", "--05-20"), date(2026, 1, 1), date(2026, 5, 20)),
        (Birthday("solar", "1992-02-29"), date(2026, 2, 1), date(2026, 2, 28)),
        (Birthday("solar", "1992-02-29"), date(2028, 2, 1), date(2028, 2, 29)),
        (Birthday("lunar", "1988-08-15"), date(2025, 1, 1), date(2025, 10, 6)),
        (Birthday("lunar", "1988-08-15"), date(2025, 10, 7), date(2026, 9, 25)),
        (Birthday("lunar", "--12-30"), date(2026, 1, 1), date(2026, 2, 16)),
        (Birthday("lunar", "1990-05-12", leap=True), date(2026, 1, 1), solar_day(2026, 5, 12)),
        (
            Birthday("lunar", "1990-05-12", leap=True),
            date(2028, 7, 1),
            solar_day(2028, 5, 12, leap=True),
        ),
        (Birthday("solar", ""), date(2026, 1, 1), None),
        (Birthday("lunar", "--08-15"), date(2150, 1, 1), None),
    ],
)
def test_next_birthday(birthday: Birthday, today: date, coming: date | None) -> None:
    assert next_birthday(birthday, today) == coming


@given(
    st.dates(date(1930, 1, 1), date(2020, 12, 31)),
    st.dates(date(2020, 1, 1), date(2050, 12, 31)),
    st.sampled_from(["solar", "lunar"]),
)
def test_a_birthday_comes_within_a_long_lunar_year(born: date, today: date, kind: Calendar) -> None:
    if kind == "lunar" and born.day > 30:
        born = born.replace(day=30)
    coming = next_birthday(Birthday(kind, born.isoformat()), today)
    assert coming is not None
    assert timedelta(0) <= coming - today <= timedelta(days=385 if kind == "lunar" else 366)


@pytest.mark.parametrize(
    ("birthday", "day", "age"),
    [
        (Birthday("solar", "1988-05-20"), date(2026, 5, 19), 37),
        (Birthday("solar", "1988-05-20"), date(2026, 5, 20), 38),
        (Birthday("solar", "--05-20"), date(2026, 5, 20), None),
        (Birthday("solar", ""), date(2026, 5, 20), None),
        (Birthday("lunar", "1988-08-15"), date(2026, 9, 24), 37),
        (Birthday("lunar", "1988-08-15"), date(2026, 9, 25), 38),
        # Born on the lunar 12-20 of 1988, which was in January 1989.
        (Birthday("lunar", "1988-12-20"), date(1989, 1, 27), 0),
        (Birthday("solar", "2030-01-01"), date(2026, 1, 1), None),
    ],
)
def test_age(birthday: Birthday, day: date, age: int | None) -> None:
    assert age_on(birthday, day) == age
