"""Files dropped onto the window: a register is opened, a list is taken to the import."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.app.wanted import ENDINGS
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from organizer.app.register_files import RegisterFiles
    from organizer.widgets.desk import Desk

LISTS = (".csv", ".tsv", ".txt", ".xlsx")


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this machine that was dragged here, if it is a register or a list."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or paths[0].suffix.lower() not in (*ENDINGS, *LISTS):
        return None
    return paths[0]


def take(desk: "Desk", files: "RegisterFiles", path: Path) -> None:
    """Open a register, or begin to import a list; a register is made first if none is open."""
    if path.suffix.lower() in ENDINGS:
        desk.start(files.open(path), _("Opening {file}").format(file=path.stem))
    else:
        desk.start(_import(desk, files, path))


async def _import(desk: "Desk", files: "RegisterFiles", path: Path) -> None:
    if desk.register is None:
        await files.create_proposed()
    desk.open_page("rosters", what="import", file=path)


class DropHint(QWidget):
    """What lies over the window while a file is held above it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = PlainLabel("", self, role=TextRole.TITLE)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(1)
        column.addWidget(
            IconLabel("download", Tone.ACCENT, scale=2.4), 0, Qt.AlignmentFlag.AlignCenter
        )
        column.addWidget(self._label)
        column.addStretch(1)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def retranslate(self) -> None:
        """Set the text again in the language spoken now."""
        self._label.setText(_("Drop it here: a list is imported, a register is opened"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QColor(theme.colours.window)
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours.accent), 2, Qt.PenStyle.DashLine))
        inset = Space.XL
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 12, 12)
