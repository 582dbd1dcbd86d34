"""The record table by mouse and keyboard: opening, editing, copying, showing."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.widgets.record_source import MakeTable, Source, cell, choose, people, press


def test_enter_opens_and_delete_asks_to_remove(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(30)))
    table.view.setFocus()
    table.view.selectRow(4)
    with qtbot.waitSignal(table.activated) as told:
        press(table, Qt.Key.Key_Return)
    assert told.args == ["id-000004"]
    with qtbot.waitSignal(table.activated) as told:
        QTest.mouseDClick(
            table.view.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 6, "name")
        )
    assert told.args == ["id-000006"]
    choose(table, 2, 3)
    with qtbot.waitSignal(table.remove_requested) as told:
        press(table, Qt.Key.Key_Delete)
    assert told.args == [["id-000002", "id-000003"]]
    press(table, Qt.Key.Key_Escape)
    assert table.selected_ids() == []
    with qtbot.assertNotEmitted(table.remove_requested):
        press(table, Qt.Key.Key_Delete)


def test_the_current_row_is_told(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(30)))
    table.view.selectRow(0)
    with qtbot.waitSignal(table.current_changed) as told:
        press(table, Qt.Key.Key_Down)
    assert told.args == ["id-000001"]
    assert table.current_id() == "id-000001"


def test_f2_edits_and_commits_only_a_change(qtbot: QtBot, make_table: MakeTable) -> None:
    committed: list[tuple[str, str]] = []
    table = make_table(Source(people(30)), committed)
    table.view.setFocus()
    table.view.selectionModel().setCurrentIndex(
        table.model.index(2, 3), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    press(table, Qt.Key.Key_F2)  # the column itself cannot be edited: the first that can
    editor = table.view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "张晓燕2"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(1)
    assert committed == []
    press(table, Qt.Key.Key_F2)
    editor = [line for line in table.view.viewport().findChildren(QLineEdit) if line.isVisible()][
        -1
    ]
    editor.setText("马志远")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(committed))
    assert committed == [("id-000002", "马志远")]


def test_escape_while_editing_commits_nothing(qtbot: QtBot, make_table: MakeTable) -> None:
    committed: list[tuple[str, str]] = []
    table = make_table(Source(people(30)), committed)
    table.view.setFocus()
    press(table, Qt.Key.Key_F2)
    editor = table.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("马志远")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.wait(1)
    assert committed == []


def test_copy_takes_the_visible_columns_masked_as_they_are_shown(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(Source(people(30)))
    table.columns.move("days", 0)
    table.columns.set_visible("tags", False)
    table.view.setFocus()
    choose(table, 1, 5)
    with qtbot.waitSignal(table.copied) as told:
        QTest.keySequence(table.view, "Ctrl+C")
    assert told.args == [2]
    copied = QGuiApplication.clipboard().mimeData()
    lines = copied.text().splitlines()
    assert [line.split("\t") for line in lines[1:]] == [
        ["919", "李敏1", "138****0001"],
        ["595", "陈丽华5", "138****0005"],
    ]
    assert len(lines[0].split("\t")) == 3
    assert "<td style=\"mso-number-format:'\\@'\">李敏1</td>" in copied.html()


def test_a_large_selection_is_fetched_and_copied(qtbot: QtBot, make_table: MakeTable) -> None:
    source = Source(people(5000))
    table = make_table(source)
    table.view.selectAll()
    source.held = True
    with qtbot.waitSignal(table.copied) as told:
        table.copy_selected()
        source.answer_all()
    assert told.args == [5000]
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5001


def test_a_click_shows_a_masked_number_and_space_a_row(make_table: MakeTable) -> None:
    table = make_table(Source(people(30)))
    viewport = table.view.viewport()
    table.grab()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(table, 3, "phone"))
    assert table.model.data(table.model.index(3, 1)) == "13800000003"
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(table, 3, "phone"))
    assert table.model.data(table.model.index(3, 1)) == "138****0003"
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(table, 4, "name"))
    press(table, Qt.Key.Key_Space)
    assert table.model.data(table.model.index(4, 1)) == "13800000004"


def test_the_context_menu_gets_the_selection(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(5)))
    choose(table, 1)
    seen: list[list[str]] = []

    def fill(menu: QMenu, ids: list[str]) -> None:
        seen.append(ids)
        menu.addAction("Archive")

    table.set_context_menu(fill)
    table.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = table.findChild(QMenu)
    assert menu is not None
    assert seen == [["id-000001"]]
    assert menu.actions()[0].text() == "Archive"
    menu.close()


def test_a_screen_reader_is_told_the_cells(make_table: MakeTable) -> None:
    from PySide6.QtGui import QAccessible

    table = make_table(Source(people(30)))
    table.grab()
    table.view.setAccessibleName("Members")
    told = QAccessible.queryAccessibleInterface(table.view)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Members"
    names = {told.child(at).text(QAccessible.Text.Name) for at in range(min(told.childCount(), 40))}
    assert {"李敏1", "138****0001"} <= names


def test_keys_move_and_widen_the_selection(make_table: MakeTable) -> None:
    table = make_table(Source(people(300)))
    screen = len(table.view.visible_rows())
    choose(table, 0)
    table.view.setCurrentIndex(table.model.index(0, 0))
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.view.selected_ranges() == [(0, 2)]
    press(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert table.view.selected_ranges() == [(0, 1)]
    press(table, Qt.Key.Key_PageDown)
    assert screen - 3 <= table.view.currentIndex().row() <= screen + 2
    press(table, Qt.Key.Key_End)
    assert table.view.selected_ranges() == [(299, 299)]
    press(table, Qt.Key.Key_Home)
    assert table.view.selected_ranges() == [(0, 0)]
    assert table.view.visible_rows().start == 0
    press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.view.selected_ranges() == [(0, 299)]
