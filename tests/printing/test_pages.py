"""Rosters on paper, in PDF and as pictures: every row once, headings on every page, looked at."""

import datetime as dt
import os
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMarginsF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPageLayout, QPageSize, QTextLayout
from PySide6.QtPrintSupport import QPrinter

from organizer.base import words
from organizer.base.errors import UserError
from organizer.printing.fonts import can_draw, page_font
from organizer.printing.outputs import (
    page_layout,
    paint_on,
    papers_of,
    pdf_in_steps,
    picture,
    write_picture,
)
from organizer.printing.roster import roster_sheet, write_pdf
from organizer.printing.sheets import A4, A4_LANDSCAPE, AS_PICTURE, TableSheet
from organizer.printing.table_pages import TablePages
from tests.printing.reading_pdf import Document, read_pdf

DAY = dt.date(2026, 3, 9)
HEADER = ["编号", "姓名", "手机", "机构", "校内职务", "学科", "备注"]
SHORT = ["姓名", "机构", "校内职务"]


def people(count: int) -> list[list[str]]:
    return [
        [
            f"{n:05}",
            f"顾清{'扬河山雪'[n % 4]}",
            f"138 **** {n:04}",
            "欧阳老师的星辰英语与作文培训中心" if n % 9 == 0 else "晨光教育",
            "校长",
            "数学、英语",
            "常来线下交流会，愿意分享招生的具体做法，可以请到下个月的沙龙上讲一讲"
            if n % 5 == 0
            else "",
        ]
        for n in range(count)
    ]


def short(count: int) -> list[list[str]]:
    return [[row[1], row[3], row[4]] for row in people(count)]


def pages_of(sheet: TableSheet) -> TablePages:
    return TablePages(sheet).finish()


def pdf_of(pages: TablePages) -> Document:
    data = QByteArray()
    assert list(pdf_in_steps(pages, data)) == list(range(1, len(pages.pages) + 1))
    return read_pdf(bytes(data.data()))


