"""The record table as an owner uses it: by mouse and keyboard, in both looks."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Mode, theme
from tests.widgets.record_source import Source, columns, people

MakeTable = Callable[..., RecordTable]


@pytest.fixture
def make_table(qtbot: QtBot) -> MakeTable:
    """Makes a table of a source, shown and listed."""

    def make(
        source: Source, committed: list[tuple[str, str]] | None = None, *, ask: bool = True
    ) -> RecordTable:
        table = RecordTable(columns(committed), source)
        qtbot.addWidget(table)
        table.resize(900, 500)
        table.show()
        qtbot.waitExposed(table)
        if ask:
            table.ask({})
        return table

    return make


def cell(table: RecordTable, row: int, key: str) -> QPoint:
    """The middle of a cell in the viewport."""
    section = [column.key for column in table.model.columns].index(key)
    return table.view.visualRect(table.model.index(row, section)).center()


def press(table: RecordTable, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(table.view, key, held or Qt.KeyboardModifier.NoModifier)


def choose(table: RecordTable, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    table.view.clearSelection()
    for row in rows:
        table.view.selectionModel().select(table.model.index(row, 0), flag.Select | flag.Rows)


def test_counts_are_told(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(30)), ask=False)
    with qtbot.waitSignal(table.counts_changed) as told:
        table.ask({"words": "李敏"})
    assert told.args == [30, 5, 0]
    with qtbot.waitSignals([table.counts_changed, table.selection_changed]):
        choose(table, 0, 2)
    assert table.selected_count() == 2
    assert table.selected_ids() == ["id-000001", "id-000015"]
    assert table.shown_ids() == ["id-000001", "id-000008", "id-000015", "id-000022", "id-000029"]


def test_everything_is_selected_without_reading_it(make_table: MakeTable) -> None:
    source = Source(people(20_000))
    table = make_table(source)
    table.view.setFocus()
    QTest.keySequence(table.view, "Ctrl+A")
    assert table.selected_count() == 20_000
    assert len(table.selected_ids()) == 20_000
    assert sum(len(ids) for ids in source.asked_rows) <= 3 * 128


def test_a_click_on_a_title_sorts_and_a_second_one_turns_round(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    source = Source(people(30))
    table = make_table(source)
    header = table.view.header
    at = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    with qtbot.waitSignal(table.sort_changed) as told:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["days", True]  # figures start with the largest
    assert source.asked[-1].descending
    with qtbot.waitSignal(table.sort_changed) as told:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["days", False]
    tags = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=tags)
    assert source.asked[-1].sort == "days"  # tags have no order


def test_the_old_order_stays_until_the_new_one_is_there(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    source = Source(people(30))
    table = make_table(source)
    before = table.shown_ids()
    source.held = True
    table.sort_by("days", descending=True)
    assert table.shown_ids() == before
    with qtbot.waitSignal(table.listed):
        source.answer_all()
    assert table.shown_ids() != before


def test_selection_and_current_row_are_kept_by_id(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(300)))
    choose(table, 1, 2, 7)
    table.view.selectionModel().setCurrentIndex(
        table.model.index(7, 3), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    chosen = set(table.selected_ids())
    heard: list[None] = []
    table.selection_changed.connect(lambda: heard.append(None))
    table.sort_by("days", descending=True)
    assert set(table.selected_ids()) == chosen
    assert table.current_id() == "id-000007"
    assert table.model.id(table.view.currentIndex().row()) == "id-000007"
    assert table.view.currentIndex().column() == 3
    assert heard == []
    table.ask({"words": "李敏"})  # only one of them is still shown
    assert table.selected_ids() == ["id-000001"]


def test_selection_beyond_the_beginning_comes_back_with_the_rest(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    source = Source(people(1000), with_head=True)
    table = make_table(source)
    choose(table, 3, 700)
    source.held = True
    table.refresh()
    with qtbot.waitSignal(table.listed):
        source.answer_all()
    assert table.selected_ids() == ["id-000003", "id-000700"]


def test_a_refresh_keeps_the_place_and_a_new_filter_starts_at_the_top(
    make_table: MakeTable,
) -> None:
    table = make_table(Source(people(2000)))
    bar = table.view.verticalScrollBar()
    bar.setValue(20_000)
    table.refresh()
    assert bar.value() == 20_000
    table.ask({"words": "李"})
    assert bar.value() == 0


def test_the_whole_range_can_be_reached(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(100_000)))
    table.view.setFocus()
    press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert table.view.visible_rows().stop == 100_000
    row = table.model.row(99_999)
    assert row is not None
    assert row.id == "id-099999"


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


def test_columns_state_goes_round_through_json(make_table: MakeTable) -> None:
    table = make_table(Source(people(5)))
    table.columns.move("days", 0)
    table.columns.set_visible("id", True)
    table.columns.set_visible("tags", False)
    table.view.header.resizeSection(0, 222)
    table.sort_by("name", descending=True)
    state = json.loads(json.dumps(table.state()))
    other = make_table(Source(people(5)))
    other.restore(state)
    assert other.state() == state
    assert [column.key for column in other.visible_columns()] == ["days", "name", "phone", "id"]
    assert other.view.header.sectionSize(0) == 222
    other.columns.reset()
    assert [column.key for column in other.visible_columns()] == ["name", "phone", "tags", "days"]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"columns": None, "sort": 3},
        {"columns": [{"key": "gone"}, {"key": "days", "width": "wide"}, 7], "sort": "gone"},
        {"columns": [{"key": key, "visible": False} for key in ("name", "phone", "tags", "days")]},
    ],
)
def test_a_strange_state_is_passed_over(make_table: MakeTable, state: dict[str, object]) -> None:
    table = make_table(Source(people(5)))
    table.restore(state)
    assert table.visible_columns()
    assert table.columns.sort == ""


def test_column_changes_are_told(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(Source(people(5)))
    for change in (
        lambda: table.columns.set_visible("id", True),
        lambda: table.columns.move("id", 0),
        lambda: table.view.header.resizeSection(0, 300),
    ):
        with qtbot.waitSignal(table.state_changed):
            change()


def test_widths_follow_the_text_size_and_come_back(make_table: MakeTable) -> None:
    table = make_table(Source(people(5)))
    before = table.state()
    width, height = table.view.header.sectionSize(0), table.view.rowHeight(0)
    theme.set_text_percent(150)
    assert table.view.header.sectionSize(0) == round(width * 1.5)
    assert table.view.rowHeight(0) > height * 1.3
    assert table.state() == before
    theme.set_text_percent(100)
    assert table.view.header.sectionSize(0) == width


def test_nothing_matches_and_nothing_yet_are_told_apart(make_table: MakeTable) -> None:
    table = make_table(Source(people(5)))
    table.ask({"words": "nobody"})
    none = table._overlays["none"]
    assert none.isVisible()
    table.ask({})
    assert not none.isVisible()
    empty = make_table(Source({}))
    assert empty._overlays["empty"].isVisible()
    start = QLineEdit("Import a list")
    empty.set_empty_widget(start)
    assert start.isVisible()
    assert start.geometry() == empty.view.viewport().rect()


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


def test_a_failure_is_handed_on(qtbot: QtBot, make_table: MakeTable) -> None:
    source = Source(people(5))
    table = make_table(source)
    source.error = OSError("gone")
    with qtbot.waitSignal(table.failed) as told:
        table.refresh()
    assert told.args == [source.error]


def test_what_is_painted_is_asked_of_qt_less_than_eight_times_a_cell(
    qapp: QApplication, make_table: MakeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = make_table(Source(people(1000)))
    calls = 0
    data = type(table.model).data

    def counted(*args: object) -> object:
        nonlocal calls
        calls += 1
        return data(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(type(table.model), "data", counted)
    table.view.viewport().repaint()
    cells = len(table.view.visible_rows()) * len(table.view.places())
    assert cells > 40
    assert calls <= 8 * cells


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_selected_rows_look_selected(make_table: MakeTable, mode: Mode) -> None:
    theme.set_mode(mode)
    table = make_table(Source(people(30)))
    choose(table, 2)
    picture = table.view.viewport().grab().toImage()
    right = picture.width() - 3

    def ground(row: int) -> str:
        return picture.pixelColor(right, cell(table, row, "name").y()).name()

    assert ground(2) == theme.colours.accent_soft
    assert ground(1) == theme.colours.surface


def test_rows_changed_refreshes_rows_or_the_list(make_table: MakeTable) -> None:
    source = Source(people(30))
    table = make_table(source)
    table.grab()
    lists = len(source.asked)
    source.rows_by_id["id-000001"].name = "马志远"
    table.rows_changed(["id-000001"])
    assert len(source.asked) == lists
    assert table.model.data(table.model.index(1, 0)) == "马志远"
    del source.rows_by_id["id-000000"]
    table.rows_changed(None)
    assert len(source.asked) == lists + 1
    assert table.shown_ids()[0] == "id-000001"


def test_a_table_that_is_gone_hears_no_answer(qtbot: QtBot) -> None:
    import shiboken6

    source = Source(people(30), held=True)
    table = RecordTable(columns(), source)
    table.ask({})
    shiboken6.delete(table)
    source.answer_all()
    qtbot.wait(5)
    assert not shiboken6.isValid(table)


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
