import pytest

from organizer.domain.joining import rules
from organizer.domain.joining.rules import AccountCard, Period


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2025-01-01", "2025-02-01"), ("2025-02-01", None), True),
        (("2025-01-01", "2025-01-31"), ("2025-02-01", None), False),
        ((None, "2025-01-31"), ("2025-02-01", None), False),
        ((None, None), ("2025-02-01", "2025-03-01"), True),
    ],
)
def test_periods_that_share_a_day_overlap(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], overlap: bool
) -> None:
    one, other = Period("a", *first), Period("b", *second)
    assert one.overlaps(other) is other.overlaps(one) is overlap


def test_a_bridge_makes_one_of_three() -> None:
    periods = [
        Period("a", "2025-01-01", "2025-02-01"),
        Period("b", "2025-04-01", "2025-05-01"),
        Period("c", "2025-01-15", "2025-04-15"),
        Period("d", "2025-01-15", "2025-04-15", ("elsewhere",)),
    ]
    (whole, rows), (apart, _rows) = rules.united(periods)
    assert (whole.start, whole.end, sorted(rows)) == ("2025-01-01", "2025-05-01", ["a", "b", "c"])
    assert apart.row_id == "d"


def test_an_account_without_a_handle_is_the_one_there_is() -> None:
    kept = [
        AccountCard("1", "wechat", "ordinary", "private", "小明"),
        AccountCard("2", "wechat", "ordinary", "work", "王校长"),
    ]

    def found(handle: str, nickname: str, platform: str = "wechat") -> str | None:
        card = rules.same_account(AccountCard("9", platform, "ordinary", handle, nickname), kept)
        return card.id if card else None

    assert found("WORK", "") == "2"
    assert found("", "王校长") == "2"
    assert found("", "谁") == "1"
    assert found("third", "王校长") is None
    assert found("", "", "qq") is None


def test_choices_begin_with_what_is_filled() -> None:
    kept = {"name": "王小明", "source": "", "position": "校长", "notes": ""}
    lost = {"name": "王晓明", "source": "名单", "position": "校长", "notes": ""}
    assert rules.chosen(kept, lost, {}) == {"source": "名单"}
    assert rules.chosen(kept, lost, {"name": "lost", "source": "kept"}) == {"name": "王晓明"}
