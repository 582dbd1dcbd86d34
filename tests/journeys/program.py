"""The whole program as its owner meets it: keys, clicks, and what stands on the screen."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from organizer.app.crashes import Crashes, CrashLog
from organizer.app.language import Language
from organizer.app.start import furnish, make_window
from organizer.app.wanted import wanted
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.settings import MachineSettings, config_file
from organizer.widgets.action_row import ActionRow
from organizer.widgets.desk import Page
from organizer.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from organizer.app.main_window import MainWindow

R = TypeVar("R")
D = TypeVar("D", bound=QDialog)
P = TypeVar("P", bound=Page)
PATIENCE = 20_000
"""Milliseconds a step of a journey may take on a busy machine."""


class Program:
    """One start of the program, from the window's first appearance until it is left.

    The settings lie where the program itself would put them, so another start finds them.
    """

    def __init__(self, qtbot: QtBot, clock: FixedClock, log: Path) -> None:
        self.qtbot = qtbot
        self.clock = clock
        self.log = log
        self.window: MainWindow
        self._language: Language

    def start(self, arguments: Sequence[str] = ()) -> None:
        """Start it as `organizer.app.start` does, inside the loop that runs already."""
        settings = MachineSettings(config_file())
        self._language = Language(settings)
        crashes = Crashes(CrashLog(self.log))
        application = cast("QApplication", QApplication.instance())
        window = self.window = make_window(application, settings)
        window.resize(1366, 768)
        window.show()
        self.qtbot.waitExposed(window)
        window.activateWindow()
        furnish(application, window, settings, self._language, crashes)
        window.desk.clock = self.clock
        window.begin(wanted(arguments))
        window.settle()
        self.settle()

    def close(self) -> None:
        """Close the window as its owner does, and wait until everything is put away."""
        with self.qtbot.waitSignal(self.window.left, timeout=PATIENCE):
            self.window.close()
        self.forget()

    def forget(self) -> None:
        """Let go of what the program gave to Qt, which outlives it here."""
        translator = self._language._translator
        if translator is not None:
            QApplication.removeTranslator(translator)
        self.window.deleteLater()

    # --- waiting --------------------------------------------------------------------------------

    def until(self, fact: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(fact()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until the window rests: nothing is read, written or worked on."""
        desk = self.window.desk
        for _turn in range(3):
            if desk.register is not None:
                desk.register.ask(lambda _db: None, background=True).result()
            self.qtbot.wait(2)
            self.until(lambda: len(desk.tasks.running) <= (desk.messages.dialog is not None))

    # --- what is there ----------------------------------------------------------------------------

    def read(self, function: Callable[[Database], R]) -> R:
        """What the register holds, to check what was done."""
        return self.window.desk.opened().ask(function).result()

    def page(self, kind: type[P]) -> P:
        """The page in front, which is of this kind."""
        page = self.window.page()
        assert isinstance(page, kind)
        return page

    def open_sheet(self, kind: type[D]) -> D:
        """The sheet lying over the window, once it is there."""
        self.until(lambda: isinstance(self.window.desk.messages.dialog, kind))
        sheet = cast("D", self.window.desk.messages.dialog)
        self.until(sheet.isVisible)
        return sheet

    def said(self) -> str:
        """What the program said last."""
        return self.window.desk.messages.recorded[-1].text

    def button(self, inside: QWidget, text: str) -> QPushButton:
        """The button in sight that says this."""
        found = [
            one
            for one in inside.findChildren(QPushButton)
            if one.text() == text and one.isVisible()
        ]
        assert len(found) == 1, (text, [one.text() for one in inside.findChildren(QPushButton)])
        return found[0]

    # --- what the owner does ----------------------------------------------------------------------

    def choose(self, row: ActionRow, text: str) -> None:
        """Do what stands in a line of actions, or in the menu at its end."""
        found = [one for one in row.findChildren(QPushButton) if one.text() == text]
        assert len(found) == 1, text
        if found[0] not in row.in_menu:
            self.click(found[0])
            return
        self.click(row.more)
        (menu,) = row.findChildren(QMenu)
        (action,) = [one for one in menu.actions() if one.text() == text]
        action.trigger()
        menu.close()
        self.settle()

    def focused(self) -> QWidget:
        """The widget the keyboard is at."""
        dialog = self.window.desk.messages.dialog
        front = dialog if dialog is not None and dialog.isVisible() else self.window
        if not front.isActiveWindow():
            front.activateWindow()
            self.until(front.isActiveWindow)
        return QApplication.focusWidget() or front

    def press(self, keys: str) -> None:
        """Press keys where the keyboard is."""
        QTest.keySequence(self.focused(), keys)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is; Chinese comes as from an input method, in one go."""
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focused(), event)

    def click(self, widget: QWidget) -> None:
        """Click a widget that is in sight."""
        assert widget.isVisible(), widget
        if isinstance(widget, QAbstractButton):
            assert widget.isEnabled(), widget.text()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def pick(self, line: QWidget, text: str) -> None:
        """Type into a line with suggestions and take the first one."""
        line.setFocus()
        self.type(text)
        suggestions = line.parentWidget().suggestions  # type: ignore[union-attr]
        self.until(suggestions.popup.isVisible)
        self.settle()
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def click_row(self, table: RecordTable, row_id: str) -> None:
        """Click a row of a list."""
        number = list(table.model.ids()).index(row_id)
        view = table.view
        view.scrollTo(view.model().index(number, 0))
        place = view.visualRect(view.model().index(number, 0))
        at = QPoint(min(place.center().x(), place.left() + 20), place.center().y())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def copy(self, text: str) -> None:
        """Have a text on the clipboard, as copied in another program."""
        QGuiApplication.clipboard().setText(text)

    def choose_file(self, path: Path) -> None:
        """Answer the file dialog that is open."""
        dialog = self.open_sheet(QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()


Start = Callable[..., Program]
Loop = asyncio.AbstractEventLoop
DAY = dt.date(2026, 3, 9)
"""A Monday."""
