"""The page of lists: a list read in, or a roster taken out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.screens.rosters.export_view import ExportView
from organizer.screens.rosters.import_view import ImportView
from organizer.widgets.desk import Command, Desk, Page
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep


#: What taking a roster out writes itself.
_OWN = frozenset({"export_log", "preset"})


class RostersPage(Page):
    """Lists in and lists out; which of the two, `open_with` says."""

    help_page = "import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._came_from = "members"
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.importing = ImportView(desk, self)
        self.stack = QStackedWidget(self)
        self.exporting = ExportView(desk, self)
        self.stack.addWidget(self.importing)
        self.stack.addWidget(self.exporting)
        self.back = QPushButton(self)
        set_icon(self.back, "arrow-left")
        self.back.clicked.connect(lambda: desk.open_page(self._came_from))
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        desk.register_opened.connect(self.importing.register_changed)
        desk.register_closed.connect(self.importing.register_changed)
        self.retranslate()

    @override
    def title(self) -> str:
        return _("Export a roster") if self.takes_out else _("Import a list")

    @property
    def takes_out(self) -> bool:
        """Whether a roster is being taken out, not a list read in."""
        return self.stack.currentWidget() is self.exporting

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        """What was chosen so far stays; what is read of the register is read again."""
        if self.desk.register is None or (step is not None and _OWN.issuperset(step.tables)):
            return
        if self.takes_out:
            self.exporting.again()
        else:
            self.importing.look_again()

    @override
    def new_record(self) -> None:
        self._show(self.importing)
        self.importing.start_over()

    @override
    def focus_search(self) -> None:
        if self.takes_out:
            self.exporting.picker.list.setFocus()

    def _show(self, view: ImportView | ExportView) -> None:
        self.stack.setCurrentWidget(view)
        self.help_page = "export" if self.takes_out else "import"
        self._tell()

    def _tell(self) -> None:
        self.heading.setText(self.title())
        self.back.setText(_("Groups") if self._came_from == "groups" else _("Members"))

    @override
    def commands(self) -> tuple[Command, ...]:
        if not self.takes_out:
            return ()
        return (
            Command(
                "rosters.print",
                N_("Print this roster"),
                "printer",
                "Ctrl+P",
                lambda _desk: self.exporting.print(),
            ),
        )

    @override
    def open_with(self, **arguments: object) -> None:
        """What to do, and with what.

        `what`: "import" with `file` (path), `pasted` (the clipboard) or `text`; "export" or "print"
        with `ids` (of members), else of everybody. `group` (id) is whom the list is of.
        """
        self._missed = False
        group = arguments.get("group")
        self._came_from = str(arguments.get("back") or ("groups" if group else "members"))
        if arguments.get("what") in ("export", "print"):
            ids = arguments.get("ids")
            self._show(self.exporting)
            self.exporting.take(
                list(map(str, ids)) if isinstance(ids, list | tuple) else None,
                group if isinstance(group, str) else None,
            )
            return
        self._show(self.importing)
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
        self.importing.focus_first()

    @override
    def retranslate(self) -> None:
        self._tell()
        self.importing.retranslate()
        self.exporting.retranslate()
