"""The chart of months: honest bars, dots where something was counted, labels that never overlap."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from organizer.widgets.month_chart import Bar, MonthChart
from organizer.widgets.theme import Mode, theme


@pytest.fixture
def chart(qtbot: QtBot) -> MonthChart:
    made = MonthChart()
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def heights(chart: MonthChart, count: int) -> list[int]:
    """How many pixels of each bar's middle line are painted in the bar's colour."""
    image = chart.grab().toImage()
    ratio = image.devicePixelRatio()
    wanted = QColor(theme.colours.accent_fill)
    found = []
    for place in range(count):
        x = int((place + 0.5) * chart.width() / count * ratio)
        column = (QColor(image.pixelColor(x, y)) for y in range(image.height()))
        found.append(sum(one == wanted for one in column))
    return found


def test_bars_are_as_high_as_their_numbers_from_zero(chart: MonthChart) -> None:
    bars = [Bar("25-12", 20), Bar("26-01", 40), Bar("26-02", 80), Bar("today", 80)]
    chart.show_bars(bars, "20, 40, 80, 80")
    found = heights(chart, 4)
    assert found[2] > 40
    assert abs(found[0] * 4 - found[2]) <= 8
    assert abs(found[1] * 2 - found[2]) <= 4
    assert found[3] == 0, "the month under way is painted lighter"
    assert chart.accessibleName() == "20, 40, 80, 80"


def test_a_counted_number_stands_as_a_dot_at_its_height(chart: MonthChart) -> None:
    chart.show_bars([Bar("26-01", 40, counted=80), Bar("today", 80)], "")
    image = chart.grab().toImage()
    x = int(chart.width() / 4 * image.devicePixelRatio())
    dot = [
        y for y in range(image.height()) if image.pixelColor(x, y) == QColor(theme.colours.warning)
    ]
    bar = [
        y
        for y in range(image.height())
        if image.pixelColor(x, y) == QColor(theme.colours.accent_fill)
    ]
    assert dot
    assert bar
    assert max(dot) < min(bar), "80 were counted where the register knew 40"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_nothing_and_zeros_are_painted_too(chart: MonthChart, mode: Mode) -> None:
    theme.set_mode(mode)
    chart.grab()
    chart.show_bars([Bar("26-01", 0, counted=3), Bar("today", 0)], "")
    chart.grab()
    assert heights(chart, 2) == [0, 0]


def test_people_counted_where_the_register_knows_nobody_stand_at_their_height(
    chart: MonthChart,
) -> None:
    chart.show_bars([Bar("26-01", 0, counted=80), Bar("today", 80)], "")
    image = chart.grab().toImage()
    x = int(chart.width() / 4 * image.devicePixelRatio())
    warning = QColor(theme.colours.warning)
    dot = [y for y in range(image.height()) if image.pixelColor(x, y) == warning]
    assert dot
    assert max(dot) < image.height() / 2, "80 is the highest number there is"
