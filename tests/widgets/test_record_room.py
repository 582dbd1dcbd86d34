"""Columns share their room: what is cut gets what is empty, what was pulled by hand stays."""

from pytestqt.qtbot import QtBot

from organizer.widgets.record_columns import Column
from organizer.widgets.record_room import share
from organizer.widgets.record_table import RecordTable
from tests.widgets.record_source import Person, Source

LONG = "青岛市晨光教育培训学校"


def make(qtbot: QtBot, width: int) -> RecordTable:
    rows = {str(at): Person(str(at), "张三", LONG, (), 0) for at in range(20)}
    columns = [
        Column("name", "Name", lambda row: row.name, width=10),
        Column("school", "School", lambda row: row.phone, width=12),
        Column("job", "Job", lambda _row: "", width=20),
    ]
    table = RecordTable(columns, Source(rows))
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    table.ask({})
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    return table


def cut(table: RecordTable, text: str, section: int) -> bool:
    width = table.view.header.sectionSize(section)
    return table.view.painter.is_cut(text, width, strong=False)


def test_an_empty_column_gives_room_to_a_cut_one(qtbot: QtBot) -> None:
    table = make(qtbot, 420)
    assert not cut(table, LONG, 1)
    assert table.view.horizontalScrollBar().maximum() == 0, "and none is scrolled to"


def test_free_room_is_used_before_a_column_gives(qtbot: QtBot) -> None:
    assert share({"a": 100, "b": 100}, {"a": 150, "b": 20}, {}, 300) == {"a": 150, "b": 100}
    assert share({"a": 100, "b": 100}, {"a": 150, "b": 20}, {}, 200) == {"a": 150, "b": 50}
    assert share({"a": 100, "b": 100}, {"a": 150, "b": 20}, {"b": 90}, 200) == {"a": 110, "b": 90}
    assert share({"a": 100, "b": 100}, {"a": 100, "b": 20}, {}, 150) == {"a": 100, "b": 50}
    assert share({"a": 100, "b": 100}, {"a": 900, "b": 100}, {}, 999) == {"a": 200, "b": 100}


def test_widths_set_by_hand_stay(qtbot: QtBot) -> None:
    table = make(qtbot, 420)
    header = table.view.header
    header.resizeSection(0, 90)
    before = [header.sectionSize(section) for section in range(3)]
    table.resize(700, 300)
    assert [header.sectionSize(section) for section in range(3)] == before
    again = make(qtbot, 420)
    again.restore(table.state())
    assert [again.view.header.sectionSize(section) for section in range(3)] == before
    again.columns.reset()
    assert not cut(again, LONG, 1)


def test_a_column_that_is_shown_or_hidden_was_not_widened_by_hand(qtbot: QtBot) -> None:
    table = make(qtbot, 420)
    table.columns.set_visible("job", False)
    table.columns.set_visible("job", True)
    assert table.state()["by_hand"] is False
    table.resize(400, 300)
    table.resize(420, 300)
    assert not cut(table, LONG, 1), "the columns still share their room"
