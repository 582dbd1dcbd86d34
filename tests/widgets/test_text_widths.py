"""Widths by character: never a text cut that fits, never one longer than its column."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from organizer.widgets.text_widths import ELLIPSIS, TextWidths
from organizer.widgets.theme import TextRole, theme

PIECES = "王建国晓燕丽华 AWMil.,@_-()（）。、138广州·天河Tommy…1lI"
SLACK = 2
"""Pixels by which pairs of letters may stand closer or wider than each alone."""


@pytest.fixture
def metrics(qapp: object) -> QFontMetrics:
    return QFontMetrics(theme.font())


def test_what_is_cut_fits_and_is_as_long_as_qt_would_leave_it(metrics: QFontMetrics) -> None:
    made = random.Random(9)
    widths = TextWidths(metrics)
    for _time in range(400):
        text = "".join(made.choices(PIECES, k=made.randrange(1, 30)))
        width = made.randrange(20, 240)
        cut = widths.cut(text, width)
        theirs = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        assert metrics.horizontalAdvance(cut) <= width + SLACK
        assert abs(len(cut) - len(theirs)) <= 1, (text, width)
        if widths.fit(text, width):
            assert metrics.horizontalAdvance(text) <= width + SLACK
            assert cut == text


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 一家三口都来", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "नमस्ते दुनिया"]
)
def test_joined_signs_are_left_to_qt(metrics: QFontMetrics, text: str) -> None:
    cut = TextWidths(metrics).cut(text, 40)
    assert cut == metrics.elidedText(text, Qt.TextElideMode.ElideRight, 40)


def test_a_column_without_room_shows_that_there_is_something(metrics: QFontMetrics) -> None:
    widths = TextWidths(metrics)
    assert widths.cut("王建国", 0) == ELLIPSIS
    assert widths.cut("", 0) == ""


def test_strong_texts_have_widths_of_their_own(qapp: object) -> None:
    strong = TextWidths(QFontMetrics(theme.font(TextRole.STRONG)))
    assert strong["W"] >= TextWidths(QFontMetrics(theme.font()))["W"]
