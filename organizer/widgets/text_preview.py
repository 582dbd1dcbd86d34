"""A text meant for somewhere else: shown as it is, copied with one button."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind


class TextPreview(QWidget):
    """A text to read and copy; plain text only, so nothing in it can load or run."""

    copied = Signal(str)
    """The text was copied."""

    def __init__(self, parent: QWidget | None = None, *, kind: Kind = Kind.PRIMARY) -> None:
        super().__init__(parent)
        self.view = QPlainTextEdit(self)
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copier = QPushButton(self)
        set_kind(self.copier, kind)
        set_icon(self.copier, "copy")
        self.copier.clicked.connect(self.copy)
        self._told = PlainLabel("", self, tone=Tone.GOOD)
        self._told_for = QTimer(self)
        self._told_for.setSingleShot(True)
        self._told_for.setInterval(2_000)
        self._told_for.timeout.connect(lambda: self._told.setText(""))
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self.copier)
        foot.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.view.setPlainText(text)
        self._told.setText("")
        self.copier.setEnabled(bool(text))

    def text(self) -> str:
        """The text shown."""
        return self.view.toPlainText()

    def copy(self) -> None:
        """Put the whole text on the clipboard and say so beside the button."""
        QGuiApplication.clipboard().setText(self.text())
        self._told.setText(_("Copied"))
        self._told_for.start()
        self.copied.emit(self.text())

    def retranslate(self) -> None:
        """Set the texts of the controls again in the language spoken."""
        self.copier.setText(_("Copy"))
        self.view.setAccessibleName(_("Preview"))
