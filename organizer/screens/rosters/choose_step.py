"""The first step: choose a file, drop it, or paste cells."""

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.screens.rosters.sample_box import SampleBox
from organizer.screens.rosters.source_bar import SourceBar
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme


class PasteBox(QPlainTextEdit):
    """Takes pasted cells as a whole: a hundred thousand rows are never laid out."""

    pasted = Signal(str)
    """Text was pasted; the box itself stays empty."""

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText() and source.text().strip():
            self.pasted.emit(source.text())

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()


class _DropArea(QWidget):
    """A card with a dashed edge: a file may be dropped here, as anywhere on the window."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.colours.outline), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


class ChooseStep(QWidget):
    """A file or pasted cells; what goes wrong is said above, with what can be corrected."""

    file_wanted = Signal()
    """The button was pressed: let the owner choose a file."""
    pasted = Signal(str)
    """Cells were pasted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sample = SampleBox(self)
        self.banner = Banner(self)
        self.source_bar = SourceBar(self)
        self.source_bar.hide()
        self.button = QPushButton(self)
        set_kind(self.button, Kind.PRIMARY)
        set_icon(self.button, "folder-open")
        self.button.clicked.connect(self.file_wanted)
        self.sentence = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paste_label = PlainLabel("", self, role=TextRole.STRONG)
        self.box = PasteBox(self)
        self.box.setTabChangesFocus(True)
        self.box.pasted.connect(self.pasted)
        self.safe = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        area = _DropArea(self)
        inside = QVBoxLayout(area)
        inside.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        inside.setSpacing(Space.M)
        inside.addStretch(1)
        inside.addWidget(
            IconLabel("file-spreadsheet", Tone.ACCENT, scale=2.4), 0, Qt.AlignmentFlag.AlignCenter
        )
        inside.addWidget(self.sentence)
        inside.addWidget(self.hint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(Space.L)
        sides.addWidget(area, 3)
        paste = QVBoxLayout()
        paste.setSpacing(Space.S)
        paste.addWidget(self.paste_label)
        paste.addWidget(self.box, 1)
        sides.addLayout(paste, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.sample)
        column.addWidget(self.banner)
        column.addWidget(self.source_bar)
        column.addLayout(sides, 1)
        column.addWidget(self.safe)

    def first(self) -> QWidget:
        """What the keyboard goes to: the question that is open, else choosing a file."""
        return self.button if self.sample.isHidden() else self.sample.own

    def retranslate(self) -> None:
        """Set every text again."""
        self.sentence.setText(_("Drop the list here, or choose it"))
        self.hint.setText(
            _("Excel (xlsx) or CSV. Titles above the header and odd encodings are sorted out.")
        )
        self.button.setText(_("Choose a file…"))
        self.paste_label.setText(_("Or paste cells"))
        self.box.setPlaceholderText(
            _("Copy cells in Excel or WPS, header included, and paste them here (Ctrl+V)")
        )
        self.box.setAccessibleName(_("Paste cells here"))
        self.safe.setText(
            _("Nothing is changed yet: you see first what would happen, and can undo it later.")
        )
        self.sample.retranslate()
        self.banner.retranslate()
        self.source_bar.retranslate()
