"""Money: read as people write it, shown with its sign, never a float."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.money import fen_text, read_fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("", None), ("  ", None), ("30", 3_000), ("30.5", 3_050), ("30.05", 3_005), ("¥30", 3_000),
        ("￥ 30", 3_000), ("30元", 3_000), ("30 元/人", 3_000), ("30块", 3_000), ("1,200", 120_000),
        ("３０．５", 3_050), ("人民币30元", 3_000), ("0", 0), ("RMB 12", 1_200), ("¥", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, fen: int | None) -> None:
    assert read_fen(text) == fen


@pytest.mark.parametrize(
    "text", ["三十", "-5", "30.555", "1e3", "30+", "1.2.3", "9999999999", "٣٠ x"]
)
def test_what_is_no_amount_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_fen(text)
    assert refused.value.code == "money.unclear"
    assert text in refused.value.message()


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (3_000, "¥30"),
        (3_050, "¥30.50"),
        (5, "¥0.05"),
        (-3_005, "-¥30.05"),
        (120_000_000, "¥1,200,000"),
    ],
)
def test_amounts_are_shown(fen: int, text: str) -> None:
    assert fen_text(fen) == text


@given(st.integers(0, 99_999_999_999))
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert read_fen(fen_text(fen)) == fen
