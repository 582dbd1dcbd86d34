"""The print preview is Qt's own dialog; its icons are ours."""

from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QToolBar
from pytestqt.qtbot import QtBot

from organizer.widgets.preview_icons import NAMES, dressed


def test_the_print_preview_has_our_icons(qtbot: QtBot) -> None:
    dialog = QPrintPreviewDialog()
    qtbot.addWidget(dialog)
    (bar,) = dialog.findChildren(QToolBar)[:1]
    before = [one.icon().cacheKey() for one in bar.actions() if not one.icon().isNull()]
    dressed(dialog)
    after = [one.icon().cacheKey() for one in bar.actions() if not one.icon().isNull()]
    assert len(after) == len(before) == len(NAMES)
    assert not set(before) & set(after)
