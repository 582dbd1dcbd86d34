"""Badges, table tents, certificates: everybody gets one, big, whole and in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from organizer.base import words
from organizer.printing.badges import BadgePages
from organizer.printing.cards import CardPages, Person, write_cards
from organizer.printing.certificate import Attended, CertificatePages
from organizer.printing.outputs import pdf_in_steps
from organizer.printing.table_tents import TentPages, spread
from tests.printing.reading_pdf import Document, read_pdf
from tests.printing.sign_in_data import LONG_NAME, make_participants

PEOPLE = [Person(p.name, p.institution, p.position) for p in make_participants(23)]
INSTITUTION = "广州市天河区卓越未来星辰国际英语与作文培训中心有限公司" * 3
LONGEST = Person(LONG_NAME, INSTITUTION, "创始人兼教学总监兼校长兼党支部书记兼工会主席")
ATTENDED = Attended("十二月线下交流会", "2026年12月5日", "晨光教育", "活群联盟", "2026年12月5日")


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def badges(people: list[Person]) -> CardPages:
    return BadgePages("十二月线下交流会", people)


def tents(people: list[Person]) -> CardPages:
    return TentPages("十二月线下交流会", people)


def certificates(people: list[Person]) -> CardPages:
    return CertificatePages(ATTENDED, people)


def pdf_of(pages: CardPages) -> Document:
    data = QByteArray()
    assert list(pdf_in_steps(pages, data)) == list(range(1, pages.count + 1))
    return read_pdf(bytes(data.data()))


def written(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def drawn(pages: CardPages, number: int = 0) -> QImage:
    """A page at 100 pixels for 254 mm."""
    image = QImage(pages.paper.width // 5, pages.paper.height // 5, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(0.2, 0.2)
    pages.paint(painter, number)
    painter.end()
    return image


@pytest.mark.parametrize(
    ("made", "count", "times"), [(badges, 3, 1), (tents, 23, 2), (certificates, 23, 1)]
)
def test_everybody_gets_one(
    made: Callable[[list[Person]], CardPages], count: int, times: int
) -> None:
    pages = made(PEOPLE)
    document = pdf_of(pages)
    assert len(document.pages) == pages.count == count
    text = "".join(map(written, document.pages))
    for person in PEOPLE:
        assert text.count(person.name) == times


@pytest.mark.parametrize("made", [badges, tents, certificates])
def test_the_longest_names_and_institutions_stay_whole(
    made: Callable[[list[Person]], CardPages],
) -> None:
    text = written(pdf_of(made([LONGEST])).pages[0])
    for part in LONGEST:
        assert part in text
    assert "…" not in text


@pytest.mark.parametrize("text", ["王芳", LONG_NAME, INSTITUTION, "Alexander Montgomery"])
@pytest.mark.parametrize("height", [150.0, 400.0, 900.0])
def test_a_fitted_text_stays_in_its_box(text: str, height: float) -> None:
    pages = badges([])
    size, lines = pages.fitted(text, QRectF(0, 0, 2000, height), (430, 130), 2)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(lines) * 1.36 * size <= height + 1
    assert max(map(pages.widths.of, lines)) * size <= 2001


def test_two_lines_are_alike_in_length() -> None:
    pages = badges([])
    _size, lines = pages.fitted("一二三四五六七八九十甲", QRectF(0, 0, 1000, 400), (110, 100), 2)
    assert [len(line) for line in lines] == [6, 5]


def test_blank_badges_follow_for_who_comes_unannounced() -> None:
    pages = BadgePages("沙龙", PEOPLE[:8], blank=4)
    texts = [written(page) for page in pdf_of(pages).pages]
    assert [text.count("沙龙") for text in texts] == [10, 2]


def test_marks_to_cut_along_stand_outside_the_badges() -> None:
    image = drawn(badges(PEOPLE[:10]))
    dark = [x for x in range(image.width()) if QColor(image.pixel(x, 40)).lightness() < 225]
    thirds = sorted({round(x / image.width() * 210) for x in dark})
    assert [min(abs(x - edge) for edge in (15, 105, 195)) <= 1 for x in thirds] == [True] * 3


def test_the_upper_half_of_a_tent_is_the_lower_one_turned() -> None:
    image = drawn(tents([Person("王小明", "晨光教育", "校长")]))
    half = image.height() // 2
    lower = image.copy(0, half + 12, image.width(), half - 12).scaled(120, 40)
    upper = (
        image.copy(0, 0, image.width(), half - 12)
        .scaled(120, 40)
        .transformed(QTransform().rotate(180))
    )
    far = sum(
        abs(QColor(lower.pixel(x, y)).lightness() - QColor(upper.pixel(x, y)).lightness()) > 120
        for x in range(120)
        for y in range(40)
    )
    inked = sum(QColor(lower.pixel(x, y)).lightness() < 120 for x in range(120) for y in range(40))
    assert inked > 100
    assert far < inked / 4


def test_names_of_two_characters_are_spread() -> None:
    assert [spread(name) for name in ("王芳", "王小明", "Al")] == ["王\u3000芳", "王小明", "Al"]


def test_a_certificate_says_who_what_when_and_by_whom(tmp_path: Path) -> None:
    path = tmp_path / "证书.pdf"
    assert write_cards(path, certificates(PEOPLE[:2])) == 2
    document = read_pdf(path.read_bytes())
    assert document.widths == [(842.0, 595.0)] * 2
    text = written(document.pages[0])
    for part in (PEOPLE[0].name, "十二月线下交流会", "2026年12月5日", "晨光教育", "活群联盟"):
        assert part in text
