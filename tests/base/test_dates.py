"""Dates and birthdays as people, forms and spreadsheets write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.dates import DateRefusedError, read_birthday, read_date

TODAY = datetime.date(2026, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-08",
        "2026/3/8",
        "2026.3.8",
        "2026年3月8日",
        "2026年3月8号",
        "2026 年 3 月 8 日",
        "20260308",
        "26/3/8",
        "２０２６－０３－０８",
        "46089",
        "46089.0",
        "46089.75",
        "2026/03/08 12:00:00",
        "2026-03-08 12:00",
        "2026-03-08T12:00:00Z",
        "2026-03-08T12:00:00.000+08:00",
        "2026年3月8日 下午3:05",
        "2026年3月8日15时30分",
        "2026/3/8 3:05 PM",
        "2026-03-08 星期日",
        "2026-03-08（周日）",
        "'2026-03-08",
    ],
)
def test_the_usual_forms_are_one_day(text: str) -> None:
    assert read_date(text) == "2026-03-08"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "date.impossible"),
        ("2025/2/29", "date.impossible"),
        ("2026-13-01", "date.impossible"),
        ("0026-01-01", "date.impossible"),
        ("20261301", "date.impossible"),
        ("3月8日", "date.no_year"),
        ("3-8", "date.no_year"),
        ("2026年3月", "date.no_day"),
        ("去年", "date.unclear"),
        ("123", "date.unclear"),
        ("99999", "date.unclear"),
        ("2026-03-08~2026-03-10", "date.unclear"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(DateRefusedError) as refused:
        read_date(text)
    assert refused.value.code == code
    assert text in refused.value.message()


def test_an_empty_text_is_no_date_and_no_mistake() -> None:
    assert read_date("  ") == ""
    assert read_birthday("", TODAY).date == ""


@given(st.dates(datetime.date(1928, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    forms = (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        str(serial),
        f"{serial}.0",
    )
    assert {read_date(form) for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    ("text", "calendar", "date"),
    [
        ("1988-3-8", "solar", "1988-03-08"),
        ("3月8日", "solar", "--03-08"),
        ("3.8", "solar", "--03-08"),
        ("--03-08", "solar", "--03-08"),
        ("2月29日", "solar", "--02-29"),
        ("88-3-8", "solar", "1988-03-08"),
        ("27-1-1", "solar", "1927-01-01"),
        ("农历八月十五", "lunar", "--08-15"),
        ("八月十五", "lunar", "--08-15"),
        ("腊月廿三", "lunar", "--12-23"),
        ("冬月十一", "lunar", "--11-11"),
        ("正月初一", "lunar", "--01-01"),
        ("十二月三十", "lunar", "--12-30"),
        ("农历8月15", "lunar", "--08-15"),
        ("阴历 8-15", "lunar", "--08-15"),
        ("农历：正月十五", "lunar", "--01-15"),
        ("一九八八年腊月廿三", "lunar", "1988-12-23"),
        ("农历1988-8-15", "lunar", "1988-08-15"),
    ],
)
def test_birthdays_with_or_without_a_year_in_both_calendars(
    text: str, calendar: str, date: str
) -> None:
    assert read_birthday(text, TODAY) == (calendar, date, False)


def test_a_leap_month_is_told() -> None:
    assert read_birthday("闰四月初二", TODAY) == ("lunar", "--04-02", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2月30日", "date.impossible"),
        ("农历二月三十一", "date.impossible"),
        ("农历十三月初一", "date.unclear"),
        ("2026-03-09", "date.future"),
        ("属龙", "date.unclear"),
    ],
)
def test_no_birthday_is_guessed(text: str, code: str) -> None:
    with pytest.raises(DateRefusedError) as refused:
        read_birthday(text, TODAY)
    assert refused.value.code == code


@given(st.text(alphabet="0123456789年月日-/.:农历闰正腊初十廿一二三 T上下午", max_size=16))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    for read in (read_date, lambda written: read_birthday(written, TODAY).date):
        try:
            found = read(text)
        except DateRefusedError:
            continue
        if found and not found.startswith("--"):
            assert len(found) == 10
