"""The members page over a register of 100,000, beside QSqlTableModel and beside LIKE, in one run.

Ratios of one run, ours and theirs in turns; a bound that is missed once is measured again with
more pairs before it fails. `QSqlTableModel` reads a copy of the file: the live one is locked.
"""

import asyncio
import gc
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from operator import truediv
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication

from organizer import domain
from organizer.app.rooms import all_rooms
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.base.settings import MachineSettings
from organizer.domain.members import store
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.members.store_filters import matching
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks
from organizer.widgets.theme import Mode, theme
from tests.domain.conftest import TODAY
from tests.factories import make_institution, make_many

pytestmark = pytest.mark.benchmark

ROWS = 100_000
SLACK = 1.15
"""What noise may add to a goal."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of 100,000 people at 2,000 institutions."""
    path = tmp_path_factory.mktemp("members") / "十万.db"
    domain.load()
    with Register.create(path, clock=FixedClock(TODAY)) as register:
        with register.step() as step:
            ids = make_many(step, ROWS)
        with register.step() as step:
            places = [make_institution(step, f"机构{n}教育") for n in range(2000)]
            step.update_many(
                "member",
                ("institution_id",),
                ((row_id, places[n % 2000]) for n, row_id in enumerate(ids)),
            )
    return path


class Bench:
    """A members page in a window, and a loop that can be turned by hand."""

    def __init__(self, app: QApplication, path: Path) -> None:
        self.app = app
        self.loop = qasync.QEventLoop(app, already_running=True)
        self.crashes: list[BaseException] = []
        self.messages = Messages()
        self.tasks = Tasks(self.messages, self.crashes.append)
        self.desk = Desk(self.messages, self.tasks, FixedClock(TODAY), MachineSettings(None))
        self.desk.offer_tabs(tab for room in all_rooms() for tab in room.tabs)
        self.register = RegisterThread(lambda: Register.open(path, clock=FixedClock(TODAY)))
        self.desk.use_register(self.register)
        self.page = MembersPage(self.desk)
        self.page.resize(1300, 750)

    def turn_until(self, done: Callable[[], bool], seconds: float = 60) -> None:
        """Handle events until something holds."""
        until = time.monotonic() + seconds
        while not done():
            self.app.processEvents()
            assert time.monotonic() < until
            time.sleep(0)

    def close(self) -> None:
        """Put everything away."""
        self.tasks.cancel_all()
        self.page.hide()
        self.page.deleteLater()
        self.desk.use_register(None)
        self.register.close()
        self.app.processEvents()
        self.loop._QEventLoop__is_running = False
        self.app.aboutToQuit.disconnect(self.loop._after_run_forever)
        self.loop._after_run_forever()
        asyncio.events._set_running_loop(None)
        self.loop.close()
        assert self.crashes == []


@pytest.fixture
def bench(qapp: QApplication, file: Path) -> Iterator[Bench]:
    theme.start(qapp, Mode.LIGHT, 100)
    made = Bench(qapp, file)
    yield made
    made.close()


