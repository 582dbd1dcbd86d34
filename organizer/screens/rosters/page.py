"""The page of lists: a list read in, or a roster taken out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.screens.rosters.import_view import ImportView
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep


class RostersPage(Page):
    """Lists in and lists out; which of the two, `open_with` says."""

    help_page = "import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.about = PlainLabel("", self, tone=Tone.MUTED)
        self.importing = ImportView(desk, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.importing)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.heading)
        head.addWidget(self.about, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.retranslate()

    @override
    def title(self) -> str:
        return _("Import a list")

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        """Another register makes what was read of a list outdated."""
        if step is None and self.importing.stack.currentIndex() > 0:
            self.importing.start_over()

    @override
    def new_record(self) -> None:
        self.importing.start_over()

    @override
    def open_with(self, **arguments: object) -> None:
        """`file` (path), `pasted` (the clipboard), `text`, `group` (id)."""
        self._missed = False
        group = arguments.get("group")
        if isinstance(group, str):
            self.importing.put_into(group)
        file, text = arguments.get("file"), arguments.get("text")
        if arguments.get("pasted"):
            text = QGuiApplication.clipboard().text()
        if isinstance(file, str | Path):
            self.importing.read_file(Path(file))
        elif isinstance(text, str) and text.strip():
            self.importing.paste(text)
        elif self.importing.stack.currentIndex() == 3:
            self.importing.start_over()

    @override
    def retranslate(self) -> None:
        self.heading.setText(self.title())
        self.importing.retranslate()
