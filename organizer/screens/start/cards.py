"""What the first page is made of: a card for each way to begin, a row for each known register."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind


class WayCard(QFrame):
    """One way to begin: what it is, what comes of it, and its button; the whole card is pressed."""

    chosen = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, button: str, *, primary: bool = False
    ) -> None:
        super().__init__()
        make_card(self)
        self._texts = (title, sentence, button)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self._sentence = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.button = QPushButton(self)
        set_kind(self.button, Kind.PRIMARY if primary else Kind.SECONDARY)
        self.button.clicked.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(IconLabel(icon, Tone.ACCENT, scale=1.6))
        column.addSpacing(Space.XS)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addStretch(1)
        column.addSpacing(Space.S)
        column.addWidget(self.button)

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        title, sentence, button = self._texts
        self._title.setText(_(title))
        self._sentence.setText(_(sentence))
        self.button.setText(_(button))
        self.button.setAccessibleDescription(_(sentence))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.chosen.emit()


class RecentRow(QWidget):
    """A register opened before: its name opens it, where it lies stands beside it."""

    chosen = Signal(object)
    """The path was chosen."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.button = QPushButton(path.stem.replace("&", "&&"), self)
        set_kind(self.button, Kind.QUIET)
        set_icon(self.button, "book-open", Tone.ACCENT)
        self.button.clicked.connect(lambda: self.chosen.emit(self.path))
        folder = PlainLabel(
            str(path.parent), self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True
        )
        folder.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, Space.XS, Space.M, Space.XS)
        row.setSpacing(Space.M)
        row.addWidget(self.button)
        row.addWidget(folder, 1)
