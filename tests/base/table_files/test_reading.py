"""Every record of a file is accounted for, or the file is refused with a sentence."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.steps import CancelledError
from organizer.base.table_files.reading import read_table
from organizer.base.table_files.table import Table
from organizer.base.table_files.writing import write_csv
from tests.base.table_files.corpus import (
    HEADER,
    LIST,
    READABLE,
    REFUSED,
    Readable,
    Refused,
    known,
    made_workbook,
    sheet_xml,
    text_cell,
    unclosed_quote,
    workbook,
)


def check_account(table: Table) -> None:
    """Rows, blank rows, titles and header are all the records; every column is full."""
    header = 1 if table.header_line else 0
    assert len(table) + table.blank_rows + len(table.titles) + header == table.records
    assert all(len(column) == len(table) for column in table.columns)
    assert len(table.columns) == len(table.header)
    assert list(table.lines) == sorted(set(table.lines))
    assert set(table.problems) <= set(table.lines)
    assert [table.row(index) for index in range(len(table))] == list(table.rows())


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_an_ugly_file_is_read_and_accounted_for(case: Readable, tmp_path: Path) -> None:
    path = tmp_path / "名单.dat"
    path.write_bytes(case.data())
    table = read_table(path, known=known)
    check_account(table)
    assert table.columns[0] == case.names
    assert dict(table.problems) == case.problems
    assert set(table.ragged) == {n for n, why in case.problems.items() if why != "cell_too_long"}
    if case.encoding:
        assert table.encoding == case.encoding


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_bad_file_is_refused_with_a_sentence(case: Refused, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(case.data())
    with pytest.raises(UserError) as refused:
        read_table(path, known=known)
    assert refused.value.code == case.code
    assert "名单.xlsx" in refused.value.message() or case.code == "import.duplicate_headers"
    assert "{" not in refused.value.message()


def test_the_line_of_the_unclosed_quote_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(unclosed_quote())
    with pytest.raises(UserError) as refused:
        read_table(path, known=known)
    assert refused.value.values["line"] == 3
    table = read_table(path, known=known, quoting=False)
    check_account(table)
    assert len(table) == 1002
    assert table.columns[0][1] == '"李芳'


def test_a_note_of_several_lines_with_commas_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    note = "爱好：\n琴,棋,书\n画,诗,酒\n花,茶\n"
    write_csv(path, ["姓名", "手机", "备注"], [("甲", "1", note), ("乙", "2", "x\na,b,c")])
    table = read_table(path, known=known)
    assert table.columns[2] == [note.strip(), "x\na,b,c"]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'登记表\n\n{HEADER}\n甲,1,"x\ny",\n\n乙,2,,\n', encoding="utf-8")
    table = read_table(path, known=known)
    assert table.header_line == 3
    assert list(table.lines) == [4, 7]
    assert table.titles == ((1, ("登记表",)),)
    assert table.columns[2][0] == "x\ny"


def test_a_workbook_of_a_form_is_read_as_people_see_it(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(made_workbook())
    table = read_table(path, known=known)
    assert table.sheet == "名单"
    assert [(each.name, each.hidden) for each in table.sheets] == [("草稿", True), ("名单", False)]
    assert table.header_line == 3
    assert list(table.lines) == [4, 5, 7]
    assert list(table.rows()) == [
        ("王小明", "13800000001", "晨光教育", "2026-03-08", ""),
        ("李芳", "13800000002", "晨光教育", "2026-03-08 09:00", ""),
        ("曾颖", "13800000003", "", "2026年3月8日", "1.5"),
    ]
    draft = read_table(path, sheet="草稿", header_line=0)
    assert draft.columns == (["不要"],)
    with pytest.raises(UserError) as refused:
        read_table(path, sheet="没有")
    assert refused.value.code == "import.no_sheet"
    assert "名单" in refused.value.message()


def test_the_header_can_be_named_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("甲,1\n乙,2\n丙,3\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_table(path, known=known)
    assert refused.value.code == "import.no_header"
    bare = read_table(path, header_line=0)
    check_account(bare)
    assert bare.header == ("", "")
    assert bare.columns[0] == ["甲", "乙", "丙"]
    assert read_table(path, header_line=2).header == ("乙", "2")


def test_an_encoding_chosen_by_hand_is_used(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("姓名,電話\r\n陳國樑,1\r\n".encode("big5"))
    assert read_table(path, encoding="big5").columns[0] == ["陳國樑"]
    with pytest.raises(UserError) as refused:
        read_table(path, encoding="utf-8")
    assert refused.value.code == "import.damaged_text"


@given(
    st.lists(st.lists(st.text(alphabet="王a1,;'\"\n \t=", max_size=4), max_size=5), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_any_well_formed_file_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
) -> None:
    import csv

    path = tmp_path_factory.mktemp("any") / "list.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["姓名", "手机", "备注"])
        writer.writerows(rows)
    table = read_table(path, known=known)
    check_account(table)
    assert table.records == len(rows) + 1


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "nothing.csv", "files.missing"),
        (tmp_path, "files.is_folder"),
    ):
        with pytest.raises(UserError) as refused:
            read_table(path)
        assert refused.value.code == code


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name are POSIX")
def test_a_pipe_does_not_hang_the_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UserError) as refused:
        read_table(tmp_path / "pipe.csv")
    assert refused.value.code == "files.no_file"


def test_reading_tells_how_far_it_is_and_stops_when_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + "\n" + "王,1,2,3\n" * 5000, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    read_table(path, known=known, progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    assert seen[-1][0] == seen[-1][1] == path.stat().st_size
    with pytest.raises(CancelledError):
        read_table(path, known=known, cancelled=lambda: True)
    book = tmp_path / "list.xlsx"
    book.write_bytes(workbook())
    with pytest.raises(CancelledError):
        read_table(book, known=known, cancelled=lambda: True)


def test_limits_have_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(f"列{n}" for n in range(501)) + "\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_table(wide)
    assert refused.value.code == "import.too_many_columns"
    monkeypatch.setattr("organizer.base.table_files.building.MOST_ROWS", 2)
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_table(path)
    assert refused.value.code == "import.too_many_rows"
    monkeypatch.setattr("organizer.base.table_files.reading.LARGEST_FILE", 20)
    with pytest.raises(UserError) as refused:
        read_table(path)
    assert refused.value.code == "import.too_large"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux enforces the limit")
def test_a_workbook_that_passes_the_checks_but_needs_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.xlsx"
    # 20 million cells lie between these two: allowed, and half a gigabyte for the reader.
    path.write_bytes(
        workbook(
            sheet_xml(
                f'<row r="1">{text_cell("A1", "姓名")}</row>'
                f'<row r="40000">{text_cell("SF40000", "x")}</row>'
            )
        )
    )
    monkeypatch.setattr("organizer.base.table_files.xlsx.MEGABYTES", 150)
    with pytest.raises(UserError) as refused:
        read_table(path, known=known)
    assert refused.value.code == "import.too_heavy"
    assert capfd.readouterr() == ("", "")
