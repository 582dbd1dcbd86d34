"""Going through an import as its owner does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.screens.rosters.page import RostersPage


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def wait_for(page: RostersPage, qtbot: QtBot, step: int) -> None:
    qtbot.waitUntil(
        lambda: page.importing.stack.currentIndex() == step and page.importing.stack.isEnabled(),
        timeout=20_000,
    )


def preview(page: RostersPage, qtbot: QtBot) -> None:
    click(page.importing.map.next)
    wait_for(page, qtbot, 2)
