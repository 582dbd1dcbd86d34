"""Starting the desktop program: the window first, everything that takes time after it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.base.clock import SystemClock
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.base.settings import MachineSettings, config_file
from organizer.base.words import language_for, set_language
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks
from organizer.widgets.theme import Mode, theme


def main(arguments: Sequence[str] = ()) -> int:
    """Run the window until it is closed; the exit code of the process."""
    application = cast(
        "QApplication", QApplication.instance() or QApplication([sys.argv[0], *arguments])
    )
    application.setApplicationName("Organizer")
    application.setQuitOnLastWindowClosed(False)
    settings = MachineSettings(config_file())
    set_language(settings.get("language") or _system_language())
    theme.start(application, Mode(settings.get("theme")), settings.get("text_percent"))
    messages = Messages()
    tasks = Tasks(messages, _crash)
    desk = Desk(messages, tasks, SystemClock(), settings)
    window = MainWindow(desk, all_rooms())
    messages.use_window(window)
    window.open_page("start")
    window.show()
    path = Path(arguments[0]) if arguments else None
    if path is not None:
        desk.use_register(RegisterThread(lambda: Register.open(path)))
    application.processEvents()
    return run_loop(application, desk)


def run_loop(application: QApplication, desk: Desk) -> int:
    """Join asyncio to Qt's loop and run until the last window is closed."""
    import qasync

    loop = qasync.QEventLoop(application)
    application.lastWindowClosed.connect(loop.stop)
    with loop:
        loop.call_soon(desk.tasks.begin)
        loop.run_forever()
    if desk.register is not None:
        desk.register.close()
    return 0


def _system_language() -> str:
    from PySide6.QtCore import QLocale

    return language_for(QLocale.system().name())


def _crash(error: BaseException) -> None:
    from organizer.widgets.crash_window import CrashWindow

    CrashWindow(error).show()
