"""Starting the desktop program: the window first, everything that takes time after it."""

import gc
import sys
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from organizer.app import plain_imports  # noqa: F401 - first: what is imported after it is sooner there
from organizer.app.crashes import Crashes, CrashLog, log_file
from organizer.app.language import Language
from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.app.wanted import Wanted, wanted
from organizer.base.errors import UserError
from organizer.base.settings import MachineSettings, config_file
from organizer.widgets.theme import STYLE, STYLED, Mode, theme

ROWS_PATIENCE = 0.1
"""Seconds the first page is kept for its rows; what takes longer arrives in the open window."""


def main(arguments: Sequence[str] = ()) -> int:
    """Run the window until it is closed; the exit code of the process."""
    settings = MachineSettings(config_file())
    language = Language(settings)
    try:
        asked = wanted(arguments)
    except UserError as refusal:
        sys.stderr.write(refusal.message() + "\n")
        return 2
    crashes = Crashes(CrashLog(log_file()))
    crashes.install()
    gc.disable()  # next to nothing of what is built now becomes garbage, as of what was loaded
    try:
        application = make_application()
        window = make_window(application, settings)
        window.show()
        application.processEvents()
        furnish(application, window, settings, language, crashes, asked)
        window.begin(asked)
        show_rows(application, window)
        gc.freeze()  # what is here stays: later collections need not look at it
        gc.enable()
        return run_loop(application, window)
    finally:
        gc.enable()
        crashes.release()


def make_application() -> QApplication:
    """The one QApplication, named as the desktop expects it."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = cast("QApplication | None", QApplication.instance())
    if application is None:
        # Named here: QApplication.setStyle gives the style back, whose class takes 5 ms to load.
        application = QApplication([*sys.argv[:1], "-style", STYLE])
        application.setProperty(STYLED, STYLE)
    application.setApplicationName("Organizer")
    application.setDesktopFileName("organizer")
    application.setQuitOnLastWindowClosed(False)
    return application


def make_window(application: QApplication, settings: MachineSettings) -> MainWindow:
    """The frame of the main window with its sidebar: what is seen first."""
    theme.start(application, Mode(settings.get("theme")), settings.get("text_percent"))
    return MainWindow(settings, all_rooms())


def furnish(
    application: QApplication,
    window: MainWindow,
    settings: MachineSettings,
    language: Language,
    crashes: Crashes,
    asked: Wanted | None = None,
) -> None:
    """Everything else of the window, while the register that is asked for opens in its thread."""
    from organizer.base.clock import SystemClock
    from organizer.widgets.desk import Desk
    from organizer.widgets.messages import Messages
    from organizer.widgets.tasks import Tasks

    messages = Messages()
    desk = Desk(messages, Tasks(messages, crashes.happened), SystemClock(), settings)
    language.speak_on(application, desk)
    window.furnish(desk, asked)
    messages.use_window(window)
    crashes.window = window


def show_rows(application: QApplication, window: MainWindow) -> None:
    """Paint the first page with its rows: asyncio is loaded after that, and would hold them up.

    What the page asked for is waited for, twice at most, as an answer may lead to a question.
    """
    for _turn in range(2):
        register = window.desk.register
        if register is not None:
            register.with_register(lambda _register: None).wait(ROWS_PATIENCE)
        application.processEvents()


def run_loop(application: QApplication, window: MainWindow) -> int:
    """Join asyncio to Qt's loop and run until the window has put everything away."""
    import qasync

    loop = qasync.QEventLoop(application)
    window.left.connect(loop.stop)
    with loop:
        loop.call_soon(window.settle)
        loop.run_forever()
    return 0
