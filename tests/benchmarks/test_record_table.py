"""The record table over a real file of 100,000 rows beside QSqlTableModel, in turns in one run.

Ratios of CPU time; a bound that is missed once is measured again with more pairs before it fails.
Both sides paint the same twelve columns into a window of 1300 by 750 pixels.
"""

import gc
import itertools
import os
import queue
import random
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import Ticket
from organizer.widgets.record_columns import Column, IdList, Request
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Mode, theme

KEYS = (
    *("name", "reading", "address", "nick", "phone", "wechat"),
    *("institution", "position", "district", "joined", "points", "note"),
)
ROWS = 100_000
SLACK = 1.15
"""What noise of CPU time may add to a goal."""


def make_file(path: Path, rows: int = ROWS) -> None:
    """A file of made-up members."""
    rng = random.Random(7)
    families, given = (
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
        "建国晓燕丽华敏静伟强美玲涛志远欣怡",
    )
    connection = sqlite3.connect(path)
    connection.execute(
        f"CREATE TABLE person (id TEXT PRIMARY KEY, {', '.join(f'{key} TEXT' for key in KEYS)})"
    )

    def row(number: int) -> tuple[str, ...]:
        name = rng.choice(families) + rng.choice(given) + rng.choice(given)
        return (
            f"018f{number:028x}",
            *(name, f"{number % 9973:05d}", name[0] + "老师", f"昵称{number % 977}"),
            *(f"138{rng.randrange(10**8):08d}", f"wx_{number:07d}"),
            *(f"{rng.choice(families)}氏英语培训中心{number % 313}", "校长", "广州·天河"),
            *(f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}", str(number % 1500), "周三答疑"),
        )

    with connection:
        connection.executemany(
            f"INSERT INTO person VALUES ({', '.join('?' * (len(KEYS) + 1))})",
            (row(number) for number in range(rows)),
        )
        connection.execute("CREATE INDEX person_reading ON person (reading, id)")
    connection.close()


class ThreadSource:
    """Reads the file in a thread of its own, as the register does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, IdList] = {}
        self._work: queue.SimpleQueue[tuple[Ticket[Any], Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        connection = sqlite3.connect(self.path)
        while (job := self._work.get()) is not None:
            ticket, read = job
            ticket.settle(read(connection), None)
        connection.close()

    def _ask(self, read: Callable[[sqlite3.Connection], Any]) -> Ticket[Any]:
        ticket: Ticket[Any] = Ticket()
        self._work.put((ticket, read))
        return ticket

    def close(self) -> None:
        """End the thread."""
        self._work.put(None)
        self._thread.join()

    def head(self, request: Request) -> Ticket[IdList] | None:
        return None

    def ids(self, request: Request) -> Ticket[IdList]:
        """What an index in memory has found already; else the whole list from the file."""
        words = request.filter.get("words")
        if words:
            ticket: Ticket[IdList] = Ticket()
            ticket.settle(self.found[words], None)
            return ticket

        def read(connection: sqlite3.Connection) -> IdList:
            # One value instead of 100,000 rows: the interpreter changes hands at every row.
            (text,) = connection.execute(
                "SELECT group_concat(id, '') FROM (SELECT id FROM person ORDER BY reading, id)"
            ).fetchone()
            ids = [text[at : at + 32] for at in range(0, len(text or ""), 32)]
            return IdList(ids, len(ids))

        return self._ask(read)

    def rows(
        self, ids: Sequence[str], *, background: bool = False
    ) -> Ticket[Mapping[str, tuple[str, ...]]]:
        def read(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
            marks = ", ".join("?" * len(ids))
            found = connection.execute(f"SELECT * FROM person WHERE id IN ({marks})", list(ids))
            return {row[0]: row for row in found}

        return self._ask(read)


def _show(place: int) -> Callable[[Any], str]:
    def show(row: Any) -> str:
        text: str = row[place]
        return text

    return show


COLUMNS = [
    Column(key, key, _show(place), right=key == "points", width=11)
    for place, key in enumerate(KEYS, 1)
]


def ratio(ours: Callable[[], object], anchor: Callable[[], object], pairs: int) -> float:
    """The median of the ratios of CPU time, measured in turns."""

    def cpu(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return max(time.process_time() - start, 1e-6)

    ours()
    anchor()
    gc.collect()
    gc.freeze()
    try:
        return statistics.median(cpu(ours) / cpu(anchor) for _pair in range(pairs))
    finally:
        gc.unfreeze()


def check(name: str, goal: float, ours: Callable[[], object], anchor: Callable[[], object]) -> None:
    """Hold a ratio to its goal; a miss is measured once more with 25 pairs."""
    measured = ratio(ours, anchor, 9)
    if measured > goal * SLACK:
        measured = ratio(ours, anchor, 25)
    print(f"{name}: {measured:.2f} (goal {goal})")
    assert measured <= goal * SLACK, f"{name}: {measured:.2f}, goal {goal}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100,000 members in a file."""
    path = tmp_path_factory.mktemp("table") / "people.db"
    make_file(path)
    return path


@pytest.fixture
def source(file: Path) -> Iterator[ThreadSource]:
    """That file, read by a thread."""
    made = ThreadSource(file)
    yield made
    made.close()


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication, source: ThreadSource) -> RecordTable:
    """Our table, its list complete."""
    theme.start(qapp, Mode.LIGHT, 100)
    made = RecordTable(COLUMNS, source)
    qtbot.addWidget(made)
    made.resize(1300, 750)
    made.show()
    with qtbot.waitSignal(made.listed, timeout=20_000):
        made.ask({})
    return made


