"""The rows of a table: pages on demand, answers in any order, failures that change nothing."""

import time
from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.base.overriding import override
from organizer.base.register_thread import Ticket
from organizer.widgets.record_columns import Request
from organizer.widgets.record_model import KEPT_PAGES, PAGE, RecordModel
from tests.widgets.record_source import Person, Source, columns, people


def test_the_model_keeps_qt_rules(qapp: QApplication) -> None:
    model = RecordModel(columns(), Source(people(300)))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.ask(Request())
    model.prepare(0, 10)
    model.ask(Request(sort="days"))
    model.rows_changed(["id-000001"])
    assert isinstance(tester.model(), QAbstractItemModel)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 5


def look(qapp: QApplication, model: RecordModel, first: int, last: int) -> None:
    """Look at rows as a paint does, and let what follows it happen."""
    model.prepare(first, last)
    qapp.processEvents()


def test_what_is_looked_at_is_read_first_then_its_page(qapp: QApplication) -> None:
    source = Source(people(10 * PAGE))
    model = RecordModel(columns(), source)
    model.ask(Request())
    assert model.rowCount() == 10 * PAGE
    assert source.asked_rows == []
    start = 5 * PAGE + 60
    model.prepare(start, start + 10)
    assert source.asked_rows == [[f"id-{number:06d}" for number in range(start, start + 11)]]
    qapp.processEvents()
    assert [(ids[0], len(ids)) for ids in source.asked_rows[1:]] == [(f"id-{5 * PAGE:06d}", PAGE)]
    row = model.row(5 * PAGE)
    assert row is not None
    assert row.id == f"id-{5 * PAGE:06d}"
    assert model.row(9 * PAGE) is None


def test_near_the_edge_of_a_page_the_next_one_is_read(qapp: QApplication) -> None:
    source = Source(people(10 * PAGE))
    model = RecordModel(columns(), source)
    model.ask(Request())
    look(qapp, model, 6 * PAGE - 30, 6 * PAGE - 10)
    assert [ids[0] for ids in source.asked_rows[1:]] == [
        f"id-{5 * PAGE:06d}",
        f"id-{6 * PAGE:06d}",
    ]
    source.asked_rows.clear()
    look(qapp, model, 6 * PAGE - 5, 6 * PAGE + 15)
    assert source.asked_rows == []


def test_memory_is_bounded_and_what_was_dropped_is_read_again(qapp: QApplication) -> None:
    source = Source(people((KEPT_PAGES + 90) * PAGE))
    model = RecordModel(columns(), source)
    model.ask(Request())
    for page in range(KEPT_PAGES + 90):
        look(qapp, model, page * PAGE, page * PAGE + PAGE - 1)
    held = sum(model.row(number) is not None for number in range(model.rowCount()))
    assert held <= 2 * KEPT_PAGES * PAGE
    assert model.row(5 * PAGE) is None
    model.prepare(5 * PAGE, 5 * PAGE + 20)
    assert model.row(5 * PAGE) is not None


def test_rows_that_come_late_are_told(qtbot: QtBot) -> None:
    source = Source(people(50), held=True)
    model = RecordModel(columns(), source)
    with qtbot.waitSignal(model.listed):
        model.ask(Request())
        source.answer_all()
    model.prepare(0, 20)
    assert model.row(0) is None
    assert model.data(model.index(0, 0)) is None
    with qtbot.waitSignal(model.rows_arrived):
        source.answer_all()
    assert model.data(model.index(0, 0)) == "王建国0"


def test_an_answer_within_the_bounded_wait_leaves_no_gap(qapp: QApplication) -> None:
    waited: list[float | None] = []

    class Soon(Ticket[Mapping[str, Person]]):
        """Answered by another thread while it is waited for."""

        @override
        def wait(self, seconds: float | None = None) -> bool:
            waited.append(seconds)
            source.answer_all()
            return super().wait(5)

    class Slow(Source):
        @override
        def rows(
            self, ids: Sequence[str], *, background: bool = False
        ) -> Ticket[Mapping[str, Person]]:
            ticket = Soon()
            self.waiting.append((ticket, {row_id: self.rows_by_id[row_id] for row_id in ids}))
            return ticket

    source = Slow(people(50))
    model = RecordModel(columns(), source)
    model.ask(Request())
    model.prepare(0, 20)
    assert model.row(0) is not None
    assert waited == [0.008]


def test_a_busy_source_is_waited_for_once_only(qapp: QApplication) -> None:
    source = Source(people(50), held=True)
    model = RecordModel(columns(), source)
    model.ask(Request())
    source.answer_all()
    for _turn in range(3):
        qapp.processEvents()
    model.prepare(0, 20)
    start = time.monotonic()
    for _frame in range(20):
        model.prepare(0, 20)
    assert time.monotonic() - start < 0.15  # twenty waits would be longer
    assert len(source.asked_rows) == 1


