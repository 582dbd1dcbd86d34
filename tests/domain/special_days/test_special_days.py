"""Special days: built in, a year pasted over them, and ordinary again."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.special_days import actions, store
from organizer.domain.special_days.records import SpecialDay
from organizer.domain.special_days.rules import built_in, read_days
from tests.snapshots import every_row

PASTED = """# 2031 年
2031-01-01 休 元旦
2031/1/4,班,元旦调休
2031年1月23日\t放假\t春节 一家团圆

2031.02.01 补班
"""
YEAR = dt.date(2031, 1, 1), dt.date(2031, 12, 31)


def test_a_year_is_read_as_people_paste_it() -> None:
    assert [(f"{one.day:%m-%d}", one.kind, one.name) for one in read_days(PASTED)] == [
        ("01-01", "day_off", "元旦"),
        ("01-04", "workday", "元旦调休"),
        ("01-23", "day_off", "春节 一家团圆"),
        ("02-01", "workday", ""),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2031-01-01 休\n明天 休", 2),
        ("2031-02-30 休", 1),
        ("\n\n2031-01-01", 3),
        ("2031-01-01 也许", 1),
        ("31-01-01 休", 1),
    ],
)
def test_a_line_that_is_not_understood_is_named(text: str, line: int) -> None:
    with pytest.raises(UserError) as refused:
        read_days(text)
    assert (refused.value.code, refused.value.values["line"]) == ("special_days.line", line)


def test_a_pasted_year_stands_and_pasting_it_again_changes_nothing(register: Register) -> None:
    with register.step() as step:
        assert actions.set_days(step, read_days(PASTED)) == 4
    with register.reading() as db:
        assert store.is_year_known(db, 2031)
        assert not store.is_year_known(db, 2032)
        assert [one.own for one in store.special_days(db, *YEAR).values()] == [True] * 4
    with register.step() as step:
        assert actions.set_days(step, read_days(PASTED)) == 0


def test_the_owners_word_goes_before_the_built_in_one(register: Register) -> None:
    day = min(day for day, one in built_in().items() if one.kind == "day_off")
    before = every_row(register)
    with register.step() as step:
        actions.set_days(step, [SpecialDay(day, "ordinary", "")])
    with register.reading() as db:
        assert store.special_days(db, day, day) == {}
        assert [one.kind for one in store.own_days(db, day, day)] == ["ordinary"]
    with register.step() as step:
        actions.set_days(step, [SpecialDay(day, "workday", " 值 班 ")])
    with register.reading() as db:
        assert store.special_days(db, day, day)[day] == SpecialDay(
            day, "workday", "值 班", own=True
        )
    with register.step() as step:
        assert actions.forget(step, [day]) == 1
    with register.reading() as db:
        assert store.special_days(db, day, day) == {day: built_in()[day]}
    for _times in range(3):
        register.undo()
    assert every_row(register) == before


def test_the_built_in_days_are_whole() -> None:
    days = built_in()
    years = {day.year for day in days}
    assert years
    for year in years:
        kinds = [one.kind for day, one in days.items() if day.year == year]
        assert kinds.count("day_off") >= 11
    for day, one in days.items():
        # who makes up for a day off works on a day of the weekend
        assert one.kind == "day_off" or day.weekday() >= 5, day
        assert one.words()
