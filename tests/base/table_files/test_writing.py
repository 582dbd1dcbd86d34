"""What is written reads back unchanged and runs nowhere."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.steps import CancelledError
from organizer.base.table_files.cells import guard, guard_text_cell, unguard
from organizer.base.table_files.reading import read_table
from organizer.base.table_files.writing import CsvEncoding, write_csv, write_xlsx
from organizer.base.text import clean

RISKY = "=+-@\t\r＝＋－＠"
HEADER = ["姓名", "手机", "备注"]
# Dense in what goes wrong: starters, quotes, delimiters, line ends, marks, accents.
TEXTS = st.one_of(
    st.text(alphabet="=+-@＝＋－＠'\"\t\r\n ,;王a1\ufeff\u0301\u3000", max_size=8),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=12),
)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=12)


def stored(text: str) -> str:
    """Return the text as a register holds it."""
    return clean(text, multi_line=True).strip()


@given(TEXTS)
@example("'=1")
@example("' =1")
@example("''")
@example("'\n=")
def test_a_guard_is_taken_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text
    assert unguard(guard_text_cell(text)) == text
    assert guard(text)[:1] not in RISKY or not text


@pytest.mark.parametrize("first", list(RISKY))
def test_what_a_spreadsheet_would_run_is_defused(first: str) -> None:
    assert guard(first + "1+1") == "'" + first + "1+1"
    assert guard("  " + first + "1") == "'  " + first + "1"
    assert guard("a" + first) == "a" + first


@given(ROWS, st.sampled_from(["utf-8-sig", "gb18030"]))
def test_csv_reads_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    encoding: CsvEncoding,
) -> None:
    cleaned = [tuple(map(stored, row)) for row in rows]
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    assert write_csv(path, HEADER, cleaned, encoding) == len(rows)
    table = read_table(path, header_line=1)
    assert list(table.header) == HEADER
    assert list(table.rows()) == [row for row in cleaned if any(row)]
    assert not table.problems


@given(ROWS)
def test_no_cell_of_our_csv_starts_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("csv") / "out.csv"
    write_csv(path, HEADER, rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in set(RISKY) and cell.strip()]
    assert not [cell for cell in cells if cell[:1] in set("\t\r\n")]


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=60, max_size=80))
def test_xlsx_reads_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    cleaned = [tuple(map(stored, row)) for row in rows]
    path = tmp_path_factory.mktemp("xlsx") / "out.xlsx"
    write_xlsx(path, HEADER, cleaned)
    table = read_table(path, header_line=1)
    assert list(table.rows()) == [row for row in cleaned if any(row)]


def test_a_workbook_holds_text_not_formulas_links_or_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows: list[tuple[str | int | None, ...]] = [
        ("=1+1", "13800000001", "https://example.org"),
        ("000123", 7, None),
        ("\x01王", "", ""),
    ]
    write_xlsx(path, HEADER, rows, sheet="一/二: 名册*" + "长" * 40)
    book: Any = cast("Any", openpyxl).load_workbook(path)
    page = book.active
    assert page.title == ("一二 名册" + "长" * 40)[:31]
    assert page.freeze_panes == "A2"
    assert [cell.font.bold for cell in page[1]] == [True] * 3
    assert page["A2"].value == "=1+1"
    assert page["A2"].data_type == "s"
    assert page["A2"].number_format == "@"
    assert (page["B2"].value, page["B2"].data_type) == ("13800000001", "s")
    assert page["C2"].hyperlink is None
    assert page["A3"].value == "000123"
    assert page["B3"].value == 7
    assert page["A4"].value == "王"


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_cancelled_or_failed_export_leaves_the_old_file(
    write: Callable[..., int], tmp_path: Path
) -> None:
    path = tmp_path / "out.file"
    path.write_text("the old one")

    def breaking() -> Iterator[tuple[str, ...]]:
        yield ("a",)
        message = "a bug in the caller"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        write(path, ["a"], breaking())
    asked = iter([False, False, True, True])
    with pytest.raises(CancelledError):
        write(path, ["a"], [("x",)] * 5000, cancelled=lambda: next(asked))
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_counts_rows(tmp_path: Path) -> None:
    seen: list[int] = []
    write_csv(tmp_path / "o.csv", ["a"], [("x",)] * 1200, progress=seen.append)
    assert seen == [500, 1000, 1200]
    write_xlsx(tmp_path / "o.xlsx", ["a"], [("x",)] * 1200, progress=seen.append)
    assert seen[3:] == [500, 1000, 1200]


def _write_on_a_full_disk(kind: str, path: str) -> None:
    """Write 5,000 rows where no file may grow beyond 20 kB; exit 7 if refused in words."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    rows = [(f"成员{n}", f"138{n:08}", "备注" * 5) for n in range(5000)]
    write = write_csv if kind == "csv" else write_xlsx
    try:
        write(path, HEADER, rows)
    except UserError as refused:
        os._exit(7 if refused.code == "files.full" else 8)
    os._exit(0)


@pytest.mark.skipif(os.name != "posix", reason="limits on files are POSIX")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_full_disk_leaves_the_old_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{kind}"
    path.write_text("the old one")
    child = multiprocessing.get_context("spawn").Process(
        target=_write_on_a_full_disk, args=(kind, str(path))
    )
    child.start()
    child.join(30)
    assert child.exitcode == 7
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]
