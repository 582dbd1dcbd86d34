"""Names of columns as forms decorate them, and where the header is."""

import pytest

from organizer.base.errors import UserError
from organizer.base.table_files.headers import (
    find_header,
    header_key,
    plain_name,
    refuse_duplicates,
)
from tests.base.table_files.corpus import known


@pytest.mark.parametrize(
    "written",
    [
        "姓名",
        " 姓 名 ",
        "\ufeff姓名",
        "姓名（必填）",
        "姓名(选填)",
        "姓名【单选题】",
        "1、姓名",
        "1.姓名",
        "12) 姓名",
        "（3）姓名",
        "一、姓名",
        "Q1：姓名",
        "第2题 姓名",
        "*姓名",
        "姓名*：",
        "3、姓名（必填）：",
        "姓\n名",
    ],
)
def test_decoration_is_no_part_of_a_name(written: str) -> None:
    assert header_key(written) == "姓名"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("QQ号", "qq号"),
        ("WeChat ID", "wechatid"),
        ("1月", "1月"),
        ("2026.3", "2026.3"),
        ("手机（微信同号）", "手机(微信同号)"),
        ("十佳", "十佳"),
        ("*", "*"),
    ],
)
def test_what_looks_like_decoration_but_is_the_name_stays(written: str, key: str) -> None:
    assert header_key(written) == key


def test_a_key_is_its_own_key() -> None:
    for written in ("3、姓名（必填）：", "Q1：QQ号", "第2题 姓名", "手机（微信同号）"):
        assert header_key(header_key(written)) == header_key(written)


def test_the_header_is_the_row_with_most_known_names() -> None:
    rows = [
        ["姓名表", "", ""],
        ["说明：姓名必填", "", ""],
        ["编号", "姓名", "手机"],
        ["1", "姓名", "2"],
    ]
    assert find_header(rows, known) == 2
    assert find_header([["手机", "姓名"], ["姓名", "手机"]], known) == 0


def test_without_known_names_the_first_full_row_without_data_is_the_header() -> None:
    assert find_header([["表"], [], ["A", "B"], ["x", "1"], ["y", "2"]]) == 2
    assert find_header([["x", "1"], ["y", "2"]]) is None
    assert find_header([["", ""]]) is None


def test_two_columns_of_one_name_are_refused_by_name() -> None:
    with pytest.raises(UserError) as refused:
        refuse_duplicates(["姓名", "手机", "2、姓名", "", ""], 4)
    assert refused.value.code == "import.duplicate_headers"
    assert "姓名" in refused.value.message()
    assert "手机" not in refused.value.message()
    refuse_duplicates(["姓名", "手机", "", ""], 4)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("7、特长（选填）", "特长"),
        ("Q3: Favourite Tea", "Favourite Tea"),
        ("特长（书法）", "特长（书法）"),
        ("2026 年目标", "2026 年目标"),
        ("1.", "1."),
    ],
)
def test_a_name_of_a_new_field_is_plain(written: str, plain: str) -> None:
    assert plain_name(written) == plain
