"""Sign-in sheets on paper: headings on every page, room for a pen, totals, nothing cut."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from organizer.base import words
from organizer.domain.events.participants import Participant
from organizer.domain.events.sheet import COLUMNS, SheetOptions, sheet
from organizer.printing.form_pages import FormPages
from organizer.printing.outputs import page_layout, pdf_in_steps, picture
from organizer.printing.printer import Printing
from organizer.printing.sheets import MILLIMETRE
from organizer.printing.sign_in import paper_of, sign_in_pages, sign_in_pictures, write_pdf
from tests.printing.reading_pdf import Document, read_pdf
from tests.printing.sign_in_data import LONG_NAME, make_event, make_participant, make_participants

LONG_INSTITUTION = "广州市天河区卓越未来星辰国际英语与作文培训中心有限公司"
EVERY = SheetOptions(columns=tuple(COLUMNS), phone="full", own_title="微信昵称")


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def pages_of(options: SheetOptions, people: list[Participant]) -> FormPages:
    pages = sign_in_pages(sheet(make_event(), people, options), options)
    for _pause in pages.work():
        pass
    return pages


def pdf_of(pages: FormPages) -> Document:
    data = QByteArray()
    for _page in pdf_in_steps(pages, data):
        pass
    return read_pdf(bytes(data.data()))


def written(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def test_headings_stand_on_every_page_and_each_person_on_one() -> None:
    people = make_participants(60)
    pages = pages_of(SheetOptions(), people)
    document = pdf_of(pages)
    assert len(document.pages) == pages.count == 4
    texts = [written(page) for page in document.pages]
    for number, text in enumerate(texts, start=1):
        assert "No.NameInstitutionJobPhoneendingSeatsSignature" in text
        assert f"Page{number}of4" in text
    assert texts[0].startswith("十二月线下交流会·Sign-insheet")
    assert "December5,2026Sat14:00–17:00" in texts[0]
    for other in texts[1:]:
        assert "14:00" not in other
    for one in people:
        assert "".join(texts).count(one.name) == 1


def test_blank_rows_and_totals_end_the_sheet() -> None:
    document = pdf_of(pages_of(replace(SheetOptions(), blank_rows=20), make_participants(60)))
    drawn = [text for page in document.pages for text in page]
    whole = written(drawn)
    assert "7980Expected:" in whole
    assert "Walk-ins" in whole
    assert whole.count("Expected:60people·64seats") == 1
    assert "Expected:60people·64seats" in written(document.pages[-1])
    none = written(pdf_of(pages_of(SheetOptions(blank_rows=0), make_participants(60))).pages[-1])
    assert "Walk-ins" not in none
    assert "Expected:60people" in none


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
@pytest.mark.parametrize("options", [SheetOptions(), EVERY], ids=["usual", "every column"])
def test_long_names_are_never_cut(options: SheetOptions, paper: str) -> None:
    position = "创始人兼教学总监兼校长兼党支部书记兼工会主席"
    person = make_participant(
        0, name=LONG_NAME, institution=LONG_INSTITUTION, position=position, phone="13812345678"
    )
    chosen = SheetOptions.of({**options.content(), "paper": paper, "grouping": "institution"})
    pages = pages_of(chosen, [person, *make_participants(40)])
    assert sum(pages.columns) <= pages.paper.inside + 1
    row = next(at for at, one in enumerate(pages.form.rows) if LONG_NAME in one)
    cells = ["".join(lines) for lines in pages.lines(row)]
    assert cells[pages.form.header.index("Name")] == LONG_NAME
    assert cells[pages.form.header.index("Institution")] == LONG_INSTITUTION
    assert cells[pages.form.header.index("Job")] == position
    for column, lines in enumerate(pages.lines(row)):
        room = pages.columns[column] - 2 * pages.padding
        assert all(pages.width_of(line, pages.size) <= room + 1 for line in lines)
    text = written([part for page in pdf_of(pages).pages for part in page])
    assert "…" not in text
    height = pages.row_height(row)
    assert height >= len(pages.lines(row)[1]) * pages.size * 1.36


def test_a_pen_finds_its_room() -> None:
    pages = pages_of(SheetOptions(row_height=9), make_participants(30))
    assert min(pages.row_height(row) for row in range(50)) >= 9 * MILLIMETRE - 1e-6
    assert pages.columns[-1] >= 30 * MILLIMETRE
    crowded = pages_of(EVERY, make_participants(30))
    assert crowded.columns[-1] >= 22 * MILLIMETRE


@pytest.mark.parametrize("people", [0, 1, 22, 23, 24, 45, 46, 47])
def test_pages_are_filled_but_never_over(people: int) -> None:
    options = SheetOptions(grouping="institution", blank_rows=0)
    pages = pages_of(options, make_participants(people))
    room = pages.paper.height - 2 * pages.paper.margin - pages.foot_height
    assert all(span.height <= room for span in pages.pages)
    assert [span.first for span in pages.pages[1:]] == [span.end for span in pages.pages[:-1]]
    assert pages.pages[-1].end == people
    assert all(span.end > span.first for span in pages.pages) or people == 0


def test_groups_begin_pages_or_go_on_with_their_heading() -> None:
    options = SheetOptions(grouping="institution", blank_rows=0)
    people = [make_participant(n, institution="晨光教育") for n in range(60)]
    texts = [written(page) for page in pdf_of(pages_of(options, people)).pages]
    assert all("晨光教育·60people·64seats,continued" in text for text in texts[1:])
    several = replace(options, page_break=True, blank_rows=3)
    pages = pages_of(several, make_participants(12))
    assert [span.first for span in pages.pages] == [0, 2, 4, 6, 8, 10, 12]


def test_a_sheet_for_nobody_is_blank_rows_under_its_head() -> None:
    document = pdf_of(pages_of(SheetOptions(blank_rows=5), []))
    assert len(document.pages) == 1
    assert "Expected:0people" in written(document.pages[0])
    assert len(pdf_of(pages_of(SheetOptions(blank_rows=0), [])).pages) == 1


@pytest.mark.parametrize(
    ("paper", "landscape", "size"),
    [
        ("A4", False, (595, 842)),
        ("A4", True, (842, 595)),
        ("A5", False, (420, 595)),
        ("Letter", True, (792, 612)),
    ],
)
def test_the_paper_is_the_one_chosen(
    paper: str, landscape: bool, size: tuple[int, int], tmp_path: Path
) -> None:
    options = SheetOptions.of({"paper": paper, "landscape": landscape})
    path = tmp_path / "签到表.pdf"
    count = write_pdf(path, sheet(make_event(), make_participants(20), options), options)
    document = read_pdf(path.read_bytes())
    assert len(document.pages) == count
    assert document.widths[0] == pytest.approx(size, abs=1)


def dark_columns(image: QImage, row: int) -> list[int]:
    """Where a line of pixels is dark: the middles of the uprights it crosses."""
    found = [x for x in range(image.width()) if QColor(image.pixel(x, row)).lightness() < 225]
    starts = [x for before, x in pairwise([-9, *found]) if x > before + 1]
    return [x for x in starts if x > 0]


def test_borders_are_closed_on_the_page_drawn() -> None:
    pages = pages_of(SheetOptions(), make_participants(60))
    for number in range(pages.count):
        image = QImage(595 * 2, 842 * 2, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(0.2, 0.2)
        pages.paint(painter, number)
        painter.end()
        margin = pages.paper.margin * 0.2
        top = margin + (pages.head_height * 0.2 if number == 0 else 0)
        bottom = margin + pages.pages[number].height * 0.2
        for x in (margin, margin + sum(pages.columns) * 0.2):
            column = [
                min(QColor(image.pixel(round(x) + d, y)).lightness() for d in (-1, 0, 1))
                for y in range(round(top) + 2, round(bottom) - 2)
            ]
            assert max(column) < 190, (number, x)
        for y in (top, bottom):
            line = [
                min(QColor(image.pixel(x, round(y) + d)).lightness() for d in (-1, 0, 1))
                for x in range(round(margin) + 2, round(margin + sum(pages.columns) * 0.2) - 2)
            ]
            assert max(line) < 190, (number, y)
        # the uprights between the columns, in the first row
        first = pages.pages[number].first
        above = pages.section_height if pages.section_above(first, first) else 0.0
        first_row = round(top + (pages.header_height + above + 30) * 0.2)
        assert len(dark_columns(image, first_row)) >= len(pages.columns) + 1


def test_a_picture_for_the_chat_masks_phones_and_has_no_signatures() -> None:
    options = EVERY.for_phone()
    made = sheet(make_event(), make_participants(20), options, masked=True)
    assert "Signature" not in made.header
    assert {row[5] for row in made.rows} == {f"138 **** {n:04}" for n in range(20)}
    pages = sign_in_pictures(made, options)
    for _pause in pages.work():
        pass
    assert pages.count == 1
    image = picture(pages, 0)
    assert image.width() == 1500
    assert QColor(image.pixel(2, 2)) == QColor("white")
    assert QColor(image.pixel(image.width() - 3, image.height() - 3)) == QColor("white")


def test_a_logo_stands_in_the_corner_and_a_missing_one_is_left_out(tmp_path: Path) -> None:
    logo = QImage(400, 160, QImage.Format.Format_RGB32)
    logo.fill(QColor("#2b6cb0"))
    logo.save(str(tmp_path / "logo.png"))
    options = SheetOptions(logo=str(tmp_path / "logo.png"))
    pages = pages_of(options, make_participants(3))
    width, height = pages.logo_size
    assert width / height == pytest.approx(2.5)
    assert pages.head_height >= height
    assert pages_of(SheetOptions(logo="nowhere.png"), make_participants(3)).logo_size == (0, 0)


def test_other_paper_in_the_printer_sets_the_sheet_anew(tmp_path: Path) -> None:
    options = SheetOptions()
    made = sheet(make_event(), make_participants(30), options)
    pages = pages_of(options, make_participants(30))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a5.pdf"))
    printer.setPageLayout(page_layout(paper_of(SheetOptions(paper="A5"))))
    Printing(pages, lambda paper: set_at_once(sign_in_pages(made, options, paper))).paint(printer)
    document = read_pdf((tmp_path / "a5.pdf").read_bytes())
    assert len(document.pages) > pages.count
    assert document.widths[0] == pytest.approx((420, 595), abs=1)


@pytest.mark.qt_log_ignore("QPainter::begin")
@pytest.mark.parametrize("anew", [True, False])
def test_a_printer_that_takes_nothing_is_known(tmp_path: Path, anew: bool) -> None:
    options = SheetOptions()
    made = sheet(make_event(), make_participants(3), options)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "sheet.pdf"))
    again = (lambda paper: set_at_once(sign_in_pages(made, options, paper))) if anew else None
    printing = Printing(pages_of(options, make_participants(3)), again)
    printing.paint(printer)
    assert printing.failed


def set_at_once(pages: FormPages) -> FormPages:
    for _pause in pages.work():
        pass
    return pages


def test_signs_no_font_has_are_left_out_wherever_they_stand() -> None:
    unknown = "\U000f1234\U0010abcd"
    people = [make_participant(0, name=f"王芳{unknown}", institution=f"晨光{unknown}")]
    options = SheetOptions(grouping="institution", blank_rows=0)
    event = make_event(title=f"沙龙{unknown}", host_name=f"晨光教育{unknown}")
    pages = set_at_once(sign_in_pages(sheet(event, people, options), options))
    text = written(pdf_of(pages).pages[0])
    assert "王芳" in text
    assert "Hostedby晨光教育" in text
    assert pages.sheet.rows[0][1] == "王芳"
    assert pages.form.title_parts[0] == "沙龙"
    assert pages.form.sections[0].startswith("晨光·")
    assert not set(unknown) & set(text)
