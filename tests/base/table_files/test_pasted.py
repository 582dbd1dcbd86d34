"""Cells as Excel, WPS and web pages put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.table_files.reading import read_pasted
from tests.base.table_files.corpus import known


def test_cells_with_a_header() -> None:
    table = read_pasted("姓名\t手机\r\n王小明\t13800000001\r\n李芳\t\r\n", known=known)
    assert table.header == ("姓名", "手机")
    assert list(table.rows()) == [("王小明", "13800000001"), ("李芳", "")]
    assert list(table.lines) == [2, 3]


def test_cells_without_a_header_lose_no_row() -> None:
    table = read_pasted("王小明\t1\n李芳\t2\n", known=known)
    assert table.header_line == 0
    assert table.columns == (["王小明", "李芳"], ["1", "2"])


def test_a_cell_of_several_lines() -> None:
    table = read_pasted('姓名\t备注\n王小明\t"他说 ""好""\r\n第二行"\n李芳\t"x"\n', known=known)
    assert list(table.rows()) == [("王小明", '他说 "好"\n第二行'), ("李芳", "x")]
    assert list(table.lines) == [2, 4]


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    table = read_pasted('姓名\t备注\n"王小明\t1\n李"芳"\t2\n曾颖\t3"\n', known=known)
    assert table.columns[0] == ['"王小明', '李"芳"', "曾颖"]
    assert table.columns[1] == ["1", "2", '3"']


def test_rows_that_end_early_are_filled_up() -> None:
    table = read_pasted("姓名\t手机\t备注\n王小明\n李芳\t2\n", known=known)
    assert list(table.rows()) == [("王小明", "", ""), ("李芳", "2", "")]
    assert not table.problems


def test_text_with_commas_is_read_as_rows() -> None:
    table = read_pasted("姓名,手机\n王小明,1\n李芳,2", known=known)
    assert table.columns == (["王小明", "李芳"], ["1", "2"])


def test_one_column() -> None:
    table = read_pasted("王小明\n\n李芳, 校长\n", known=known)
    assert table.columns == (["王小明", "李芳, 校长"],)
    assert table.blank_rows == 1


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", " \t \n"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_pasted(text, known=known)
    assert refused.value.code in {"import.empty_paste", "import.empty"}


@given(
    st.lists(st.lists(st.text(alphabet='王a" \n=', max_size=4), min_size=3, max_size=3), min_size=1)
)
def test_what_a_spreadsheet_copies_is_pasted_unchanged(rows: list[list[str]]) -> None:
    def copied(cell: str) -> str:
        if "\n" in cell or cell.startswith('"'):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    text = "".join("\t".join(map(copied, row)) + "\r\n" for row in rows)
    table = read_pasted("姓名\t手机\t备注\r\n" + text, known=known)
    filled = [tuple(map(str.strip, row)) for row in rows]
    assert list(table.rows()) == [row for row in filled if any(row)]
    assert len(table) + table.blank_rows + 1 == table.records == len(rows) + 1
