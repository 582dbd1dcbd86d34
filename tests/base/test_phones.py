"""Phone numbers as they come out of spreadsheets, forms and chats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.masking import mask_phone
from organizer.base.phones import has_odd_length, read_phone


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "008613812345678",
        "(+86)13812345678",
        "１３８１２３４５６７８",
        "13812345678.0",
        '="13812345678"',
        "'13812345678",
        "1.3812345678E+10",
        "8.613812345678e+12",
        "\u202a138\u200b1234\u00a05678".replace("\u202a", ""),
    ],
)
def test_a_mobile_is_eleven_digits_however_it_is_written(typed: str) -> None:
    assert read_phone(typed) == ("mobile", "13812345678")


@pytest.mark.parametrize("typed", ["1.38E+10", "1.38e10", "1.381234567E+10", "1E+11", "2.5E+30"])
def test_a_number_that_lost_digits_is_ruined_and_never_filled_up(typed: str) -> None:
    assert read_phone(typed) == ("ruined", typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138****1234", "138****1234"),
        ("138 **** 1234", "138****1234"),
        ("138xxxx1234", "138****1234"),
        ("138••••1234", "138****1234"),
        ("*******1234", "*******1234"),
    ],
)
def test_a_masked_number_is_told_from_a_number(typed: str, number: str) -> None:
    assert read_phone(typed) == ("masked", number)


@pytest.mark.parametrize(
    "typed", ["0371-6666 8888", "12812345678", "138123456789", "1381234567", "问王老师", "****"]
)
def test_anything_else_is_kept_as_typed(typed: str) -> None:
    assert read_phone(typed) == ("unchecked", typed)


@pytest.mark.parametrize("typed", ["", "  ", "\u3000", '=""', "'"])
def test_nothing_is_empty(typed: str) -> None:
    assert read_phone(typed) == ("empty", "")


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_what_we_show_masked_is_read_as_masked(number: str) -> None:
    assert read_phone(number) == ("mobile", number)
    assert read_phone(mask_phone(number)).kind == "masked"


@given(st.text())
def test_no_text_fails_and_a_mobile_is_always_a_mobile(text: str) -> None:
    reading = read_phone(text)
    assert read_phone(reading.number).kind == reading.kind
    if reading.kind == "mobile":
        assert len(reading.number) == 11
        assert reading.number.isascii()


@pytest.mark.parametrize(
    ("number", "odd"),
    [
        ("1391234001", True),
        ("139-1234-001", True),
        ("139123400012", True),
        ("13912340001", False),
        ("13912340", False),
        ("010-62345678", False),
        ("wx_139", False),
    ],
)
def test_a_mobile_with_a_digit_more_or_less_is_noticed(number: str, odd: bool) -> None:
    assert has_odd_length(number) is odd
