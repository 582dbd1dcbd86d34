"""The gate for text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from organizer.base.text import bidi_visible, clean, is_clean, one_line

# Lone surrogates too: they come out of broken JSON and file names.
ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_cleaning_twice_is_cleaning_once_and_what_is_stored_is_clean(text: str) -> None:
    for multi_line in (False, True):
        cleaned = clean(text, multi_line=multi_line)
        assert clean(cleaned, multi_line=multi_line) == cleaned
        assert is_clean(cleaned)
        assert unicodedata.is_normalized("NFC", cleaned)
        cleaned.encode("utf-8")
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in cleaned)


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line == " ".join(line.split())
    assert one_line(line) == line


def test_line_ends_of_all_systems_become_one() -> None:
    assert clean("一\r\n二\r三\u2028四\n五", multi_line=True) == "一\n二\n三\n四\n五"
    assert clean("一\r\n二\t三") == "一 二 三"


def test_what_cannot_be_seen_goes_and_what_spells_emoji_stays() -> None:
    assert clean("\ufeff王\x00小\u200b明\x1b\ud800") == "王小明"
    assert clean("👨‍👩‍👧 é") == "👨‍👩‍👧 é"


def test_a_letter_and_its_accent_become_one() -> None:
    assert clean("e\u0301") == "é"


def test_length_is_capped() -> None:
    assert clean("王" * 50, limit=20) == "王" * 20


def test_marks_that_turn_the_direction_are_shown() -> None:
    assert bidi_visible("王\u202e明") == "王‹RLO›明"
