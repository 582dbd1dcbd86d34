"""The first page: three ways to begin, and the registers opened last."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.screens.start.cards import RecentRow, WayCard
from organizer.screens.start.coming import TABLES, ComingUp
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import HairLine, PlainLabel
from organizer.widgets.theme import Space, TextRole, make_card

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

WIDEST = 1080
"""Pixels; on a large screen the page stays readable in the middle."""


class StartPage(Page):
    """Made-up data, a list, or nothing yet: each is one click."""

    help_page = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._refused: UserError | None = None
        self._refused_path: Path | None = None
        self.banner = Banner(self)
        self.banner.acted.connect(self._restore)
        self.heading = PlainLabel("", self, role=TextRole.HEADING, wrap=True)
        self.sentence = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.demo = WayCard(
            "sparkles",
            N_("Look around"),
            N_("300 made-up members with groups, institutions and roles. Nothing is kept."),
            N_("Open made-up data"),
        )
        self.list_in = WayCard(
            "file-spreadsheet",
            N_("Import a list"),
            N_("Excel, CSV or copied cells. Every row is shown before anything is taken over."),
            N_("Choose a list"),
            primary=True,
        )
        self.empty = WayCard(
            "file-plus",
            N_("Start empty"),
            N_("A new register on this computer. Members and groups come as they come."),
            N_("New register"),
        )
        self.demo.chosen.connect(self._open_demo)
        self.list_in.chosen.connect(self._import)
        self.empty.chosen.connect(self._create)
        self.coming = ComingUp(desk, self)
        self.coming.chosen.connect(desk.open_record)
        self.recent_title = PlainLabel("", self, role=TextRole.TITLE)
        self.recent_card = make_card(QFrame(self))
        self._recent_rows = QVBoxLayout(self.recent_card)
        self._recent_rows.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        self._recent_rows.setSpacing(0)
        self.other = QPushButton(self)
        set_icon(self.other, "folder-open")
        self.other.clicked.connect(lambda: desk.start(desk.files.ask_open()))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(Space.L)
        for card in (self.demo, self.list_in, self.empty):
            cards.addWidget(card, 1)
        below = QHBoxLayout()
        below.addWidget(self.recent_title, 1)
        below.addWidget(self.other)
        column = QWidget()
        column.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        inside.setSpacing(Space.M)
        inside.addWidget(self.banner)
        inside.addWidget(self.coming)
        inside.addWidget(self.heading)
        inside.addWidget(self.sentence)
        inside.addSpacing(Space.S)
        inside.addLayout(cards)
        inside.addSpacing(Space.L)
        inside.addLayout(below)
        inside.addWidget(self.recent_card)
        inside.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    # --- beginning ------------------------------------------------------------------------------

    def _open_demo(self) -> None:
        self.desk.start(self.desk.files.open_demo(), _("Making up data"))

    def _create(self) -> None:
        self.desk.start(self.desk.files.create_proposed(), _("New register"))

    def _import(self) -> None:
        self.desk.start(self._create_and_import())

    async def _create_and_import(self) -> None:
        if await self.desk.files.use_own():  # a list is never taken into made-up data from here
            self.desk.open_page("rosters", what="import")

    def _open(self, path: Path) -> None:
        title = _("Opening {file}").format(file=path.stem)
        self.desk.start(self.desk.files.open(path), title)

    def _restore(self) -> None:
        if self._refused_path is not None:
            self.desk.start(self.desk.files.ask_restore(self._refused_path))

    # --- what is shown ----------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Start")

    @override
    def open_with(self, **arguments: object) -> None:
        refused, path = arguments.get("refused"), arguments.get("path")
        self._refused = refused if isinstance(refused, UserError) else None
        self._refused_path = path if isinstance(path, Path) else None
        self._show_refusal()

    @override
    def shown(self) -> None:
        self._missed = True  # other windows open registers too
        super().shown()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if step is None or not TABLES.isdisjoint(step.tables):
            self.coming.read()
        if step is None:
            self._show_recent()
            if self.desk.register is not None:
                self._refused = None
                self._show_refusal()

    def _show_refusal(self) -> None:
        if self._refused is None:
            self.banner.hide()
            return
        path = self._refused_path
        way_back = path is not None and bool(self.desk.files.backups_of(path))
        self.banner.tell(
            self._refused.message(), Tone.DANGER, _("Restore a backup…") if way_back else ""
        )

    def recent_rows(self) -> list[RecentRow]:
        """The rows of the registers opened last."""
        return self.recent_card.findChildren(RecentRow)

    def _show_recent(self) -> None:
        while (item := self._recent_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        paths = self.desk.files.recent()
        for path in paths:
            if self._recent_rows.count():
                self._recent_rows.addWidget(HairLine())
            row = RecentRow(path)
            row.chosen.connect(self._open)
            self._recent_rows.addWidget(row)
        self.recent_card.setVisible(bool(paths))
        self._name_recent()

    def _name_recent(self) -> None:
        known = not self.recent_card.isHidden()
        self.recent_title.setText(_("Opened last") if known else _("A register of your own?"))

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Keep your groups alive"))
        self.sentence.setText(
            _("Everything stays in one file on this computer. No account, no server.")
        )
        for card in (self.demo, self.list_in, self.empty):
            card.retranslate()
        self._name_recent()
        self.other.setText(_("Open a register…"))
        self.banner.retranslate()
        self.coming.show_rows()
        self._show_refusal()
