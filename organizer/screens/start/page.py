"""The first-run page."""

from PySide6.QtWidgets import QVBoxLayout

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.desk import Desk, Page
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole


class StartPage(Page):
    """Three ways to begin, and the registers opened last."""

    help_page = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._heading = PlainLabel("", self, role=TextRole.HEADING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        layout.addWidget(self._heading)
        layout.addStretch(1)
        self.retranslate()

    @override
    def title(self) -> str:
        return _("Start")

    @override
    def retranslate(self) -> None:
        self._heading.setText(_("Keep your groups alive"))
