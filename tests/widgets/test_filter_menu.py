"""The kinds of filters to choose from: grouped, within the window, found by typing."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base.words import set_language
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.filter_kinds import FilterKind, FilterType
from organizer.widgets.filter_menu import FilterMenu

TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


def opened_menu(bar: FilterBar) -> FilterMenu:
    bar.add.click()
    return [menu for menu in bar.findChildren(FilterMenu) if menu.isVisible()][-1]


def many_kinds() -> list[FilterKind]:
    made = [
        FilterKind(f"k{at}", f"Kind {at}", FilterType.TEXT, heading="Ones" if at < 20 else "Others")
        for at in range(40)
    ]
    return [*made, FilterKind("seed", "Seed members", FilterType.YES_NO, heading="Others")]


def test_the_kinds_are_grouped_and_keep_within_the_window(qtbot: QtBot, window: QWidget) -> None:
    bar = FilterBar(many_kinds(), lambda: TODAY, parent=window)
    window.resize(700, 400)
    bar.resize(700, 60)
    bar.show()
    menu = opened_menu(bar)
    inside = window.rect().translated(window.mapToGlobal(QPoint(0, 0)))
    assert inside.contains(menu.geometry())
    headings = [
        item.text()
        for item in map(menu.list.item, range(menu.list.count()))
        if not item.flags() & Qt.ItemFlag.ItemIsSelectable
    ]
    assert headings == ["Ones", "Others"]


def test_a_kind_is_found_by_typing_and_taken_with_enter(qtbot: QtBot, window: QWidget) -> None:
    bar = FilterBar(many_kinds(), lambda: TODAY, parent=window)
    bar.show()
    menu = opened_menu(bar)
    QTest.keyClicks(menu.search, "seed m")
    shown = [
        item.text() for item in map(menu.list.item, range(menu.list.count())) if not item.isHidden()
    ]
    assert shown == ["Others", "Seed members"]  # the heading of what fits stays
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert bar.state()["filters"] == {"seed": True}
    menu = opened_menu(bar)
    QTest.keyClick(menu.search, Qt.Key.Key_Down)  # from the first, which is marked
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert set(bar._chips) == {"seed", "k1"}


def test_a_few_kinds_need_no_search_line(qtbot: QtBot, window: QWidget) -> None:
    bar = FilterBar(many_kinds()[:3], lambda: TODAY, parent=window)
    bar.show()
    menu = opened_menu(bar)
    assert menu.search.isHidden()
    assert menu.list.verticalScrollBar().maximum() == 0
    QTest.keyClick(menu.list, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_Return)
    assert set(bar._chips) == {"k1"}
