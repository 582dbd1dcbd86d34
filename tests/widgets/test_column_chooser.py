"""Columns chosen, moved and sorted without a mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.base.words import set_language
from organizer.widgets.column_button import column_button
from organizer.widgets.column_chooser import ColumnChooser
from organizer.widgets.record_table import RecordTable
from tests.widgets.record_source import Source, columns, people


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable(columns(), Source(people(20)))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.ask({})
    return made


@pytest.fixture
def chooser(table: RecordTable) -> ColumnChooser:
    made = ColumnChooser(table)
    made.open_at(table.mapToGlobal(QPoint(10, 10)))
    return made


def shown(table: RecordTable) -> list[str]:
    return [column.key for column in table.visible_columns()]


def test_a_tick_shows_and_hides(table: RecordTable, chooser: ColumnChooser) -> None:
    chooser.list.setCurrentRow(4)
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    assert shown(table) == ["name", "phone", "tags", "days", "id"]
    chooser.list.setCurrentRow(0)
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    assert shown(table) == ["phone", "tags", "days", "id"]


def test_the_last_column_stays(table: RecordTable, chooser: ColumnChooser) -> None:
    for row in range(4):
        chooser.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert shown(table) == ["days"]
    assert chooser.list.item(3).checkState() == Qt.CheckState.Checked


def test_columns_are_moved_by_keys_and_buttons(table: RecordTable, chooser: ColumnChooser) -> None:
    chooser.list.setCurrentRow(3)
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert shown(table) == ["name", "phone", "days", "tags"]
    assert chooser.list.currentRow() == 2
    chooser.up.click()
    chooser.up.click()
    chooser.up.click()  # at the top: nothing more happens
    assert shown(table) == ["days", "name", "phone", "tags"]
    chooser.down.click()
    assert shown(table) == ["name", "days", "phone", "tags"]


def test_sorting_without_the_header(
    qtbot: QtBot, table: RecordTable, chooser: ColumnChooser
) -> None:
    assert [chooser.sort.itemData(at) for at in range(chooser.sort.count())] == [
        "name",
        "phone",
        "days",
        "id",
    ]
    chooser.sort.setCurrentIndex(2)
    chooser.direction.setCurrentIndex(1)
    with qtbot.waitSignal(table.sort_changed) as told:
        chooser.sort.activated.emit(2)
    assert told.args == ["days", True]


def test_back_to_the_original_columns(table: RecordTable, chooser: ColumnChooser) -> None:
    before = table.state()
    table.columns.move("days", 0)
    table.columns.set_visible("tags", False)
    chooser._reset()
    assert table.state() == before
    assert chooser.list.item(0).text() == chooser._table.model.headerData(
        0, Qt.Orientation.Horizontal
    )


def test_the_button_and_the_header_open_it(qtbot: QtBot, table: RecordTable) -> None:
    button = column_button(table)
    qtbot.addWidget(button)
    assert button.accessibleName()
    button.show()
    button.click()
    opened = table.findChild(ColumnChooser)
    assert opened is not None
    opened.close()
    qtbot.waitUntil(lambda: table.findChild(ColumnChooser) is None)
    table.view.header.customContextMenuRequested.emit(QPoint(5, 5))
    assert table.findChild(ColumnChooser) is not None


def test_the_button_is_named_in_the_language_spoken(table: RecordTable, qtbot: QtBot) -> None:
    button = column_button(table)
    qtbot.addWidget(button)
    header = table.view.header
    set_language("en")
    for widget in (button, header):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert (button.toolTip(), button.accessibleName()) == ("Columns", "Columns")
    assert header.accessibleName() == "Column titles"
