"""The strip that stands above every page while made-up data is open, with the way out of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.app.register_files import is_demo
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.app.register_files import RegisterFiles
    from organizer.widgets.banner import Banner
    from organizer.widgets.desk import Desk


class DemoStrip(QObject):
    """Says that nothing of this is kept; made when made-up data is opened for the first time."""

    def __init__(self, desk: "Desk", files: "RegisterFiles", column: QVBoxLayout) -> None:
        super().__init__(desk)
        self._desk = desk
        self._files = files
        self._column = column
        self._around: QWidget | None = None
        self.banner: Banner | None = None
        desk.register_opened.connect(self.show)
        desk.register_closed.connect(self.show)
        desk.language_changed.connect(self.show)

    def show(self) -> None:
        """Stand there while made-up data is open, in the language spoken now."""
        register = self._desk.register
        if register is None or not is_demo(register.register.path):
            if self._around is not None:
                self._around.hide()
            return
        banner = self.banner or self._make()
        banner.tell(
            _("This is made-up data. It is gone when you close it."),
            Tone.WARNING,
            _("Begin with my own register"),
            closable=False,
        )
        if self._around is not None:
            self._around.show()

    def _make(self) -> "Banner":
        from organizer.widgets.banner import Banner

        self._around = QWidget()
        inside = QVBoxLayout(self._around)
        inside.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        self.banner = Banner(self._around)
        self.banner.acted.connect(self._leave_it)
        inside.addWidget(self.banner)
        self._column.insertWidget(1, self._around)  # below the search, above every page
        return self.banner

    def _leave_it(self) -> None:
        self._desk.start(self._files.use_own())
