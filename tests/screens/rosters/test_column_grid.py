"""The columns of a list: made row by row, their drop-downs filled when they are first used."""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.domain.rosters.columns import COLUMNS, NEW_FIELD
from organizer.screens.rosters.page import RostersPage
from tests.screens.rosters.walking import wait_for

READABLE = [column.key for column in COLUMNS if column.readable]


def test_a_drop_down_is_filled_when_it_is_used(page: RostersPage, ugly: Path, qtbot: QtBot) -> None:
    page.open_with(what="import", file=ugly)
    wait_for(page, qtbot, 1)
    combos = page.importing.map.grid.combos
    combo = combos[1]
    assert [one.count() for one in combos] == [1] * 5
    width = combo.width()
    combo.showPopup()
    combo.hidePopup()
    offered = [combo.itemData(at) for at in range(combo.count())]
    assert offered[0] == ""
    assert offered[2 : 2 + len(READABLE)] == READABLE
    assert offered[-1] == NEW_FIELD
    assert combo.currentData() == "name"
    metrics = combo.fontMetrics()
    longest = max(metrics.horizontalAdvance(combo.itemText(at)) for at in range(combo.count()))
    assert width > longest
    combo.setCurrentIndex(combo.findData("position"))
    combo.activated.emit(combo.currentIndex())
    mapping = page.importing.draft.mapping if page.importing.draft else None
    assert mapping is not None
    assert mapping.keys[1] == "position"


def test_walking_past_a_column_changes_nothing(page: RostersPage, ugly: Path, qtbot: QtBot) -> None:
    page.open_with(what="import", file=ugly)
    wait_for(page, qtbot, 1)
    combo = page.importing.map.grid.combos[2]
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert combo.currentData() == "phone"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.view().isVisible()
    combo.hidePopup()
    assert combo.currentData() == "phone"


def test_the_next_list_takes_the_place_of_the_last(
    page: RostersPage, ugly: Path, qtbot: QtBot
) -> None:
    page.open_with(what="import", file=ugly)
    wait_for(page, qtbot, 1)
    page.open_with(text="姓名\t手机\n曾大海\t13912340001")
    qtbot.waitUntil(lambda: len(page.importing.map.grid.combos) == 2)
    wait_for(page, qtbot, 1)
    assert [one.currentData() for one in page.importing.map.grid.combos] == ["name", "phone"]
