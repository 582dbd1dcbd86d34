"""Rosters as PDF beside Qt's own text document, in turns in one run: 5,000 names.

Both sides print the same five columns on A4 with headings on every page. Ratios of CPU time; the
size of the file counts for itself.
"""

import datetime as dt
import html
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from organizer.domain.events.participants import Participant
from organizer.domain.events.sheet import SheetOptions, sheet
from organizer.printing.fonts import page_font
from organizer.printing.form_pages import FormPages
from organizer.printing.outputs import RESOLUTION, page_layout, pdf_in_steps
from organizer.printing.roster import roster_sheet
from organizer.printing.sheets import POINT
from organizer.printing.sign_in import sign_in_pages
from organizer.printing.table_pages import TablePages
from tests.printing.sign_in_data import make_event, make_participants

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

NAMES = 5_000
OF_TEXT_DOCUMENT = 0.2
OF_A_BARE_PAINTER = 1.5
BYTES_FOR_A_NAME = 120
MEGABYTES = 8
SLACK = 1.15
"""What noise of CPU time may add to a goal."""
HEADER = ("姓名", "手机", "机构", "校内职务")


def people(count: int) -> list[tuple[str, ...]]:
    families, given = (
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
        "建国晓燕丽华敏静伟强美玲涛志远欣怡",
    )
    return [
        (
            families[n % 20] + given[n // 20 % 17] + given[n // 340 % 17],
            f"138 **** {n % 10_000:04}",
            f"{families[n % 19]}氏英语培训中心",
            ("校长", "教务主任", "教师")[n % 3],
        )
        for n in range(count)
    ]


def ours(rows: list[tuple[str, ...]]) -> int:
    """Set and print; the bytes of the file."""
    pages = TablePages(roster_sheet("花名册", HEADER, rows, dt.date(2026, 3, 9))).finish()
    data = QByteArray()
    for _page in pdf_in_steps(pages, data):
        pass
    return data.size()


def text_document(rows: list[tuple[str, ...]]) -> int:
    """The same as a table of a text document; the bytes of the file."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in (str(at), *row)) + "</tr>"
        for at, row in enumerate(rows, start=1)
    )
    head = "".join(f"<th>{cell}</th>" for cell in ("序号", *HEADER))
    document = QTextDocument()
    document.setDefaultFont(page_font(95))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(36, 36, 36, 36),
        )
    )
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setHtml(
        "<table border='1' cellspacing='0' cellpadding='30' width='100%'>"
        f"<thead><tr>{head}</tr></thead>{lines}</table>"
    )
    document.print_(writer)
    return data.size()


def seconds(work: Callable[[], object]) -> float:
    """CPU time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_five_thousand_names_beside_a_text_document(qapp: QApplication) -> None:
    rows = people(NAMES)
    ours(people(200))  # the font is loaded once in a session
    ratios = []
    for _turn in range(2):
        other = seconds(lambda: text_document(rows))
        mine = min(seconds(lambda: ours(rows)) for _again in range(2))
        ratios.append(mine / other)
        print(f"{NAMES} names: {mine:.2f} s, text document {other:.2f} s, {mine / other:.3f}")
    assert min(ratios) <= OF_TEXT_DOCUMENT * SLACK


def test_the_file_is_small_and_time_is_linear(qapp: QApplication) -> None:
    rows = people(NAMES)
    ours(people(200))
    size = ours(rows)
    print(f"{size / NAMES:.0f} bytes for a name")
    assert size / NAMES <= BYTES_FOR_A_NAME
    few = min(seconds(lambda: ours(rows[:1_000])) for _turn in range(3))
    many = min(seconds(lambda: ours(rows)) for _turn in range(3))
    print(f"1,000 names {few:.3f} s, 5,000 names {many:.3f} s")
    assert many <= 5 * few * 1.3


MEMORY = """
from pathlib import Path
from organizer.printing.outputs import ensure_application
ensure_application()
from tests.benchmarks.test_printing import NAMES, ours, people

def megabytes(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024

rows = people(NAMES)
ours(people(200))
before = megabytes("VmRSS:")
Path("/proc/self/clear_refs").write_text("5")  # forgets the highest mark so far
ours(rows)
print(megabytes("VmHWM:") - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the highest mark is read from /proc")
def test_it_takes_little_memory(root: Path) -> None:
    """In a process of its own, whose highest mark nothing else has set."""
    asked = subprocess.run(
        [sys.executable, "-c", MEMORY], cwd=root, capture_output=True, text=True, check=True
    )
    grown = float(asked.stdout)
    print(f"{grown:.1f} MB more at most")
    assert grown <= MEGABYTES


def test_one_step_of_setting_or_painting_is_short(qapp: QApplication) -> None:
    """Between two steps the window has its turn; painting a page is one."""
    pages = TablePages(roster_sheet("花名册", HEADER, people(NAMES), dt.date(2026, 3, 9)))
    ours(people(200))
    slices = []
    last = time.thread_time()
    for _pause in pages.work():
        now = time.thread_time()
        slices.append(now - last)
        last = now
    slices.sort()
    print(
        f"{len(slices)} slices, median {1000 * slices[len(slices) // 2]:.1f} ms, "
        f"longest {1000 * slices[-1]:.1f} ms"
    )
    assert slices[int(len(slices) * 0.95)] <= 0.008


# --- sign-in sheets beside a painter that is told every place ------------------------------------


def sign_in(count: int) -> FormPages:
    """The pages of a sheet for so many, set."""
    options = SheetOptions()
    pages = sign_in_pages(sheet(make_event(), make_participants(count), options), options)
    for _pause in pages.work():
        pass
    return pages


def sign_in_pdf(people: list[Participant]) -> int:
    """Make, set and print a sheet; the bytes of the file."""
    options = SheetOptions()
    pages = sign_in_pages(sheet(make_event(), people, options), options)
    for _pause in pages.work():
        pass
    data = QByteArray()
    for _page in pdf_in_steps(pages, data):
        pass
    return data.size()


def bare_painter(like: FormPages) -> int:
    """The same cells, lines and pages drawn at places that are known; the bytes of the file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(page_layout(like.paper))
    painter = QPainter(writer)
    painter.setFont(page_font(like.size))
    left, row_height = like.paper.margin, like.row_height(0)
    for number, span in enumerate(like.pages):
        if number:
            writer.newPage()
        y = float(left)
        for cells in (like.sheet.header, *like.sheet.rows[span.first : span.end]):
            x = float(left)
            for text, width in zip(cells, like.columns, strict=True):
                painter.drawText(QPointF(x + 4 * POINT, y + 2 * like.size), text)
                painter.drawLine(QLineF(x, y, x, y + row_height))
                x += width
            painter.drawLine(QLineF(left, y, x, y))
            y += row_height
    painter.end()
    return data.size()


def test_five_hundred_sign_in_beside_a_bare_painter(qapp: QApplication) -> None:
    people, like = make_participants(500), sign_in(500)
    sign_in_pdf(people)
    bare_painter(like)
    ratios = []
    for _turn in range(9):
        other = seconds(lambda: bare_painter(like))
        ratios.append(seconds(lambda: sign_in_pdf(people)) / other)
    ratios.sort()
    print(f"500 to sign in: {ratios[4]:.2f} x a bare painter ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    assert ratios[4] <= OF_A_BARE_PAINTER * SLACK


def test_sign_in_sheets_grow_linearly(qapp: QApplication) -> None:
    few, many = make_participants(1_000), make_participants(5_000)
    sign_in_pdf(few)
    short = min(seconds(lambda: sign_in_pdf(few)) for _turn in range(3))
    long = min(seconds(lambda: sign_in_pdf(many)) for _turn in range(3))
    size = sign_in_pdf(many) / 5_000
    print(f"1,000: {short:.3f} s, 5,000: {long:.3f} s, {size:.0f} bytes a row")
    assert long <= 5 * short * 1.3
