"""Make the pictures of the README from made-up data, without a display.

    .venv/bin/python packaging/pictures.py        writes packaging/pictures/*.png

The same data every time, so a picture changes only when the program does.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from organizer.screens.members.page import MembersPage
    from organizer.screens.rosters.page import RostersPage
    from organizer.widgets.record_table import RecordTable

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "packaging" / "pictures"
DAY = dt.date(2026, 3, 9)
SIZE = (1366, 768)
LIST = """联系人名单（三月新增）,,,,
1、姓名（必填）,2、手机（必填）,3、所在机构,4、进群时间,5、群昵称
曾大海,13912340001,海风教育,2026/3/1,海风-曾大海
单小雨,139-1234-0002,海风教育,2026年3月2日,海风-单小雨
解思齐,1.39E+10,晨光书画,2026.03.02,晨光-解思齐
仇小燕,138****0004,晨光书画,3月5日,晨光-仇小燕
欧阳雪,13912340005,新思维,2026/2/30,新思维-欧阳雪
诸葛明,13912340006,新思维,2026/3/3,新思维-诸葛明
查子涵,13912340007,启明星,2026/3/3,启明星-查子涵
盖一凡,13912340008,启明星,2026/3/3,启明星-盖一凡
"""


class Studio:
    """The real window over made-up data, and a camera."""

    def __init__(self, folder: Path) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = str(folder)
        import qasync

        from organizer.app.crashes import Crashes, CrashLog
        from organizer.app.language import Language
        from organizer.app.start import furnish, make_application, make_window
        from organizer.app.wanted import Wanted
        from organizer.base.settings import MachineSettings

        self.folder = folder
        self.app = make_application()
        self.loop = qasync.QEventLoop(self.app, already_running=True)
        self.settings = MachineSettings(None)
        self.settings.set("language", "zh_Hans")
        self.settings.set("theme", "light")
        language = Language(self.settings)
        self.window = make_window(self.app, self.settings)
        self.window.show()
        furnish(self.app, self.window, self.settings, language, Crashes(CrashLog(folder / "log")))
        self.window.begin(Wanted(demo=True, day=DAY))
        self.window.showNormal()
        self.window.resize(*SIZE)
        self.window.settle()
        self.until(lambda: self.window.desk.register is not None)
        self.settle()

    def until(self, fact: Callable[[], object]) -> None:
        """Handle events until something is so."""
        patience = time.monotonic() + 60
        while not fact():
            self.app.processEvents()
            time.sleep(0.001)
            if time.monotonic() > patience:
                raise TimeoutError

    def settle(self) -> None:
        """Handle events until nothing is under way and the lines about what was done are gone."""
        for _turn in range(4):
            asked = self.window.desk.opened().ask(lambda _db: None, background=True)
            self.until(asked.done)
            self.until(lambda: not self.window.desk.tasks.running)
            for _event in range(20):
                self.app.processEvents()
                time.sleep(0.005)

    def shoot(self, name: str) -> None:
        """Take a picture of the window as it is."""
        self.settle()
        with_few_colours(self.window.grab().toImage()).save(str(TARGET / f"{name}.png"))

    # --- the pictures -------------------------------------------------------------------------

    def members(self) -> None:
        """Everybody, one of them in detail, light and dark."""
        page = cast("MembersPage", self.window.open_page("members"))
        self.settle()
        self.until(lambda: page.index.ready)
        page.bar.search.setText("wang")
        self.settle()
        table = cast("RecordTable", page.table)
        table.select([table.model.id(8)])
        self.shoot("members")
        self.settings.set("theme", "dark")
        self.shoot("members-dark")
        self.settings.set("theme", "light")
        self.settings.set("language", "en")
        self.shoot("members-en")
        self.settings.set("language", "zh_Hans")
        page.bar.clear()

    def importing(self) -> None:
        """A list with ugly rows before it is imported."""
        source = self.folder / "三月新增.csv"
        source.write_text(LIST, encoding="gb18030")
        page = cast("RostersPage", self.window.open_page("rosters"))
        view = page.importing
        groups = self.window.desk.opened().ask(_first_group).result()
        page.open_with(what="import", group=groups, file=source)
        view.choose.sample.sample_wanted.emit()
        self.until(lambda: view.stack.currentIndex() == 1 and view.stack.isEnabled())
        view.map.next.click()
        self.until(lambda: view.stack.currentIndex() == 2 and view.stack.isEnabled())
        self.shoot("import")

    def groups(self) -> None:
        """The groups with what is known of them."""
        self.window.open_page("groups")
        self.shoot("groups")

    def calendar(self) -> None:
        """A month of events, the next meet-up day in detail."""
        from organizer.domain.events import store

        self.window.open_page("events")
        self.settle()
        first, last = DAY, DAY + dt.timedelta(days=40)
        coming = self.window.desk.opened().ask(lambda db: store.entries(db, first, last)).result()
        wanted = next(entry for entry in coming if entry.kind == "meet_up")
        self.window.desk.record_wanted.emit("event", wanted.key)
        self.settle()
        time.sleep(0.3)
        self.shoot("calendar")

    def exporting(self) -> None:
        """A roster on its way out."""
        group = self.window.desk.opened().ask(_first_group).result()
        self.window.desk.open_page("rosters", what="export", group=group)
        self.settle()
        time.sleep(0.3)
        self.shoot("export")

    def history(self) -> None:
        """What was done, and the way back."""
        self.window.open_page("history")
        self.shoot("history")


def _first_group(db: object) -> str:
    from organizer.domain.groups import store

    return store.choices(db)[-1][0]  # type: ignore[arg-type]


def with_few_colours(picture: "QImage") -> "QImage":
    """The picture with the 256 colours it uses most: a third of the size, and looks the same."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _count in pixels.most_common(256)]
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


def main() -> int:
    """Make all pictures anew."""
    sys.path.insert(0, str(ROOT))
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        for make in (
            studio.groups,
            studio.members,
            studio.importing,
            studio.calendar,
            studio.exporting,
            studio.history,
        ):
            make()
        sys.stdout.write("\n".join(str(path) for path in sorted(TARGET.glob("*.png"))) + "\n")
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
