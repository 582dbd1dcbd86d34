"""The controls of the export: choices at the left, the preview at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from organizer.base.words import _
from organizer.screens.rosters.layout_bar import LayoutBar
from organizer.screens.rosters.taking_out import FILES
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.column_picker import ColumnPicker
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.page_preview import PagePreview
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from organizer.widgets.desk import Desk


class ExportForm(QWidget):
    """Lays the controls out and names them; what they do is in the view made of it."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.who_label = PlainLabel("", self, role=TextRole.STRONG)
        self.who = QComboBox(self)
        self.title_label = PlainLabel("", self, role=TextRole.STRONG)
        self.title_line = QLineEdit(self)
        self.title_line.setMaxLength(100)
        self.columns_label = PlainLabel("", self, role=TextRole.STRONG)
        self.layouts = LayoutBar(desk, self)
        self.picker = ColumnPicker(self)
        self.full = QCheckBox(self)
        self.paper = PagePreview(self)
        self.phone = PagePreview(self)
        self.text = TextPreview(self, kind=Kind.SECONDARY)
        self.text.copier.hide()  # the page's own button copies
        self.wide = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        self.wide.hide()
        self.beginning = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.beginning.hide()
        self.tabs = QTabWidget(self)
        self.banner = Banner(self)
        self.contains = PlainLabel("", self, tone=Tone.MUTED, elide=True)
        self.kind = QComboBox(self)
        self.save = QPushButton(self)
        set_kind(self.save, Kind.PRIMARY)
        set_icon(self.save, "download")
        self.printer = QPushButton(self)
        set_icon(self.printer, "printer")
        self.copier = QPushButton(self)
        set_icon(self.copier, "copy")
        self._lay_out()
        self.title_line.editingFinished.connect(self._title_edited)
        self.tabs.currentChanged.connect(lambda _tab: self._name_copier())
        ExportForm.retranslate(self)

    def _lay_out(self) -> None:
        card = QFrame(self)
        make_card(card)
        left = QVBoxLayout(card)
        left.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        left.setSpacing(Space.S)
        for label, field in (
            (self.who_label, self.who),
            (self.title_label, self.title_line),
            (self.columns_label, self.layouts),
        ):
            left.addWidget(label)
            left.addWidget(field)
            left.addSpacing(Space.XS)
        self.picker.setMinimumHeight(150)
        left.addWidget(self.picker, 1)
        left.addWidget(self.full)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidget(card)
        for page in (self.paper, self.phone, self.text):
            self.tabs.addTab(page, "")
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        right.addWidget(self.tabs, 1)
        right.addWidget(self.wide)
        right.addWidget(self.beginning)
        halves = QHBoxLayout()
        halves.setSpacing(Space.L)
        halves.addWidget(side, 2)
        halves.addLayout(right, 4)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(self.copier)
        foot.addWidget(self.printer)
        foot.addWidget(self.kind)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.banner)
        column.addLayout(halves, 1)
        column.addWidget(self.contains)
        column.addLayout(foot)

    def preview(self) -> None:
        """Make the preview anew."""

    def _title_edited(self) -> None:
        if self.title_line.isModified():
            self.title_line.setModified(False)
            self.preview()

    def _name_copier(self) -> None:
        text = self.tabs.currentIndex() == self.tabs.indexOf(self.text)
        self.copier.setText(_("Copy as text") if text else _("Copy as picture"))

    def retranslate(self) -> None:
        """Set every text again."""
        self.who_label.setText(_("Who"))
        self.who.setAccessibleName(_("Who"))
        self.title_label.setText(_("Heading"))
        self.title_line.setAccessibleName(_("Heading"))
        self.columns_label.setText(_("Columns"))
        self.full.setText(_("Show full numbers"))
        for page, text in (
            (self.paper, _("On paper")),
            (self.phone, _("As picture")),
            (self.text, _("As text")),
        ):
            self.tabs.setTabText(self.tabs.indexOf(page), text)
            page.retranslate()
        self.wide.setText(
            _("So many columns are hard to read on a phone: choose “Short, for a phone”.")
        )
        self.printer.setText(_("Print…"))
        self.kind.setAccessibleName(_("Kind of file"))
        chosen = self.kind.currentData()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for key, name, _ending in FILES:
                self.kind.addItem(_(name), key)
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self._name_copier()
        self.banner.retranslate()
        self.layouts.retranslate()
        self.picker.retranslate()
