"""How the window looked when it was left: its place, the sizes of sheets, each page's look."""

import base64
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

from organizer.base.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from organizer.base.settings import MachineSettings
    from organizer.widgets.desk import Page

SMALLEST = QSize(960, 600)
COMFORTABLE = QSize(1440, 900)
"""Logical pixels; a larger screen shows more of itself, not a larger window."""


def restore_window(window: "QMainWindow", settings: "MachineSettings") -> None:
    """Put the window where it was, or in the middle of the screen; never larger than that."""
    room = window.screen().availableGeometry()
    window.setMinimumSize(SMALLEST.boundedTo(room.size()))
    kept = settings.state("window")
    if isinstance(kept, str) and window.restoreGeometry(_bytes(kept)):
        return
    size = QSize(room.width() * 94 // 100, room.height() * 92 // 100).boundedTo(COMFORTABLE)
    window.resize(size.expandedTo(window.minimumSize()))
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())
    if room.width() <= 1440 or room.height() <= 800:
        window.showMaximized()


def restore_sheets(settings: "MachineSettings") -> None:
    """Give sheets the sizes the user gave them."""
    from organizer.widgets import dialogs

    kept = settings.state("sheets")
    for name, size in (kept if isinstance(kept, dict) else {}).items():
        if isinstance(size, list) and len(size) == 2 and all(isinstance(n, int) for n in size):
            dialogs.remembered_sizes[name] = (size[0], size[1])


def remember(
    window: "QMainWindow", settings: "MachineSettings", pages: "dict[str, Page]", current: str
) -> None:
    """Keep how everything looks now; a disk that refuses costs only that."""
    from organizer.widgets import dialogs

    with suppress(UserError):
        settings.remember("window", bytes(window.saveGeometry().toBase64().data()).decode())
        settings.remember("sheets", {k: list(v) for k, v in dialogs.remembered_sizes.items()})
        settings.remember("page", current)
        for key, page in pages.items():
            settings.remember(f"page.{key}", page.state())


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