@pytest.fixture
def anchor(qtbot: QtBot, qapp: QApplication, file: Path) -> Iterator[QTableView]:
    """QSqlTableModel with every row fetched."""
    theme.start(qapp, Mode.LIGHT, 100)
    database = QSqlDatabase.addDatabase("QSQLITE", "anchor")
    database.setDatabaseName(str(file))
    assert database.open()
    model = fetched(database)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(34)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.resize(1300, 750)
    view.show()
    yield view
    view.setModel(None)
    model.deleteLater()
    model.clear()
    del model
    database.close()
    del database
    QSqlDatabase.removeDatabase("anchor")


def fetched(database: QSqlDatabase) -> QSqlTableModel:
    """A table model in the order of the readings, complete."""
    model = QSqlTableModel(None, database)
    model.setTable("person")
    model.setSort(2, Qt.SortOrder.AscendingOrder)
    model.select()
    while model.canFetchMore():
        model.fetchMore()
    return model


def resident() -> float:
    """Megabytes of memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def jumper(view: QTableView) -> Callable[[], None]:
    """Jumps twenty times to anywhere and paints."""
    places = random.Random(3)
    bar = view.verticalScrollBar()

    def jump() -> None:
        for _time in range(20):
            bar.setValue(places.randrange(bar.maximum()))
            view.viewport().repaint()

    return jump


@pytest.mark.benchmark
def test_nothing_is_missing_while_the_file_is_idle(table: RecordTable) -> None:
    """Sixty jumps to anywhere: every row is there when it is painted.

    A machine busy with something else may be late once; three rounds in a row it is not.
    """
    places = random.Random(11)
    bar = table.view.verticalScrollBar()
    rounds: list[int] = []
    while len(rounds) < 3 and 0 not in rounds:
        late = 0
        for _time in range(60):
            bar.setValue(places.randrange(bar.maximum()))
            table.view.viewport().repaint()
            late += any(table.model.row(number) is None for number in table.view.visible_rows())
        rounds.append(late)
    print(f"frames with missing rows: {rounds[-1]} of 60")
    assert table.model.rowCount() == ROWS
    assert rounds[-1] == 0


def test_a_list_adds_little_memory(qtbot: QtBot, qapp: QApplication, source: ThreadSource) -> None:
    theme.start(qapp, Mode.LIGHT, 100)
    gc.collect()
    before = resident()
    made = RecordTable(COLUMNS, source)
    qtbot.addWidget(made)
    made.resize(1300, 750)
    made.show()
    with qtbot.waitSignal(made.listed, timeout=20_000):
        made.ask({})
    jump = jumper(made.view)
    for _time in range(10):
        jump()
    grown = resident() - before
    print(f"memory: +{grown:.0f} MB")
    assert grown <= 60


@pytest.mark.benchmark
def test_the_list_is_complete_sooner(
    table: RecordTable, anchor: QTableView, qapp: QApplication
) -> None:
    database = QSqlDatabase.database("anchor")
    done: list[None] = []
    table.listed.connect(lambda: done.append(None))

    def ours() -> None:
        done.clear()
        table.refresh()
        table.model._listing[0].wait()
        while not done:
            qapp.processEvents()
        table.view.viewport().repaint()

    check("complete and sorted, beside QSqlTableModel", 0.4, ours, lambda: fetched(database))


@pytest.mark.benchmark
def test_a_jump_is_painted_as_fast(table: RecordTable, anchor: QTableView) -> None:
    check("jump frame, beside QSqlTableModel", 1.5, jumper(table.view), jumper(anchor))


@pytest.mark.benchmark
def test_a_key_typed_costs_little_more_than_a_repaint(
    table: RecordTable, source: ThreadSource, qapp: QApplication
) -> None:
    """The search itself is the index's; from its answer to the painted rows is the table's.

    Every key finds other people than any before, none of them at hand. CPU time of the window's
    thread: the rows are read in the other one, and the window answers meanwhile.
    """
    everything = table.shown_ids()
    rng = random.Random(5)
    keys = itertools.count()
    done: list[None] = []
    spent: list[float] = []

    def paint() -> None:
        """The whole table: rows, titles and the scroll bar."""
        view = table.view
        view.viewport().repaint()
        view.header.viewport().repaint()
        view.verticalScrollBar().repaint()

    def painted() -> None:
        paint()
        done.append(None)

    table.listed.connect(painted)

    def key() -> None:
        for _time in range(10):
            words = f"key {next(keys)}"
            found = sorted(rng.sample(range(ROWS), rng.choice((40, 120, 1900, 14_000))))
            source.found[words] = IdList([everything[at] for at in found], ROWS)
            done.clear()
            spent.append(-time.thread_time())
            table.ask({"words": words})
            while not done:
                qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            spent[-1] += time.thread_time()
            assert len(table.view.visible_rows()) == screen

    def repaint() -> None:
        for _time in range(10):
            spent.append(-time.thread_time())
            paint()
            spent[-1] += time.thread_time()

    def ratio_of(pairs: int) -> float:
        ratios = []
        for _pair in range(pairs):
            halves = []
            for work in (key, repaint):
                spent.clear()
                work()
                halves.append(statistics.median(spent))
            ratios.append(halves[0] / halves[1])
        return statistics.median(ratios)

    screen = len(table.view.visible_rows())
    key()
    gc.collect()
    gc.freeze()
    measured = ratio_of(9)
    if measured > 1.3 * SLACK:
        measured = ratio_of(25)
    gc.unfreeze()
    print(f"key typed, beside a bare repaint: {measured:.2f} (goal 1.3)")
    assert measured <= 1.3 * SLACK