def written(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def test_every_person_stands_on_one_page_under_the_headings() -> None:
    pages = pages_of(roster_sheet("家长群", HEADER, people(150), DAY))
    spans = [(span.first, span.end) for span in pages.pages]
    assert spans[0][0] == 0
    assert spans[-1][1] == 150
    assert all(end == after for (_first, end), (after, _end) in pairwise(spans))
    room = pages.paper.height - 2 * pages.paper.margin - pages.foot_height
    assert all(span.height <= room for span in pages.pages)
    document = pdf_of(pages)
    assert len(document.pages) == len(pages.pages) > 2
    for number, (texts, span) in enumerate(zip(document.pages, pages.pages, strict=True)):
        text = written(texts)
        assert "编号姓名手机机构" in text
        assert f"第{number + 1}页，共{len(pages.pages)}页" in text
        for row in range(150):
            assert (f"{row:05}顾清" in text) == (span.first <= row < span.end)
    first = written(document.pages[0])
    assert first.startswith("家长群150人·2026年3月9日")


def test_the_font_is_part_of_the_file() -> None:
    document = pdf_of(pages_of(roster_sheet("家长群", SHORT, short(5), DAY)))
    assert document.embedded == len(document.fonts) == 1
    assert document.fonts[0].endswith("NotoSansSC-Regular")


def test_narrow_sheets_stand_upright_and_wide_ones_lie() -> None:
    narrow = pages_of(roster_sheet("家长群", SHORT, short(30), DAY))
    assert narrow.paper == A4
    assert narrow.size == A4.sizes[0]
    header = [*HEADER, "微信号", "微信昵称", "地区", "标签", "来源"]
    rows = [
        [*row, "wx****1", "顾老师", "河南·郑州·金水区", "核心", "朋友介绍"] for row in people(30)
    ]
    wide = pages_of(roster_sheet("家长群", header, rows, DAY))
    assert wide.paper == A4_LANDSCAPE
    assert pdf_of(wide).widths[0] == (842.0, 595.0)
    assert sum(wide.columns) <= wide.paper.inside + 1


def test_long_texts_take_three_lines_and_tell_that_there_was_more() -> None:
    rows = [["顾清扬", "很长的一段话，" * 40]]
    pages = pages_of(roster_sheet("家长群", ["姓名", "备注"], rows, DAY))
    lines = pages.lines(0)[2]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert list(pages.lines(0)[1]) == ["顾清扬"]
    assert pages.row_height(0) == pages.height_of(3)


def test_a_name_never_breaks_beside_many_columns() -> None:
    header = [f"第{n}栏" for n in range(12)]
    rows = [["欧阳老师", *["很长的内容不断地写下去" for _n in range(11)]] for _row in range(5)]
    pages = TablePages(roster_sheet("家长群", header, rows, DAY), AS_PICTURE).finish()
    assert [list(pages.lines(row)[1]) for row in range(5)] == [["欧阳老师"]] * 5
    assert pages.paper.width > AS_PICTURE[0].width


def test_an_empty_roster_is_one_page_with_headings() -> None:
    document = pdf_of(pages_of(roster_sheet("家长群", SHORT, [], DAY)))
    assert len(document.pages) == 1
    assert "姓名机构" in written(document.pages[0])


def test_setting_pauses_often_enough_for_a_window() -> None:
    pages = TablePages(roster_sheet("家长群", HEADER, people(1_000), DAY))
    assert sum(1 for _pause in pages.work()) >= 10


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "花名册.pdf"
    count = write_pdf(path, "家长群", HEADER, people(60), DAY)
    assert len(read_pdf(path.read_bytes()).pages) == count
    assert [one.name for one in tmp_path.iterdir() if not one.is_dir()] == ["花名册.pdf"]
    with pytest.raises(UserError) as refused:
        write_pdf(tmp_path / "没有" / "花名册.pdf", "家长群", HEADER, people(3), DAY)
    assert refused.value.code == "files.missing"


def test_headings_in_english() -> None:
    words.set_language("en")
    text = written(pdf_of(pages_of(roster_sheet("Parents", ["Name"], [["Tina"]], DAY))).pages[0])
    assert "1person" in text
    assert "Page1of1" in text


# --- printer ------------------------------------------------------------------------------------


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    pages = pages_of(roster_sheet("家长群", HEADER, people(90), DAY))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    path = tmp_path / "gedruckt.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(page_layout(pages.paper))
    printer.setFullPage(True)
    assert list(paint_on(printer, pages))[-1] == len(pages.pages)
    document = read_pdf(path.read_bytes())
    assert [written(texts) for texts in document.pages] == [
        written(texts) for texts in pdf_of(pages).pages
    ]


def test_other_paper_is_set_anew() -> None:
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    (paper,) = papers_of(layout)
    pages = TablePages(roster_sheet("家长群", SHORT, short(40), DAY), (paper,)).finish()
    assert sum(pages.columns) <= paper.width - 2 * paper.margin + 1
    assert len(pages.pages) > 1


# --- pictures -----------------------------------------------------------------------------------


def inked(image: QImage, left: int, top: int, width: int, height: int) -> bool:
    """Whether anything dark is drawn in a part of a picture."""
    part = image.copy(left, top, width, height).scaled(width // 4, height // 4)
    return any(
        QColor(part.pixel(x, y)).lightness() < 140
        for x in range(part.width())
        for y in range(part.height())
    )


def test_a_picture_is_as_wide_as_a_phone_and_white_all_around(tmp_path: Path) -> None:
    pages = TablePages(roster_sheet("家长群", SHORT, short(30), DAY), AS_PICTURE).finish()
    assert len(pages.pages) == 1
    image = picture(pages, 0)
    assert image.width() == 1500
    margin = pages.paper.margin * 2 // 10
    assert not inked(image, 0, 0, image.width(), margin - 4)
    assert not inked(image, 0, image.height() - margin + 6, image.width(), margin - 6)
    assert not inked(image, 0, 0, margin - 4, image.height())
    assert inked(image, margin, margin, 300, 160)
    assert inked(image, margin, image.height() - margin - 90, 400, 80)
    folder = Path(os.environ.get("ORGANIZER_PICTURES") or tmp_path)
    write_picture(image, folder / "roster-phone.png")
    assert QImage(str(folder / "roster-phone.png")).size() == image.size()


def test_long_lists_go_on_in_the_next_picture() -> None:
    pages = TablePages(roster_sheet("家长群", SHORT, short(150), DAY), AS_PICTURE).finish()
    assert len(pages.pages) == 4
    heights = [span.height for span in pages.pages]
    assert min(heights) > 0.75 * max(heights)
    assert pages.pages[-1].end == 150
    for number in range(4):
        image = picture(pages, number)
        assert image.height() <= (pages.paper.height + 400) * 2 // 10
        # “2 / 4” in the middle of the foot
        middle = image.width() // 2
        assert inked(image, middle - 80, image.height() - 150, 160, 100)


def test_the_picture_of_a_dark_window_is_paper_too() -> None:
    pages = TablePages(roster_sheet("家长群", SHORT, short(3), DAY), AS_PICTURE).finish()
    assert QColor(picture(pages, 0).pixel(2, 2)) == QColor("white")


# --- signs no font has ----------------------------------------------------------------------------

NOBODY_HAS = "\U0010fffd"
"""A private sign of no font."""


def test_a_sign_no_font_has_leaves_the_row_readable() -> None:
    flag = NOBODY_HAS + "\ufe0f" + NOBODY_HAS
    rows = [[f"王芳{flag}", f"{flag} 阳光{NOBODY_HAS}家园", flag], ["李雷", "Tina é 龘", ""]]
    pages = pages_of(roster_sheet(f"群{NOBODY_HAS}", ["姓名", "机构", "群昵称"], rows, DAY))
    assert pages.sheet.title == "群"
    assert [tuple(row[1:]) for row in pages.sheet.rows] == [
        ("王芳", "阳光·家园", "·"),
        ("李雷", "Tina é 龘", ""),
    ]
    found = pdf_of(pages)
    drawn = "".join(text for page in found.pages for text in page)
    assert "王芳" in drawn
    assert NOBODY_HAS not in drawn


def test_signs_a_font_has_stay() -> None:
    """Emoji too, where a font of this machine has them."""
    names = ["王芳♥", "李雷😀", "韩梅🌸"]
    pages = pages_of(roster_sheet("群", ["姓名"], [[name] for name in names], DAY))
    font = page_font(1000)
    metrics = QFontMetricsF(font)
    for name, row in zip(names, pages.sheet.rows, strict=True):
        drawn = can_draw(name[-1], font, metrics)
        assert row[1] == (name if drawn else name[:-1])
        # what is kept is drawn by a sign, never by the box that stands for none
        layout = QTextLayout(row[1], font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        assert all(0 not in run.glyphIndexes() for run in layout.glyphRuns())


def test_a_picture_there_is_no_memory_for_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "名单.png"
    with pytest.raises(UserError) as refusal:
        write_picture(QImage(), path)  # what Qt gives then
    assert refusal.value.code == "export.picture_too_large"
    assert not path.exists()