def test_a_newer_question_makes_the_older_answer_void(qtbot: QtBot) -> None:
    source = Source(people(50), held=True)
    model = RecordModel(columns(), source)
    model.ask(Request())
    old = list(source.waiting)
    with qtbot.waitSignal(model.listed):
        model.ask(Request({"words": "李敏"}))
        source.waiting.reverse()
        source.answer_all()
    qtbot.wait(5)
    assert old[0][0].cancelled
    assert model.rowCount() == 7
    assert model.total == 50


def test_the_beginning_shows_before_the_list_is_complete(qtbot: QtBot) -> None:
    source = Source(people(1000), held=True, with_head=True)
    model = RecordModel(columns(), source)
    model.ask(Request())
    head, everything = source.waiting
    source.waiting = [head]
    with qtbot.waitSignal(model.modelReset):
        source.answer_all()
    assert model.rowCount() == 1000
    assert not model.complete
    assert model.row(100) is not None
    assert model.id(500) == ""
    model.prepare(500, 520)  # nothing can be asked for yet
    assert not [ids for ids in source.asked_rows if not ids]
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    source.waiting = [everything]
    with qtbot.waitSignal(model.listed):
        source.answer_all()
    assert model.complete
    assert resets == []  # the screen did not jump
    assert model.id(500) == "id-000500"


def test_a_refusal_is_told_and_what_was_shown_stays(qtbot: QtBot) -> None:
    source = Source(people(10))
    model = RecordModel(columns(), source)
    model.ask(Request())
    source.error = OSError("gone")
    with qtbot.waitSignal(model.failed) as told:
        model.ask(Request(sort="days"))
    assert told.args == [source.error]
    assert model.rowCount() == 10
    with qtbot.waitSignal(model.failed):
        model.prepare(0, 5)
    qtbot.wait(5)
    source.asked_rows.clear()
    model.prepare(0, 5)
    qtbot.wait(5)
    assert source.asked_rows == []  # no endless asking


def test_changed_rows_are_read_again_alone(qtbot: QtBot, qapp: QApplication) -> None:
    source = Source(people(500))
    model = RecordModel(columns(), source)
    model.ask(Request())
    look(qapp, model, 0, 20)
    source.asked_rows.clear()
    source.rows_by_id["id-000003"].name = "马志远"
    with qtbot.waitSignal(model.dataChanged) as told:
        model.rows_changed(["id-000003", "id-000499"])
    assert source.asked_rows == [["id-000003"]]
    assert told.args is not None
    assert told.args[0].row() == 3
    assert model.data(model.index(3, 0)) == "马志远"


def test_what_was_asked_before_a_change_is_asked_again(qapp: QApplication) -> None:
    source = Source(people(50))
    model = RecordModel(columns(), source)
    model.ask(Request())
    source.held = True
    look(qapp, model, 0, 20)
    assert len(source.asked_rows) == 2
    model.rows_changed(["id-000003"])
    assert source.waiting[1][0].cancelled
    assert source.asked_rows[2:] == [source.asked_rows[1], ["id-000003"]]


def test_known_rows_stay_visible_while_the_new_order_is_read(qapp: QApplication) -> None:
    source = Source(people(100))
    model = RecordModel(columns(), source)
    model.ask(Request())
    look(qapp, model, 0, 50)
    model.ask(Request(sort="id", descending=True))
    row = model.row(0)
    assert row is not None
    assert row.id == "id-000099"


@pytest.mark.parametrize("role", [Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.FontRole])
def test_data_answers_texts_only(qapp: QApplication, role: Qt.ItemDataRole) -> None:
    model = RecordModel(columns(), Source(people(5)))
    model.ask(Request())
    model.prepare(0, 4)
    assert model.data(model.index(0, 0), role) is None


def test_personal_columns_are_masked_until_shown(qapp: QApplication) -> None:
    model = RecordModel(columns(), Source(people(5)))
    model.ask(Request())
    model.prepare(0, 4)
    assert model.data(model.index(1, 1)) == "138****0001"
    model.reveal("id-000001", "phone")
    assert model.data(model.index(1, 1)) == "13800000001"
    assert model.data(model.index(2, 1)) == "138****0002"
    model.set_masked(False)
    assert model.data(model.index(2, 1)) == "13800000002"
    model.set_masked(True)
    assert model.data(model.index(1, 1)) == "138****0001"


def test_only_a_changed_text_is_committed(qapp: QApplication) -> None:
    committed: list[tuple[str, str]] = []
    model = RecordModel(columns(committed), Source(people(5)))
    model.ask(Request())
    model.prepare(0, 4)
    assert not model.setData(model.index(0, 0), "王建国0")
    assert not model.setData(model.index(0, 2), "nothing to edit here")
    assert model.setData(model.index(0, 0), "王建新")
    assert committed == [("id-000000", "王建新")]
