import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.words import set_language
from organizer.domain.fields import rules


@pytest.mark.parametrize(
    ("field_type", "typed", "stored"),
    [
        ("text", " 下棋\n唱歌 ", "下棋\n唱歌"),
        ("number", "１,２００.５０", "1200.5"),
        ("number", "-0.0", "0"),
        ("number", "007", "7"),
        ("number", "1E3", "1000"),
        ("date", "2026年3月9日", "2026-03-09"),
        ("yes_no", "是", "yes"),
        ("yes_no", "√", "yes"),
        ("yes_no", "没有", "no"),
        ("choice", "ＡＢ", "AB"),
        ("number", "  ", ""),
    ],
)
def test_values_have_one_spelling(field_type: str, typed: str, stored: str) -> None:
    assert rules.canonical(field_type, typed, ["AB", "C"]) == stored


@pytest.mark.parametrize(
    ("field_type", "typed", "code"),
    [
        ("number", "很多", "fields.not_a_number"),
        ("number", "NaN", "fields.not_a_number"),
        ("number", "1" * 16, "fields.not_a_number"),
        ("number", "1E400", "fields.not_a_number"),
        ("date", "3月9日", "date.no_year"),
        ("yes_no", "也许", "fields.not_yes_or_no"),
        ("choice", "D", "fields.not_a_choice"),
    ],
)
def test_what_is_none_of_its_type_is_refused(field_type: str, typed: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.canonical(field_type, typed, ["AB", "C"])
    assert refused.value.code == code
    assert typed in refused.value.message()


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999)
)
def test_a_stored_number_is_read_as_itself(number: object) -> None:
    stored = rules.canonical("number", str(number))
    assert rules.canonical("number", stored) == stored
    assert float(stored) == float(str(number))


def test_yes_and_no_are_shown_in_the_language_spoken() -> None:
    set_language("en")
    assert rules.shown("yes_no", "yes") == "Yes"
    assert rules.shown("text", "yes") == "yes"
    set_language("zh_Hans")
    assert rules.shown("yes_no", "no") == "否"
