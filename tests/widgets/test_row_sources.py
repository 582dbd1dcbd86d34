"""Searching a short list: every word, by 汉字, pinyin or initials."""

import pytest

from organizer.widgets.row_sources import says


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("核心", True),
        ("hexin", True),
        ("hxq", True),
        ("核心 qun", True),
        ("核心 不在", False),
        ("心核", False),
        ("GU 核心", False),
    ],
)
def test_every_word_must_be_said(words: str, found: bool) -> None:
    assert says("核心群", words) is found


def test_case_does_not_count_and_lines_are_apart() -> None:
    assert says("ABC英语\n13800001111", "abc")
    assert says("ABC英语\n13800001111", "1111 英语")
    assert not says("一\n二", "一二")
