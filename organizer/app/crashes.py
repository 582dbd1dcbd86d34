"""Mistakes of ours end in one log file and one calm window, whoever made them.

The log holds the types of exceptions and places in the program: no messages, names or numbers.
"""

import os
import re
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from shiboken6 import isValid

from organizer.base.words import N_, _

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from organizer.widgets.crash_window import CrashWindow

LARGEST = 200_000
"""Bytes of the log; then it becomes the previous one, and the one before that goes."""
NO_DISPLAY = N_(
    "The window can’t be shown: there is no display. The commands of organizer work without one."
)
_QUOTED_OR_PATH = r"""["“'‘][^"”'’]*["”'’]|\S*[/\\]\S*|\d{3,}|[^\x00-\x7f]+"""
_LEVELS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


def log_file() -> Path:
    """Where the log of this computer lies."""
    from platformdirs import user_state_path

    return user_state_path("Organizer", appauthor=False) / "organizer.log"


class CrashLog:
    """A small text file; failing to write it is never a second crash."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()

    def write(self, text: str) -> None:
        """Add an entry with its moment."""
        from organizer.base.clock import SystemClock, moment_text

        entry = f"--- {moment_text(SystemClock().now())}\n{text}\n"
        with self._guard:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                if self.path.exists() and self.path.stat().st_size > LARGEST:
                    self.path.replace(self.path.with_suffix(".log.1"))
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(entry)
            except OSError:
                return


class Crashes(QObject):
    """Catches what nobody else did: in the window, in threads, in tasks, in Qt itself."""

    _happened = Signal(object)

    def __init__(self, log: CrashLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = log
        self.window: QWidget | None = None
        self.shown: CrashWindow | None = None
        # a thread's failure is shown on the thread of the window
        self._happened.connect(self._show, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        """Take over the hooks of Python and Qt; `release` gives them back."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(self._qt_said)

    @staticmethod
    def release() -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def happened(self, error: BaseException) -> None:
        """Log a failure that is a bug and show it; from any thread."""
        from organizer.widgets.crash_window import details_of

        self.log.write(details_of(error, _version()))
        self._happened.emit(error)

    def _show(self, error: BaseException) -> None:
        from organizer.widgets.crash_window import CrashWindow

        if self.shown is not None:
            return  # one at a time: a timer that fails would bury the screen
        if self.window is not None and not isValid(self.window):
            self.window = None
        self.shown = CrashWindow(error, _version(), self.window)
        self.shown.finished.connect(self._closed)
        self.shown.open()

    def _closed(self) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
        self.shown = None

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: "TracebackType | None",
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            from PySide6.QtWidgets import QApplication

            QApplication.closeAllWindows()
            return
        self.happened(error.with_traceback(trace))

    def _uncaught_in_thread(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            self.happened(failure.exc_value)

    def _qt_said(self, level: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        text = message or ""
        if level is QtMsgType.QtFatalMsg and _is_about_display(text):
            if sys.stderr is not None:
                sys.stderr.write(_(NO_DISPLAY) + "\n")
                sys.stderr.flush()
            os._exit(1)  # Qt would abort the process with a core dump
        if level in _LEVELS:
            where = f"{context.function or ''}"
            self.log.write(f"Qt {_LEVELS[level]} {where} {re.sub(_QUOTED_OR_PATH, '…', text)}")


def _is_about_display(text: str) -> bool:
    return "platform plugin" in text or "could not connect to display" in text


def _version() -> str:
    from organizer import __version__

    return __version__
