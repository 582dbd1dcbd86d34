"""How lines break: nothing is torn that should stay whole, nothing is wider than its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.printing.wrapping import ELLIPSIS, Widths, shared_out


def widths() -> Widths:
    """Every Chinese sign is one wide, everything else half of it."""
    return Widths(lambda character: 1.0 if ord(character) > 0x2E7F else 0.5)


@pytest.mark.parametrize(
    ("text", "room", "lines", "broken"),
    [
        ("晨光教育", 4, 3, ["晨光教育"]),
        ("晨光教育培训中心", 4, 3, ["晨光教育", "培训中心"]),
        ("数学、英语、物理", 4, 3, ["数学、英", "语、物理"]),
        ("数学英语、物理", 4, 3, ["数学英", "语、物理"]),
        ("138 **** 1234、139 **** 5678", 8, 3, ["138 **** 1234、", "139 **** 5678"]),
        ("Tina Zhou teaches", 5, 3, ["Tina Zhou", "teaches"]),
        ("一二三四五六七八九十", 3, 2, ["一二三", "四五…"]),
        ("第一行\n第二行", 9, 3, ["第一行", "第二行"]),
        ("abcdefghijkl", 3, 3, ["abcdef", "ghijkl"]),
        ("", 3, 3, [""]),
    ],
)
def test_lines_break_where_a_reader_would(
    text: str, room: float, lines: int, broken: list[str]
) -> None:
    assert widths().wrap(text, room, lines) == broken


@given(
    st.text(alphabet="一二三四，、ab 12*\n", max_size=60),
    st.floats(min_value=2.5, max_value=12),
    st.integers(min_value=1, max_value=4),
)
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(
    text: str, room: float, lines: int
) -> None:
    measured = widths()
    found = measured.wrap(text, room, lines)
    assert 1 <= len(found) <= lines
    # a closing sign stays with the sign before it, which is all that may reach over
    assert all(measured.of(line) <= room + 1e-9 for line in found)
    if not found[-1].endswith(ELLIPSIS):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_the_width_is_shared_out_to_the_wide_ones_last() -> None:
    assert shared_out([2, 3, 4], [1, 1, 1], 20) == [2, 3, 4]
    narrow, middle, wide = shared_out([2, 10, 30], [1, 1, 1], 22)
    assert narrow == 2
    assert middle == pytest.approx(wide)
    assert narrow + middle + wide == pytest.approx(22)
    assert sum(shared_out([9, 9], [8, 8], 10)) == pytest.approx(10)
    assert shared_out([5, 30], [5, 12], 20) == pytest.approx([5, 15], abs=1e-6)
