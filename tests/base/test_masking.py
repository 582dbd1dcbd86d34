"""What is shown of numbers and names, and what is recognised as hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.masking import (
    group_phone,
    is_masked,
    mask_account,
    mask_birthday,
    mask_phone,
    matches_mask,
)

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("02583712345", "025 **** 345"),
        ("025-8371234", "025 **** 234"),
        ("8371234", "83 **** 34"),
        ("110", "****"),
        ("找小王要", "****"),
        ("", ""),
    ],
)
def test_phones(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


def test_grouping() -> None:
    assert group_phone("13812345678") == "138 1234 5678"
    assert group_phone("025-83712345") == "025-83712345"
    assert group_phone("") == ""


def test_accounts() -> None:
    assert mask_account("wxid_abc123") == "wx****23"
    assert mask_account("10001") == "1****"
    assert mask_account("") == ""


def test_birthdays() -> None:
    assert mask_birthday("1988-05-20") == "05-**"
    assert mask_birthday("5-20") == "05-**"
    assert mask_birthday("八月十五") == "****"
    assert mask_birthday("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "138 **** 1234",
        "138-****-1234",
        "+86 138****1234",
        "*******1234",
        "138•••1234",
        "wx****23",
        "王**",
        "王＊＊",
        "05-**",
    ],
)
def test_hidden_parts_are_seen(text: str) -> None:
    assert is_masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wxid_abc",
        "xxxx_wang",
        "a__b",
        "025-8371-2345",
        "C*",
        "王小明",
        "1.38E+10",
    ],
)
def test_plain_values_are_not(text: str) -> None:
    assert not is_masked(text)


@given(MOBILES)
def test_every_masked_number_is_recognised_and_matches_its_own(number: str) -> None:
    for sign in "*＊x●":
        hidden = number[:3] + sign * 4 + number[7:]
        assert is_masked(hidden)
        assert matches_mask(hidden, number)
    assert matches_mask(mask_phone(number), number)
    assert matches_mask(mask_account(number), number)
    other = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not matches_mask(mask_phone(number), other)


def test_matching() -> None:
    assert matches_mask("138**1234", "13812341234")
    assert not matches_mask("139****1234", "13812341234")
    assert matches_mask("王**", "王小明")
    assert not matches_mask("王**", "汪小明")
    assert matches_mask("WX****23", "wxid_abc123")
    assert matches_mask("138 1234", "1381234")
    assert not matches_mask("138", "1381234")
