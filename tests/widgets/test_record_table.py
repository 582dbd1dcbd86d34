"""The record table: what it lists, keeps and tells."""

import json

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from organizer.base.overriding import override
from organizer.widgets import record_selection
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Mode, theme
from tests.widgets.record_source import MakeTable, Source, cell, choose, columns, people, press


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
    with qtbot.waitSignals([table.selection_changed, table.current_changed]):
        table.ask({"words": "李敏"})  # only one of them is still shown
    assert table.selected_ids() == ["id-000001"]
    assert table.current_id() == ""


def test_what_is_selected_meanwhile_counts(qtbot: QtBot, make_table: MakeTable) -> None:
    source = Source(people(1000), with_head=True)
    table = make_table(source)
    choose(table, 3, 700)
    source.held = True
    table.refresh()
    head, everything = source.waiting
    source.waiting = [head]
    with qtbot.waitSignal(table.model.modelReset):
        source.answer_all()
    choose(table, 5)
    source.waiting = [everything]
    with qtbot.waitSignal(table.listed):
        source.answer_all()
    assert table.selected_ids() == ["id-000005"]


def test_a_selection_torn_apart_does_not_freeze_the_window(
    make_table: MakeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_selection, "MOST_PLACES", 500)
    table = make_table(Source(people(20_000)))
    table.select([f"id-{number:06d}" for number in range(10_000)])
    assert table.selected_count() == 10_000
    table.sort_by("days", descending=False)
    assert table.selected_count() == 0
    assert table.model.rowCount() == 20_000


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


def test_a_new_list_is_painted_once_and_whole(
    qtbot: QtBot, qapp: QApplication, make_table: MakeTable
) -> None:
    """Its first rows come with it; nothing of the change is left for a second paint."""
    source = Source(people(3000))
    table = make_table(source)
    painted: list[bool] = []

    class Paints(QObject):
        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                rows = table.view.visible_rows()
                painted.append(all(table.model.row(number) for number in rows))
            return False

    paints = Paints()
    table.view.viewport().installEventFilter(paints)
    for words in ("李敏21", "Zhang22", "国23"):
        qtbot.wait(20)
        painted.clear()
        source.asked_rows.clear()
        source.held = True
        table.ask({"words": words})
        source.answer_all()
        qapp.processEvents()
        assert painted == []  # what was shown stays until the first rows are there
        assert len(source.asked_rows) == 1
        source.answer_all()
        source.held = False
        qtbot.wait(20)
        assert painted == [True]


def test_late_rows_do_not_keep_a_list_waiting(qtbot: QtBot, make_table: MakeTable) -> None:
    source = Source(people(300))
    table = make_table(source)
    source.held = True
    table.ask({"words": "李敏"})
    with qtbot.waitSignal(table.listed, timeout=1000):
        source.answer_all()  # the list; its rows are never answered
    assert table.model.rowCount() == 43
    with qtbot.assertNotEmitted(table.listed, wait=20):
        source.answer_all()  # given up: they change nothing any more


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


def test_nothing_matches_and_nothing_yet_are_told_apart(
    qtbot: QtBot, make_table: MakeTable
) -> None:
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
    with qtbot.waitSignal(empty.view.resized):
        empty.resize(640, 300)
    assert start.geometry() == empty.view.viewport().rect()


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