def resident() -> int:
    """Memory this process holds, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def listed(bench: Bench) -> None:
    """Show the page and wait until the whole list is there."""
    bench.page.show()
    bench.turn_until(lambda: bench.page.table is not None and bench.page.table.model.complete)


def test_the_whole_list_beside_qsqltablemodel(bench: Bench, file: Path, tmp_path: Path) -> None:
    before = resident()
    listed(bench)
    assert bench.page.table is not None
    table = bench.page.table
    megabytes = (resident() - before) / 1e6
    expected = bench.register.ask(store.member_ids).result()
    assert table.shown_ids() == expected
    bench.turn_until(lambda: bench.page.index.ready)
    with_index = (resident() - before) / 1e6
    assert bench.page.source is not None
    source = bench.page.source
    copied = tmp_path / "copy.db"
    shutil.copy(file, copied)
    QSqlDatabase.addDatabase("QSQLITE", "beside").setDatabaseName(str(copied))
    assert QSqlDatabase.database("beside").isOpen()

    def ours() -> float:
        begun = time.perf_counter()
        source.forget()
        table.model.complete = False
        table.refresh()
        bench.turn_until(lambda: table.model.complete)
        return time.perf_counter() - begun

    def theirs() -> float:
        begun = time.perf_counter()
        model = QSqlTableModel(None, QSqlDatabase.database("beside"))
        model.setTable("member")
        model.setSort(model.fieldIndex("sort_key"), Qt.SortOrder.AscendingOrder)
        model.select()
        while model.canFetchMore():
            model.fetchMore()
        assert model.rowCount() == ROWS
        model.clear()
        return time.perf_counter() - begun

    def ratio(pairs: int) -> float:
        found = [(ours(), theirs()) for _ in range(pairs)]
        a, b = (statistics.median(one) for one in zip(*found, strict=True))
        print(f"whole list {a * 1000:.0f} ms beside {b * 1000:.0f} ms: {a / b:.2f}")
        return float(a / b)

    try:
        print(f"memory: list {megabytes:.0f} MB, with the index {with_index:.0f} MB")
        assert ratio(5) <= 0.4 * SLACK or ratio(11) <= 0.4 * SLACK
        assert with_index <= 60 * SLACK
    finally:
        QSqlDatabase.database("beside").close()
        QSqlDatabase.removeDatabase("beside")


def _queries(db: Database) -> list[str]:
    rng = random.Random(11)
    rows = store.member_rows(db, rng.sample(store.member_ids(db), 8))
    asked = [row.name[:2] for row in rows[:3]]
    asked += [row.reading.replace(" ", "")[:5] for row in rows[3:5]]
    asked += [row.phones[0][-4:] for row in rows[5:7]]
    return [*asked, "机构1"]


def _expected(db: Database, words: str) -> list[str]:
    return store.member_ids(db, [NOT_ARCHIVED, matching(words)])


class Keys:
    """Types queries into the page and notes what each cost beside LIKE and beside a repaint."""

    def __init__(self, bench: Bench) -> None:
        assert bench.page.table is not None
        self.bench, self.table = bench, bench.page.table
        self.viewport = self.table.view.viewport()
        self.picture = QImage(self.viewport.size(), QImage.Format.Format_RGB32)
        self.finding: list[float] = []
        self.painting: list[float] = []
        self.like: list[float] = []
        self.bare: list[float] = []
        self.late = 0

    def type(self, words: str) -> None:
        """Search, paint as soon as the list is there, then do the same work the plain way."""
        bench, table = self.bench, self.table
        bench.page.bar.search.setText("")
        bench.turn_until(lambda: table.model.complete and table.model.rowCount() == ROWS)
        gc.collect()
        done: list[None] = []

        def listed() -> None:
            self.finding.append(time.perf_counter() - begun)
            self.painting.append(self._repaint())
            done.append(None)

        connection = table.listed.connect(listed)
        begun = time.perf_counter()
        bench.page.bar.search.setText(words)
        bench.turn_until(lambda: bool(done))
        table.listed.disconnect(connection)
        self.late += any(table.model.row(at) is None for at in table.view.visible_rows())
        bench.turn_until(lambda: not table.model._pending)
        self._repaint()
        self.bare.append(statistics.median(self._repaint() for _time in range(3)))
        begun = time.perf_counter()
        expected = bench.register.ask(lambda db: _expected(db, words)).result()
        self.like.append(time.perf_counter() - begun)
        assert table.shown_ids() == expected

    def _repaint(self) -> float:
        """CPU time of painting the rows; `repaint` would paint whatever else is waiting too."""
        begun = time.thread_time()
        self.viewport.render(self.picture)
        return time.thread_time() - begun

    def ratios(self, asked: list[str]) -> tuple[float, float]:
        """Finding beside LIKE and first rows beside a repaint: medians of the pairs' ratios."""
        for words in asked:
            self.type(words)
        found = statistics.median(map(truediv, self.finding, self.like))
        first = statistics.median(map(truediv, self.painting, self.bare))
        print(
            f"found {statistics.median(self.finding) * 1000:.1f} ms: {found:.3f} beside LIKE;"
            f" first rows {statistics.median(self.painting) * 1000:.1f} ms: {first:.2f} beside"
            f" a repaint; late rows: {self.late} of {len(self.finding)}"
        )
        return found, first


def test_a_keystroke_beside_like_and_beside_one_repaint(bench: Bench) -> None:
    listed(bench)
    bench.turn_until(lambda: bench.page.index.ready)
    asked = bench.register.ask(_queries).result()
    bench.page.bar.search.setText("zzz")
    keys = Keys(bench)
    bench.turn_until(lambda: keys.table.model.complete)
    found, first = keys.ratios([*asked, *asked])
    if found > 0.1 * SLACK or first > 1.3 * SLACK:
        found, first = keys.ratios([*asked, *asked, *asked])
    assert found <= 0.1 * SLACK
    assert first <= 1.3 * SLACK
    # Rows are waited for half a frame: only on a machine busy with something else are some late.
    assert keys.late <= len(keys.finding) // 4


def test_the_window_keeps_its_turn_while_the_index_is_built_and_searched(bench: Bench) -> None:
    """A timer of 0 ms ticks on: the longest gap between two ticks is the longest slice.

    The longest slice is held in CPU time of the window's thread. In wall time only 99 % of them
    are: a gap also lasts while another program, or the register's thread, has the processor (one
    slice of 4 ms was seen to last 25).
    """
    listed(bench)
    gaps: list[float] = []
    slices: list[float] = []
    last = [time.perf_counter(), time.thread_time()]

    def tick() -> None:
        now = [time.perf_counter(), time.thread_time()]
        gaps.append(now[0] - last[0])
        slices.append(now[1] - last[1])
        last[:] = now

    clock = QTimer()
    clock.setInterval(0)
    clock.timeout.connect(tick)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        last[:] = time.perf_counter(), time.thread_time()
        clock.start()
        bench.turn_until(lambda: bench.page.index.ready)
        clock.stop()
    finally:
        gc.enable()
        gc.unfreeze()
    gaps.sort()
    print(
        f"index built in {sum(gaps) * 1000:.0f} ms; slices: 99 % under"
        f" {gaps[int(len(gaps) * 0.99)] * 1000:.1f} ms, longest {gaps[-1] * 1000:.1f} ms,"
        f" of own work {max(slices) * 1000:.1f} ms"
    )
    own: list[float] = []
    for words in ("1", "13", "王", "w"):
        begun = time.thread_time()
        bench.page.bar.search.setText(words)
        own.append(time.thread_time() - begun)
        bench.turn_until(lambda: bench.page.table is not None and bench.page.table.model.complete)
    print("first slice of a keystroke:", [f"{one * 1000:.1f} ms" for one in own])
    assert gaps[int(len(gaps) * 0.99)] <= 0.008
    assert max(slices) <= 0.008 * SLACK
    assert max(own) <= 0.008 * SLACK
