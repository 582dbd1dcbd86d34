"""The real window at work, every slice on its thread timed; run as a process of its own.

`python -m tests.benchmarks.window_work FOLDER ROWS` prints one JSON object: for each piece of work
its longest slices as [CPU ms, wall ms, event, receiver], painting taken out.
"""

import asyncio
import datetime as dt
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import qasync
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from organizer import domain
from organizer.app.crashes import Crashes, CrashLog
from organizer.app.language import Language
from organizer.app.start import furnish, make_window
from organizer.base.clock import FixedClock
from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.base.settings import MachineSettings
from organizer.screens.members.page import MembersPage
from organizer.screens.rosters.page import RostersPage
from tests.benchmarks.test_import_export import make_list
from tests.factories import make_many

TODAY = dt.date(2026, 3, 9)
PAINTING = {QEvent.Type.Paint, QEvent.Type.UpdateRequest, QEvent.Type.Expose}
KEPT = 5
FRAME = 16
"""Milliseconds between two frames of a window that never rests."""
Slice = tuple[float, float, str, str]


class TimedApplication(QApplication):
    """Times every event handled from the loop; what painting takes inside it is taken out."""

    def __init__(self) -> None:
        super().__init__(["window"])
        self.slices: list[Slice] = []
        self._depth = 0
        self._painted = (0.0, 0.0)
        self._painting = False

    @override
    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Handle an event, timed."""
        paints = event.type() in PAINTING and not self._painting
        if self._depth and not paints:
            return bool(super().notify(receiver, event))
        kind = event.type()
        if self._depth == 0:
            self._painted = (0.0, 0.0)
        self._depth += 1
        self._painting = self._painting or paints
        cpu, wall = time.thread_time(), time.perf_counter()
        try:
            return bool(super().notify(receiver, event))
        finally:
            cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
            self._depth -= 1
            if paints:
                self._painting = False
                self._painted = (self._painted[0] + cpu, self._painted[1] + wall)
            elif self._depth == 0:
                own = (cpu - self._painted[0]) * 1000, (wall - self._painted[1]) * 1000
                if own[0] > 1 or own[1] > 1:
                    name = type(receiver).__name__
                    self.slices.append((round(own[0], 1), round(own[1], 1), kind.name, name))

    def longest(self) -> list[Slice]:
        """The longest slices since the last call, by CPU."""
        found, self.slices = sorted(self.slices, reverse=True)[:KEPT], []
        return found


class Work:
    """The window, opened on a register, and the owner's work in it."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.rows = folder, rows
        self.path = folder / "名册.db"
        domain.load()
        with Register.create(self.path, clock=FixedClock(TODAY)) as made, made.step() as step:
            make_many(step, rows)
        self.app = TimedApplication()
        self.loop = qasync.QEventLoop(self.app, already_running=True)
        settings = MachineSettings(None)
        settings.set("language", "zh_Hans")
        language = Language(settings)
        self.window = make_window(self.app, settings)
        self.window.resize(1366, 768)
        self.window.show()
        furnish(self.app, self.window, settings, language, Crashes(CrashLog(folder / "log")))
        self.window.desk.clock = FixedClock(TODAY)
        self.window.files.begin(self.path, 10)
        self.window.settle()
        self.settle()
        gc.collect()
        gc.freeze()  # as `organizer.app.start` does when the window stands

    def until(self, fact: Callable[[], object]) -> None:
        """Handle events until something is so."""
        patience = time.monotonic() + 300
        while not fact():
            self.app.processEvents()
            time.sleep(0.0005)
            if time.monotonic() > patience:
                raise TimeoutError
        self.app.processEvents()

    def settle(self) -> None:
        """Handle events until nothing is under way."""
        for _turn in range(3):
            ticket = self.window.desk.opened().ask(lambda _db: None, background=True)
            self.until(ticket.done)
            self.until(lambda: not self.window.desk.tasks.running)

    def type(self, text: str) -> None:
        """Type into what has the keyboard, each key answered before the next."""
        for letter in text:
            QTest.keyClicks(self.app.focusWidget() or self.window, letter)
            self.settle()

    # --- the pieces of work -----------------------------------------------------------------------

    def search(self) -> None:
        """Names, initials and digits, key by key, and back to everybody."""
        page = self.window.open_page("members")
        assert isinstance(page, MembersPage)
        self.settle()
        self.until(lambda: page.index.ready)
        self.app.longest()
        for text in ("wangming", "lq", "138000012"):
            page.bar.search.setFocus()
            self.type(text)
            page.bar.search.clear()
            self.settle()
        page.bar.search.setText("王明")
        self.settle()
        page.bar.search.clear()
        self.settle()

    def bring_in(self) -> None:
        """A list of as many rows, from the file to the receipt."""
        source = make_list(self.folder / "list.csv", self.rows)
        page = self.window.open_page("rosters")
        assert isinstance(page, RostersPage)
        self.settle()
        self.app.longest()
        view = page.importing
        view.read_file(source)
        self.until(lambda: view.stack.currentIndex() == 1 and view.stack.isEnabled())
        QTest.mouseClick(view.map.next, Qt.MouseButton.LeftButton)
        self.until(lambda: view.stack.currentIndex() == 2 and view.stack.isEnabled())
        QTest.mouseClick(view.preview.go, Qt.MouseButton.LeftButton)
        self.until(lambda: view.stack.currentIndex() == 3 and view.stack.isEnabled())
        self.settle()

    def look(self) -> None:
        """Everybody is listed, sorted by another column, and read to the end."""
        page = self.window.open_page("members")
        assert isinstance(page, MembersPage)
        self.settle()
        self.until(lambda: page.index.ready)
        assert page.table is not None
        self.app.longest()
        page.table.sort_by("phone", descending=True)
        self.settle()
        bar = page.table.view.verticalScrollBar()
        for part in range(1, 11):
            bar.setValue(bar.maximum() * part // 10)
            self.settle()
        page.table.sort_by("name", descending=False)
        self.settle()

    def undo(self) -> None:
        """The import is taken back with Ctrl+Z while the members are in front."""
        self.window.undo_walk.undo()
        self.settle()

    def back_up(self) -> None:
        """A verified backup is made."""
        self.window.desk.start(self.window.files.back_up())
        self.settle()

    def commits(self, pairs: int) -> list[list[float]]:
        """Seconds a commit of the list takes with a window at rest and with one that repaints."""
        from organizer.domain.rosters import apart, importing, lists
        from organizer.domain.rosters.matching import plan_import
        from organizer.domain.rosters.plan import choose_keys

        source = apart.ListSource(str(self.folder / "list.csv"))
        register = self.window.desk.opened()
        page = self.window.open_page("members")
        assert isinstance(page, MembersPage)
        assert page.table is not None
        viewport = page.table.view.viewport()
        header = apart.look_at(source).header
        found = register.ask(lambda db: lists.proposed_mapping(db, header, [])).result()
        checked = apart.checked_list(source, found, today=TODAY, in_group=False)

        def seconds(*, busy: bool) -> float:
            plan = register.ask(
                lambda db: plan_import(
                    db, checked, keys=choose_keys(found), today=TODAY, group=None, mapping=found
                )
            ).result()
            timer = QTimer()
            timer.timeout.connect(viewport.repaint)
            timer.start(FRAME if busy else 10_000)
            before = time.perf_counter()
            ticket = register.act(lambda step: importing.carry_out(step, plan))
            if busy:
                while not ticket.done():
                    self.app.processEvents()
            ticket.result()
            took = time.perf_counter() - before
            timer.stop()
            self.settle()
            self.window.undo_walk.undo()
            self.settle()
            return took

        seconds(busy=False)
        return [[seconds(busy=False), seconds(busy=True)] for _pair in range(pairs)]


def main() -> None:
    """Do all the work and print what was measured."""
    work = Work(Path(sys.argv[1]), int(sys.argv[2]))
    told: dict[str, object] = {}
    for name in ("search", "bring_in", "look", "undo", "back_up"):
        work.app.longest()
        getattr(work, name)()
        told[name] = work.app.longest()
    told["commits"] = work.commits(int(sys.argv[3]))
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    assert asyncio.get_running_loop() is work.loop
    os._exit(0)  # Qt's own leaving is not what is measured


if __name__ == "__main__":
    main()
