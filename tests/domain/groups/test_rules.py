"""Size bands and what is said of them, life spans, months, periods."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base import words
from organizer.domain.groups import rules
from organizer.domain.groups.records import kind_words, standing_words, way_in_words


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (1, "to_40"),
        (40, "to_40"),
        (41, "to_100"),
        (100, "to_100"),
        (101, "to_300"),
        (300, "to_300"),
        (301, "over_300"),
    ],
)
def test_bands_of_size(people: int, code: str) -> None:
    band = rules.size_band(people)
    assert band is not None
    assert band.code == code
    assert band.code in rules.BAND_WORDS


def test_an_empty_group_has_no_band() -> None:
    assert rules.size_band(0) is None
    assert rules.size_views(0) == ()


def test_both_views_are_shown_and_the_second_knows_where_groups_are_liveliest() -> None:
    views = {people: rules.size_views(people) for people in (60, 80, 95, 150, 201, 400)}
    assert all(len(both) == 2 for both in views.values())
    assert len({views[people][0] for people in (60, 150, 400)}) == 3
    assert len({views[people][1] for people in (60, 80, 95, 201)}) == 4
    words.set_language("en")
    assert "41 to 100" in words._(views[80][0])


@pytest.mark.parametrize(
    ("founded", "months", "ends"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 3, 9), 9, dt.date(2026, 12, 9)),
        (dt.date(2026, 3, 9), None, None),
        (None, 9, None),
    ],
)
def test_a_life_span_ends(
    founded: dt.date | None, months: int | None, ends: dt.date | None
) -> None:
    assert rules.ends_on(founded, months) == ends


def test_month_ends_and_today() -> None:
    assert rules.month_ends(dt.date(2026, 3, 9), 3) == [
        dt.date(2025, 12, 31),
        dt.date(2026, 1, 31),
        dt.date(2026, 2, 28),
        dt.date(2026, 3, 9),
    ]


_day = st.integers(0, 20).map(lambda n: dt.date(2026, 1, 1) + dt.timedelta(days=n))
_period = st.tuples(st.none() | _day, st.none() | _day).filter(
    lambda one: one[0] is None or one[1] is None or one[0] <= one[1]
)


@given(_period, _period)
def test_periods_overlap_exactly_when_they_share_a_day(
    one: rules.Period, other: rules.Period
) -> None:
    def days(period: rules.Period) -> set[dt.date]:
        every = [dt.date(2025, 12, 30) + dt.timedelta(days=n) for n in range(30)]
        return {
            day
            for day in every
            if (period[0] is None or period[0] <= day) and (period[1] is None or day <= period[1])
        }

    assert rules.overlap(one, other) == bool(days(one) & days(other))
    assert rules.overlap(one, other) == rules.overlap(other, one)


def test_codes_have_words_and_own_words_stay() -> None:
    words.set_language("en")
    assert kind_words("core") == "Core group"
    assert (kind_words("晨读群"), way_in_words("地推"), standing_words("观察")) == (
        "晨读群",
        "地推",
        "观察",
    )
